/**
 * Whether a cell has to answer messages of the hypervisor, and whether it could (upstream `control.c:
 * cell_exchange_message`; catalogue A.3, A.5).
 *
 * Before a cell is started, reloaded or destroyed it is asked to shut down, and it is told whenever another cell has
 * been created or destroyed. The hypervisor waits for each answer with the root cell stopped. A passive cell is never
 * asked.
 */
import type { Architecture } from '../config/interface.ts'
import type { LiveRegion } from '../config/memory.ts'
import type { Cell } from './cell.ts'

export type Attitude = 'active' | 'passive'

/** Undefined for the root cell, which is never asked, and where the flags are not known. */
export function attitudeOf({ isRoot, configuration }: Cell): Attitude | undefined {
  const { flags } = configuration.cell
  const passive = configuration.interface.constant('JAILHOUSE_CELL_PASSIVE_COMMREG')
  if (isRoot || !flags.known || passive === undefined) return undefined
  return (flags.value & passive) === 0n ? 'active' : 'passive'
}

/** Whether the cell has a region for the messages; undefined while a region is not known. */
export function hasCommunicationRegion({ configuration, regions }: Cell): boolean | undefined {
  if (regions.some((region) => region.has('JAILHOUSE_MEM_COMM_REGION'))) return true
  const { items } = configuration.memory
  return items.every(({ size, flags, virtStart }) => size.known && flags.known && virtStart.known)
    ? false
    : undefined
}

/** The regions that show the page of the messages, in array order; more than one show the same page. */
export function communicationRegionsOf({ regions }: Cell): readonly LiveRegion[] {
  return regions.filter((region) => region.has('JAILHOUSE_MEM_COMM_REGION'))
}

/**
 * Where upstream's inmates and the loader of `jailhouse cell linux` look for the region (`inmates/lib`:
 * `COMM_REGION_BASE`; catalogue A.5).
 */
export function usualAddressFor(machine: Architecture): bigint {
  return machine === 'x86' ? 0x100000n : 0x80000000n
}
