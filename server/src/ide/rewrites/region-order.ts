/**
 * Memory regions by rising address, as far as that changes nothing.
 *
 * Sorted is by the addresses of the cell: most lists of upstream rise in these, they are what the hypervisor looks at
 * when regions overlap, and in a root cell both addresses are the same. What has to keep its order is in
 * `region-precedence.ts`, how the text is cut in `list-items.ts`. Sections of ivshmem devices, which are named by
 * position, elements that a macro makes, and those of size zero stay where they are; the others are sorted in the
 * places that are left, and never across a comment that stands between them by itself.
 */
import { writtenAt } from '../../c/origin.ts'
import { ivshmemDevicesOf } from '../../config/ivshmem.ts'
import type { Configuration, MemoryRegion } from '../../config/model.ts'
import { declaredArrays } from '../../config/reading.ts'
import { fieldOf } from '../../config/view.ts'
import type { SourceFile } from '../../text/source-file.ts'
import type { TextEdit } from '../../text/edit.ts'
import type { Span } from '../../text/span.ts'
import type { Analysed } from '../analysed.ts'
import { nestingOf } from '../nesting.ts'
import type { Trail } from '../trail.ts'
import { type ListItem, listItems, reordering } from './list-items.ts'
import { type Precedence, precedences } from './region-precedence.ts'
import { bracesSpan, type Rewrite } from './rewrite.ts'

/** For the list of regions around the cursor. */
export function regionOrder({ file }: Analysed, trails: readonly Trail[]): readonly Rewrite[] {
  const [object, list] = trails.flatMap(({ stops }) => stops.at(-1) ?? [])
  const configuration = trails[0]?.configuration
  const member = configuration?.memory.member
  if (!object || !configuration || !member || list?.member?.name !== member.name) return []
  const edits = sortingRegions(configuration, file)
  return edits && 0 < edits.length
    ? [{ title: `Sort \`${member.name}\` by address`, kind: 'refactor.rewrite.order', edits }]
    : []
}

/** Lists that are longer are made by programs; a list of the largest machine has less than a hundred. */
const mostRegions = 500

/** Undefined where sorting is not possible, or not certain to change nothing; empty for what is sorted already. */
function sortingRegions(configuration: Configuration, file: SourceFile): readonly TextEdit[] | undefined {
  const { memory, view } = configuration
  const array = declaredArrays(configuration).find(({ kind }) => kind === 'memory')
  const node = array && fieldOf(view, array.member.name)?.node
  const braces = node && bracesSpan(node.origin, file)
  const isCounted = array?.count.known && array.count.value === BigInt(array.declaredLength)
  if (!braces || !isCounted || node.kind !== 'array' || mostRegions < node.children.size) return undefined
  const isInOrder = [...node.children].every(([index, { designator }], at) => index === at && !designator)
  if (!isInOrder || hasDirectives(braces)) return undefined
  const written = groupedByText(memory.items.slice(0, node.children.size))
  const items = listItems(
    braces,
    written.map(([region]) => writtenAt(region.place)),
  )
  const entries = items && entriesOf(configuration, items, written, file)
  const order = entries && sorted(entries, precedences(configuration))
  return items && order && reordering(file, items, order)
}

function hasDirectives({ file, start, end }: Span): boolean {
  return nestingOf(file).directives.some(([hash]) => hash && start < hash.start && hash.start < end)
}

type Regions = readonly [MemoryRegion, ...MemoryRegion[]]

/** One entry for each item of the text: a macro can stand for several regions. */
function groupedByText(regions: readonly MemoryRegion[]): readonly Regions[] {
  const groups: [MemoryRegion, ...MemoryRegion[]][] = []
  let last: Span | undefined
  for (const region of regions) {
    const place = writtenAt(region.place)
    const group = last && place.start < last.end ? groups.at(-1) : undefined
    if (group) group.push(region)
    else groups.push([region])
    last = place
  }
  return groups
}

interface Entry {
  readonly regions: Regions
  /** It stays where it is. */
  readonly isFixed: boolean
  readonly group: number
  readonly start: bigint
}

/** Undefined where something is not known that order depends on. */
function entriesOf(
  configuration: Configuration,
  items: readonly ListItem[],
  written: readonly Regions[],
  file: SourceFile,
): readonly Entry[] | undefined {
  const devices = configuration.pciDevices.items.flatMap(({ type, shmemRegionsStart, shmemPeers }) => [
    type,
    shmemRegionsStart,
    shmemPeers,
  ])
  const values = written
    .flat()
    .flatMap(({ physStart, virtStart, size, flags }) => [physStart, virtStart, size, flags])
  if (![...devices, ...values].every(({ known }) => known)) return undefined
  const sections = new Set(ivshmemDevicesOf(configuration).flatMap((device) => device.sections))
  let group = 0
  return written.map((regions, at) => {
    if (items[at]?.beginsGroup) group++
    const [{ place, size, virtStart }] = regions
    const isText = regions.length === 1 && bracesSpan(place, file) !== undefined
    const isEmpty = !size.known || size.value === 0n
    return {
      regions,
      isFixed: !isText || isEmpty || regions.some((region) => sections.has(region)),
      group,
      start: virtStart.known ? virtStart.value : 0n,
    }
  })
}

/**
 * Which entry comes to which place. Place by place the lowest of those is taken whose predecessors have all been;
 * undefined where one that stays would then be in front of its predecessor.
 */
function sorted(
  entries: readonly Entry[],
  pairs: readonly Precedence[] | undefined,
): readonly number[] | undefined {
  if (!pairs) return undefined
  const { followers, waitsFor } = dependencies(entries, pairs)
  const left = new Set([...entries.keys()].filter((at) => !entries[at]?.isFixed))
  const order: number[] = []
  for (const [place, { isFixed, group }] of entries.entries()) {
    const candidates = isFixed ? [place] : [...left].filter((at) => entries[at]?.group === group)
    const chosen = lowest(
      candidates.filter((at) => waitsFor[at] === 0),
      entries,
    )
    if (chosen === undefined) return undefined
    order.push(chosen)
    left.delete(chosen)
    for (const follower of followers[chosen] ?? []) waitsFor[follower] = (waitsFor[follower] ?? 0) - 1
  }
  return order
}

interface Dependencies {
  /** By entry: those that have to come behind it, once for each reason. */
  readonly followers: readonly (readonly number[])[]
  /** By entry: how many have to come before it. */
  readonly waitsFor: number[]
}

function dependencies(entries: readonly Entry[], pairs: readonly Precedence[]): Dependencies {
  const entryOf = new Map(
    entries.flatMap(({ regions }, at) => regions.map((region) => [region, at] as const)),
  )
  const followers = entries.map((): number[] => [])
  const waitsFor = entries.map(() => 0)
  for (const [earlier, later] of pairs) {
    const [first, second] = [entryOf.get(earlier), entryOf.get(later)]
    if (first === undefined || second === undefined || first === second) continue
    followers[first]?.push(second)
    waitsFor[second] = (waitsFor[second] ?? 0) + 1
  }
  return { followers, waitsFor }
}

function lowest(ready: readonly number[], entries: readonly Entry[]): number | undefined {
  let best = ready[0]
  for (const at of ready) {
    const [start, lowestStart] = [entries[at]?.start ?? 0n, entries[best ?? -1]?.start ?? 0n]
    if (start < lowestStart) best = at
  }
  return best
}
