/** What a strip consists of, and who has an item of it. */
import type { Board } from '../../board/board.ts'
import type { Resources } from '../../board/partition/resources.ts'
import type { Range } from '../../config/range.ts'
import type { Place } from '../../config/view.ts'
import { numbersText } from '../../rules/wording.ts'
import { type Lane, rootLane } from './lanes.ts'
import type { MapWords } from './map-words.ts'
import type { Claim } from './runs.ts'

export interface Strip {
  readonly name: string
  readonly items: readonly StripItem[]
}

export interface StripItem {
  /** The number or numbers, as short as can be. */
  readonly label: string
  /** The same at full length. */
  readonly detail: string
  /** Whether root has it while it is alone. */
  readonly isRoots: boolean
  /** The lanes of the cells whose creation takes it from root. */
  readonly takenBy: readonly number[]
  /** The lanes of the cells that get it when they are created; rising. */
  readonly claims: readonly number[]
  /** Who has it with the cells of the map, root first. */
  readonly holders: readonly number[]
  /** Whether several may have it at once: the ends of an ivshmem link, or whoever is granted it. */
  readonly sharing: 'none' | 'link' | 'granted'
  /** Where the configurations of those that have it say so. */
  readonly places: readonly Place[]
  /** Of a part of the cache, the bits of the mask; then `takenBy` says nothing, since it depends on what is left. */
  readonly bits: bigint | undefined
}

export interface StripContext {
  readonly board: Board
  readonly lanes: readonly Lane[]
  readonly words: MapWords
  /** By lane: what everybody has when only that cell is created; of root's lane, when none is. */
  readonly after: readonly Resources[]
  /** Of the lanes that claim something, those that count. */
  readonly relevant: (claims: readonly number[]) => readonly number[]
}

interface Described extends Pick<StripItem, 'label' | 'detail' | 'places'> {
  /** Everybody who has it at some time, rising. */
  readonly having: readonly number[]
  /** `none` unless something else is said. */
  readonly sharing?: StripItem['sharing']
  /** Who takes it from root: all others that have it, unless it may be shared or something else is said. */
  readonly takenBy?: readonly number[]
  readonly bits?: bigint
  /** Of a part of the cache: whether root has it with the cells of the map. */
  readonly isLeft?: boolean
}

export function item({ lanes }: Pick<StripContext, 'lanes'>, described: Described): StripItem {
  const { label, detail, places, having, sharing = 'none', bits } = described
  const claims = having.filter((lane) => lane !== rootLane)
  const isRoots = having.includes(rootLane)
  const takenBy = described.takenBy ?? (sharing === 'none' ? claims : [])
  const isCreated = (lane: number): boolean => lanes[lane]?.state === 'created'
  const isLeft = isRoots && (described.isLeft ?? !takenBy.some(isCreated))
  const holders = [...(isLeft ? [rootLane] : []), ...claims.filter(isCreated)]
  return { label, detail, places, isRoots, takenBy, claims, holders, sharing, bits }
}

export function claimOf(lane: number, number: number): Claim {
  return { lane, range: { start: BigInt(number), end: BigInt(number) + 1n } }
}

/** `3`, `3, 4` or `3-7`. */
export function runText({ start, end }: Range, offset = 0n): string {
  const [first, last] = [Number(start + offset), Number(end - 1n + offset)]
  return first === last ? `${first}` : last - first === 1 ? numbersText([first, last]) : `${first}-${last}`
}
