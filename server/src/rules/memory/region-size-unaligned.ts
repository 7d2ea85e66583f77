/** Memory that is not mapped because its size or guest address is no multiple of a page. */
import { isTrappedByAccident, trappedRegions } from '../../board/trapped-regions.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { pageSize, pagesOf, sizeOfRange } from '../../config/range.ts'
import { fix, type Fix } from '../fix/fix.ts'
import { settingField } from '../fix/fields.ts'
import { defineRule } from '../rule.ts'
import { hex, regionText, sizeText } from '../wording.ts'

export const regionSizeUnaligned = defineRule({
  id: 'region-size-unaligned',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'The size or the guest address of a memory region of more than a page is no multiple of 4 KiB, and the flags ' +
      'permit no access width.',
    why:
      'Then the whole region is a sub-page region, not only its last page: nothing of it is mapped, and each access ' +
      'traps. The hypervisor carries out loads and stores whose width the flags permit, and there is no such flag: the ' +
      'first access stops the CPU. Nor can anything be executed from there, or be reached by devices. Up to 64 KiB this ' +
      'is a warning, above an error.',
    legal:
      'Sub-page regions are meant for registers, once the flags name the widths of their accesses. Up to a page a region without widths is reported by `subpage-no-width`. The communication ' +
      'region has rules of its own, and so have the sections of ivshmem devices.',
    fix: 'Rounds the size up to whole pages, if the guest address is on a page border.',
    bad: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0xfffff,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    good: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    references: [
      'include/jailhouse/cell-config.h: JAILHOUSE_MEMORY_IS_SUBPAGE',
      'hypervisor/control.c: cell_create',
      'hypervisor/mmio.c: mmio_handle_subpage',
    ],
    catalogue: 'C 6, J 6',
  },
  check(cell, report) {
    for (const region of trappedRegions(cell)) {
      if (!isTrappedByAccident(region)) continue
      const { size, virtStart } = region.region
      const isSize = sizeOfRange(region.guest) % pageSize !== 0n
      report({
        at: isSize ? size.place : virtStart.place,
        severity: largestRegisters < sizeOfRange(region.guest) ? 'error' : 'warning',
        message: `the ${isSize ? `size ${sizeWords(region)}` : `guest address ${hex(region.guest.start)}`} of ${regionText(region)} is no multiple of 4 KiB`,
        why: 'the whole region is emulated instead of mapped, and since no access width is permitted, the first access stops the CPU',
        help: 'let guest address and size be multiples of 0x1000',
        fixes: roundingUp(region),
      })
    }
  },
})

function sizeWords({ guest }: LiveRegion): string {
  const size = sizeOfRange(guest)
  return `${hex(size)} (${sizeText(size)})`
}

function roundingUp({ guest, region: { view } }: LiveRegion): readonly Fix[] {
  const pages = pagesOf(guest)
  if (pages.start !== guest.start) return []
  const rounded = hex(sizeOfRange(pages))
  return fix(`set the size to ${rounded}`, 'suggested', settingField(view, 'size', rounded))
}

/** Beyond that it is hardly a device. */
const largestRegisters = 0x10000n
