/**
 * Constants of PCI devices, of shared memory devices and of capabilities (catalogue A.8). The ids of capabilities
 * are in a file of their own.
 */
import type { ConstantGroup } from '../model.ts'

export const pciGroups: readonly ConstantGroup[] = [
  {
    id: 'pci-device-type',
    title: 'Types of PCI devices',
    kind: 'enumeration',
    constants: [
      {
        name: 'JAILHOUSE_PCI_TYPE_DEVICE',
        value: '0x01',
        meaning: 'A physical device that is passed through to the cell.',
        details: ['At `jailhouse cell create` the driver unbinds it in Linux, found by domain and `bdf`.'],
      },
      {
        name: 'JAILHOUSE_PCI_TYPE_BRIDGE',
        value: '0x02',
        meaning: 'A physical bridge: the cell can read it; writes to its window registers are swallowed.',
      },
      {
        name: 'JAILHOUSE_PCI_TYPE_IVSHMEM',
        value: '0x03',
        meaning:
          'A shared memory device that the hypervisor emulates; those with the same `bdf` in different cells are connected.',
      },
    ],
  },
  {
    id: 'shmem-protocol',
    title: 'Protocols over shared memory',
    kind: 'enumeration',
    constants: [
      {
        name: 'JAILHOUSE_SHMEM_PROTO_UNDEFINED',
        value: '0x0000',
        meaning: 'No protocol: raw shared memory, as in the ivshmem demos.',
      },
      {
        name: 'JAILHOUSE_SHMEM_PROTO_VETH',
        value: '0x0001',
        meaning: 'A point-to-point network link, as driven by ivshmem-net in Linux.',
        details: [
          'Exactly two peers; with MSI-X two vectors. `JAILHOUSE_SHMEM_NET_REGIONS` writes the sections.',
        ],
      },
      {
        name: 'JAILHOUSE_SHMEM_PROTO_CUSTOM',
        value: '0x4000',
        meaning: 'The first of the protocol numbers free for own use, which reach to 0x7fff.',
      },
      {
        name: 'JAILHOUSE_SHMEM_PROTO_VIRTIO_FRONT',
        value: '0x8000',
        meaning:
          'The driver side of virtio over shared memory; add the device, as `VIRTIO_DEV_NET`. Reaches to 0xbfff.',
        details: ['The peer says `JAILHOUSE_SHMEM_PROTO_VIRTIO_BACK` plus the same device.'],
      },
      {
        name: 'JAILHOUSE_SHMEM_PROTO_VIRTIO_BACK',
        value: '0xc000',
        meaning:
          'The device side of virtio over shared memory; add the device, as `VIRTIO_DEV_NET`. Reaches to 0xffff.',
        details: [
          'The peer says `JAILHOUSE_SHMEM_PROTO_VIRTIO_FRONT` plus the same device. Usually the root cell has the device side.',
        ],
      },
    ],
  },
  {
    id: 'virtio-device',
    title: 'Virtio devices',
    kind: 'enumeration',
    constants: [
      { name: 'VIRTIO_DEV_NET', value: '1', meaning: 'A virtio network card.' },
      { name: 'VIRTIO_DEV_BLOCK', value: '2', meaning: 'A virtio disk.' },
      { name: 'VIRTIO_DEV_CONSOLE', value: '3', meaning: 'A virtio console.' },
    ],
  },
  {
    id: 'pci-capability-marker',
    title: 'Marker of extended PCI capabilities',
    kind: 'flags',
    constants: [
      {
        name: 'JAILHOUSE_PCI_EXT_CAP',
        value: '0x8000',
        meaning: 'Combined with a `PCI_EXT_CAP_ID_*`: the id is that of an extended capability.',
      },
    ],
  },
  {
    id: 'pci-capability-flag',
    title: 'Flags of a PCI capability',
    kind: 'flags',
    constants: [
      {
        name: 'JAILHOUSE_PCICAPS_WRITE',
        value: '0x0001',
        meaning: 'The cell may write the capability; writes to MSI and MSI-X are checked by the hypervisor.',
        details: [
          'MSI and MSI-X need it for the guest to set up its interrupts. An invented capability with this flag opens any stretch of the configuration space.',
        ],
      },
    ],
  },
]
