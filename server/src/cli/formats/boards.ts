/**
 * Boards for people: the cells of each, which of them can run together, and what stands against it. Everything about
 * pairs is drawn together, since a board of many cells has more pairs than anybody reads.
 */
import type { Sharing } from '../../board/sharing.ts'
import {
  bdfText,
  cpusText,
  hex,
  numbersText,
  pinsText,
  portsText,
  rangesText,
  spisText,
} from '../../rules/wording.ts'
import { relativeTo } from '../../workspace/paths.ts'
import type { Paint } from '../colours.ts'
import type { CellSet, OutcomeBoard, OutcomePair } from '../outcome-boards.ts'
import { printable } from './display.ts'
import { matrix } from './matrix.ts'
import { hanging } from './prose.ts'

export interface BoardStyle {
  /** Columns that a line may have. */
  readonly width: number
  readonly paint: Paint
  readonly workingFolder: string
}

export function boardLines(board: OutcomeBoard, style: BoardStyle): readonly string[] {
  const { cells, coexistence, concurrent } = board
  return [
    headLine(board, style),
    ...memberLines(board, style),
    ...(cells.length < 2 ? [] : ['', ...matrixLines(board, style)]),
    ...listing('never together', exclusions(coexistence.pairs), style),
    ...listing('together, and in each other’s way', conflictLines(board), style),
    ...listing('together, and sharing on purpose', purposeLines(board), style),
    ...listing('declared to run together', concurrent.map(cellsText), style),
    ...(cells.length < 2 ? [] : listing(setsTitle(board), coexistence.sets.map(cellsText), style)),
  ]
}

function headLine({ root, headers }: OutcomeBoard, { paint, workingFolder }: BoardStyle): string {
  const shown = (path: string): string => printable(relativeTo(workingFolder, path))
  const source =
    headers === undefined ? 'the interface built into Warden' : `the headers of ${shown(headers)}`
  return `${paint('strong', `board ${shown(root)}`)}, read with ${source}`
}

function memberLines({ cells }: OutcomeBoard, { width }: BoardStyle): readonly string[] {
  const digits = `${cells.length}`.length
  return cells.flatMap(({ file, because }, index) => {
    const first = `  ${`${index + 1}`.padStart(digits)}  ${printable(file.slice(file.lastIndexOf('/') + 1))}: `
    return hanging(first, printable(because), width)
  })
}

/** What a pair is like, in one sign. The order is that of the legend. */
const signs = {
  '#': 'never together',
  '?': 'not known',
  '!': 'in each other’s way',
  '~': 'sharing on purpose',
  '+': 'sharing nothing',
} as const

type Sign = keyof typeof signs

function signOf({ alternatives, sharing }: OutcomePair): Sign {
  if (!sharing) return alternatives.some(({ by }) => by === 'doubt') ? '?' : '#'
  const { conflicts, onPurpose } = sharing
  if (isAny(Object.values(conflicts))) return '!'
  return isAny(Object.values(onPurpose)) ? '~' : '+'
}

function isAny(lists: readonly (readonly unknown[])[]): boolean {
  return lists.some((list) => 0 < list.length)
}

function matrixLines(
  { cells, coexistence: { pairs } }: OutcomeBoard,
  { width }: BoardStyle,
): readonly string[] {
  const found = new Map(pairs.flatMap((pair) => bothWays(pair).map((key) => [key, signOf(pair)] as const)))
  const used = new Set(found.values())
  const legend = Object.entries(signs).filter(([sign]) => [...used].some((one) => one === sign))
  return [
    ...matrix(cells.length, width, (row, column) => found.get(`${row} ${column}`) ?? '·'),
    '',
    ...hanging('  ', legend.map(([sign, text]) => `${sign} ${text}`).join(', '), width),
  ]
}

function bothWays({ cells: [first, second] }: OutcomePair): readonly string[] {
  return [`${first} ${second}`, `${second} ${first}`]
}

