/** A region that gives its cell the MSI-X table of a device, or hides it. */
import { openedMsixTables } from '../../board/opened-devices.ts'
import { machineOf } from '../../board/machine.ts'
import { leavingOutReserved } from '../fix/leaving-out.ts'
import { defineRule } from '../rule.ts'
import { bdfText, listText, rangeText, regionText } from '../wording.ts'

export const msixTableMapped = defineRule({
  id: 'msix-table-mapped',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'On x86 a memory region covers the MSI-X table of a physical PCI device.',
    why:
      'The hypervisor intercepts the tables of the devices of a cell, and puts in each entry what the remapping of interrupts ' +
      'has granted to the cell. A region over the table, mapped afterwards, lets the cell write entries itself. They are ' +
      'blocked by the remapping where it is on, so that the device is silent, and interrupt any CPU where it is not. ' +
      'For the table of a device that belongs to the root cell it is a warning.',
    legal:
      'The BAR of a device may be shown in parts, before and behind its table. On Arm nothing remaps interrupts: the ' +
      'hypervisor passes on what the cell writes, and a region over the table changes nothing.',
    bad: `
//- x86 cell
.mem_regions = {
  /* BAR 0 of the network controller */ {
    .phys_start = 0x90100000, .virt_start = 0x90100000, .size = 0x10000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 3 << 3, .num_msix_vectors = 4,
    .msix_region_size = 0x1000, .msix_address = 0x90104000,
  },
},`,
    good: `
//- x86 cell
.mem_regions = {
  /* BAR 0 of the network controller, in front of the table */ {
    .phys_start = 0x90100000, .virt_start = 0x90100000, .size = 0x4000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
  /* behind it */ {
    .phys_start = 0x90105000, .virt_start = 0x90105000, .size = 0xb000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 3 << 3, .num_msix_vectors = 4,
    .msix_region_size = 0x1000, .msix_address = 0x90104000,
  },
},`,
    fix: 'The pages of the table are left out of the region, which is split around them. A region that shows nothing else is taken out.',
    references: [
      'hypervisor/pci.c: pci_add_physical_device, pci_msix_access_handler',
      'hypervisor/arch/x86/pci.c, hypervisor/arch/arm-common/pci.c: arch_pci_update_msix_vector',
    ],
    catalogue: 'C 33, C 62, D.2',
  },
  check(cell, report) {
    if (machineOf(cell) !== 'x86') return
    for (const region of cell.regions) {
      const opened = openedMsixTables(region, cell)
      if (opened.length === 0) continue
      const own = opened.filter(({ reserved }) => reserved.isOwn)
      const names = opened.map(({ reserved, shared }) => `${bdfText(reserved.bdf)} at ${rangeText(shared)}`)
      const isPhysical = opened.some((one) => one.isPhysical)
      report({
        at: region.place,
        severity: own.length === 0 ? 'warning' : 'error',
        message: `${regionText(region)} covers the MSI-X table of ${listText(names)}`,
        why: isPhysical
          ? 'what is mapped does not trap: the cell writes interrupt messages past the hypervisor, which are blocked, or reach any CPU'
          : 'what is mapped does not trap: the cell finds other memory where the table of its device should be',
        help: `leave out ${listText(opened.map(({ shared }) => rangeText(shared)))}: split the region there`,
        fixes: leavingOutReserved(region, opened, ({ isOwn }) => isOwn),
        related: opened.map(({ reserved }) => ({
          at: reserved.place,
          message: `the MSI-X table of ${bdfText(reserved.bdf)} is at ${rangeText(reserved.range)}`,
          configuration: reserved.configuration,
        })),
      })
    }
  },
})
