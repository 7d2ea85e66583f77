/** A PCI device of no type that there is. */
import { countedDevices, kindOf } from '../../board/pci.ts'
import { defineRule } from '../rule.ts'
import { bdfText, hex } from '../wording.ts'

export const pciTypeInvalid = defineRule({
  id: 'pci-type-invalid',
  resource: 'pci',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'The type of a PCI device is none of JAILHOUSE_PCI_TYPE_DEVICE, JAILHOUSE_PCI_TYPE_BRIDGE and ' +
      'JAILHOUSE_PCI_TYPE_IVSHMEM. Mostly it is missing, or the whole element is.',
    why:
      'The hypervisor asks only whether a device is a bridge or an ivshmem device, and takes everything else for a ' +
      'physical endpoint. It takes that device away from the root cell, resets it and gives it to the cell. The driver ' +
      'compares the type with that of a device, finds another one, and leaves the device to its driver in Linux. An ' +
      'element that is all zero stands for 00:00.0, on a PC the host bridge.',
    legal:
      'Elements at the end of the array that are declared and not written are all zero as well; that more are declared ' +
      'than written is reported instead.',
    bad: `
//- x86 cell
.pci_devices = {
  { .bdf = 0x100, .num_msi_vectors = 0 },
},`,
    good: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0x100, .num_msi_vectors = 0 },
},`,
    references: [
      'hypervisor/pci.c: pci_cell_init, pci_cfg_read_moderate',
      'driver/pci.c: jailhouse_pci_do_all_devices',
    ],
    catalogue: 'A.0, A.8',
  },
  check(configuration, report) {
    const { writtenLength } = configuration.pciDevices
    for (const device of countedDevices(configuration)) {
      const { index, type, bdf, written } = device
      if (writtenLength <= index || kindOf(device, configuration) !== 'none' || !type.known) continue
      const place = bdf.known ? bdfText(bdf.value) : 'at its place'
      report({
        at: type.place,
        message: written
          ? `PCI device ${index} has ${type.written ? `the type ${hex(type.value)}, which does not exist` : 'no type'}`
          : `PCI device ${index} is not written, though later ones are`,
        why: `the hypervisor takes it for the physical device ${place}, and Linux is not told to let go of it`,
        help: written
          ? 'write JAILHOUSE_PCI_TYPE_DEVICE, JAILHOUSE_PCI_TYPE_BRIDGE or JAILHOUSE_PCI_TYPE_IVSHMEM'
          : 'write the element, or number the later ones without a gap',
      })
    }
  },
})
