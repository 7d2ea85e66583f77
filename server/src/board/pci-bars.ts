/**
 * Where the regions of PCI devices are, as far as a configuration says so: `jailhouse config create` writes in front of
 * each memory region of the root cell what the kernel has there, for PCI devices with domain and bdf.
 *
 * That is a comment. It says where the region was when the config was made, and nobody keeps it up to date.
 */
import type { Configuration } from '../config/model.ts'
import { type Range, rangeOf } from '../config/range.ts'

export interface DescribedBar {
  readonly domain: bigint
  readonly bdf: bigint
  readonly range: Range
}

/** The regions of PCI devices that comments of the file describe, in its order. */
export function describedBars({ file }: Configuration): readonly DescribedBar[] {
  return [...file.text.matchAll(description)].flatMap(([, ...fields]) => {
    const [start, last, domain, bus, device, number] = fields.map((digits) => BigInt(`0x${digits}`))
    if (start === undefined || last === undefined || domain === undefined) return []
    if (bus === undefined || device === undefined || number === undefined) return []
    const range = rangeOf(start, last + 1n - start)
    return range ? [{ domain, bdf: (bus << 8n) | (device << 3n) | number, range }] : []
  })
}

/** `MemRegion: fea80000-fea9ffff : 0000:00:02.0` */
const description =
  /MemRegion:\s*([0-9a-f]{1,16})-([0-9a-f]{1,16})\s*:\s*([0-9a-f]{4}):([0-9a-f]{2}):([0-9a-f]{2})\.([0-7])/gi
