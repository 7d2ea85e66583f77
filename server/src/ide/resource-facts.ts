/** Who else of a board has CPUs, ports, streams or parts of the cache that a cell lists, in words. */
import type { Cell } from '../board/cell.ts'
import { alternativeBy } from '../board/coexistence.ts'
import { hasMmu500, relationOf, streamsOf } from '../board/streams.ts'
import type { Configuration } from '../config/model.ts'
import { portsOf } from '../config/ports.ts'
import { overlaps } from '../config/range.ts'
import { cpusText, listText } from '../rules/wording.ts'
import { boardWith, cellFor, cellText, fileText, type Surroundings } from './cell-context.ts'
import { type Fact, type Inline, plain, shortened } from './markdown.ts'

/**
 * The CPUs of a configuration, or of one word of its bitmap. A CPU belongs to one cell at a time, so that cells that
 * list the same one are alternatives.
 */
export function cpuFacts(
  configuration: Configuration,
  word: number | undefined,
  surroundings: Surroundings,
): readonly Fact[] {
  const cell = cellFor(configuration, surroundings)
  const width = configuration.cpus.items[word ?? 0]?.width ?? 64
  const cpus = (cell.cpus ?? []).filter((cpu) => word === undefined || Math.floor(cpu / width) === word)
  const commonWith = (other: Cell): readonly number[] =>
    cpus.filter((cpu) => other.cpus?.includes(cpu) === true)
  const others = othersOf(cell, surroundings).flatMap((other) => {
    const common = commonWith(other)
    return common.length === 0 ? [] : [`${cellText(other)} ${plain(cpusText(common))}`]
  })
  const text = shortened(others, 4).join('; ')
  if (cell.isRoot) return [['given to', text]]
  const { root } = cell
  if (!root?.cpus) return []
  const missing = cpus.filter((cpu) => !root.cpus?.includes(cpu))
  const file = fileText(root.configuration)
  return [
    ['root cell', missing.length === 0 ? undefined : `${file} does not list ${plain(cpusText(missing))}`],
    ['never beside', text],
  ]
}

/** Ports cannot be shared: those of a cell are taken from the root cell while it exists (catalogue A.10). */
export function portFacts(
  configuration: Configuration,
  index: number,
  surroundings: Surroundings,
): readonly Fact[] {
  const cell = cellFor(configuration, surroundings)
  const range = portsOf(configuration).find(({ pio }) => pio.index === index)?.ports
  if (!range) return []
  const touchedIn = (other: Configuration): readonly string[] =>
    portsOf(other).flatMap(({ pio, ports }) => (overlaps(ports, range) ? [`range ${pio.index}`] : []))
  const others = othersOf(cell, surroundings).flatMap((other) => {
    const touched = touchedIn(other.configuration)
    return touched.length === 0 ? [] : [`${cellText(other)} ${listText(touched)}${neverText(cell, other)}`]
  })
  const text = shortened(others, 4).join('; ')
  if (cell.isRoot) return [['taken by', text]]
  if (!cell.root) return []
  const file = fileText(cell.root.configuration)
  const touched = touchedIn(cell.root.configuration)
  return [
    [
      'root cell',
      touched.length === 0
        ? `no range of ${file} has any of them`
        : `${listText(touched)} of ${file}, taken from it while the cell exists`,
    ],
    ['other cells', text],
  ]
}

/** Behind an MMU-500 an entry is a set of streams, which may overlap another one without being the same. */
export function streamFacts(
  configuration: Configuration,
  index: number,
  surroundings: Surroundings,
): readonly Fact[] {
  const cell = cellFor(configuration, surroundings)
  const own = streamsOf(configuration).find(({ element }) => element.index === index)
  if (!own) return []
  const isSet = cell.root !== undefined && hasMmu500(cell.root)
  const isListedBy = (other: Cell): boolean =>
    streamsOf(other.configuration).some((theirs) =>
      isSet ? relationOf(own, theirs) !== 'apart' : own.word === theirs.word,
    )
  const others = othersOf(cell, surroundings).filter(isListedBy)
  const text = shortened(
    others.map((other) => `${cellText(other)}${neverText(cell, other)}`),
    4,
  ).join('; ')
  const rootCell = boardWith(cell, surroundings)?.rootCell
  if (cell.isRoot || !rootCell) return [['also listed by', text]]
  return [
    ['root cell', isListedBy(rootCell) ? 'lists it, too' : 'does not list it'],
    ['other cells', text],
  ]
}

/** The other non-root cells. */
function othersOf(cell: Cell, surroundings: Surroundings): readonly Cell[] {
  return (boardWith(cell, surroundings)?.cells ?? []).filter((other) => other !== cell)
}

function neverText(cell: Cell, other: Cell): Inline {
  return !cell.isRoot && alternativeBy(cell, other) ? ', never beside this cell' : ''
}
