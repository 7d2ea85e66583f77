/** Interrupt vectors without their capability, and the capability without vectors. */
import { unitKindsOf } from '../../board/iommu.ts'
import { areCapabilitiesKnown, interruptCapability } from '../../board/pci-capabilities.ts'
import { type PciFunction, physicalFunctionsOf } from '../../board/pci.ts'
import type { Scalar } from '../../config/view.ts'
import { functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'
import { counted } from '../wording.ts'

export const pciCapsMsiConsistency = defineRule({
  id: 'pci-caps-msi-consistency',
  resource: 'pci',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'A physical PCI device has MSI or MSI-X vectors, but the capability is not among those of the device; or it has ' +
      'the capability, and no vectors.',
    why:
      'Drivers see the capability in the device in any case, since reading is always permitted. Without it in the config ' +
      'a write to it is refused, and the cell is stopped. Without vectors no entries for remapping are reserved. With ' +
      'VT-d that is a warning for MSI: switching the interrupts on stops the cell, and a device of the root cell that ' +
      'has them on at `jailhouse enable` stops the machine with “Unsupported MSI/MSI-X state”. Otherwise it is ' +
      'information: on machines of AMD and on Arm nothing is remapped.',
    legal:
      'A device without capabilities and without vectors is one that uses the interrupt line. In a cell that may not ' +
      'write to the capability nobody switches the interrupts on.',
    bad: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .num_caps = 1, .num_msi_vectors = 1 },
},
.pci_caps = {
  { .id = PCI_CAP_ID_PM, .start = 0x40, .len = 8, .flags = JAILHOUSE_PCICAPS_WRITE },
},`,
    good: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .num_caps = 2, .num_msi_vectors = 1 },
},
.pci_caps = {
  { .id = PCI_CAP_ID_PM, .start = 0x40, .len = 8, .flags = JAILHOUSE_PCICAPS_WRITE },
  { .id = PCI_CAP_ID_MSI, .start = 0x50, .len = 10, .flags = JAILHOUSE_PCICAPS_WRITE },
},`,
    references: [
      'hypervisor/pci.c: pci_cfg_write_moderate, pci_config_commit',
      'hypervisor/arch/x86/pci.c: arch_pci_update_msi',
      'hypervisor/arch/x86/vtd.c: iommu_add_pci_device, iommu_map_interrupt',
      'hypervisor/arch/x86/amd_iommu.c: iommu_map_interrupt',
    ],
    catalogue: 'D 50, B H40; with VT-d the source is stricter than F.8',
  },
  check({ configuration, root, isRoot }, report) {
    const isRemapped = root !== undefined && unitKindsOf(root).has('Intel')
    for (const given of physicalFunctionsOf(configuration)) {
      if (!areCapabilitiesKnown(given, configuration)) continue
      for (const { kind, name, vectors } of interruptsOf(given)) {
        const capability = interruptCapability(kind, given, configuration)
        if (!vectors.known || (vectors.value === 0n) === (capability === undefined)) continue
        if (!capability) {
          report({
            at: vectors.place,
            message: `the ${functionText(given)} has ${counted(vectors.value, `${name} vector`, `${name} vectors`)}, but no ${name} capability`,
            why: 'a driver finds the capability in the device all the same, and its first write to it is refused',
            help: `list the ${name} capability of the device in \`pci_caps\`, or no vectors`,
          })
          continue
        }
        const isFatal = isRemapped && kind === 'msi' && (isRoot || capability.isWritable)
        report({
          at: vectors.place,
          severity: isFatal ? 'warning' : 'information',
          message: `the ${functionText(given)} has an ${name} capability, but no ${name} vectors`,
          why: isFatal
            ? `no entries for remapping are reserved: ${isRoot ? 'if Linux uses the interrupts, `jailhouse enable` stops the machine' : 'the write that switches the interrupts on is refused'}`
            : 'the hypervisor prepares nothing for interrupts of this kind',
          help: `set \`.num_${kind}_vectors\` to what the device has, if the driver is to use them`,
          related: [{ at: capability.capability.place, message: `the ${name} capability` }],
        })
      }
    }
  },
})

interface Interrupts {
  readonly kind: 'msi' | 'msix'
  readonly name: 'MSI' | 'MSI-X'
  readonly vectors: Scalar
}

/** Vectors of MSI-X without a table are another fault. */
function interruptsOf({ device }: PciFunction): readonly Interrupts[] {
  const { numMsiVectors, numMsixVectors: vectors, msixAddress } = device
  const isWithoutTable =
    vectors.known && vectors.value !== 0n && msixAddress.known && msixAddress.value === 0n
  return [
    { kind: 'msi', name: 'MSI', vectors: numMsiVectors },
    ...(isWithoutTable ? [] : [{ kind: 'msix', name: 'MSI-X', vectors } as const]),
  ]
}
