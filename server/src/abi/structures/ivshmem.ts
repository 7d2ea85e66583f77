/**
 * The members of `struct jailhouse_pci_device` that describe shared memory (catalogue A.8, C.6). They are read for
 * devices of type `JAILHOUSE_PCI_TYPE_IVSHMEM` only.
 */
import type { Field } from '../model.ts'

export const sharedMemoryFields: readonly Field[] = [
  {
    name: 'shmem_regions_start',
    type: '__u32',
    meaning:
      'ivshmem: the index of the state table in the array of memory regions of this cell; the other sections follow it.',
    unit: 'index of the memory region array',
    format: 'number',
    details: [
      'From there on 2 + `shmem_peers` elements are taken: the state table (read-only), the section that all peers may write (may be `{ 0 }`), and the output section of each peer in the order of ids.',
      'An array that ends too early is refused with EINVAL. Whether the elements are meant to be sections is not checked.',
      'All sections that are not empty have to follow each other in the guest-physical address space: only the address of the first one reaches the guest.',
      'Behind them is ordinary RAM that no cell and not the hypervisor uses, and that Linux is kept from.',
      'The cell may write its own output section only. Sections of cells other than root need `JAILHOUSE_MEM_ROOTSHARED`, else the root cell loses them.',
    ],
  },
  {
    name: 'shmem_dev_id',
    type: '__u8',
    meaning: 'ivshmem: the position of this cell among the peers of the link.',
    unit: '0 to `shmem_peers` - 1',
    format: 'number',
    details: [
      'Each id exists once on a link; the second device with the same `bdf` and id is refused with EBUSY.',
      '12 and more is refused with EINVAL. An id that is not below `shmem_peers` is accepted, but the cell has no output section and the peers never notify it.',
    ],
  },
  {
    name: 'shmem_peers',
    type: '__u8',
    meaning: 'ivshmem: how many cells the link has room for.',
    unit: 'peers',
    format: 'number',
    details: [
      '2 to 12; with fewer there is nobody to share with. More makes the hypervisor run past its table of peers.',
      'All cells of a link have to say the same; nobody compares it, nor the addresses and sizes of the sections.',
    ],
  },
  {
    name: 'shmem_protocol',
    type: '__u16',
    meaning:
      'ivshmem: what the peers speak. The guest sees it as PCI class and interface, and picks its driver by it.',
    constants: ['shmem-protocol', 'virtio-device'],
    format: 'enumeration',
    details: [
      '0 is `JAILHOUSE_SHMEM_PROTO_UNDEFINED`: memory without a driver of its own.',
      'Both sides say the same, except for virtio: one says `JAILHOUSE_SHMEM_PROTO_VIRTIO_FRONT`, the other `JAILHOUSE_SHMEM_PROTO_VIRTIO_BACK`, both plus the same `VIRTIO_DEV_*`.',
      'If they do not match, no driver of Linux binds.',
    ],
  },
]
