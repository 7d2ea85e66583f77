/**
 * The resources besides memory, each kind as a strip of items: CPUs, the cache, interrupts, I/O ports, PCI devices,
 * streams, communication pages and registers of ivshmem devices. Numbers that the same cells have are one item.
 *
 * Root has what it had alone and no created cell takes. That is what the simulation says too
 * (`board/partition/resources.ts`), which the tests hold against it.
 */
import type { Board } from '../../board/board.ts'
import { historyOf } from '../../board/partition/history.ts'
import { partitionOf } from '../../board/partition/partition.ts'
import type { Lane } from './lanes.ts'
import type { MapWords } from './map-words.ts'
import { cacheItems, type CacheMasks, cacheMasksOf } from './strip-cache.ts'
import { communicationItems, deviceItems, registerItems, streamItems } from './strip-devices.ts'
import type { Strip, StripContext } from './strip-item.ts'
import { cpuItems, interruptStrips, portItems } from './strip-numbers.ts'

/** The strips of a board, in two ways of cutting it into items. */
export interface Strips {
  /** With the cells that are created on the map: others count where nobody else has anything. */
  readonly now: readonly Strip[]
  /** Whatever any cell claims is an item of its own. */
  readonly all: readonly Strip[]
  readonly cache: CacheMasks
}

export function stripsOf(board: Board, lanes: readonly Lane[], words: MapWords): Strips {
  const partition = partitionOf(board)
  const after = lanes.map(({ cell }) =>
    partition.resourcesAfter(historyOf('created', cell.isRoot ? [] : [cell])),
  )
  const isPresent = (lane: number): boolean => lanes[lane]?.state !== 'absent'
  const presentOnly = (claims: readonly number[]): readonly number[] => {
    const present = claims.filter(isPresent)
    return present.length === 0 ? claims : present
  }
  let [now, all]: (readonly Strip[] | undefined)[] = []
  // A drawing is cut in one way or the other.
  return {
    get now() {
      return (now ??= stripsIn({ board, lanes, words, after, relevant: presentOnly }))
    },
    get all() {
      return (all ??= stripsIn({ board, lanes, words, after, relevant: (claims) => claims }))
    },
    cache: cacheMasksOf(board, lanes),
  }
}

/** The strips that have anything in them. */
function stripsIn(context: StripContext): readonly Strip[] {
  const { words } = context
  return [
    { name: 'CPUs', items: cpuItems(context) },
    { name: words.cache, items: cacheItems(context) },
    ...interruptStrips(context),
    { name: words.ioPorts, items: portItems(context) },
    { name: words.pciDevices, items: deviceItems(context) },
    { name: 'Streams', items: streamItems(context) },
    { name: words.communicationPages, items: communicationItems(context) },
    { name: words.ivshmemRegisters, items: registerItems(context) },
  ].filter(({ items }) => 0 < items.length)
}
