/** Registers that are emulated although their page holds nothing else. */
import type { Board } from '../../board/board.ts'
import { trapFlagsOf, trappedRegions, widthsOf } from '../../board/trapped-regions.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { overlaps, pageSize, pagesOf, type Range, sizeOfRange } from '../../config/range.ts'
import { settingField } from '../fix/fields.ts'
import { removingFlags } from '../fix/flags.ts'
import { fix, type Fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { hex, rangeText, regionText } from '../wording.ts'

export const subpageCouldBePage = defineRule({
  id: 'subpage-could-be-page',
  resource: 'memory',
  scope: 'board',
  severity: 'hint',
  preset: 'strict',
  since: '0.1.0',
  docs: {
    what: 'A sub-page region is the only one on its board that shows anything of its physical page.',
    why:
      'Each access to a sub-page region traps into the hypervisor, which takes some thousand cycles. Mapping the whole ' +
      'page is as fast as without a hypervisor, and permits all widths.',
    legal:
      'Where another region shows other registers of the page, to whichever cell, the sub-page region is what keeps ' +
      'them apart. Nothing tells whether the page holds registers that nobody may have, which is why this rule is only ' +
      'for those who want it.',
    fix: 'Shows the whole page, and drops the flags that are only for sub-page regions.',
    bad: `
.mem_regions = {
  /* timer */ {
    .phys_start = 0x8f000100, .virt_start = 0x8f000100, .size = 0x20,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_IO_32,
  },
},`,
    good: `
.mem_regions = {
  /* timer */ {
    .phys_start = 0x8f000000, .virt_start = 0x8f000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},`,
    references: ['hypervisor/mmio.c: mmio_handle_subpage'],
    catalogue: 'F.3, D 12, D 13',
  },
  check(board, report) {
    const all = [board.rootCell, ...board.cells]
    for (const cell of all)
      for (const region of trappedRegions(cell)) {
        const page = onlyPageOf(region, board)
        if (!page || widthsOf(region).length === 0) continue
        report({
          at: region.place,
          configuration: cell.configuration,
          message: `${regionText(region)} is the only one that shows anything of the page ${rangeText(page)}`,
          why: 'each access to it traps into the hypervisor; a mapped page would be faster, and permit all widths',
          help: 'show the whole page, if nothing else in it is to be kept from the cell',
          fixes: wholePage(region, page),
        })
      }
  },
})

/** The physical page of a region, if no other region of the board shows any of it. */
function onlyPageOf(region: LiveRegion, { rootCell, cells }: Board): Range | undefined {
  const page = region.physical && pagesOf(region.physical)
  if (!page || sizeOfRange(page) !== pageSize || !haveSameOffset(region)) return undefined
  const isShared = [rootCell, ...cells].some(({ regions }) =>
    regions.some((other) => other !== region && other.physical && overlaps(other.physical, page)),
  )
  return isShared ? undefined : page
}

function haveSameOffset({ guest, physical }: LiveRegion): boolean {
  return physical !== undefined && (guest.start - physical.start) % pageSize === 0n
}

function wholePage(region: LiveRegion, page: Range): readonly Fix[] {
  const { view } = region.region
  return fix(
    'show the whole page',
    'suggested',
    settingField(view, 'phys_start', hex(page.start)),
    settingField(view, 'virt_start', hex(pagesOf(region.guest).start)),
    settingField(view, 'size', hex(pageSize)),
    removingFlags(view, 'flags', trapFlagsOf(region)),
  )
}
