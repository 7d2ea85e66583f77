/**
 * The columns of the map: the root cell and every cell of its board, whether it is created or not.
 */
import type { Board } from '../../board/board.ts'
import type { Cell } from '../../board/cell.ts'
import { cpusText, fileName } from '../../rules/wording.ts'
import { englishWords, type MapWords } from './map-words.ts'
import { clashText, obstacleTo } from './selection.ts'

export interface Lane {
  readonly cell: Cell
  /** What the cell is called on the map; no two lanes have the same name. */
  readonly name: string
  /** The name of the file that it is configured in, without folder. */
  readonly file: string
  /** Its CPUs, for a person. */
  readonly cpus: string
  readonly state: 'root' | 'created' | 'absent'
  /** Of an absent cell, what another one has that keeps it from being created, in English; undefined when nothing does. */
  readonly obstacle: string | undefined
}

/** The lane of the root cell, which is always the first. */
export const rootLane = 0

export function lanesOf(
  board: Board,
  created: readonly Cell[],
  words: MapWords = englishWords,
): readonly Lane[] {
  const names = namesOf(board.cells)
  const cells = board.cells.map((cell, index): Lane => {
    const isCreated = created.includes(cell)
    const clash = isCreated ? undefined : obstacleTo(cell, created)
    const rival = clash && names[board.cells.indexOf(clash.first)]
    return {
      ...commonPart(cell, words),
      name: names[index] ?? '',
      state: isCreated ? 'created' : 'absent',
      obstacle: clash && `${rival ?? ''} has ${clashText(clash)}`,
    }
  })
  return [
    { ...commonPart(board.rootCell, words), name: 'root', state: 'root', obstacle: undefined },
    ...cells,
  ]
}

function commonPart(cell: Cell, words: MapWords): Pick<Lane, 'cell' | 'file' | 'cpus'> {
  return {
    cell,
    file: fileName(cell.configuration),
    cpus: cell.cpus ? (cell.cpus.length === 0 ? words.noCpu : cpusText(cell.cpus)) : words.unknownCpus,
  }
}

/** The cells' own names where they tell them apart; otherwise with the file, or a number. */
function namesOf(cells: readonly Cell[]): readonly string[] {
  const own = cells.map(({ configuration }) => configuration.cell.name ?? '')
  const taken = new Set(['root'])
  return cells.map(({ configuration }, index) => {
    const name = own[index] ?? ''
    const file = fileName(configuration)
    const isUnique = own.filter((other) => other === name).length === 1
    const wanted = name === '' ? file : isUnique ? name : `${name} (${file})`
    let found = wanted
    for (let number = 2; taken.has(found); number++) found = `${wanted} ${number}`
    taken.add(found)
    return found
  })
}