/** By what excludes cells from running together, not by pairs: all cells with one CPU exclude each other. */
function exclusions(pairs: readonly OutcomePair[]): readonly string[] {
  const byCpu = new Map<number, Set<number>>()
  const others = new Map<string, Set<number>>()
  for (const { cells, alternatives } of pairs)
    for (const alternative of alternatives)
      switch (alternative.by) {
        case 'cpu':
          for (const cpu of alternative.cpus) add(byCpu, cpu, cells)
          break
        case 'name':
          add(others, `the name "${alternative.name}"`, cells)
          break
        case 'ivshmem':
          add(others, `id ${alternative.id} on the link ${bdfText(alternative.bdf)}`, cells)
          break
        case 'doubt':
      }
  const cpus = new Map<string, number[]>()
  for (const [cpu, cells] of [...byCpu].toSorted(([a], [b]) => a - b)) {
    const who = cellsText([...cells])
    cpus.set(who, [...(cpus.get(who) ?? []), cpu])
  }
  return [
    ...[...cpus].map(([who, numbers]) => `${cpusText(numbers)}: ${who}`),
    ...[...others].map(([what, cells]) => `${what}: ${cellsText([...cells])}`),
  ]
}

function add<Key>(sets: Map<Key, Set<number>>, key: Key, cells: readonly number[]): void {
  const set = sets.get(key) ?? new Set()
  for (const cell of cells) set.add(cell)
  sets.set(key, set)
}

function conflictLines({ architecture, coexistence: { pairs } }: OutcomeBoard): readonly string[] {
  return pairs.flatMap(({ cells, sharing }) => {
    if (!sharing) return []
    const { memory, ports, devices } = sharing.conflicts
    const parts = [
      ...(memory.length === 0 ? [] : [`memory ${rangesText(memory)}`]),
      ...pinParts(sharing, architecture === 'x86'),
      ...(ports.length === 0 ? [] : [`I/O ports ${ports.map(portsText).join(', ')}`]),
      ...(devices.length === 0 ? [] : [`PCI ${devices.map(bdfText).join(', ')}`]),
    ]
    return parts.length === 0 ? [] : [`${cellsText(cells)}: ${parts.join('; ')}`]
  })
}

function pinParts({ conflicts: { interrupts } }: Sharing, isX86: boolean): readonly string[] {
  const chips = [...new Set(interrupts.map(({ controller }) => controller))]
  return chips.map((chip) => {
    const numbers = interrupts.flatMap(({ controller, number }) => (controller === chip ? [number] : []))
    const sorted = numbers.toSorted((a, b) => a - b)
    return isX86 ? `${pinsText(sorted)} of the I/O APIC at ${hex(chip)}` : spisText(sorted)
  })
}

function purposeLines({ coexistence: { pairs } }: OutcomeBoard): readonly string[] {
  return pairs.flatMap(({ cells, sharing }) => {
    const { memory = [], links = [] } = sharing?.onPurpose ?? {}
    const parts = [
      ...(memory.length === 0 ? [] : [`memory ${rangesText(memory)}`]),
      ...(links.length === 0 ? [] : [`ivshmem ${links.map(bdfText).join(', ')}`]),
    ]
    return parts.length === 0 ? [] : [`${cellsText(cells)}: ${parts.join('; ')}`]
  })
}

function setsTitle({ coexistence: { sets, isComplete } }: OutcomeBoard): string {
  return isComplete
    ? 'can run at the same time, at most'
    : `the first ${sets.length} sets that can run at the same time`
}

/** The numbers of cells as they are shown. */
function cellsText(cells: CellSet): string {
  return numbersText(cells.map((cell) => cell + 1).toSorted((a, b) => a - b))
}

function listing(title: string, entries: readonly string[], { width, paint }: BoardStyle): readonly string[] {
  if (entries.length === 0) return []
  return [
    '',
    `  ${paint('strong', title)}`,
    ...entries.flatMap((entry) => hanging('    ', printable(entry), width)),
  ]
}
