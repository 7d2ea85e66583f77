/**
 * `struct jailhouse_pci_device` and `struct jailhouse_pci_capability` (catalogue A.8, C.6).
 */
import type { Field, Structure } from '../model.ts'
import { sharedMemoryFields } from './ivshmem.ts'

const identityFields: readonly Field[] = [
  {
    name: 'type',
    type: '__u8',
    meaning: 'Whether the device is real, a bridge, or a shared memory device that the hypervisor provides.',
    constants: ['pci-device-type'],
    format: 'enumeration',
    details: [
      'Whatever is neither `JAILHOUSE_PCI_TYPE_BRIDGE` nor `JAILHOUSE_PCI_TYPE_IVSHMEM` is a physical endpoint, also 0: an element that is all zero is the physical device 00:00.0.',
      'With `platform_info.pci_is_virtual` only ivshmem devices may be listed: access to the configuration space of another one makes the hypervisor follow a null pointer.',
    ],
  },
  {
    name: 'iommu',
    type: '__u8',
    meaning: 'x86: the index in `iommu_units` of the unit that is responsible for the device.',
    unit: 'index of `platform_info.iommu_units`',
    format: 'number',
    details: [
      'AMD: the unit that receives the device table entry; 8 and more is refused with ERANGE, a unit that is not there crashes the hypervisor.',
      'Intel: counts only if Linux had interrupt remapping on before `jailhouse enable`, then for ivshmem devices with MSI-X too, which need the unit that Linux expects for their `bdf`. If their interrupts do not arrive with 0, try 1.',
      'Not used on Arm.',
    ],
  },
  {
    name: 'domain',
    type: '__u16',
    meaning: 'The PCI domain (segment) of the device as Linux in the root cell numbers it.',
    format: 'number',
    details: [
      '0 is the first domain, in which the devices of most machines are.',
      'The hypervisor finds devices by `bdf` alone. The domain is used by the driver, to take a device away from Linux and to give it back.',
      'For an ivshmem device of the root cell it has to be the domain of the virtual host: at `jailhouse disable` the driver removes whatever Linux has at this domain and `bdf`.',
    ],
  },
  {
    name: 'bdf',
    type: '__u16',
    meaning: 'The PCI address of the device: bus, device and function.',
    unit: 'bus << 8 | device << 3 | function',
    format: 'bdf',
    details: [
      'Unique in a cell, over devices of all types and domains; of two equal ones only the first is ever found.',
      'ivshmem devices of different cells with the same `bdf` are peers of one link.',
      'On Arm the device number also selects the interrupt of an ivshmem device: SPI `vpci_irq_base` + device mod 4.',
      'A virtual host has bus 0 only.',
    ],
  },
  {
    name: 'bar_mask',
    type: '__u32',
    length: '6',
    meaning: 'For each base address register the bits that the guest can write, which is ~(size - 1).',
    format: 'bar-mask',
    details: [
      '0 means that the register does not exist. A 64-bit register takes two elements.',
      'ivshmem: element 0 gives the size of the register page and must not be 0; element 1 the MSI-X table, needed with `num_msix_vectors`. Use the `JAILHOUSE_IVSHMEM_BAR_MASK_*` macros.',
      'A kernel with 64 KiB pages needs the masks of the `_64K` macros.',
    ],
  },
]

