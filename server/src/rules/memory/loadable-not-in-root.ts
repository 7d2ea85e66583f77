/** A region that the root cell is to load and cannot write to. */
import type { Cell } from '../../board/cell.ts'
import { coverageOf, gapsIn } from '../../board/coverage.ts'
import type { LiveRegion } from '../../config/memory.ts'
import { overlaps, pagesOf, type Range } from '../../config/range.ts'
import { extendingRoot } from '../fix/extending-root.ts'
import { defineRule } from '../rule.ts'
import { listText, rangesText, regionText } from '../wording.ts'

export const loadableNotInRoot = defineRule({
  id: 'loadable-not-in-root',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The root cell has no right to read and write a part of a region that `jailhouse cell load` is to fill.',
    why:
      'The driver copies the image through a mapping of the root cell. For that time the hypervisor gives the root ' +
      "cell the memory back, but only as far as the root cell's own regions show it, and with the flags that it has " +
      'there. A copy into anything else is an access violation: the root CPU is stopped in the middle of ' +
      '`jailhouse cell load`, holding the lock of the driver. Where regions of the root cell overlap, the last one ' +
      'counts.',
    legal:
      'Memory that the root cell does not list is all right for regions that are not loaded. Several regions of the ' +
      'root cell may show the memory together.',
    bad: `
//- root
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x0, .virt_start = 0x0, .size = 0x7bf00000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},
//- cell
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x7bef0000, .virt_start = 0, .size = 0x20000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    good: `
//- root
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x0, .virt_start = 0x0, .size = 0x7bf00000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
  },
},
//- cell
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x7bee0000, .virt_start = 0, .size = 0x20000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    fix:
      "The root cell's region of RAM that ends where memory is missing, or begins behind it, is made longer. Where it has a " +
      'region already that permits too little, only the author can know what is meant.',
    references: ['hypervisor/control.c: cell_set_loadable, remap_to_root_cell', 'driver/cell.c: load_image'],
    catalogue: 'B.5 L5, C 40',
  },
  check(cell, report) {
    const coverage = cell.isRoot ? undefined : cell.root && coverageOf(cell.root)
    if (!coverage || !cell.root) return
    for (const region of cell.regions) {
      if (!isLoaded(region) || isInHypervisor(region, cell)) continue
      const parts = coverage.partsOf(pagesOf(region.physical))
      const gaps = gapsIn(parts, canCopyInto)
      if (gaps.length === 0) continue
      const limited = [...new Set(parts.flatMap(({ by }) => (by && !canCopyInto(by) ? [by] : [])))]
      const isBare = parts.some(({ by }) => by === undefined)
      report({
        at: region.place,
        message: `the root cell cannot write to ${rangesText(gaps)} of ${regionText(region)}, which is to be loaded`,
        why: `${reasonText(limited, isBare)}, so that a copy by \`jailhouse cell load\` to that memory stops the root CPU`,
        help: 'move the region to memory that the root cell can read and write, or let a region of the root cell show it',
        fixes: limited.length === 0 ? extendingRoot(cell.root, gaps) : [],
        related: limited.map((root) => ({
          at: root.place,
          message: `${regionText(root)} of the root cell ${limitText(root)}`,
          configuration: root.configuration,
        })),
      })
    }
  },
})

type Loaded = LiveRegion & { readonly physical: Range }

/** Sub-page regions and regions without WRITE fail in other ways, which other rules report. */
function isLoaded(region: LiveRegion): region is Loaded {
  const isFilled = region.has('JAILHOUSE_MEM_LOADABLE') && region.has('JAILHOUSE_MEM_WRITE')
  return region.physical !== undefined && region.isPageMapped && isFilled
}

/** That is the worse fault, and `overlap-hypervisor` reports it. */
function isInHypervisor(region: Loaded, { root }: Cell): boolean {
  return root?.hypervisorMemory !== undefined && overlaps(region.physical, root.hypervisorMemory.range)
}

function canCopyInto(root: LiveRegion): boolean {
  return root.isPageMapped && root.has('JAILHOUSE_MEM_READ') && root.has('JAILHOUSE_MEM_WRITE')
}

function reasonText(limited: readonly LiveRegion[], isBare: boolean): string {
  const texts = limited.map((root) => `${regionText(root)} of the root cell ${limitText(root)}`)
  return listText([...texts, ...(isBare ? ['no region of the root cell shows all of it'] : [])])
}

function limitText(root: LiveRegion): string {
  if (!root.isPageMapped) return 'is emulated'
  return root.has('JAILHOUSE_MEM_WRITE') ? 'does not permit reading' : 'does not permit writing'
}
