/** Fields of physical devices in an ivshmem device. */
import { endsOf } from '../../board/links.ts'
import type { PciDevice } from '../../config/model.ts'
import type { Scalar } from '../../config/view.ts'
import { removingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const ivshmemMsiVectors = defineRule({
  id: 'ivshmem-msi-vectors',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'An ivshmem device has MSI vectors, an address or a size of an MSI-X table, or capabilities.',
    why:
      'These fields describe hardware. The hypervisor makes up the configuration space of an ivshmem device by itself: it ' +
      'has no MSI, and its MSI-X table is where the guest puts BAR 1. Capabilities are a warning in the root cell: when a ' +
      'cell is created or destroyed, the hypervisor goes through those of all devices, and where one is MSI or MSI-X it ' +
      'writes to the configuration space of the hardware at that bdf.',
    legal:
      '`num_msix_vectors` counts: it says how many vectors the device has. `bar_mask` is needed as well.',
    fix: 'Takes the field out.',
    bad: `
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .num_msi_vectors = 1,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    good: `
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_MSIX,
    .num_msix_vectors = 2,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    references: [
      'hypervisor/ivshmem.c: default_cspace, ivshmem_pci_cfg_read, ivshmem_reset',
      'hypervisor/pci.c: pci_mmio_count_regions, pci_config_commit',
    ],
    catalogue: 'A.8',
  },
  check(cell, report) {
    for (const { device } of endsOf(cell))
      for (const { field, value, isCapabilities } of fieldsOfHardware(device.device)) {
        if (!value.known || value.value === 0n) continue
        const isWritten = isCapabilities && cell.isRoot
        report({
          at: value.place,
          severity: isWritten ? 'warning' : 'hint',
          message: `\`${field}\` is ${9n < value.value ? hex(value.value) : value.value} on an ivshmem device, which ${isCapabilities ? 'has its own capabilities' : 'has no use for it'}`,
          why: isWritten
            ? 'whenever a cell is created or destroyed, the hypervisor writes to the hardware at that bdf if a capability is MSI or MSI-X'
            : 'the hypervisor makes up the configuration space of the device and does not read the field',
          help: 'leave the field out; interrupt vectors are given by `num_msix_vectors`',
          // A capability that nobody refers to any more is a matter of its own.
          fixes: isCapabilities
            ? []
            : fix(`take \`.${field}\` out`, 'safe', removingField(device.device.view, field)),
        })
      }
  },
})

interface FieldOfHardware {
  readonly field: string
  readonly value: Scalar
  readonly isCapabilities: boolean
}

function fieldsOfHardware(device: PciDevice): readonly FieldOfHardware[] {
  return [
    { field: 'num_msi_vectors', value: device.numMsiVectors, isCapabilities: false },
    { field: 'msix_address', value: device.msixAddress, isCapabilities: false },
    { field: 'msix_region_size', value: device.msixRegionSize, isCapabilities: false },
    { field: 'num_caps', value: device.numCaps, isCapabilities: true },
  ]
}
