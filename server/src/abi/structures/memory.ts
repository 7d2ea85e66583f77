/**
 * `struct jailhouse_memory`: a piece of a cell's guest-physical address space (catalogue A.4, C.1 to C.3).
 */
import type { Structure } from '../model.ts'

export const memoryStructure: Structure = {
  tag: 'jailhouse_memory',
  kind: 'struct',
  packed: true,
  meaning:
    'A range of guest-physical addresses of a cell, the host-physical memory or registers behind it, and the rights of the cell. What is in no region the cell cannot reach: an access stops its CPU, or on some machines hangs the bus.',
  fields: [
    {
      name: 'phys_start',
      type: '__u64',
      meaning: 'The host-physical address where the region begins.',
      unit: 'host-physical address',
      format: 'address',
      details: [
        'Ignored with `JAILHOUSE_MEM_COMM_REGION`: the hypervisor puts its own page there. Write 0.',
        'Whole pages are mapped: when `virt_start` and `size` are page aligned, the low 12 bits of this address are dropped without a word.',
        'A sub-page region whose `phys_start` is not page aligned must not cross a page boundary; behind it the hypervisor uses the wrong page.',
        'Without `JAILHOUSE_MEM_ROOTSHARED`, the root cell loses this memory at `jailhouse cell create` and regains at `cell destroy` what its own config lists.',
        'Overlaps with other cells or with the memory of the hypervisor are not checked by anybody on the machine.',
        '32-bit Arm truncates addresses of 4 GiB and above.',
      ],
    },
    {
      name: 'virt_start',
      type: '__u64',
      meaning: 'The guest-physical address (IPA) at which the cell sees the region.',
      unit: 'guest-physical address',
      format: 'address',
      details: [
        'In the root cell it has to equal `phys_start`: taking memory away, giving it back and loading images count on that.',
        'In other cells it may differ. Usually it is the same, since DMA goes to host-physical addresses where no IOMMU unit is configured, and since device trees can then be used again.',
        'Arm: a Linux cell has a small region at 0 for the loader, where it starts, and a large one for the kernel.',
        'x86: inmates and `jailhouse cell linux` count on RAM from 0 to 1 MiB, the communication region at 0x100000 and more RAM from 0x200000 on.',
        'If this address or `size` is not a multiple of 0x1000, the region is a sub-page region: it is never mapped, and every access traps to the hypervisor.',
        'Regions are mapped in array order; where two overlap, the later one wins page by page. A mapping also silences whatever the hypervisor emulates at that address, the GIC distributor and the PCI configuration space included.',
      ],
    },
    {
      name: 'size',
      type: '__u64',
      meaning: 'The length of the region.',
      unit: 'bytes',
      format: 'size',
      details: [
        '0 makes the element a placeholder that everybody ignores, as in `{ 0 }` for an absent ivshmem section.',
        'A size that is no multiple of 0x1000 turns even a large RAM region into trap and emulate: no code, no DMA, and no access at all without a `JAILHOUSE_MEM_IO_8` … `_64` flag. Prefer whole pages.',
        'x86: of the accesses to a region that is trapped only a few forms of MOV are understood.',
        'The communication region has to be exactly 0x1000 bytes.',
      ],
    },
    {
      name: 'flags',
      type: '__u64',
      meaning: 'What the cell may do with the region, and how the hypervisor treats it.',
      constants: ['memory-flag'],
      format: 'flags',
      details: [
        '0 with a size maps the pages without any right.',
        'RAM of an inmate: `READ | WRITE | EXECUTE | LOADABLE`, for Linux also `DMA`. Registers: `READ | WRITE | IO`. A device shared with the root cell: in addition `ROOTSHARED`.',
        'Bits without a name are ignored.',
      ],
    },
  ],
}
