/** Capabilities that a cell may write to, and that the hypervisor does not guard. */
import { capabilityId, isCapability, referredCapabilities } from '../../board/pci-capabilities.ts'
import { capabilityText, functionText } from '../pci-wording.ts'
import { removingFlag } from '../fix/flags.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const pciCapWriteSensitive = defineRule({
  id: 'pci-cap-write-sensitive',
  resource: 'pci',
  scope: 'file',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what:
      'A cell other than root may write to a PCI capability that is none of power management, MSI, MSI-X, PCI Express ' +
      'and advanced features.',
    why:
      'The hypervisor looks at writes to MSI and MSI-X, and passes all others on as they are. A capability of the vendor, ' +
      'or an extended one, can hide anything: other base addresses, access to the memory of the device, virtual ' +
      'functions that no cell lists.',
    legal:
      'The five are the ones that ordinary drivers need. `jailhouse config create` makes power management, MSI and MSI-X ' +
      'writable. Linux in the root cell has the devices under its control anyway.',
    fix: 'JAILHOUSE_PCICAPS_WRITE is removed.',
    bad: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .num_caps = 1 },
},
.pci_caps = {
  { .id = PCI_CAP_ID_VNDR, .start = 0x50, .len = 16, .flags = JAILHOUSE_PCICAPS_WRITE },
},`,
    good: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .num_caps = 1 },
},
.pci_caps = {
  { .id = PCI_CAP_ID_VNDR, .start = 0x50, .len = 16, .flags = 0 },
},`,
    references: [
      'hypervisor/pci.c: pci_cfg_write_moderate',
      'pyjailhouse/sysfs_parser.py: PCICapability.parse_pcicaps',
    ],
    catalogue: 'A.8',
  },
  check(configuration, report) {
    if (configuration.kind === 'system') return
    for (const given of referredCapabilities(configuration)) {
      if (!given.isWritable || usual.some((id) => isCapability(given, id))) continue
      report({
        at: given.capability.flags.place,
        message: `the cell may write to ${capabilityText(given)}`,
        why: 'the hypervisor passes these writes on to the device without a look at them',
        help: 'remove JAILHOUSE_PCICAPS_WRITE, unless the driver in the cell needs it and the registers do no harm',
        related: [{ at: given.user.device.place, message: `used by the ${functionText(given.user)}` }],
        fixes: fix(
          'remove `JAILHOUSE_PCICAPS_WRITE`',
          'suggested',
          removingFlag(given.capability.view, 'flags', 'JAILHOUSE_PCICAPS_WRITE'),
        ),
      })
    }
  },
})

const usual = Object.values(capabilityId)
