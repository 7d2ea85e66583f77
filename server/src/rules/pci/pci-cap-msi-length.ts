/** An MSI capability whose length is that of another layout. */
import { interruptCapability } from '../../board/pci-capabilities.ts'
import { physicalFunctionsOf } from '../../board/pci.ts'
import { capabilityText, functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'

export const pciCapMsiLength = defineRule({
  id: 'pci-cap-msi-length',
  resource: 'pci',
  scope: 'file',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'The length of the MSI capability of a device with MSI vectors does not go with `msi_64bits` and `msi_maskable` of ' +
      'the device: it is 10 bytes with 32-bit addresses and 14 with 64-bit ones, and 10 more if vectors can be masked.',
    why:
      'One of the two is wrong. The hypervisor writes the data of a message at an offset that depends on `msi_64bits`: ' +
      'with the wrong one, interrupts are lost or go elsewhere. A length that is too small makes the driver’s write to ' +
      'the last registers fatal; one that is too large permits writes to registers behind the capability.',
    legal: 'Without MSI vectors the length does not matter.',
    bad: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .num_caps = 1, .num_msi_vectors = 1, .msi_64bits = 0 },
},
.pci_caps = {
  { .id = PCI_CAP_ID_MSI, .start = 0x50, .len = 14, .flags = JAILHOUSE_PCICAPS_WRITE },
},`,
    good: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .num_caps = 1, .num_msi_vectors = 1, .msi_64bits = 1 },
},
.pci_caps = {
  { .id = PCI_CAP_ID_MSI, .start = 0x50, .len = 14, .flags = JAILHOUSE_PCICAPS_WRITE },
},`,
    references: [
      'hypervisor/pci.c: pci_cfg_write_moderate, pci_save_msi',
      'hypervisor/arch/x86/pci.c: arch_pci_update_msi, arch_pci_set_suppress_msi',
      'pyjailhouse/sysfs_parser.py: PCICapability.parse_pcicaps',
    ],
    catalogue: 'A.8',
  },
  check(configuration, report) {
    const seen = new Set<unknown>()
    for (const given of physicalFunctionsOf(configuration)) {
      const { numMsiVectors: vectors, msi64bits: is64bits, msiMaskable: isMaskable } = given.device
      if (!vectors.known || vectors.value === 0n || !is64bits.known || !isMaskable.known) continue
      const capability = interruptCapability('msi', given, configuration)
      const length = capability?.capability.length
      if (!capability || !length?.known || seen.has(capability.capability)) continue
      const expected = 10n + 4n * is64bits.value + 10n * isMaskable.value
      if (length.value === expected) continue
      seen.add(capability.capability)
      const layout = `${is64bits.value === 0n ? '32' : '64'}-bit addresses, vectors ${isMaskable.value === 0n ? 'not maskable' : 'maskable'}`
      report({
        at: length.place,
        message: `${capabilityText(capability)} has ${length.value} bytes; ${expected} are expected for the ${functionText(given)}`,
        why: 'the hypervisor writes messages at offsets that depend on the layout, and decides by the length what the cell may write',
        help: helpFor(length.value),
        related: [{ at: is64bits.written ? is64bits.place : given.device.place, message: layout }],
      })
    }
  },
})

function helpFor(length: bigint): string {
  const layout = layouts.get(length)
  return layout === undefined
    ? 'write the length that the control register of the capability tells: 10, 14, 20 or 24'
    : `if the length is right, set ${layout} in the device`
}

const layouts: ReadonlyMap<bigint, string> = new Map([
  [10n, '`.msi_64bits = 0` and `.msi_maskable = 0`'],
  [14n, '`.msi_64bits = 1` and `.msi_maskable = 0`'],
  [20n, '`.msi_64bits = 0` and `.msi_maskable = 1`'],
  [24n, '`.msi_64bits = 1` and `.msi_maskable = 1`'],
])
