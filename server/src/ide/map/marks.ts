/**
 * What several have of one row: the sections of ivshmem links, memory that is declared shared, and what is a conflict.
 * Which marks hold depends on which cells are created, so each says whom it needs.
 */
import type { Board } from '../../board/board.ts'
import { alternativeBy } from '../../board/coexistence.ts'
import { endsOf, type SectionRole } from '../../board/links.ts'
import { type Opened, openedEcam, openedGicFrames, openedIommuWindows } from '../../board/reserved.ts'
import type { ReservedRange } from '../../board/root.ts'
import type { LiveRegion } from '../../config/memory.ts'
import type { MemoryRegion } from '../../config/model.ts'
import { overlaps, type Range } from '../../config/range.ts'
import { iommuName } from './keepings.ts'
import { shortBdf } from './map-wording.ts'
import { filled, type MapWords } from './map-words.ts'
import { type Lane, rootLane } from './lanes.ts'
import type { Piece } from './pieces.ts'

export type Mark = GroupMark | ConflictMark

/** Something that takes at least two; `turns` is memory of cells that cannot exist at the same time. */
export interface GroupMark {
  readonly kind: 'ivshmem' | 'shared' | 'turns'
  /** What it is, in a few words. */
  readonly what: string
  /** Everybody who may take part, rising. */
  readonly lanes: readonly number[]
}

export interface ConflictMark {
  readonly kind: 'conflict'
  readonly what: string
  readonly lanes: readonly number[]
  /** Who is in conflict with whom; none where it is with the hypervisor, and one lane is enough. */
  readonly pairs: readonly (readonly [number, number])[]
}

/** What is to be known about the board to judge rows, computed once. */
export interface MarkContext {
  readonly words: MapWords
  readonly lanes: readonly Lane[]
  readonly hypervisorMemory: Range | undefined
  /** By lane: what the regions are to the ivshmem devices of the cell. */
  readonly sections: readonly ReadonlyMap<MemoryRegion, SectionName>[]
  readonly opened: (region: LiveRegion) => readonly OpenedRange[]
  readonly canMeet: (a: number, b: number) => boolean
}

export interface SectionName {
  readonly bdf: bigint
  readonly name: string
}

/** Something that is not a cell's, which a region opens to it. */
interface OpenedRange {
  /** That it is in reach. */
  readonly what: string
  readonly range: Range
}

export function markContext({ root }: Board, lanes: readonly Lane[], words: MapWords): MarkContext {
  const openedBy = new Map<LiveRegion, readonly OpenedRange[]>()
  const meetings = new Map<string, boolean>()
  return {
    words,
    lanes,
    hypervisorMemory: root.hypervisorMemory?.range,
    sections: lanes.map(({ cell }) => sectionNames(cell, words)),
    opened: (region) => {
      const known = openedBy.get(region) ?? openedRanges(region, root, words)
      openedBy.set(region, known)
      return known
    },
    canMeet: (a, b) => {
      const [first, second] = [lanes[a]?.cell, lanes[b]?.cell]
      if (!first || !second || first.isRoot || second.isRoot) return true
      const known = meetings.get(`${a} ${b}`) ?? alternativeBy(first, second) === undefined
      meetings.set(`${a} ${b}`, known)
      return known
    },
  }
}

/** The marks of a row, conflicts first. */
export function marksOf(pieces: readonly Piece[], range: Range, context: MarkContext): readonly Mark[] {
  const { words } = context
  const real = pieces.filter(({ holding }) => holding.region !== undefined)
  const links = linkMarks(real, context)
  const linked = (a: number, b: number): boolean =>
    links.some(({ lanes }) => lanes.includes(a) && lanes.includes(b))
  const [shared, turns] = [new Set<number>(), new Set<number>()]
  const pairs: (readonly [number, number])[] = []
  const present = [...new Set(real.map(({ holding }) => holding.lane))]
  for (const [index, b] of present.entries())
    for (const a of present.slice(0, index)) {
      if (linked(a, b) || !canBothBe(a, b, real)) continue
      if (!context.canMeet(a, b)) for (const lane of [a, b]) turns.add(lane)
      else if (!isDeclared(a, b, real)) pairs.push([a, b])
      else for (const lane of [a, b]) shared.add(lane)
    }
  return [
    ...breachMarks(real, range, context),
    ...conflictMarks(pairs, real, words),
    ...links,
    ...groupMark('shared', words.declaredShared, shared),
    ...groupMark('turns', words.inTurns, turns),
  ]
}

/** Root has nothing in common with a cell that takes from it all that it has in the row. */
function canBothBe(a: number, b: number, pieces: readonly Piece[]): boolean {
  if (a !== rootLane) return true
  return pieces.some(({ holding, takenBy }) => holding.lane === rootLane && !takenBy.includes(b))
}

