/**
 * The ivshmem links that a cell has no end of yet, and what its end would have to be, after those of the others: the
 * same sections at the same addresses, and a position of its own. For the root cell, a link that nobody has yet.
 */
import { areDeclared, type Board } from '../../board/board.ts'
import type { Cell } from '../../board/cell.ts'
import { type Link, type LinkEnd, linksOf, type Section, soundSections } from '../../board/links.ts'
import { netMacro, netMacroCallOf } from '../../board/net-macro.ts'
import type { Range } from '../../config/range.ts'
import { bdfText, configurationText, hex } from '../../rules/wording.ts'
import { freeMemory } from './free-memory.ts'
import { type Around, memoryInUse } from './situation.ts'

export interface OpenLink {
  readonly bdf: bigint
  readonly peers: bigint
  readonly id: number
  /** The end that all this is taken from; undefined for a new link. */
  readonly peer: LinkEnd | undefined
  /** The cell that has the position already, if there was none free: the two can never run together. */
  readonly instead: Cell | undefined
  readonly sections: readonly WantedSection[]
  /** Where the sections begin, if they are made by the header's macro for network links. */
  readonly netStart: bigint | undefined
}

export interface WantedSection {
  /** `state table`, `read/write section`, `output of peer 0` */
  readonly name: string
  /** Undefined for a section that is left out. */
  readonly physical: Range | undefined
  readonly isWritable: boolean
}

/**
 * The links, in the order of the board, without those whose other ends cannot be understood, and those whose positions
 * cells have that are to run beside this one.
 */
export function openLinks(around: Around): readonly OpenLink[] {
  const { board, cell, isRoot } = around
  if (!board) return []
  if (isRoot) return newLink(board, around)
  return linksOf(board).flatMap((link) => {
    const others = link.ends.filter(({ cell: { configuration } }) => configuration !== cell?.configuration)
    const open = others.length < link.ends.length ? undefined : openLink(link, others)
    return open && !(cell && open.instead && areDeclared(board.concurrent, cell, open.instead)) ? [open] : []
  })
}

/** `link 00:01.0 with the root cell` */
export function linkText(link: OpenLink): string {
  const [address] = bdfText(link.bdf).split(' ')
  return `link ${address} ${partnerText(link)}`.trimEnd()
}

/** `with the root cell`; empty for a new link. */
export function partnerText({ peer }: OpenLink): string {
  return peer ? `with ${configurationText(peer.cell.configuration)}` : ''
}

/** The position of the link's state table among the memory regions, if the sections are there already. */
export function sectionsInPlace(
  { netStart, sections: [state] }: OpenLink,
  { ownRegions }: Around,
): number | undefined {
  const start = netStart ?? state?.physical?.start
  return ownRegions.find(({ physical }) => physical !== undefined && physical.start === start)?.index
}

/** `14 << 3`, as people write it, on bus 0. */
export function addressText(bdf: bigint): string {
  return (bdf & 7n) === 0n && bdf < 256n ? `${bdf >> 3n} << 3` : hex(bdf)
}

function openLink({ bdf }: Link, ends: readonly LinkEnd[]): OpenLink | undefined {
  const peer = ends.find((end) => 0 < soundSections(end).length)
  const place = peer && freePlace(ends, peer.device.peers)
  if (!peer || !place) return undefined
  const sections = soundSections(peer)
  if (!sections.every(({ live, isEmpty }) => live?.physical !== undefined || isEmpty)) return undefined
  return {
    bdf,
    peers: peer.device.peers,
    peer,
    ...place,
    sections: sections.map((section) => wanted(section, place.id)),
    netStart: netMacroCallOf(peer) ? sections[0]?.live?.physical?.start : undefined,
  }
}

/** The end that a cell would have of the link whose devices are at an address. */
export function linkAt(bdf: bigint, { board, cell }: Around): OpenLink | undefined {
  const link = board && linksOf(board).find((one) => one.bdf === bdf)
  const others =
    link?.ends.filter(({ cell: { configuration } }) => configuration !== cell?.configuration) ?? []
  return link && openLink(link, others)
}

/** The lowest position that nobody has, or one of a cell that can be replaced. */
function freePlace(ends: readonly LinkEnd[], peers: bigint): Pick<OpenLink, 'id' | 'instead'> | undefined {
  const taken = new Set(ends.map(({ device }) => Number(device.id)))
  for (let id = 0; id < Number(peers); id++) if (!taken.has(id)) return { id, instead: undefined }
  const other = ends.find(({ cell }) => !cell.isRoot)
  return other && { id: Number(other.device.id), instead: other.cell }
}

function wanted({ role, live }: Section, id: number): WantedSection {
  const physical = live?.physical
  switch (role.kind) {
    case 'state':
      return { name: 'state table', physical, isWritable: false }
    case 'common':
      return { name: 'read/write section', physical, isWritable: true }
    case 'output':
      return { name: `output of peer ${role.peer}`, physical, isWritable: role.peer === id }
  }
}

/** A network of two, at the lowest device number that nothing on the board has. */
function newLink(board: Board, around: Around): readonly OpenLink[] {
  const memory = freeMemory(board, memoryInUse(around), [1n << 20n])
  const link = lonelyLink(around)
  if (!memory || !link || !around.known.hasMacro(netMacro)) return []
  return [{ ...link, netStart: memory.start }]
}

/**
 * A link of two whose sections nobody knows yet, on the bus of the other links; undefined where all device numbers there
 * are taken.
 */
export function lonelyLink({ board, cell, isRoot }: Around): OpenLink | undefined {
  const cells = board ? [board.rootCell, ...board.cells] : cell ? [cell] : []
  const taken = new Set(
    cells.flatMap(({ configuration }) =>
      configuration.pciDevices.items.flatMap(({ bdf, written }) => (written && bdf.known ? [bdf.value] : [])),
    ),
  )
  const bus = cells.flatMap(({ ivshmem }) => ivshmem.map((device) => device.bdf & 0xff00n))[0] ?? 0n
  const bdf = Array.from({ length: 32 }, (_, device) => bus + (BigInt(device) << 3n)).find(
    (one) => !taken.has(one),
  )
  if (bdf === undefined) return undefined
  const id = isRoot ? 0 : 1
  return { bdf, peers: 2n, id, peer: undefined, instead: undefined, sections: [], netStart: undefined }
}
