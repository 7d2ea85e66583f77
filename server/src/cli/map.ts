/**
 * `warden map`: draws who holds what on a board, as a picture, a page or text.
 */
import { type BoardMap, mapOf } from '../ide/map/board-map.ts'
import { drawnMap } from '../ide/map/layout.ts'
import { pageOf } from '../ide/map/page.ts'
import { usualSelection } from '../ide/map/selection.ts'
import { standaloneSvg } from '../ide/map/svg.ts'
import { terminalMap } from '../ide/map/terminal-map.ts'
import { chosenCells, openBoard, outputOption, printedOrWritten } from './board-operand.ts'
import { type Answer, choiceOf, type Command, type Given, wrongUse } from './command.ts'
import { printable } from './formats/display.ts'
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
    outputOption,
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
  const found = openBoard(given, terminal, 'map', 'draw')
  if ('problems' in found) return wrongUse(found.problems)
  const { board } = found.checked
  const chosen = chosenCells(given, board)
  if ('problems' in chosen) return wrongUse(chosen.problems)
  const text = drawn(mapOf(board, chosen.cells ?? usualSelection(board)), given, terminal)
  return printedOrWritten(text, given, board, terminal)
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
