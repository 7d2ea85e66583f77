/** A region that gives its cell an I/O APIC, or hides it. */
import { openedIoApics } from '../../board/opened-devices.ts'
import { machineOf } from '../../board/machine.ts'
import { leavingOutReserved } from '../fix/leaving-out.ts'
import { defineRule } from '../rule.ts'
import { configurationText, listText, rangeText, regionText } from '../wording.ts'

export const x86IoapicMapped = defineRule({
  id: 'x86-ioapic-mapped',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'On x86 a memory region covers the registers of an I/O APIC.',
    why:
      'The hypervisor intercepts the I/O APICs that a cell lists, so that it can only program its own pins, and maps the ' +
      'regions of the cell afterwards. An access that is mapped does not trap: the cell then programs all pins, those ' +
      'of other cells included, and past the remapping of interrupts. With other memory at that guest address the ' +
      'cell finds no I/O APIC.',
    legal:
      'An I/O APIC has one page. A cell that lists none may have other memory of its own at that guest address.',
    bad: `
//- x86 cell
.mem_regions = {
  /* all that is up there */ {
    .phys_start = 0xfec00000, .virt_start = 0xfec00000, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},`,
    good: `
//- x86 cell
.mem_regions = {
  /* all that is up there, but the I/O APIC */ {
    .phys_start = 0xfec01000, .virt_start = 0xfec01000, .size = 0xff000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},`,
    fix: 'The registers are left out of the region, which is split around them. A region that shows nothing else is taken out.',
    references: ['hypervisor/arch/x86/ioapic.c: ioapic_cell_init', 'hypervisor/setup.c: init_late'],
    catalogue: 'C 29, C 34, D.2',
  },
  check(cell, report) {
    if (machineOf(cell) !== 'x86') return
    for (const region of cell.regions) {
      const opened = openedIoApics(region, cell)
      if (opened.length === 0) continue
      const isPhysical = opened.some((one) => one.isPhysical)
      const ranges = listText(opened.map(({ shared }) => rangeText(shared)))
      report({
        at: region.place,
        message: `${regionText(region)} covers the I/O APIC at ${ranges}`,
        why: isPhysical
          ? `what is mapped does not trap: ${configurationText(cell.configuration)} can program the interrupts of all cells`
          : 'what is mapped does not trap: the cell finds other memory where its I/O APIC should be',
        help: isPhysical
          ? `leave out ${ranges}: split the region there`
          : `move the region to guest addresses outside of ${ranges}`,
        fixes: leavingOutReserved(
          region,
          opened,
          ({ configuration }) => configuration === cell.configuration,
        ),
        related: opened.map(({ reserved }) => ({
          at: reserved.place,
          message: 'an I/O APIC of the machine',
          configuration: reserved.configuration,
        })),
      })
    }
  },
})
