/** A PCI device that refers to capabilities which its cell does not have. */
import { physicalFunctionsOf } from '../../board/pci.ts'
import { functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'
import { counted } from '../wording.ts'

export const pciCapsOutOfRange = defineRule({
  id: 'pci-caps-out-of-range',
  resource: 'pci',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The capabilities of a PCI device, from `caps_start` on, reach beyond the end of the array of capabilities.',
    why:
      'The hypervisor does not compare the numbers. It takes what follows in the image, stream ids or whatever lies ' +
      'behind it in memory, for descriptions of capabilities: registers become writable at random, and an accidental ' +
      'MSI capability makes the hypervisor write to the device.',
    legal:
      'Several devices may refer to the same capabilities. Where the capabilities are there and the header does not ' +
      'count them, the count is the fault.',
    bad: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .caps_start = 0, .num_caps = 2 },
},
.pci_caps = {
  { .id = PCI_CAP_ID_PM, .start = 0x50, .len = 8, .flags = JAILHOUSE_PCICAPS_WRITE },
},`,
    good: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .caps_start = 0, .num_caps = 1 },
},
.pci_caps = {
  { .id = PCI_CAP_ID_PM, .start = 0x50, .len = 8, .flags = JAILHOUSE_PCICAPS_WRITE },
},`,
    references: ['hypervisor/pci.c: for_each_pci_cap, pci_find_capability'],
    catalogue: 'C 74, A.8',
  },
  check(configuration, report) {
    const { pciCaps } = configuration
    if (!pciCaps.count.known) return
    const declared = BigInt(pciCaps.declaredLength)
    const available = pciCaps.count.value < declared ? declared : pciCaps.count.value
    for (const given of physicalFunctionsOf(configuration)) {
      const { capsStart, numCaps } = given.device
      if (!capsStart.known || !numCaps.known || numCaps.value === 0n) continue
      const [start, behind] = [capsStart.value, capsStart.value + numCaps.value]
      if (behind <= available) continue
      const wanted =
        numCaps.value === 1n ? `the PCI capability ${start}` : `the PCI capabilities ${start}-${behind - 1n}`
      report({
        at: numCaps.place,
        message: `the ${functionText(given)} has ${wanted}, and there ${available === 1n ? 'is' : 'are'} ${available === 0n ? 'none' : available}`,
        why: 'the hypervisor takes what lies behind the array for capabilities, and makes registers writable at random',
        help: 'let `caps_start` and `num_caps` name capabilities that are in the array',
        related: pciCaps.member
          ? [{ at: pciCaps.place, message: `${counted(available, 'capability', 'capabilities')}, from 0 on` }]
          : [],
      })
    }
  },
})
