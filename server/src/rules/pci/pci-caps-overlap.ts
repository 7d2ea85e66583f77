/** PCI capabilities of one device in the same place. */
import { capabilitiesOf } from '../../board/pci-capabilities.ts'
import { physicalFunctionsOf } from '../../board/pci.ts'
import { overlapsAmong } from '../../board/sweep.ts'
import { capabilityText, functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const pciCapsOverlap = defineRule({
  id: 'pci-caps-overlap',
  resource: 'pci',
  scope: 'file',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'Two capabilities of a PCI device have registers in common.',
    why:
      'The hypervisor takes the first capability in the array that a register belongs to. What the second one permits, or ' +
      'what it is, does not count there: the cell is refused a write, or gets one that it must not have, and the ' +
      'registers of MSI are not moderated.',
    legal: 'Capabilities of different devices have nothing to do with each other.',
    bad: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .num_caps = 2 },
},
.pci_caps = {
  { .id = PCI_CAP_ID_EXP, .start = 0x40, .len = 60 },
  { .id = PCI_CAP_ID_PM, .start = 0x70, .len = 8, .flags = JAILHOUSE_PCICAPS_WRITE },
},`,
    good: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .num_caps = 2 },
},
.pci_caps = {
  { .id = PCI_CAP_ID_EXP, .start = 0x40, .len = 60 },
  { .id = PCI_CAP_ID_PM, .start = 0x80, .len = 8, .flags = JAILHOUSE_PCICAPS_WRITE },
},`,
    references: ['hypervisor/pci.c: pci_find_capability, pci_cfg_write_moderate'],
    catalogue: 'A.8',
  },
  check(configuration, report) {
    const seen = new Set<string>()
    for (const given of physicalFunctionsOf(configuration)) {
      const own = capabilitiesOf(given, configuration)
      for (const { earlier, later, shared } of overlapsAmong(own, ({ registers }) => registers)) {
        const pair = `${earlier.capability.index}, ${later.capability.index}`
        if (seen.has(pair)) continue
        seen.add(pair)
        report({
          at: later.capability.place,
          message: `${capabilityText(later)} overlaps ${capabilityText(earlier)} at ${hex(shared.start)}-${hex(shared.end - 1n)}`,
          why: `the hypervisor takes the first one there, for the ${functionText(given)}`,
          help: 'correct `start` or `len` of one of them',
          related: [{ at: earlier.capability.place, message: capabilityText(earlier) }],
        })
      }
    }
  },
})
