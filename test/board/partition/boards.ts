/** Boards for tests: from fragments of C, completed as the examples of rules are, and from files on a disk. */
import { boardOf, type Board } from '../../../server/src/board/board.ts'
import type { Cell } from '../../../server/src/board/cell.ts'
import type { Configuration } from '../../../server/src/config/model.ts'
import { sourceFile } from '../../../server/src/text/source-file.ts'
import { analyse } from '../../../server/src/workspace/analysis.ts'
import { type FileStore, memoryFiles } from '../../../server/src/workspace/file-store.ts'
import { defaultSettings } from '../../../server/src/workspace/settings.ts'
import { exampleBoard } from '../../rules/example-board.ts'

/** A board out of an example; see `example-board.ts` for how to write one. The cells keep their order. */
export function boardFrom(example: string): Board {
  const texts = exampleBoard(example).map(({ path, text }) => [path, text] as const)
  return boardFromFiles(
    texts.map(([path]) => path),
    memoryFiles(Object.fromEntries(texts)),
  )
}

/** The board of these config files. Throws when there is not exactly one root among them. */
export function boardFromFiles(paths: readonly string[], files: FileStore): Board {
  const configurations = paths.flatMap((path): readonly Configuration[] => {
    const file = files.read(path) ?? sourceFile(path, '')
    return analyse(file, { files, settings: defaultSettings, roots: [] }).configurations
  })
  const [root, ...more] = configurations.filter((configuration) => configuration.kind === 'system')
  if (!root || 0 < more.length) throw new Error('there is not exactly one root configuration')
  return boardOf(
    root,
    configurations.filter((configuration) => configuration.kind === 'cell'),
  )
}

/** The cell of a board by its position. Throws when there is none. */
export function cellAt(board: Board, index: number): Cell {
  const cell = board.cells[index]
  if (!cell) throw new Error(`the board has no cell ${index}`)
  return cell
}

export function hex({ start, end }: { readonly start: bigint; readonly end: bigint }): string {
  return `${start.toString(16)}-${end.toString(16)}`
}
