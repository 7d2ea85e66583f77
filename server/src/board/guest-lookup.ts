/**
 * What a cell finds at its guest addresses, its own interceptors aside (catalogue, notation `eff` of F.0). For whole
 * boards and their commands over time there is `partition/`.
 */
import type { LiveRegion } from '../config/memory.ts'
import type { Place } from '../config/view.ts'
import type { Cell } from './cell.ts'

/** Where the first CPU of a cell starts. */
export interface Start {
  readonly address: bigint
  readonly place: Place
  /** Whether the author gave an address; otherwise it is 0. */
  readonly written: boolean
  /** What is mapped there; undefined where nothing is. */
  readonly region: LiveRegion | undefined
}

/** Undefined for the root cell and for cells without CPUs, which do not start, and where it is not known. */
export function startOf(cell: Cell): Start | undefined {
  const { cpuResetAddress: address } = cell.configuration.cell
  if (cell.isRoot || cell.cpus?.length === 0 || !address.known || !areRegionsKnown(cell)) return undefined
  const { value, place, written } = address
  return { address: value, place, written, region: mappedRegionAt(cell, value) }
}

/** The page-mapped region that shows the page: of several the last one (upstream `paging.c: paging_create`). */
function mappedRegionAt({ regions }: Cell, address: bigint): LiveRegion | undefined {
  return regions.findLast(
    ({ isPageMapped, guest }) => isPageMapped && guest.start <= address && address < guest.end,
  )
}

/** Arrays that the readers in upstream do not know, as vendors have, may hold memory, too. */
export function areRegionsKnown({
  configuration: { memory, members },
}: Pick<Cell, 'configuration'>): boolean {
  const areKnown = memory.items.every(({ physStart, virtStart, size, flags }) =>
    size.known && size.value === 0n ? true : size.known && physStart.known && virtStart.known && flags.known,
  )
  return areKnown && members.every(({ kind }) => kind !== undefined)
}
