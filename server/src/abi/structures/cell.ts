/**
 * `struct jailhouse_cell_desc`: the head of a cell config, and the root cell inside a system config
 * (catalogue A.2, C.8).
 */
import type { Field, Structure } from '../model.ts'

const identityFields: readonly Field[] = [
  {
    name: 'signature',
    type: 'char',
    length: '5',
    meaning: 'Marks the file as a cell config; without a terminating NUL.',
    constants: ['cell-signature'],
    format: 'text',
    details: [
      'Anything else is refused with EINVAL at `jailhouse cell create`: "Not a cell configuration".',
      'Not read inside a system config.',
    ],
  },
  {
    name: 'architecture',
    type: '__u8',
    meaning: 'The architecture that the config is for.',
    constants: ['architecture'],
    format: 'enumeration',
    details: [
      '0 is x86, so that leaving it out goes unnoticed on x86 only.',
      'On a mismatch `jailhouse cell create` prints to the kernel log and reports success, but creates nothing; the next command fails with ENOENT.',
      'A cell with `JAILHOUSE_CELL_AARCH32` still says `JAILHOUSE_ARM64`. Not read inside a system config.',
    ],
  },
  {
    name: 'revision',
    type: '__u16',
    meaning: 'The revision of the format that the config was compiled with.',
    constants: ['revision'],
    format: 'number',
    details: [
      'The driver accepts only its own revision; another one is EINVAL at `jailhouse cell create`.',
      'Write `JAILHOUSE_CONFIG_REVISION`, never a number. Not read inside a system config.',
    ],
  },
  {
    name: 'name',
    type: 'char',
    length: 'JAILHOUSE_CELL_NAME_MAXLEN + 1',
    meaning: 'The name of the cell, by which the `jailhouse` tool, the log and sysfs refer to it.',
    format: 'text',
    details: [
      'At most 31 characters; the driver cuts off the rest.',
      'Unique among the cells that exist, the root cell included; otherwise EEXIST at `jailhouse cell create`.',
      'A name that is a plain number has to be given to the tool with `--name`.',
    ],
  },
  {
    name: 'id',
    type: '__u32',
    meaning: 'The number of the cell. The driver sets it to the smallest free one.',
    format: 'number',
    details: [
      'Leave it 0; what a cell config says is overwritten. In a system config it is used as written and has to be 0.',
      'It becomes the VMID on Arm (at most 255, else E2BIG), the domain id of VT-d and the context bank of an MMU-500.',
    ],
  },
  {
    name: 'flags',
    type: '__u32',
    meaning: 'How the hypervisor treats the cell.',
    constants: ['cell-flag'],
    format: 'flags',
    details: [
      '0 is a cell that has to answer the messages of the hypervisor. Bits without a name are ignored.',
    ],
  },
]

/** A count: of which elements, and what one that is all zero means. */
function count(name: string, elements: string, structure: string, details: readonly string[]): Field {
  return {
    name,
    type: '__u32',
    meaning: `How many elements the array of ${elements} has; each is a ${structure}.`,
    unit: 'elements',
    format: 'number',
    details: [
      ...details,
      'The readers find the arrays behind this one by this count: if it is too small, they read all of them from the wrong place; if it is too large, this array runs on into the next.',
    ],
  }
}

