/**
 * The macros of the interface that are more than a constant: array lengths, whole elements, masks and questions
 * about flags.
 *
 * Their meaning in C is upstream's to the last parenthesis, also where a parenthesis is missing, so that a config
 * gets the same bytes here and there.
 */
import type { MacroDoc, MacroParameter } from './model.ts'

const flagsParameter: MacroParameter = { name: 'flags', meaning: 'The flags to ask about.' }

export const arrayMacros: readonly MacroDoc[] = [
  {
    name: 'ARRAY_SIZE',
    parameters: [{ name: 'array', meaning: 'The array itself, as `config.mem_regions`; not a pointer.' }],
    body: 'sizeof(array) / sizeof(array[0])',
    meaning: 'The number of elements that an array is declared with.',
    details: [
      'Declared, not written: elements without initialiser are counted too, and are all zero.',
      'It has no parentheses around it: `2 * ARRAY_SIZE(a)` is as expected, `x / ARRAY_SIZE(a)` is not.',
      'Name the array that the count belongs to; a wrong one is not noticed by the compiler.',
    ],
    yields: true,
  },
]

export const memoryMacros: readonly MacroDoc[] = [
  {
    name: 'JAILHOUSE_SHMEM_NET_REGIONS',
    parameters: [
      {
        name: 'start',
        meaning: 'Where the shared memory begins, host-physical and guest-physical; it takes 1 MiB.',
      },
      {
        name: 'dev_id',
        meaning: 'The position of this cell on the link, 0 or 1, the same as `shmem_dev_id`.',
      },
    ],
    body: `{
  .phys_start = start,
  .virt_start = start,
  .size = 0x1000,
  .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
}, { 0 }, {
  .phys_start = (start) + 0x1000,
  .virt_start = (start) + 0x1000,
  .size = 0x7f000,
  .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED | ((dev_id == 0) ? JAILHOUSE_MEM_WRITE : 0),
}, {
  .phys_start = (start) + 0x80000,
  .virt_start = (start) + 0x80000,
  .size = 0x7f000,
  .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED | ((dev_id == 1) ? JAILHOUSE_MEM_WRITE : 0),
}`,
    meaning: 'The four memory regions of a network link over ivshmem between two cells.',
    details: [
      'State table of 0x1000 bytes at `start`; an empty common section; the output of peer 0, 0x7f000 bytes at `start` + 0x1000; the output of peer 1, 0x7f000 bytes at `start` + 0x80000.',
      '`dev_id` is compared as it is written, without parentheses around it: pass a plain number.',
      'It is four elements of the array: count four in `shmem_regions_start` of what follows.',
      'All cells of the link, the root cell included, use it with the same `start` and different `dev_id`. Linux must not use that memory.',
    ],
  },
  {
    name: 'JAILHOUSE_MEMORY_IS_SUBPAGE',
    parameters: [{ name: 'mem', meaning: 'A pointer to a memory region.' }],
    body: '((((mem)->virt_start | (mem)->size) & PAGE_OFFS_MASK) != 0)',
    meaning:
      'Whether a region begins or ends inside a page, so that it is trapped instead of mapped. For the code of the hypervisor; a config cannot use it.',
    details: ['`phys_start` is not looked at.'],
  },
]

