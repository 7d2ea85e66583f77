/** A memory region as its board sees it, in words: the facts of a hover that no config shows by itself. */
import type { Board } from '../board/board.ts'
import type { Cell } from '../board/cell.ts'
import { historyOf } from '../board/partition/history.ts'
import { partitionOf } from '../board/partition/partition.ts'
import type { Reach } from '../board/partition/reach.ts'
import { openedEcam, openedGicFrames, openedIommuWindows, openedPhysically } from '../board/reserved.ts'
import type { LiveRegion } from '../config/memory.ts'
import { encloses, type Range, sizeOfRange } from '../config/range.ts'
import { configurationText, coveredText, hex, listText, sizeSumText } from '../rules/wording.ts'
import { boardWith, cellText, fileText, type Surroundings } from './cell-context.ts'
import { commentOn } from './comments.ts'
import { code, cut, type Fact, type Inline, plain, shortened, table } from './markdown.ts'
import {
  type Holder,
  otherHolders,
  type RootRegionUse,
  type RootSide,
  rootSideOf,
  sumOf,
  useOfRootRegion,
} from './memory-holders.ts'

/** Who has the memory of a region besides its cell. */
export function holderFacts(region: LiveRegion, cell: Cell, surroundings: Surroundings): readonly Fact[] {
  const board = boardWith(cell, surroundings)
  if (!region.physical) return []
  if (!board) return cell.isRoot ? [] : [['root cell', 'not known, since no root configuration was found']]
  if (cell.isRoot) return rootRegionFacts(region, board)
  const side = rootSideOf(region, cell, board)
  const holders = otherHolders(region.physical, cell, board)
  return [
    ['root cell', side && rootSideText(region, side, board)],
    ['other cells', holdersText(holders, region.physical)],
    ['devices', devicesText(region, cell, board)],
  ]
}

/** How a person finds a region again: by its number, and by what its author says. */
export function regionName({ index, region }: LiveRegion): Inline {
  const comment = region.view.node ? commentOn(region.view) : undefined
  return `region ${index}${comment === undefined ? '' : ` (${plain(cut(comment, 40))})`}`
}

function rootSideText(region: LiveRegion, side: RootSide, board: Board): Inline {
  const file = fileText(board.root.configuration)
  const isFlagged = region.has('JAILHOUSE_MEM_ROOTSHARED')
  const [closed] = side.closed
  if (side.regions.length === 0 && closed)
    return `${regionName(closed)} of ${file}, which lets no access through`
  if (side.regions.length === 0)
    return `no region of ${file} has it${isFlagged ? ', although it is flagged as shared' : ''}`
  const names = listText(side.regions.slice(0, 4).map(regionName))
  const isPart = 0 < side.missing.length
  const missing = isPart ? `; it has nothing of ${rangesText(side.missing)}` : ''
  return `${isPart ? 'partly ' : ''}${names} of ${file}, ${lossText(isFlagged, side)}${missing}`
}

function lossText(isFlagged: boolean, side: RootSide): Inline {
  const { kept, lost, stripped, isLentForLoading, isLeftToDevices } = side
  if (lost.length === 0)
    return isFlagged
      ? `shared: it ${rightsText(kept)}`
      : `kept by it, since not both regions are whole pages: it ${rightsText(kept)}`
  const [whole] = stripped
  const what = 0 < kept.length ? `which loses ${rangesText(lost)}` : 'taken from it'
  return [
    whole ? 'all of which it loses while the cell exists' : `${what} while the cell exists`,
    ...(isLentForLoading ? ['except for loading'] : []),
    ...(isLeftToDevices ? ['but its devices still reach it'] : []),
  ].join(', ')
}

function holdersText(holders: readonly Holder[], physical: Range): Inline | undefined {
  const texts = holders.map((holder) => {
    const { cell, via, ways, alternative } = holder
    const reached = ways.map((way) => way.physical)
    const where = reached.some((range) => encloses(range, physical)) ? '' : ` ${rangesText(reached)}`
    const by = via ? ` by region ${via.index}` : ''
    return `${cellText(cell)} ${rightsText(ways)}${where}${by}${alternative ? ', never beside this cell' : ''}`
  })
  return texts.length === 0 ? undefined : shortened(texts, 4).join('; ')
}

/** What a single cell takes or shares; of several only which they are, since they have a table of their own. */
function rootRegionFacts(region: LiveRegion, board: Board): readonly Fact[] {
  const use = useOfRootRegion(region, board)
  const textOf = (uses: RootRegionUse['taken']): Inline => {
    const [only, ...more] = uses
    if (only && more.length === 0) return `${cellText(only.cell)}: ${partText(only.ranges, region)}`
    return shortened(
      uses.map(({ cell }) => plain(configurationText(cell.configuration))),
      6,
    ).join(', ')
  }
  return [
    ['taken by', textOf(use.taken)],
    ['shared with', textOf(use.shared)],
    ['left to it', use.left && leftText(use.left, region)],
  ]
}

