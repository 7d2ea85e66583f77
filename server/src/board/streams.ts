/**
 * The stream ids of a configuration, and what an MMU-500 makes of them (upstream `arm64/smmu.c: arm_smmu_find_sme,
 * arm_smmu_cell_init`; catalogue A.10, H 31, C 103a).
 *
 * Every listed id goes to every unit of the board that reads stream ids. An SMMUv3 and a PVU take the word as it is. An
 * MMU-500 takes it for a set of streams: an id, and a mask of the bits that do not count. It keeps the sets in groups,
 * those of the root cell first. A set that lies in the set of a group takes that group over; one that overlaps in
 * another way is refused.
 */
import type { Configuration, StreamId } from '../config/model.ts'
import { fieldOf } from '../config/view.ts'
import type { Cell } from './cell.ts'
import { unitKindsOf } from './iommu.ts'
import type { Root } from './root.ts'

export interface Stream {
  readonly element: StreamId
  readonly configuration: Configuration
  readonly word: bigint
}

/** The stream ids that are counted, written and known. */
export function streamsOf(configuration: Configuration): readonly Stream[] {
  return countedStreams(configuration).flatMap((element) =>
    element.written && element.id.known ? [{ element, configuration, word: element.id.value }] : [],
  )
}

/** Those that are counted; none where the count is not known. */
export function countedStreams({ streamIds: { items, count } }: Configuration): readonly StreamId[] {
  return count.known ? items.filter(({ index }) => BigInt(index) < count.value) : []
}

/** Whether it is written as id and mask, for an MMU-500, and not as a plain number. */
export function isWrittenAsSet({ view }: StreamId): boolean {
  return fieldOf(view, 'mmu500')?.node !== undefined && fieldOf(view, 'id')?.node === undefined
}

export function hasMmu500(root: Root): boolean {
  return unitKindsOf(root).has('MMU-500')
}

/** How a set of streams lies to another one. */
export type Relation = 'same' | 'inside' | 'partial' | 'apart'

/** How the set of an added stream id lies to one that is there already. */
export function relationOf(added: Stream, present: Stream): Relation {
  const [a, b] = [setOf(added), setOf(present)]
  const difference = a.id ^ b.id
  if ((difference & ~(a.mask | b.mask)) !== 0n) return 'apart'
  if ((a.mask & b.mask) !== a.mask || (difference & ~b.mask) !== 0n) return 'partial'
  return a.mask === b.mask ? 'same' : 'inside'
}

export interface Collision {
  readonly added: Stream
  readonly present: Stream
  readonly relation: 'inside' | 'partial'
}

/** The sets of a cell that do not get a group of their own, nor one of the same set; none without an MMU-500. */
export function collisionsOf({ configuration, isRoot, root }: Cell): readonly Collision[] {
  if (!root || !hasMmu500(root)) return []
  const ofRoot = assigned(streamsOf(root.configuration), [])
  return isRoot ? ofRoot.collisions : assigned(streamsOf(configuration), ofRoot.groups).collisions
}

function assigned(
  streams: readonly Stream[],
  before: readonly Stream[],
): { readonly groups: readonly Stream[]; readonly collisions: readonly Collision[] } {
  const groups = [...before]
  const collisions: Collision[] = []
  for (const added of streams) {
    const index = groups.findIndex((group) => relationOf(added, group) !== 'apart')
    const present = groups[index]
    const relation = present ? relationOf(added, present) : 'apart'
    if (present && (relation === 'inside' || relation === 'partial'))
      collisions.push({ added, present, relation })
    if (relation === 'apart') groups.push(added)
    else if (relation !== 'partial') groups[index] = added
  }
  return { groups, collisions }
}

function setOf({ word }: Stream): { readonly id: bigint; readonly mask: bigint } {
  return { id: word & idBits, mask: (word >> 16n) & idBits }
}

/** Upstream `SMR_GET_ID`, `SMR_GET_MASK`: the highest bit of either half is dropped. */
const idBits = 0x7fffn
