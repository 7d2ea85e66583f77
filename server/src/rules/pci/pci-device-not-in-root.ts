/** A physical PCI device that the root cell does not have. */
import { unitFunctions } from '../../board/iommu.ts'
import { listsBdf, type PciFunction, physicalFunctionsOf } from '../../board/pci.ts'
import type { Root } from '../../board/root.ts'
import { functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'

export const pciDeviceNotInRoot = defineRule({
  id: 'pci-device-not-in-root',
  resource: 'pci',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'A physical PCI device of a cell is not in the list of the root configuration.',
    why:
      'The cell gets the device all the same. The root cell does not see it, neither before the cell is created nor ' +
      'after it is destroyed: reads yield all ones, and a write parks the CPU. Mostly the bdf is mistyped, or the root ' +
      'configuration is of another machine.',
    legal:
      'A device that the root cell is never to have may be left out of its list. A bridge, the PCI function of an IOMMU, ' +
      'or a device that nobody can reach is reported as such.',
    bad: `
//- x86 root
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8 },
},
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xc8 },
},`,
    good: `
//- x86 root
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8 },
},
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8 },
},`,
    references: [
      'hypervisor/pci.c: pci_cell_init, pci_return_device_to_root_cell, pci_cfg_write_moderate',
      'driver/pci.c: jailhouse_pci_claim_release',
    ],
    catalogue: 'C 76, C 78',
  },
  check({ configuration, isRoot, root }, report) {
    if (isRoot || !root) return
    const { pciDevices } = root.configuration
    for (const given of physicalFunctionsOf(configuration)) {
      if (!canBeInRoot(given, root) || listsBdf(root.configuration, given.bdf) !== false) continue
      report({
        at: given.device.bdf.place,
        message: `the root configuration has no ${functionText(given)}`,
        why: 'the root cell will not see the device, even after the cell is destroyed',
        help: 'compare the bdf with the root configuration; if the root cell is to have the device, add it there',
        ...(pciDevices.member && {
          related: [
            {
              at: pciDevices.place,
              message: 'the PCI devices of the root cell',
              configuration: root.configuration,
            },
          ],
        }),
      })
    }
  },
})

/** What no cell but root should have, or none at all, is another fault. */
function canBeInRoot({ kind, bdf }: PciFunction, root: Root): boolean {
  if (kind === 'bridge' || unitFunctions(root).some((unit) => unit.bdf === bdf)) return false
  return root.pciIsVirtual !== true && (root.architecture === 'x86' || root.ecam !== undefined)
}