export const pciMacros: readonly MacroDoc[] = [
  {
    name: 'JAILHOUSE_IVSHMEM_BAR_MASK_INTX',
    body: '{ 0xfffff000, 0, 0, 0, 0, 0 }',
    meaning: 'The `bar_mask` of an ivshmem device that interrupts by INTx, as on Arm: 4 KiB of registers.',
  },
  {
    name: 'JAILHOUSE_IVSHMEM_BAR_MASK_MSIX',
    body: '{ 0xfffff000, 0xfffff000, 0, 0, 0, 0 }',
    meaning:
      'The `bar_mask` of an ivshmem device that interrupts by MSI-X, as on x86: 4 KiB of registers and 4 KiB for the table.',
    details: ['Together with `num_msix_vectors`.'],
  },
  {
    name: 'JAILHOUSE_IVSHMEM_BAR_MASK_INTX_64K',
    body: '{ 0xffff0000, 0, 0, 0, 0, 0 }',
    meaning: 'As `JAILHOUSE_IVSHMEM_BAR_MASK_INTX`, with 64 KiB, for guests whose kernel has 64 KiB pages.',
    details: [
      'A root kernel with 4 KiB pages offers only two pages for each device, so that such a register range may not fit there.',
    ],
  },
  {
    name: 'JAILHOUSE_IVSHMEM_BAR_MASK_MSIX_64K',
    body: '{ 0xffff0000, 0xffff0000, 0, 0, 0, 0 }',
    meaning:
      'As `JAILHOUSE_IVSHMEM_BAR_MASK_MSIX`, with 64 KiB each, for guests whose kernel has 64 KiB pages.',
    details: ['Together with `num_msix_vectors`.'],
  },
]

export const pioMacros: readonly MacroDoc[] = [
  {
    name: 'PIO_RANGE',
    parameters: [
      { name: 'first_port', meaning: 'The first I/O port.' },
      { name: 'port_count', meaning: 'How many ports.' },
    ],
    body: '{ .base = first_port, .length = port_count }',
    meaning: 'One element of the array of port ranges: so many ports from the first one on.',
    details: ['The second argument is a number of ports, not the last port.'],
  },
]

export const cellFlagMacros: readonly MacroDoc[] = [
  {
    name: 'CELL_FLAGS_VIRTUAL_CONSOLE_ACTIVE',
    parameters: [flagsParameter],
    body: '(((flags) & JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE) != 0)',
    meaning: '1 if the flags of a cell have `JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE`, else 0.',
  },
  {
    name: 'CELL_FLAGS_VIRTUAL_CONSOLE_PERMITTED',
    parameters: [flagsParameter],
    body: '(((flags) & JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED) != 0)',
    meaning: '1 if the flags of a cell have `JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED`, else 0.',
  },
]

export const systemFlagMacros: readonly MacroDoc[] = [
  {
    name: 'SYS_FLAGS_VIRTUAL_DEBUG_CONSOLE',
    parameters: [flagsParameter],
    body: '(((flags) & JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE) != 0)',
    meaning: '1 if the flags of the system have `JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE`, else 0.',
  },
]

export const consoleMacros: readonly MacroDoc[] = [
  {
    name: 'CON_IS_MMIO',
    parameters: [flagsParameter],
    body: '(((flags) & JAILHOUSE_CON_ACCESS_MMIO) != 0)',
    meaning: '1 if the flags of a console select memory-mapped registers, 0 for I/O ports.',
  },
  {
    name: 'CON_USES_REGDIST_1',
    parameters: [flagsParameter],
    body: '(!((flags) & JAILHOUSE_CON_REGDIST_4))',
    meaning: '1 if the flags of a console select registers one byte apart, 0 for four bytes.',
  },
  {
    name: 'FB_IS_1920x1080',
    parameters: [flagsParameter],
    body: '(((flags) & JAILHOUSE_CON_FB_1920x1080) != 0)',
    meaning: '1 if the flags of a console select a frame buffer of 1920 by 1080 pixels, else 0.',
  },
  {
    name: 'CON_HAS_INVERTED_GATE',
    parameters: [flagsParameter],
    body: '(((flags) & JAILHOUSE_CON_INVERTED_GATE) != 0)',
    meaning: '1 if the flags of a console have `JAILHOUSE_CON_INVERTED_GATE`, else 0.',
  },
  {
    name: 'CON_HAS_MDR_QUIRK',
    parameters: [flagsParameter],
    body: '(((flags) & JAILHOUSE_CON_MDR_QUIRK) != 0)',
    meaning: '1 if the flags of a console have `JAILHOUSE_CON_MDR_QUIRK`, else 0.',
  },
]
