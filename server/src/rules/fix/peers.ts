/** Changing how many peers an ivshmem device announces. */
import { endsOf, type LinkEnd } from '../../board/links.ts'
import type { MemoryRegion } from '../../config/model.ts'
import { settingField } from './fields.ts'
import type { Change } from './fix.ts'

/**
 * Lets a device announce another number of peers. None where its id is too high for that, or what stands behind its
 * sections cannot be the output sections of further peers: as large as the others, and without a gap.
 */
export function settingPeers(end: LinkEnd, peers: bigint): Change {
  const { device, doubt } = end
  if (peers === device.peers) return []
  if (peers <= device.id || doubt || (device.peers < peers && !hasRoom(end, Number(peers - device.peers))))
    return undefined
  return settingField(device.device.view, 'shmem_peers', `${peers}`)
}

function hasRoom({ cell, sections }: LinkEnd, count: number): boolean {
  const last = sections.at(-1)?.region
  if (!last) return false
  const further = cell.configuration.memory.items.slice(last.index + 1, last.index + 1 + count)
  const taken = new Set(endsOf(cell).flatMap((other) => other.sections.map(({ region }) => region)))
  return (
    further.length === count &&
    further.every((region, at) => !taken.has(region) && continues(region, further[at - 1] ?? last))
  )
}

function continues(region: MemoryRegion, before: MemoryRegion): boolean {
  const [start, size] = [region.virtStart, region.size]
  const [theirs, theirSize] = [before.virtStart, before.size]
  if (!start.known || !size.known || !theirs.known || !theirSize.known || size.value !== theirSize.value)
    return false
  return size.value === 0n || start.value === theirs.value + theirSize.value
}
