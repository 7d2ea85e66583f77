/** An MSI or MSI-X capability that nobody may write to. */
import { interruptCapability, type CapabilityInUse } from '../../board/pci-capabilities.ts'
import { physicalFunctionsOf } from '../../board/pci.ts'
import { addingFlag } from '../fix/flags.ts'
import { fix } from '../fix/fix.ts'
import { capabilityText, functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'
import { configurationText } from '../wording.ts'

export const pciCapMsiReadonly = defineRule({
  id: 'pci-cap-msi-readonly',
  resource: 'pci',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The MSI or MSI-X capability of a device with vectors lacks the flag JAILHOUSE_PCICAPS_WRITE.',
    why:
      'A driver that uses the interrupts writes to the capability. The hypervisor looks at such writes, but only if the ' +
      'capability is writable; otherwise it refuses them. The cell is stopped with “Invalid PCI MMCONFIG write”, the ' +
      'root cell loses the CPU that wrote.',
    legal: 'Without vectors nobody is meant to use the capability.',
    fix: 'JAILHOUSE_PCICAPS_WRITE is added.',
    bad: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .num_caps = 1, .num_msi_vectors = 1 },
},
.pci_caps = {
  { .id = PCI_CAP_ID_MSI, .start = 0x50, .len = 10, .flags = 0 },
},`,
    good: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .num_caps = 1, .num_msi_vectors = 1 },
},
.pci_caps = {
  { .id = PCI_CAP_ID_MSI, .start = 0x50, .len = 10, .flags = JAILHOUSE_PCICAPS_WRITE },
},`,
    references: ['hypervisor/pci.c: pci_cfg_write_moderate, pci_mmconfig_access_handler'],
    catalogue: 'C 79',
  },
  check(configuration, report) {
    const seen = new Set<unknown>()
    for (const given of physicalFunctionsOf(configuration)) {
      const { numMsiVectors: msi, numMsixVectors: msix } = given.device
      const used: readonly (CapabilityInUse | undefined)[] = [
        msi.known && msi.value !== 0n ? interruptCapability('msi', given, configuration) : undefined,
        msix.known && msix.value !== 0n ? interruptCapability('msix', given, configuration) : undefined,
      ]
      for (const one of used) {
        if (!one || one.isWritable || seen.has(one.capability)) continue
        seen.add(one.capability)
        report({
          at: one.capability.flags.place,
          message: `${capabilityText(one)} of the ${functionText(given)} is not writable`,
          why: `the driver has to write to it to switch the interrupts on, and ${configurationText(configuration)} is stopped then`,
          help: 'add JAILHOUSE_PCICAPS_WRITE; the hypervisor looks at these writes',
          related: [{ at: given.device.place, message: 'the device has vectors' }],
          fixes: fix(
            'add `JAILHOUSE_PCICAPS_WRITE`',
            'suggested',
            addingFlag(one.capability.view, 'flags', 'JAILHOUSE_PCICAPS_WRITE'),
          ),
        })
      }
    }
  },
})