/** What several cells take of a region of the root cell, or share; undefined for any other region. */
export function usesTable(region: LiveRegion, cell: Cell, surroundings: Surroundings): string | undefined {
  const board = cell.isRoot ? boardWith(cell, surroundings) : undefined
  const uses = board ? usesIn(useOfRootRegion(region, board)) : []
  if (uses.length < 2) return undefined
  const rows = uses
    .slice(0, mostUses)
    .map(({ cell: user, how, ranges }) => [cellText(user), `${how} ${partText(ranges, region)}`])
  const more = uses.length - rows.length
  return table(['cell', 'while it exists'], 0 < more ? [...rows, ['…', `${more} more`]] : rows)
}

const mostUses = 8

interface Use {
  readonly cell: Cell
  readonly how: 'takes' | 'shares'
  readonly ranges: readonly Range[]
}

function usesIn({ taken, shared }: RootRegionUse): readonly Use[] {
  return [
    ...taken.map((use) => ({ ...use, how: 'takes' }) as const),
    ...shared.map((use) => ({ ...use, how: 'shares' }) as const),
  ]
}

function partText(ranges: readonly Range[], { physical }: LiveRegion): Inline {
  return physical && ranges.some((range) => encloses(range, physical)) ? 'all of it' : rangesText(ranges)
}

function leftText(left: readonly Range[], { guest }: LiveRegion): Inline {
  if (left.length === 0) return 'nothing'
  const whole = sizeSumText(guest.end - guest.start)
  const ranges = left.length <= 2 ? `: ${rangesText(left)}` : ''
  const pieces = left.length <= 2 ? '' : ` in ${left.length} pieces`
  return `${sizeSumText(sumOf(left))} of ${whole}${pieces}, whichever cells run${ranges}`
}

/** `reads and writes`, as far as CPUs go; `is reached by its devices` where no CPU does. */
function rightsText(ways: readonly Reach[]): Inline {
  const may = (right: 'read' | 'write'): boolean => ways.some((way) => way[right])
  const canExecute = ways.some(({ execute, via }) => execute && via?.has('JAILHOUSE_MEM_EXECUTE'))
  const words = [may('read') && 'reads', may('write') && 'writes', canExecute && 'executes']
  const rights = listText(words.filter((word) => word !== false))
  const isTrapped = ways.every(({ trapped }) => trapped)
  if (rights === '') return 'only its devices reach'
  return `${rights}${isTrapped ? ' (trapped)' : ''}`
}

/** What the flag DMA does here, which depends on the IOMMU; nothing for a region that devices have no part in. */
function devicesText(region: LiveRegion, cell: Cell, board: Board): Inline | undefined {
  const { iommus, reachOf } = partitionOf(board)
  const isFlagged = region.has('JAILHOUSE_MEM_DMA')
  if (!region.isPageMapped || !region.physical) return undefined
  if (iommus.size === 0)
    return isFlagged ? 'reach all memory: the board has no IOMMU that the hypervisor uses' : undefined
  const kinds = [...iommus].join(' and ')
  const isReached = reachOf(region.physical, historyOf('running', [cell])).some(
    (way) => way.cell === cell && way.via === region && way.dma,
  )
  if (isReached)
    return isFlagged
      ? `of the cell reach it through the ${kinds}`
      : `of the cell reach it even without the flag \`DMA\`: so it is behind an ${kinds}`
  return isFlagged ? `of the cell do not reach it: it lists none behind the ${kinds}` : undefined
}

/** Whether accesses trap, and what keeps those of a sub-page region from it. */
export function mappedOverText(
  region: LiveRegion,
  cell: Cell,
  surroundings: Surroundings,
): Inline | undefined {
  const board = boardWith(cell, surroundings)
  if (region.isPageMapped || !board) return undefined
  const point = partitionOf(board).guestLookup(cell, region.guest.start)
  if (point.kind !== 'mapped' || point.mapping.by.kind !== 'region') return undefined
  return `but ${regionName(point.mapping.by.region)} maps the page over it, and nothing traps`
}

/** What the hypervisor keeps to itself, or emulates, and the region lays open all the same (catalogue D.2). */
export function coversText(region: LiveRegion, { root }: Cell): Inline | undefined {
  if (!root) return undefined
  const [ecam, memory] = [openedEcam(region, root), root.hypervisorMemory]
  const hypervisor = memory && openedPhysically(region, memory)
  const emulated = [
    ...openedGicFrames(region, root).map((frame) => coveredText(frame.reserved.name, frame)),
    ...(ecam ? [coveredText('the PCI configuration space', ecam)] : []),
  ]
  const texts = [
    ...emulated.map((text) => `${code(text)}, so that nothing traps there`),
    ...openedIommuWindows(region, root).map((window) =>
      code(coveredText(`${window.reserved.what} of IOMMU unit ${window.reserved.unit}`, window)),
    ),
    ...(hypervisor ? [code(coveredText('memory of the hypervisor', hypervisor))] : []),
  ]
  return texts.length === 0 ? undefined : shortened(texts, 4).join('; ')
}

/** As `rangeText`; what is left of a region has sizes that no single unit divides well. */
function rangeOfText(range: Range): string {
  return `${hex(range.start)}-${hex(range.end - 1n)} (${sizeSumText(sizeOfRange(range))})`
}

/** Some ranges of physical memory; of many only how many there are. */
function rangesText(ranges: readonly Range[]): Inline {
  return ranges.length <= 3
    ? ranges.map((range) => code(rangeOfText(range))).join(', ')
    : `${sizeSumText(sumOf(ranges))} in ${ranges.length} pieces`
}
