/**
 * Which cell of which board a place in a file is about. A file holds one configuration as a rule; when it holds
 * several, the one that is written around the place counts.
 */
import type { Board } from '../board/board.ts'
import { type Cell, cellOf } from '../board/cell.ts'
import type { Translation } from '../c/translate.ts'
import type { Configuration } from '../config/model.ts'

export interface Owner {
  /** Undefined when the file holds no configuration at the moment. */
  readonly cell: Cell | undefined
  /** Undefined for a cell without a root. */
  readonly board: Board | undefined
}

interface ReadFile {
  readonly translation: Translation
  readonly configurations: readonly Configuration[]
}

export function ownerAt(file: ReadFile, boards: readonly Board[], offset: number): Owner {
  const configuration =
    file.configurations.find((candidate) => isAround(candidate, offset, file)) ?? file.configurations[0]
  if (!configuration) return { cell: undefined, board: undefined }
  for (const board of boards) {
    const cell = [board.rootCell, ...board.cells].find(
      (candidate) => candidate.configuration === configuration,
    )
    if (cell) return { cell, board }
  }
  return { cell: cellOf(configuration, undefined), board: undefined }
}

function isAround({ place }: Configuration, offset: number, { translation }: ReadFile): boolean {
  const object = translation.objects.find(({ name }) => name === place.first)
  if (object?.first.file !== translation.main || object.last.file !== translation.main) return false
  return object.first.start <= offset && offset <= object.last.end
}
