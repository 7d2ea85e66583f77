/**
 * The fix that lets the root cell show more memory: a region of it that ends where something is missing, or begins behind
 * it, is made longer. Only RAM is, and only over addresses at which nobody is known to have anything else.
 */
import type { Root } from '../../board/root.ts'
import { ivshmemDevicesOf } from '../../config/ivshmem.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { overlaps, type Range, sizeOfRange } from '../../config/range.ts'
import { rangesText, regionText } from '../wording.ts'
import { settingNumber } from './author-numbers.ts'
import { type Change, type Fix, fix, together } from './fix.ts'

/** @param gaps what is missing, in whole pages; no region of the root cell shows any of it */
export function extendingRoot(root: Root, gaps: readonly Range[]): readonly Fix[] {
  const found = gaps.map((gap) => neighbourOf(gap, root))
  const regions = found.flatMap((region) => region ?? [])
  const isEach = regions.length === gaps.length && new Set(regions).size === regions.length
  if (!isEach || gaps.some((gap) => reservedBy(root).some((range) => overlaps(range, gap)))) return []
  return fix(
    `let ${regions.map(regionText).join(' and ')} of the root cell show ${rangesText(gaps)} as well`,
    'suggested',
    ...regions.map((region, index) => extending(region, gaps[index])),
  )
}

/** The region below a gap, or else the one above. */
function neighbourOf(gap: Range, root: Root): LiveRegion | undefined {
  const sections = ivshmemDevicesOf(root.configuration).flatMap((device) => device.sections)
  const memory = root.regions.filter((region) => isRam(region) && !sections.includes(region.region))
  return (
    memory.find(({ guest }) => guest.end === gap.start) ?? memory.find(({ guest }) => guest.start === gap.end)
  )
}

function isRam(region: LiveRegion): boolean {
  const isOpen = region.has('JAILHOUSE_MEM_READ') && region.has('JAILHOUSE_MEM_WRITE')
  return isOpen && region.isPageMapped && region.physical !== undefined && !region.has('JAILHOUSE_MEM_IO')
}

/** What the hypervisor keeps to itself, and the registers that are known. */
function reservedBy(root: Root): readonly Range[] {
  const { hypervisorMemory, debugConsole, gicFrames, ecam, iommuWindows } = root
  const all = [hypervisorMemory, debugConsole, ecam, ...gicFrames, ...iommuWindows]
  return all.flatMap((reserved) => reserved?.range ?? [])
}

function extending({ guest, region: { view } }: LiveRegion, gap: Range | undefined): Change {
  if (!gap) return undefined
  const size = settingNumber(view, 'size', sizeOfRange(guest) + sizeOfRange(gap))
  if (guest.end === gap.start) return size
  const starts = ['phys_start', 'virt_start'].map((field) => settingNumber(view, field, gap.start))
  return together(...starts, size)
}
