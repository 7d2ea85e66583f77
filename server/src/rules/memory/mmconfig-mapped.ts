/** A region that gives its cell the PCI configuration space, or hides it. */
import type { Cell } from '../../board/cell.ts'
import { openedEcam } from '../../board/reserved.ts'
import { leavingOutReserved } from '../fix/leaving-out.ts'
import { defineRule, type Severity } from '../rule.ts'
import { coveredText, rangeText, regionText } from '../wording.ts'

export const mmconfigMapped = defineRule({
  id: 'mmconfig-mapped',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A memory region covers the memory-mapped PCI configuration space (MMCONFIG, ECAM).',
    why:
      'The hypervisor intercepts the configuration space in every cell, and maps the regions of the cell afterwards. ' +
      'An access that is mapped does not trap. With a physical host the cell then configures every device of the ' +
      'machine, those of other cells included. With a virtual one, or with other memory in its place, the cell finds ' +
      'no PCI devices any more, ivshmem included; for a cell that has none in its configuration this is only a ' +
      'warning, since the inmate is told of the configuration space nevertheless.',
    legal:
      'A virtual configuration space has nothing behind it on the bus. Memory that happens to have the same physical ' +
      'address may be shown to a cell at another guest address.',
    bad: `
//- x86 cell
.mem_regions = {
  /* devices, and the beginning of the configuration space */ {
    .phys_start = 0xdff00000, .virt_start = 0xdff00000, .size = 0x200000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},`,
    good: `
//- x86 cell
.mem_regions = {
  /* devices, up to the configuration space */ {
    .phys_start = 0xdff00000, .virt_start = 0xdff00000, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},`,
    fix: 'The configuration space is left out of the region, which is split around it. A region that shows nothing else is taken out.',
    references: [
      'hypervisor/pci.c: pci_init, pci_cell_init',
      'hypervisor/setup.c: init_late',
      'hypervisor/control.c: cell_create',
    ],
    catalogue: 'C 30, C 34, D.2',
  },
  check(cell, report) {
    if (!cell.root) return
    for (const region of cell.regions) {
      const opened = openedEcam(region, cell.root)
      if (!opened) continue
      report({
        at: region.place,
        severity: severityOf(cell, opened.isPhysical),
        message: `${regionText(region)} covers ${coveredText('the PCI configuration space', opened)}`,
        why: opened.isPhysical
          ? 'what is mapped does not trap: the cell can configure all PCI devices, those of other cells included'
          : 'what is mapped does not trap: the cell finds other memory where its PCI devices should be',
        help: opened.isPhysical
          ? `leave out ${rangeText(opened.shared)}: split the region there`
          : `move the region to guest addresses outside of ${rangeText(opened.reserved.range)}`,
        fixes: leavingOutReserved(region, [opened], () => true),
        related: [
          {
            at: opened.reserved.place,
            message: `the configuration space is at ${rangeText(opened.reserved.range)}`,
          },
        ],
      })
    }
  },
})

/** Without devices of its own a cell loses nothing but the answer that it has none. */
function severityOf({ configuration, isRoot }: Cell, isPhysical: boolean): Severity {
  return isRoot || isPhysical || 0 < configuration.pciDevices.items.length ? 'error' : 'warning'
}
