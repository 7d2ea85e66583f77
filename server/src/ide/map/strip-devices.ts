/** The strips of devices: those of PCI, real and virtual, the registers of the virtual ones, and streams. */
import type { Board } from '../../board/board.ts'
import { linksOf } from '../../board/links.ts'
import { barWindowOf } from '../../board/opened-devices.ts'
import type { PciDevice } from '../../config/model.ts'
import { pageSize } from '../../config/range.ts'
import { hex, rangeText } from '../../rules/wording.ts'
import { commentOn } from '../comments.ts'
import { rootLane } from './lanes.ts'
import { shortBdf } from './map-wording.ts'
import { filled, type MapWords } from './map-words.ts'
import { item, type StripContext, type StripItem } from './strip-item.ts'
import { placesIn, streamPlaces } from './strip-places.ts'

export function deviceItems(context: StripContext): readonly StripItem[] {
  const { board, lanes, words, after, relevant } = context
  const found = new Map<bigint, { readonly devices: PciDevice[]; readonly lanes: number[] }>()
  for (const [lane, { cell }] of lanes.entries())
    for (const { bdf, holders } of after[lane]?.pciDevices ?? [])
      for (const holder of holders) {
        if (holder.cell !== cell) continue
        const entry = found.get(bdf) ?? { devices: [], lanes: [] }
        entry.devices.push(holder.device)
        entry.lanes.push(lane)
        found.set(bdf, entry)
      }
  const physical = [...found].map(([bdf, entry]) => ({
    bdf,
    entry: item(context, {
      label: shortBdf(bdf),
      detail: deviceText(filled(words.pciDevice, shortBdf(bdf)), entry.devices, words),
      having: relevant(entry.lanes),
      places: entry.devices.map(({ place }) => place),
    }),
  }))
  const virtual = virtualDevices(board, context).map(({ bdf, devices, having }) => ({
    bdf,
    entry: item(context, {
      label: shortBdf(bdf),
      detail: deviceText(`ivshmem ${shortBdf(bdf)}`, devices, words),
      having: relevant(having),
      places: devices.map(({ place }) => place),
      sharing: 'link',
    }),
  }))
  return [...physical, ...virtual]
    .toSorted((a, b) => (a.bdf < b.bdf ? -1 : b.bdf < a.bdf ? 1 : 0))
    .map(({ entry }) => entry)
}

/**
 * Where the hypervisor answers for an ivshmem device: its page of the configuration space, at the same guest address
 * for all its peers, and where the driver has Linux in the root cell put the registers (`barWindowOf`). Other guests
 * put them where they like.
 */
export function registerItems(context: StripContext): readonly StripItem[] {
  const { board, words, relevant } = context
  const { ecam } = board.root
  const pages = virtualDevices(board, context).flatMap(({ bdf, devices, having }) => {
    const start = (ecam?.range.start ?? 0n) + bdf * pageSize
    if (!ecam || ecam.range.end <= start) return []
    return [
      item(context, {
        label: `${shortBdf(bdf)} ${hex(start)}`,
        detail: filled(words.spaceOfIvshmem, shortBdf(bdf), hex(start)),
        having: relevant(having),
        places: devices.map(({ place }) => place),
        sharing: 'link',
      }),
    ]
  })
  const window = barWindowOf(board.root)
  if (!window || pages.length === 0) return pages
  const registers = item(context, {
    label: `BARs ${hex(window.range.start)}`,
    detail: filled(words.registersOfRoot, rangeText(window.range)),
    having: [rootLane],
    places: [window.place],
  })
  return [...pages, registers]
}

interface VirtualDevice {
  readonly bdf: bigint
  readonly devices: readonly PciDevice[]
  /** The lanes of the cells at its ends. */
  readonly having: readonly number[]
}

function virtualDevices(board: Board, { lanes }: StripContext): readonly VirtualDevice[] {
  const laneOf = new Map(lanes.map(({ cell }, lane) => [cell, lane]))
  return linksOf(board).map(({ bdf, ends }) => ({
    bdf,
    devices: ends.map(({ device }) => device.device),
    having: ends.flatMap(({ cell }) => laneOf.get(cell) ?? []),
  }))
}

/** With what the author calls it. */
function deviceText(device: string, devices: readonly PciDevice[], words: MapWords): string {
  const [comment] = devices.flatMap(({ view }) => (view.node && commentOn(view)) ?? [])
  return comment === undefined ? device : filled(words.withComment, device, comment)
}

/** Behind an MMU-500 an entry takes another one's place that is not quite the same, so root is asked what it loses. */
export function streamItems(context: StripContext): readonly StripItem[] {
  const { lanes, words, after, relevant } = context
  const held = after.map(({ streams }) => streams)
  const found = new Map<bigint, number[]>()
  for (const [lane, { cell }] of lanes.entries())
    for (const { id, cell: holder } of held[lane] ?? [])
      if (holder === cell) found.set(id, [...(found.get(id) ?? []), lane])
  const isRootsAfter = (lane: number, id: bigint): boolean =>
    (held[lane] ?? []).some((stream) => stream.id === id && stream.cell.isRoot)
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, having]) =>
      item(context, {
        label: hex(id),
        detail: filled(words.stream, hex(id)),
        having: relevant(having),
        places: placesIn(lanes, having, (cell) => streamPlaces(cell, id)),
        takenBy: [...lanes.keys()].filter((lane) => lane !== rootLane && !isRootsAfter(lane, id)),
      }),
    )
}

/** A communication page has no physical address that anybody could choose: it is the hypervisor's. */
export function communicationItems(context: StripContext): readonly StripItem[] {
  const { lanes, words } = context
  return lanes.flatMap(({ cell }, lane) =>
    cell.regions
      .filter((region) => region.has('JAILHOUSE_MEM_COMM_REGION'))
      .map(({ guest, place }) =>
        item(context, {
          label: hex(guest.start),
          detail: filled(words.communicationPage, hex(guest.start)),
          having: [lane],
          places: [place],
        }),
      ),
  )
}
