/**
 * Cells that `jailhouse cell linux` is to start, and the memory in which that tool puts Linux (upstream
 * `tools/jailhouse-cell-linux`, `pyjailhouse/config_parser.py: MemRegion.is_ram`; catalogue B.7, E.4).
 */
import type { LiveRegion } from '../config/memory.ts'
import { sizeOfRange } from '../config/range.ts'
import type { Cell } from './cell.ts'
import { machineOf } from './machine.ts'

/** Nothing in a config says what will run in the cell. Where it is Linux, people say so in its name or the file's. */
export function isLinuxCell({ configuration, isRoot }: Cell): boolean {
  if (isRoot) return false
  const fileName = configuration.file.path.replace(/^.*\//, '')
  return /linux/i.test(`${configuration.cell.name ?? ''} ${fileName}`)
}

/** What `jailhouse cell linux` takes for RAM: these flags and none of the others, whatever else is set. */
export function isLinuxRam(region: LiveRegion): boolean {
  return requiredOfRam.every(region.has) && !forbiddenInRam.some(region.has)
}

/** The largest of some regions, the first one among equals; undefined where there is none. */
export function largestOf(regions: readonly LiveRegion[]): LiveRegion | undefined {
  let largest: LiveRegion | undefined
  for (const region of regions)
    if (!largest || sizeOfRange(largest.guest) < sizeOfRange(region.guest)) largest = region
  return largest
}

/** Where the tool will put the images, as far as that is certain. */
export function regionForImages(cell: Cell): LiveRegion | undefined {
  const ram = cell.regions.filter(isLinuxRam)
  const first =
    machineOf(cell) === 'x86' ? undefined : ram.find(({ guest }) => ampleSize <= sizeOfRange(guest))
  return first ?? (ram.some(isLoadable) ? undefined : largestOf(ram))
}

function isLoadable(region: LiveRegion): boolean {
  return region.has('JAILHOUSE_MEM_LOADABLE')
}

/** Takes any usual kernel with its device tree and RAM disk. */
const ampleSize = 64n << 20n

export const requiredOfRam = [
  'JAILHOUSE_MEM_READ',
  'JAILHOUSE_MEM_WRITE',
  'JAILHOUSE_MEM_EXECUTE',
  'JAILHOUSE_MEM_DMA',
] as const

export const forbiddenInRam = [
  'JAILHOUSE_MEM_IO',
  'JAILHOUSE_MEM_COMM_REGION',
  'JAILHOUSE_MEM_ROOTSHARED',
] as const
