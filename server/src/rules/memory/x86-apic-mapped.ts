/** A region that gives its cell the local APIC, or hides it. */
import { openedApicPage } from '../../board/opened-devices.ts'
import { machineOf } from '../../board/machine.ts'
import { leavingOutReserved } from '../fix/leaving-out.ts'
import { defineRule } from '../rule.ts'
import { rangeText, regionText } from '../wording.ts'

export const x86ApicMapped = defineRule({
  id: 'x86-apic-mapped',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'On x86 a memory region covers the page of the local APIC at 0xfee00000.',
    why:
      'The hypervisor maps a page there for every cell, through which it sees what the cell does with its APIC, and maps ' +
      'the regions of the cell afterwards. A region over it replaces that page. With the APIC itself behind it the cell ' +
      'can send interrupts, also those that reset a CPU, to all CPUs of the machine. With other memory it has no APIC.',
    legal:
      'Regions that end before the page or begin behind it. Other addresses of that area belong to devices.',
    bad: `
//- x86 cell
.mem_regions = {
  /* all that is up there */ {
    .phys_start = 0xfee00000, .virt_start = 0xfee00000, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},`,
    good: `
//- x86 cell
.mem_regions = {
  /* all that is up there, but the APIC */ {
    .phys_start = 0xfee01000, .virt_start = 0xfee01000, .size = 0xff000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},`,
    fix: 'The page is left out of the region, which is split around it. A region that shows nothing else is taken out.',
    references: ['hypervisor/arch/x86/vmx.c, hypervisor/arch/x86/svm.c: vcpu_vendor_cell_init'],
    catalogue: 'C 28, D.2',
  },
  check(cell, report) {
    if (machineOf(cell) !== 'x86') return
    for (const region of cell.regions) {
      const opened = openedApicPage(region)
      if (!opened) continue
      report({
        at: region.place,
        message: `${regionText(region)} covers the page of the local APIC at ${rangeText(opened.shared)}`,
        why: opened.isPhysical
          ? 'it replaces the page by which the hypervisor moderates the APIC: the cell can interrupt and reset all CPUs'
          : 'it replaces the page by which the cell reaches its APIC: the cell has no timer and no interrupts',
        help: opened.isPhysical
          ? `leave out ${rangeText(opened.shared)}: split the region there`
          : `move the region to guest addresses outside of ${rangeText(opened.shared)}`,
        fixes: leavingOutReserved(region, [opened], () => true),
      })
    }
  },
})
