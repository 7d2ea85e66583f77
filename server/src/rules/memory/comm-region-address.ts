/** A communication region where inmates do not look for it. */
import { communicationRegionsOf, usualAddressFor } from '../../board/communication.ts'
import { machineOf } from '../../board/machine.ts'
import { defineRule } from '../rule.ts'
import { hex, regionText } from '../wording.ts'

export const commRegionAddress = defineRule({
  id: 'comm-region-address',
  resource: 'memory',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'The communication region of a cell is not at guest address 0x80000000, or 0x100000 on x86.',
    why:
      "The hypervisor shows it anywhere. But upstream's inmate library, and with it the demos and the loader that " +
      '`jailhouse cell linux` puts in front of Linux, have these addresses compiled in. They read something else there, ' +
      'or are stopped.',
    legal: 'An inmate that was built for another address finds it there.',
    bad: `
.mem_regions = {
  /* communication region */ {
    .virt_start = 0x70000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},`,
    good: `
.mem_regions = {
  /* communication region */ {
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},`,
    references: [
      'inmates/lib/arm-common/include/inmate.h: COMM_REGION_BASE',
      'inmates/lib/x86/include/inmate.h: COMM_REGION_BASE',
    ],
    catalogue: 'A.5',
  },
  check(cell, report) {
    const regions = communicationRegionsOf(cell)
    const [region] = regions
    const machine = machineOf(cell)
    if (!region || machine === undefined || cell.isRoot) return
    const usual = usualAddressFor(machine)
    if (!region.isPageMapped || regions.some(({ guest }) => guest.start === usual)) return
    report({
      at: region.region.virtStart.place,
      message: `the communication region, ${regionText(region)}, is at ${hex(region.guest.start)} instead of ${hex(usual)}`,
      why: "upstream's inmates and the loader of `jailhouse cell linux` look for it there",
      help: `move the region to ${hex(usual)}, unless the inmate was built for another address`,
    })
  },
})
