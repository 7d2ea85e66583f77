/** A sub-page region that rejects every access. */
import {
  isTrappedByAccident,
  pageFlagsOf,
  shadowsIn,
  trappedRegions,
  widthsOf,
} from '../../board/trapped-regions.ts'
import { sizeOfRange } from '../../config/range.ts'
import { addFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { hex, rangeText, regionText, sizeText } from '../wording.ts'

export const subpageNoWidth = defineRule({
  id: 'subpage-no-width',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A sub-page region has none of the flags JAILHOUSE_MEM_IO_8, JAILHOUSE_MEM_IO_16, _32 and _64.',
    why:
      'A region whose guest address or size is no multiple of 4 KiB is not mapped. Each access traps, and the hypervisor ' +
      'carries it out if the flags permit its width. Without any width every access is refused as "Invalid MMIO", ' +
      'and the CPU is stopped; for the root cell that means a CPU of Linux.',
    legal:
      'Mapped regions need no widths. Regions of more than a page are looked at by `region-size-unaligned`, since ' +
      'their size is probably wrong. Under a mapped region nothing traps, as `subpage-shadowed` says.',
    fix: 'Adds JAILHOUSE_MEM_IO_32, the width of most registers, unless other flags speak of memory.',
    bad: `
.mem_regions = {
  /* timer */ {
    .phys_start = 0x90030100, .virt_start = 0x90030100, .size = 0x20,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED,
  },
},`,
    good: `
.mem_regions = {
  /* timer */ {
    .phys_start = 0x90030100, .virt_start = 0x90030100, .size = 0x20,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_ROOTSHARED |
             JAILHOUSE_MEM_IO_32,
  },
},`,
    references: ['hypervisor/mmio.c: mmio_handle_subpage, mmio_subpage_register'],
    catalogue: 'A.4, C 7',
  },
  check(cell, report) {
    const shadowed = new Set(shadowsIn(cell).flatMap(({ trapped, isWhole }) => (isWhole ? [trapped] : [])))
    for (const region of trappedRegions(cell)) {
      const isPermitted = region.has('JAILHOUSE_MEM_READ') || region.has('JAILHOUSE_MEM_WRITE')
      if (!isPermitted || 0 < widthsOf(region).length) continue
      if (isTrappedByAccident(region) || shadowed.has(region)) continue
      const { flags, size } = region.region
      report({
        at: flags.place,
        message: `${regionText(region)} is a sub-page region, but permits no access width`,
        why: `every access to ${rangeText(region.guest)} traps and is refused: the CPU is stopped`,
        help: 'add the widths that the device is accessed with, such as JAILHOUSE_MEM_IO_32, or show the whole page',
        related: [
          {
            at: size.place,
            message: `${sizeText(sizeOfRange(region.guest))} from ${hex(region.guest.start)} on are no whole pages`,
          },
        ],
        fixes: 0 < pageFlagsOf(region).length ? [] : addFlags(region, 'JAILHOUSE_MEM_IO_32'),
      })
    }
  },
})
