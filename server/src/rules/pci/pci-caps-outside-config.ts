/** PCI capabilities where no capability can be. */
import { capabilityId, isCapability, referredCapabilities } from '../../board/pci-capabilities.ts'
import { capabilityText, functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'
import { hex, sizeText } from '../wording.ts'

export const pciCapsOutsideConfig = defineRule({
  id: 'pci-caps-outside-config',
  resource: 'pci',
  scope: 'file',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'A PCI capability lies in the header of the configuration space or behind the end: a standard one has to be in the ' +
      'bytes 0x40 to 0xff, an extended one in 0x100 to 0xfff.',
    why:
      'There is no such capability in the device. Writes to the header are decided on without it, and behind the end ' +
      'there is nothing. A standard capability that reaches beyond 0xff permits writes to extended ones. For MSI and ' +
      'MSI-X it is an error: the hypervisor reads and writes their registers wherever the config says.',
    legal: 'Capabilities that no device refers to have no effect.',
    bad: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .num_caps = 1 },
},
.pci_caps = {
  { .id = PCI_EXT_CAP_ID_ERR | JAILHOUSE_PCI_EXT_CAP, .start = 0x10, .len = 4 },
},`,
    good: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .num_caps = 1 },
},
.pci_caps = {
  { .id = PCI_EXT_CAP_ID_ERR | JAILHOUSE_PCI_EXT_CAP, .start = 0x100, .len = 4 },
},`,
    references: [
      'hypervisor/pci.c: pci_find_capability, pci_cfg_write_moderate, pci_save_msi, pci_save_msix, PCI_CONFIG_HEADER_SIZE',
    ],
    catalogue: 'A.8; the source is milder than F.8 about capabilities other than MSI and MSI-X',
  },
  check(configuration, report) {
    for (const given of referredCapabilities(configuration)) {
      const { registers, isExtended, capability } = given
      const [first, end] = isExtended ? [0x100n, 0x1000n] : [0x40n, 0x100n]
      if (!registers || (first <= registers.start && registers.end <= end)) continue
      const isInterrupt = isCapability(given, capabilityId.msi) || isCapability(given, capabilityId.msix)
      report({
        at: capability.start.place,
        severity: isInterrupt ? 'error' : 'warning',
        message: `${capabilityText(given)} is not within ${hex(first)}-${hex(end - 1n)}, where ${isExtended ? 'extended' : 'standard'} capabilities are`,
        why: isInterrupt
          ? 'the hypervisor reads and writes the registers of the device there, whatever they are'
          : 'the device has no capability there, and writes to other registers are permitted or refused',
        help: isExtended
          ? 'correct `start` and `len`, or leave JAILHOUSE_PCI_EXT_CAP out of the id of a standard capability'
          : 'correct `start` and `len`, or add JAILHOUSE_PCI_EXT_CAP to the id of an extended capability',
        spoils: [capability.place],
        related: [
          {
            at: given.user.device.place,
            message: `used by the ${functionText(given.user)}; the capability has ${sizeText(registers.end - registers.start)}`,
          },
        ],
      })
    }
  },
})
