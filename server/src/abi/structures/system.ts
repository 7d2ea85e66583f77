/**
 * `struct jailhouse_system`: the head of a system config, which describes the machine and the root cell
 * (catalogue A.1).
 */
import type { Aggregate, Structure } from '../model.ts'
import { armPlatform, x86Platform } from './platform.ts'

const platformInfo: Aggregate = {
  kind: 'struct',
  packed: true,
  meaning: 'The machine: PCI, IOMMU units, and what only one architecture has.',
  fields: [
    {
      name: 'pci_mmconfig_base',
      type: '__u64',
      meaning: 'The memory-mapped PCI configuration space (ECAM), real or emulated.',
      unit: 'physical address, the same for guests',
      format: 'address',
      details: [
        '0 means none: x86 then uses the ports 0xcf8 and 0xcfc, Arm has no access to configuration space at all.',
        'x86: from the ACPI table MCFG.',
        'Arm, with a virtual host: a free physical range that no device decodes.',
        'The hypervisor emulates it in every cell; no memory region may cover it. A virtual host also needs the window for base address registers behind it, from base + 0x100000 on.',
        'Passed to inmates in the communication region. The device tree of an inmate has to give the same address.',
      ],
    },
    {
      name: 'pci_mmconfig_end_bus',
      type: '__u8',
      meaning: 'The last bus that the ECAM covers; the first is always 0.',
      unit: 'bus number, inclusive',
      format: 'number',
      details: [
        'The ECAM takes 1 MiB for each bus: `pci_mmconfig_end_bus` + 1 of them.',
        '0 for a virtual host, whose window the driver puts right behind bus 0; usually 255 on x86.',
      ],
    },
    {
      name: 'pci_is_virtual',
      type: '__u8',
      meaning:
        '1 when there is no PCI host behind `pci_mmconfig_base` and the hypervisor emulates one for ivshmem devices.',
      unit: '0 for a real host, or 1',
      format: 'number',
      details: [
        'With 1 only devices of type `JAILHOUSE_PCI_TYPE_IVSHMEM` may be listed, and the driver adds the host to the device tree of Linux in the root cell.',
        'Mainly for Arm. If the host cannot be added, `jailhouse enable` succeeds with a warning and Linux sees no ivshmem device.',
      ],
    },
    {
      name: 'pci_domain',
      type: '__u16',
      meaning: 'The PCI domain that Linux in the root cell gives to the virtual host.',
      format: 'number',
      details: [
        '0xffff, also written -1, lets Linux choose. 0 is domain 0, which may belong to a real host.',
        'Choose a number that no real host has, give the real hosts fixed numbers in the device tree, and repeat it in `domain` of the ivshmem devices of the root cell.',
        'Ignored when `pci_is_virtual` is 0.',
      ],
    },
    {
      name: 'iommu_units',
      type: 'struct jailhouse_iommu',
      length: 'JAILHOUSE_MAX_IOMMU_UNITS',
      meaning: 'The units that translate DMA.',
      details: [
        'The list ends at the first element whose `base` is 0. 32-bit Arm ignores it.',
        'Intel: at least one is needed, else EINVAL at `jailhouse enable`.',
        'Without units, devices of a cell can reach all memory, whatever the regions say.',
      ],
    },
    {
      name: '',
      type: {
        kind: 'union',
        packed: true,
        meaning: 'What only one architecture has.',
        fields: [
          {
            name: 'x86',
            type: x86Platform,
            meaning: 'For x86 only; it shares its bytes with `arm`, so that filling in both spoils both.',
          },
          {
            name: 'arm',
            type: armPlatform,
            meaning:
              'For Arm, 32-bit and 64-bit; it shares its bytes with `x86`, so that filling in both spoils both.',
          },
        ],
      },
      meaning: 'What only one architecture has; fill in one of the two.',
    },
  ],
}

export const systemStructure: Structure = {
  tag: 'jailhouse_system',
  kind: 'struct',
  packed: true,
  meaning:
    'The head of a system config: the machine, the hypervisor itself and the root cell. Read at `jailhouse enable`.',
  fields: [
    {
      name: 'signature',
      type: 'char',
      length: '5',
      meaning: 'Marks the file as a system config; without a terminating NUL.',
      constants: ['system-signature'],
      format: 'text',
      details: ['Anything else is refused with EINVAL at `jailhouse enable`: "Not a system configuration".'],
    },
    {
      name: 'architecture',
      type: '__u8',
      meaning: 'The architecture that the config is for.',
      constants: ['architecture'],
      format: 'enumeration',
      details: [
        '0 is x86, so that leaving it out goes unnoticed on x86 only.',
        'Another architecture than that of the running kernel is refused with EINVAL at `jailhouse enable`.',
      ],
    },
    {
      name: 'revision',
      type: '__u16',
      meaning: 'The revision of the format that the config was compiled with.',
      constants: ['revision'],
      format: 'number',
      details: [
        'The driver accepts only its own revision; another one is EINVAL at `jailhouse enable`.',
        'Write `JAILHOUSE_CONFIG_REVISION`, never a number: the layout comes from the same header.',
      ],
    },
    {
      name: 'flags',
      type: '__u32',
      meaning: 'What the hypervisor offers to the root cell.',
      constants: ['system-flag'],
      format: 'flags',
      details: [
        '0 sends the log of the hypervisor to `debug_console` only. Bits without a name are ignored.',
        'Cell flags such as `JAILHOUSE_CELL_AARCH32` do not belong here.',
      ],
    },
    {
      name: 'hypervisor_memory',
      type: 'struct jailhouse_memory',
      meaning: 'The memory of the hypervisor: its code, its data for each CPU, the config and its page pool.',
      details: [
        'Only `phys_start` and `size` are used. Write no element of the memory regions for it, and let no region of any cell cover it: that cell could rewrite the hypervisor.',
        'Linux must not use it: reserve it by `mem=`, `memmap=` or `reserved-memory`, else EINVAL at `jailhouse enable`.',
        'arm64: has to begin at a multiple of 2 MiB, and the first 2 MiB have to hold code, CPU data and config; otherwise the machine hangs.',
        'Too small is EINVAL, a pool that runs out is ENOMEM. At least 4 MiB, on x86 6 MiB, is a good start; more CPUs and more memory that is mapped in 4 KiB pages need more.',
        'The root cell reads zeros at this address.',
      ],
    },
    {
      name: 'debug_console',
      type: 'struct jailhouse_console',
      meaning: 'The UART or frame buffer that the hypervisor prints to.',
      details: [
        'Its addresses are host-physical. All zero means no console.',
        'The hypervisor and one cell may use the same UART in parallel; leave `divider` 0 then.',
        'A cell without `JAILHOUSE_MEM_ROOTSHARED` on a UART that root also uses takes it from the root cell, not from the hypervisor.',
      ],
    },
    { name: 'platform_info', type: platformInfo, meaning: 'The machine: PCI, IOMMU units and architecture.' },
    {
      name: 'root_cell',
      type: 'struct jailhouse_cell_desc',
      meaning:
        'The root cell, in which Linux runs that enabled the hypervisor. Its arrays follow this struct.',
      details: [
        '`signature`, `architecture` and `revision` inside are not read; those of the system count.',
        'Leave `id` 0. Its CPUs have to be exactly those that are online, else EINVAL; if the set ends below an online CPU, the machine hangs.',
      ],
    },
  ],
}
