/**
 * The board that a command is about, named by the config of its root cell; the cells of it that `--cells` chooses; and
 * the file that `-o` names. `map` and `report` have these in common.
 */
import type { Board } from '../board/board.ts'
import type { Cell } from '../board/cell.ts'
import { nearestName } from '../c/spelling.ts'
import { lanesOf } from '../ide/map/lanes.ts'
import { clashesAmong, clashText } from '../ide/map/selection.ts'
import type { CheckedBoard } from '../workspace/checked-boards.ts'
import { nameOf, relativeTo } from '../workspace/paths.ts'
import { type Answer, asTyped, type Given, type Option, valuesOf, wrongUse } from './command.ts'
import { listed } from './formats/prose.ts'
import { isSameFile, whyNotWritten } from './image-files.ts'
import type { NamedPath } from './named-paths.ts'
import { type OpenedConfigs, openConfigs, typedPath } from './read-configs.ts'
import type { Terminal } from './terminal.ts'

export const outputOption: Option = {
  name: 'output',
  short: 'o',
  value: 'FILE',
  help: 'write to this file instead of standard output',
}

export interface OpenedBoard {
  readonly checked: CheckedBoard
  readonly opened: OpenedConfigs
}

/** The one board that is named; or what is wrong with how it is named. */
export function openBoard(
  given: Given,
  terminal: Terminal,
  command: string,
  purpose: string,
): OpenedBoard | { readonly problems: readonly string[] } {
  const opened = openConfigs(given, terminal)
  const [file, ...more] = opened.files
  if (0 < opened.problems.length) return { problems: opened.problems }
  if (!file) return { problems: [`${command} needs the board to ${purpose}: the config of its root cell`] }
  if (0 < more.length)
    return { problems: [`${command} takes one board, not ${opened.files.length}; name its root cell`] }
  const checked = boardAt(file, opened)
  return typeof checked === 'string' ? { problems: [checked] } : { checked, opened }
}

/** The board of a root config, or why there is none. */
function boardAt({ name, path }: NamedPath, { workspace }: OpenedConfigs): CheckedBoard | string {
  const { boards, files } = workspace.check([path])
  if (files.length === 0) return `${name}: this file defines no cell config`
  const own = boards.filter(({ board }) => board.root.configuration.file.path === path)
  const [only] = own
  if (only) return own.length === 1 ? only : `${name}: this file defines ${own.length} root cells`
  const [around] = boards
  return around
    ? `${name}: this is no root cell; its board is that of ${nameOf(around.board.root.configuration.file.path)}`
    : `${name}: this is no root cell, and none was found for it`
}

/** Undefined cells where the option was not given. */
type ChosenCells = { readonly cells: readonly Cell[] | undefined } | { readonly problems: readonly string[] }

/** The cells that `--cells` names, in the order of the board; "none" for the root cell alone. */
export function chosenCells(given: Given, board: Board): ChosenCells {
  const names = valuesOf(given, 'cells').flatMap((value) => value.split(','))
  if (names.length === 0) return { cells: undefined }
  const lanes = lanesOf(board, []).slice(1)
  const called = (name: string): Cell | undefined =>
    lanes.find((lane) => lane.name === name || lane.file === name || lane.file.replace(/\.\w+$/, '') === name)
      ?.cell
  if (names.length === 1 && names[0] === 'none' && !called('none')) return { cells: [] }
  const unknown = names.filter((name) => !called(name))
  if (0 < unknown.length)
    return {
      problems: unknown.map((name) =>
        unknownCell(
          name,
          lanes.map((lane) => lane.name),
        ),
      ),
    }
  const wanted = new Set(names.map(called))
  const cells = board.cells.filter((cell) => wanted.has(cell))
  const nameOfCell = (cell: Cell): string => lanes.find((lane) => lane.cell === cell)?.name ?? ''
  const clashes = clashesAmong(board, cells).map(
    (clash) =>
      `--cells: ${nameOfCell(clash.first)} and ${nameOfCell(clash.second)} cannot exist together: both have ${clashText(clash)}`,
  )
  return 0 < clashes.length ? { problems: clashes } : { cells }
}

function unknownCell(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known)
  const advice =
    nearest !== undefined
      ? `did you mean ${nearest}?`
      : known.length === 0
        ? 'the board has none besides its root cell'
        : `the board has ${listed(known, 'and')}`
  return `--cells ${asTyped(name)}: there is no such cell; ${advice}`
}

/** The text for standard output, or written to the file that `-o` names, which must be none that was read. */
export function printedOrWritten(text: string, given: Given, board: Board, terminal: Terminal): Answer {
  const output = valuesOf(given, 'output').at(-1)
  if (output === undefined) return { kind: 'done', text, status: 0 }
  if (output === '') return wrongUse([`-o ${asTyped(output)}: an empty path leads nowhere`])
  const path = typedPath(output, terminal)
  const name = relativeTo(terminal.workingFolder, path)
  const read = [board.rootCell, ...board.cells].flatMap(({ configuration }) =>
    configuration.translation.preprocessed.files.map((file) => file.path),
  )
  if (read.some((input) => isSameFile(input, path)))
    return wrongUse([`-o ${name}: this is a source and is not overwritten`])
  const reason = whyNotWritten(path, new TextEncoder().encode(text))
  return reason === undefined ? { kind: 'done', text: '', status: 0 } : wrongUse([`-o ${name}: ${reason}`])
}