const capabilityFields: readonly Field[] = [
  {
    name: 'caps_start',
    type: '__u16',
    meaning: 'The index of the first capability of the device in the array of PCI capabilities of this cell.',
    unit: 'index of the capability array',
    format: 'number',
    details: [
      'Without `num_caps` it is not looked at. Devices may share capabilities. That the slice ends inside the array is not checked.',
    ],
  },
  {
    name: 'num_caps',
    type: '__u16',
    meaning: 'How many capabilities the device has, counted from `caps_start`.',
    unit: 'elements of the capability array',
    format: 'number',
    details: ['0 means none; right for ivshmem devices, whose capabilities the hypervisor provides.'],
  },
  {
    name: 'num_msi_vectors',
    type: '__u8',
    meaning: 'How many MSI vectors the device has.',
    unit: 'vectors',
    format: 'number',
    details: [
      '0 for none, else a power of two up to 32.',
      'Intel: reserves as many interrupt remapping entries, out of `vtd_interrupt_limit`.',
      'The guest also needs a writable MSI capability; without it, setting up MSI stops the cell.',
    ],
  },
  {
    name: 'msi_64bits',
    type: '__u8',
    bits: 1,
    meaning: 'Whether the MSI capability has 64-bit message addresses.',
    format: 'number',
    details: ['0 for 32-bit addresses. Has to match the hardware: it decides where the message data lies.'],
  },
  {
    name: 'msi_maskable',
    type: '__u8',
    bits: 1,
    meaning: 'Whether the MSI capability can mask single vectors.',
    format: 'number',
    details: ['0 if it cannot. Has to match the hardware.'],
  },
  {
    name: 'num_msix_vectors',
    type: '__u16',
    meaning: 'How many MSI-X vectors the device has.',
    unit: 'vectors',
    format: 'number',
    details: [
      'ivshmem: at most 16, more is refused with EINVAL. On Arm with a virtual host it is 0, for interrupts through INTx, since there is nothing that MSI-X could go to; on x86 it must not be 0, since INTx is not provided there.',
      'A physical device with vectors needs `msix_address`; with an MSI-X capability and without the address the hypervisor follows a null pointer.',
    ],
  },
  {
    name: 'msix_region_size',
    type: '__u16',
    meaning: 'The length of the range at `msix_address` that the hypervisor traps.',
    unit: 'bytes',
    format: 'size',
    details: [
      'A multiple of 0x1000, at most 0xf000, and at least 16 bytes for each vector.',
      '0 together with an `msix_address` is refused with ENOMEM.',
    ],
  },
  {
    name: 'msix_address',
    type: '__u64',
    meaning: 'The MSI-X table of a physical device, at the same host-physical and guest-physical address.',
    unit: 'physical address',
    format: 'address',
    details: [
      '0 means that no table is trapped. Otherwise page aligned.',
      'No memory region of the cell may cover it, else the cell writes the table past the hypervisor.',
      'Not used for ivshmem devices.',
    ],
  },
]

export const pciDeviceStructure: Structure = {
  tag: 'jailhouse_pci_device',
  kind: 'struct',
  packed: true,
  meaning:
    'A PCI device of a cell: a physical one that is passed through, or an ivshmem device that the hypervisor emulates.',
  fields: [...identityFields, ...capabilityFields, ...sharedMemoryFields],
}

export const pciCapabilityStructure: Structure = {
  tag: 'jailhouse_pci_capability',
  kind: 'struct',
  packed: true,
  meaning:
    'A capability in the configuration space of physical PCI devices, and whether the cell may write it. Reads are always allowed.',
  fields: [
    {
      name: 'id',
      type: '__u16',
      meaning: 'The id of the capability; an extended one is combined with `JAILHOUSE_PCI_EXT_CAP`.',
      constants: ['pci-capability-id', 'pci-extended-capability-id', 'pci-capability-marker'],
      format: 'enumeration',
      details: [
        '0 is the id of no capability; such elements are used to let a cell write other registers.',
        'Standard and extended ids overlap: 0x01 is power management, `0x01 | JAILHOUSE_PCI_EXT_CAP` is error reporting.',
        'Writes to MSI and MSI-X are moderated by the hypervisor; all others go to the device as they are.',
      ],
    },
    {
      name: 'start',
      type: '__u16',
      meaning: 'Where the capability begins in the configuration space.',
      unit: 'bytes from the start of the configuration space',
      format: 'number',
      details: ['Standard capabilities lie between 0x40 and 0xff, extended ones from 0x100 to 0xfff.'],
    },
    {
      name: 'len',
      type: '__u16',
      meaning: 'The length of the capability.',
      unit: 'bytes',
      format: 'number',
      details: [
        'Power management 8, MSI 10 or, with 64-bit addresses, 14, and 10 more when vectors can be masked, MSI-X 12, PCI Express 20 or 60.',
      ],
    },
    {
      name: 'flags',
      type: '__u16',
      meaning: 'Whether the cell may write the capability.',
      constants: ['pci-capability-flag'],
      format: 'flags',
      details: [
        '0 makes it read-only. A write outside of writable capabilities and of the standard header stops the cell.',
      ],
    },
  ],
}
