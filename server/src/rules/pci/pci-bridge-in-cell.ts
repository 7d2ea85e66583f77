/** A PCI bridge in a cell other than root. */
import { physicalFunctionsOf } from '../../board/pci.ts'
import { functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'

export const pciBridgeInCell = defineRule({
  id: 'pci-bridge-in-cell',
  resource: 'pci',
  scope: 'file',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A cell other than root has a PCI bridge.',
    why:
      'The cell can switch off what is behind the bridge, or reset it, whichever cell the devices belong to. The driver ' +
      'does not make Linux let go of a bridge, and the hypervisor resets it when the cell is created and destroyed: the ' +
      'devices of the root cell behind it stand.',
    legal:
      'A cell needs no bridge to use a device behind one. Only where all devices behind it belong to the cell, giving it ' +
      'the bridge does no harm.',
    bad: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_BRIDGE, .bdf = 0xe0 },
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0x100 },
},`,
    good: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0x100 },
},`,
    references: [
      'hypervisor/pci.c: bridge_write, pci_reset_device',
      'driver/cell.c: jailhouse_cmd_cell_create',
      'driver/pci.c: jailhouse_pci_do_all_devices',
    ],
    catalogue: 'D 49',
  },
  check(configuration, report) {
    if (configuration.kind === 'system') return
    for (const given of physicalFunctionsOf(configuration)) {
      if (given.kind !== 'bridge') continue
      report({
        at: given.device.place,
        message: `the ${functionText(given)} belongs to a cell other than root`,
        why: 'the cell can cut off all devices behind it, and Linux in the root cell is not told to let go of it',
        help: 'leave bridges to the root cell: a device behind one can be used without',
      })
    }
  },
})
