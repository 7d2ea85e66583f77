/** Everything that decides what can be inserted: the text, what is being typed in it, and the board around it. */
import type { Board } from '../../board/board.ts'
import type { Cell } from '../../board/cell.ts'
import { machineOf } from '../../board/machine.ts'
import { writtenAt } from '../../c/origin.ts'
import type { Translation } from '../../c/translate.ts'
import { findMember } from '../../c/types.ts'
import type { Architecture } from '../../config/interface.ts'
import type { LiveRegion } from '../../config/memory.ts'
import type { Analysed } from '../analysed.ts'
import type { Surroundings } from '../cell-context.ts'
import type { TypedWord } from './typed-word.ts'

/** What is known around a cell, also of one that is only about to be written. */
export interface Around {
  /** Undefined while the file describes none. */
  readonly cell: Cell | undefined
  readonly board: Board | undefined
  readonly machine: Architecture | undefined
  readonly isRoot: boolean
  /** The regions of the cell, without the one that is being written. */
  readonly ownRegions: readonly LiveRegion[]
  /** The cells of the board that are described in other files, the root cell left out. */
  readonly others: readonly Cell[]
  readonly known: KnownNames
}

export interface Situation extends Around {
  readonly analysed: Analysed
  readonly word: TypedWord
}

/** What the headers in use have; those of another revision lack some. */
export interface KnownNames {
  readonly hasMacro: (name: string) => boolean
  readonly hasField: (tag: string, field: string) => boolean
}

export function situationOf(analysed: Analysed, word: TypedWord, { cell, board }: Surroundings): Situation {
  return {
    analysed,
    word,
    cell,
    board,
    machine: board?.root.architecture ?? (cell && machineOf(cell)),
    isRoot: cell?.isRoot === true,
    ownRegions: otherRegions(cell, word),
    others: (board?.cells ?? []).filter(({ configuration }) => configuration !== cell?.configuration),
    known: namesKnownTo(analysed.translation),
  }
}

export function namesKnownTo({ preprocessed, scope }: Translation): KnownNames {
  return {
    hasMacro: (name) => preprocessed.macros.has(name),
    hasField: (tag, field) => {
      const record = scope.records.get(`struct ${tag}`)
      return record !== undefined && findMember(record, field) !== undefined
    },
  }
}

/** The memory that all cells but the root cell have, that of this one included. */
export function memoryInUse({ isRoot, ownRegions, others }: Around): readonly LiveRegion[] {
  return [...others.flatMap(({ regions }) => regions), ...(isRoot ? [] : ownRegions)]
}

function otherRegions(cell: Cell | undefined, { mark }: TypedWord): readonly LiveRegion[] {
  return (cell?.regions ?? []).filter(({ place }) => {
    const { file, start, end } = writtenAt(place)
    return file !== mark.file || mark.start < start || end < mark.end
  })
}
