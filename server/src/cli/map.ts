/**
 * `warden map`: draws who holds what on a board, as a picture, a page or text.
 */
import type { Board } from '../board/board.ts'
import type { Cell } from '../board/cell.ts'
import { type BoardMap, mapOf } from '../ide/map/board-map.ts'
import { lanesOf } from '../ide/map/lanes.ts'
import { drawnMap } from '../ide/map/layout.ts'
import { pageOf } from '../ide/map/page.ts'
import { clashesAmong, clashText, usualSelection } from '../ide/map/selection.ts'
import { standaloneSvg } from '../ide/map/svg.ts'
import { terminalMap } from '../ide/map/terminal-map.ts'
import { nearestName } from '../c/spelling.ts'
import { nameOf, relativeTo } from '../workspace/paths.ts'
import { type Answer, asTyped, choiceOf, type Command, type Given, valuesOf, wrongUse } from './command.ts'
import { printable } from './formats/display.ts'
import { listed } from './formats/prose.ts'
import { isSameFile, whyNotWritten } from './image-files.ts'
import type { NamedPath } from './named-paths.ts'
import { type OpenedConfigs, openConfigs, typedPath } from './read-configs.ts'
import { readingOptions } from './reading-options.ts'
import type { Terminal } from './terminal.ts'

const formats = ['text', 'svg', 'html'] as const

export const mapCommand: Command = {
  name: 'map',
  operands: 'BOARD',
  summary: 'Draw who holds what on a board: memory, CPUs, interrupts, ports, PCI devices.',
  options: [
    {
      name: 'format',
      value: 'FORMAT',
      choices: formats,
      help: 'text (the default; 80 columns), svg (a picture) or html (a page to look around in)',
    },
    { name: 'output', short: 'o', value: 'FILE', help: 'write to this file instead of standard output' },
    {
      name: 'cells',
      value: 'NAME[,NAME…]',
      help: 'the cells that are created, by name or file name, or "none"; can be repeated',
    },
    ...readingOptions,
  ],
  notes: [
    'BOARD is the config of the root cell. Its cells are found as `warden check` finds them, in the same folder.',
    'The map shows what root has left when cells are created. Without --cells these are the ones that warden.json ' +
      'declares concurrent, and all others that can exist beside them, in the order of their files: of two that have ' +
      'a CPU, a name or an ivshmem id in common, the first one. The rest is drawn in outline. On a page of ' +
      '--format html the cells can be chosen there.',
  ],
  run: map,
}

function map(given: Given, terminal: Terminal): Answer {
  const opened = openConfigs(given, terminal)
  const [file, ...more] = opened.files
  if (0 < opened.problems.length) return wrongUse(opened.problems)
  if (!file) return wrongUse(['map needs the board to draw: the config of its root cell'])
  if (0 < more.length)
    return wrongUse([`map takes one board, not ${opened.files.length}; name its root cell`])
  const board = boardAt(file, opened)
  if (typeof board === 'string') return wrongUse([board])
  const created = createdCells(given, board)
  if ('problems' in created) return wrongUse(created.problems)
  const text = drawn(mapOf(board, created.cells), given, terminal)
  const output = valuesOf(given, 'output').at(-1)
  return output === undefined ? { kind: 'done', text, status: 0 } : written(text, output, board, terminal)
}

function drawn(content: BoardMap, given: Given, { version }: Terminal): string {
  switch (choiceOf(given, 'format', formats, 'text')) {
    case 'text':
      return terminalMap(content).split('\n').map(printable).join('\n')
    case 'svg':
      return standaloneSvg(drawnMap(content, false).drawing, `Map of ${content.title}`)
    case 'html':
      return pageOf(content, `Warden ${version}`)
  }
}

/** The board of a root config, or why there is none. */
function boardAt({ name, path }: NamedPath, { workspace }: OpenedConfigs): Board | string {
  const { boards, files } = workspace.check([path])
  if (files.length === 0) return `${name}: this file defines no cell config`
  const own = boards.filter(({ board }) => board.root.configuration.file.path === path)
  const [only] = own
  if (only) return own.length === 1 ? only.board : `${name}: this file defines ${own.length} root cells`
  const [around] = boards
  return around
    ? `${name}: this is no root cell; its board is that of ${nameOf(around.board.root.configuration.file.path)}`
    : `${name}: this is no root cell, and none was found for it`
}

type CreatedCells = { readonly cells: readonly Cell[] } | { readonly problems: readonly string[] }

function createdCells(given: Given, board: Board): CreatedCells {
  const names = valuesOf(given, 'cells').flatMap((value) => value.split(','))
  if (names.length === 0) return { cells: usualSelection(board) }
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

function written(text: string, output: string, board: Board, terminal: Terminal): Answer {
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
