/**
 * Fixes of memory regions: their flags, and their place in the list. ivshmem devices name their sections by position,
 * so that nothing may be taken out in front of these.
 */
import { ivshmemDevicesOf } from '../../config/ivshmem.ts'
import type { LiveRegion, MemoryFlag } from '../../config/memory.ts'
import type { Configuration, MemoryRegion } from '../../config/model.ts'
import { removingItem } from './elements.ts'
import { type Change, type Fix, fix } from './fix.ts'
import { addingFlag, removingFlags } from './flags.ts'

/** The fix that gives a region flags which it lacks. */
export function addFlags({ region }: LiveRegion, ...flags: readonly MemoryFlag[]): readonly Fix[] {
  const changes = flags.map((flag) => addingFlag(region.view, 'flags', flag))
  return fix(`add ${namesOf(flags)}`, 'suggested', ...changes)
}

/** The fix that takes flags from a region. */
export function dropFlags(
  { region }: LiveRegion,
  safety: Fix['safety'],
  ...flags: readonly MemoryFlag[]
): readonly Fix[] {
  return fix(`drop ${namesOf(flags)}`, safety, removingFlags(region.view, 'flags', flags))
}

/** Takes a region out, if that moves no section of a device. */
export function removingRegion(configuration: Configuration, region: MemoryRegion): Change {
  const { memory, pciDevices } = configuration
  const isKnown = pciDevices.items.every(({ type, shmemRegionsStart, shmemPeers }) =>
    [type, shmemRegionsStart, shmemPeers].every(({ known }) => known),
  )
  const sections = ivshmemDevicesOf(configuration).flatMap((device) => device.sections)
  const isFollowed = sections.some(({ index }) => region.index <= index)
  return isKnown && !isFollowed ? removingItem(memory, region) : undefined
}

function namesOf(flags: readonly MemoryFlag[]): string {
  return flags.map((flag) => `\`${flag}\``).join(' and ')
}