function groupMark(kind: GroupMark['kind'], what: string, lanes: ReadonlySet<number>): readonly GroupMark[] {
  return lanes.size < 2 ? [] : [{ kind, what, lanes: rising(lanes) }]
}

/** The lanes that have the row as a section of the same link. */
function linkMarks(pieces: readonly Piece[], { sections }: MarkContext): readonly GroupMark[] {
  const groups = new Map<bigint, { readonly names: Set<string>; readonly lanes: Set<number> }>()
  for (const { holding } of pieces) {
    const section = holding.region && sections[holding.lane]?.get(holding.region.region)
    if (!section) continue
    const group = groups.get(section.bdf) ?? { names: new Set(), lanes: new Set() }
    group.names.add(section.name)
    group.lanes.add(holding.lane)
    groups.set(section.bdf, group)
  }
  return [...groups].flatMap(([bdf, { names, lanes }]) =>
    groupMark('ivshmem', `ivshmem ${shortBdf(bdf)} ${[...names].join(' / ')}`, lanes),
  )
}

/** Root and a cell share what the cell's region says is shared; two cells, what both say. */
function isDeclared(a: number, b: number, pieces: readonly Piece[]): boolean {
  return pieces.every(({ holding: { lane, region } }) => {
    return lane === rootLane || (lane !== a && lane !== b) || region?.has('JAILHOUSE_MEM_ROOTSHARED') === true
  })
}

function conflictMarks(
  pairs: ConflictMark['pairs'],
  pieces: readonly Piece[],
  words: MapWords,
): readonly ConflictMark[] {
  const isLeftOver = pieces.some(
    ({ holding: { lane, by }, givenBy }) => lane === rootLane && by === 'devices' && givenBy !== undefined,
  )
  const [withRoot, among] = [pairs.filter(([a]) => a === rootLane), pairs.filter(([a]) => a !== rootLane)]
  return [
    ...conflictMark(words.severalClaim, among),
    ...conflictMark(isLeftOver ? words.rootsDevicesKeep : words.rootKeeps, withRoot),
  ]
}

function conflictMark(what: string, pairs: ConflictMark['pairs']): readonly ConflictMark[] {
  return pairs.length === 0 ? [] : [{ kind: 'conflict', what, lanes: rising(new Set(pairs.flat())), pairs }]
}

/** Conflicts with the hypervisor, which every lane has for itself. */
function breachMarks(pieces: readonly Piece[], range: Range, context: MarkContext): readonly ConflictMark[] {
  const lanesBy = new Map<string, Set<number>>()
  const add = (what: string, lane: number): void => {
    lanesBy.set(what, (lanesBy.get(what) ?? new Set()).add(lane))
  }
  for (const { holding } of pieces) {
    if (context.hypervisorMemory && overlaps(context.hypervisorMemory, range))
      add(context.words.hypervisorInReach, holding.lane)
    for (const { what, range: opened } of holding.region ? context.opened(holding.region) : [])
      if (overlaps(opened, range)) add(what, holding.lane)
  }
  return [...lanesBy].map(([what, lanes]) => ({ kind: 'conflict', what, lanes: rising(lanes), pairs: [] }))
}

function openedRanges(region: LiveRegion, root: Board['root'], words: MapWords): readonly OpenedRange[] {
  const inReach = (name: string): string => filled(words.inReach, name)
  const ecam = openedEcam(region, root)
  return [
    ...openedGicFrames(region, root).flatMap((opened) => openedRange(inReach(opened.reserved.name), opened)),
    ...(ecam ? openedRange(words.configurationSpaceInReach, ecam) : []),
    ...openedIommuWindows(region, root).flatMap((opened) =>
      openedRange(inReach(iommuName(opened.reserved, words)), opened),
    ),
  ]
}

/** What is opened at guest addresses only has no place on an axis of physical ones. */
function openedRange(what: string, { shared, isPhysical }: Opened<ReservedRange>): readonly OpenedRange[] {
  return isPhysical ? [{ what, range: shared }] : []
}

function sectionNames(cell: Lane['cell'], words: MapWords): ReadonlyMap<MemoryRegion, SectionName> {
  const names = new Map<MemoryRegion, SectionName>()
  for (const { device, sections } of endsOf(cell))
    for (const { region, role } of sections)
      names.set(region, { bdf: device.bdf, name: roleText(role, words) })
  return names
}

function roleText(role: SectionRole, words: MapWords): string {
  switch (role.kind) {
    case 'state':
      return words.stateTable
    case 'common':
      return words.commonSection
    case 'output':
      return filled(words.outputOfPeer, `${role.peer}`)
  }
}

function rising(lanes: ReadonlySet<number>): readonly number[] {
  return [...lanes].toSorted((a, b) => a - b)
}