const countFields: readonly Field[] = [
  {
    name: 'cpu_set_size',
    type: '__u32',
    meaning:
      'The length of the CPU bitmap, which is the first array behind this struct. Bit n stands for CPU n.',
    unit: 'bytes',
    format: 'size',
    details: [
      'Bytes, not elements: write `sizeof(config.cpus)`. A multiple of 8.',
      '0 is refused with EINVAL in a system config; in a cell config the hypervisor takes the bytes that follow for the bitmap.',
      'More than 4096 is refused with EINVAL.',
      'A CPU that the root cell does not own any more is EBUSY at `jailhouse cell create`; CPU 0 on x86 is EINVAL, and Linux does not let it go offline by default. A set without any CPU makes the hypervisor write outside of its CPU data.',
    ],
  },
  count('num_memory_regions', 'memory regions', '`struct jailhouse_memory`', [
    'Counts the second array, behind the CPU bitmap. An element that is all zero is ignored.',
  ]),
  count('num_cache_regions', 'cache regions', '`struct jailhouse_cache`', [
    'Counts the third array, behind the memory regions. At most 1, else EINVAL on Intel CPUs with CAT; there an element that is all zero is EINVAL too.',
  ]),
  count('num_irqchips', 'interrupt controllers', '`struct jailhouse_irqchip`', [
    'Counts the fourth array, behind the cache regions. 0 is fine on Arm for a cell that uses no SPI: the timer is a PPI.',
  ]),
  count('num_pio_regions', 'port ranges', '`struct jailhouse_pio`', [
    'Counts the fifth array, behind the interrupt controllers. Used on x86 only; an element that is all zero is ignored.',
  ]),
  count('num_pci_devices', 'PCI devices', '`struct jailhouse_pci_device`', [
    'Counts the sixth array, behind the port ranges. An element that is all zero is the physical device 00:00.0.',
  ]),
  count('num_pci_caps', 'PCI capabilities', '`struct jailhouse_pci_capability`', [
    'Counts the seventh array, behind the PCI devices, which refer to it by `caps_start` and `num_caps`.',
  ]),
  count('num_stream_ids', 'stream ids', '`union jailhouse_stream_id`', [
    'Counts the eighth and last array, behind the PCI capabilities. Used on arm64 only, with an SMMU or PVU in `iommu_units`; an element that is all zero assigns stream 0.',
  ]),
]

const startFields: readonly Field[] = [
  {
    name: 'vpci_irq_base',
    type: '__u32',
    meaning: 'The first of four consecutive SPIs that the ivshmem devices of this cell raise as INTx.',
    unit: 'SPI number',
    format: 'spi',
    details: [
      'An SPI number, not an interrupt id: the id is 32 more. `pin_base` and `maintenance_irq`, in contrast, are interrupt ids.',
      'The device in slot n uses this + n mod 4. Each SPI in use has to be free of real hardware and set in `pin_bitmap` of the cell; otherwise the interrupt never arrives.',
      'Has to agree with the `interrupt-map` in the device tree of the inmate. In the root cell the driver writes that map.',
      '0 is SPI 0, normally a real device. Arm and arm64 only; not used with MSI-X.',
    ],
  },
  {
    name: 'cpu_reset_address',
    type: '__u64',
    meaning: 'Where the cell begins to execute after `jailhouse cell start`.',
    unit: 'guest-physical address',
    format: 'address',
    details: [
      'Arm: the first instruction of the lowest CPU; the others wait for PSCI.',
      'x86: all CPUs start in real mode, with the upper bits as base of the code segment and the low 16 bits as instruction pointer.',
      '0 when left out, where inmates and the Linux loader expect to be. `jailhouse cell linux` demands 0 on x86.',
      'That it lies in a mapped and loadable region is not checked. Not used in the root cell.',
    ],
  },
  {
    name: 'msg_reply_timeout',
    type: '__u64',
    meaning: 'How long the hypervisor waits for the cell to answer a message before it goes on without.',
    unit: 'polling iterations',
    format: 'number',
    details: [
      '0 means for ever, with the root cell frozen meanwhile: an inmate that never answers then stops the machine when any cell is created or destroyed.',
      'A number of loop passes, not a time. Without meaning with `JAILHOUSE_CELL_PASSIVE_COMMREG` and in the root cell.',
    ],
  },
  {
    name: 'console',
    type: 'struct jailhouse_console',
    meaning: 'The UART that the inmate should use; told to it in the communication region.',
    details: [
      'Addresses are guest-physical or ports, and have to be granted by memory regions or port ranges of the cell.',
      'The inmate library follows it; Linux does not, it goes by its command line and device tree. Not used in the root cell.',
    ],
  },
]

export const cellStructure: Structure = {
  tag: 'jailhouse_cell_desc',
  kind: 'struct',
  packed: true,
  meaning:
    'The head of a cell config, read at `jailhouse cell create`; in a system config it describes the root cell. The arrays that it counts follow it without a gap.',
  fields: [...identityFields, ...countFields, ...startFields],
}
