/**
 * Flags of memory regions and of shares of the cache (catalogue A.4 and A.6).
 */
import type { ConstantGroup } from '../model.ts'

export const memoryGroups: readonly ConstantGroup[] = [
  {
    id: 'memory-flag',
    title: 'Flags of a memory region',
    kind: 'flags',
    constants: [
      {
        name: 'JAILHOUSE_MEM_READ',
        value: '0x0001',
        meaning: 'The cell may read.',
        details: [
          'Intel: `WRITE` without `READ` stops the CPU at the first access. AMD: such a page does not exist for the cell.',
        ],
      },
      {
        name: 'JAILHOUSE_MEM_WRITE',
        value: '0x0002',
        meaning: 'The cell may write.',
        details: ['Needed, with `JAILHOUSE_MEM_LOADABLE`, to load an image into the region.'],
      },
      {
        name: 'JAILHOUSE_MEM_EXECUTE',
        value: '0x0004',
        meaning: 'The cell may execute code.',
        details: [
          'Arm and arm64 ignore it for the CPU: every mapped page is executable.',
          '`jailhouse cell linux` takes as RAM only what has `READ`, `WRITE`, `EXECUTE` and `DMA`, and not `ROOTSHARED`.',
        ],
      },
      {
        name: 'JAILHOUSE_MEM_DMA',
        value: '0x0008',
        meaning:
          'Devices of the cell may reach the region, where an IOMMU of Intel, AMD or TI (PVU) is in use.',
        details: [
          'No effect with SMMUv3 and MMU-500, where devices see all that the cell sees, and none without IOMMU, where they see all memory.',
          'Intel: if the root cell has it on memory that a cell takes without it, devices of the root cell can still reach that memory.',
          'PVU: the region has to be 4 KiB aligned (EINVAL), and is never taken from devices of the root cell again.',
          '`jailhouse cell linux` needs it to recognise RAM, on every architecture.',
        ],
      },
      {
        name: 'JAILHOUSE_MEM_IO',
        value: '0x0010',
        meaning:
          'Arm: the region holds registers of a device, and is mapped as device memory instead of cacheable memory.',
        details: [
          'Also leaves the region out of the cache maintenance when the cell is started and destroyed.',
          'Not for RAM, where unaligned and exclusive accesses would fault, and not for device memory that drivers map cacheable.',
          'No effect on x86.',
        ],
      },
      {
        name: 'JAILHOUSE_MEM_COMM_REGION',
        value: '0x0020',
        meaning:
          'The page through which hypervisor and cell exchange state, messages and facts of the platform; `phys_start` is ignored.',
        details: [
          'Exactly 0x1000 bytes at a page boundary: a larger region shows the cell private data of the hypervisor.',
          'Inmates and the Linux loader expect it at 0x80000000 on Arm, at 0x100000 on x86.',
          'Together with `READ` and `WRITE`. Not with `LOADABLE`: images would go to physical `phys_start`.',
        ],
      },
      {
        name: 'JAILHOUSE_MEM_LOADABLE',
        value: '0x0040',
        meaning:
          'The root cell can write the region between `jailhouse cell load` and `cell start`. Images go only into such a region.',
        details: [
          'The root cell must have it in regions with `READ` and `WRITE` of its own; otherwise loading stops a root CPU.',
          'An image has to fit into the first region that contains its address, else EINVAL.',
          'Not with `ROOTSHARED`: starting the cell would take the region from the root cell for good. No effect in the root cell.',
        ],
      },
      {
        name: 'JAILHOUSE_MEM_ROOTSHARED',
        value: '0x0080',
        meaning:
          'The root cell keeps its access while the cell exists; without it the cell takes the region away from the root cell.',
        details: [
          'It does not give access: the root cell needs a region of its own there.',
          'Usual for shared UARTs and ivshmem. There is nothing like it for interrupts and ports. No effect in the root cell.',
        ],
      },
      {
        name: 'JAILHOUSE_MEM_NO_HUGEPAGES',
        value: '0x0100',
        meaning: 'The region is mapped in 4 KiB pages only.',
        details: [
          'Guards executable regions against the erratum of Intel CPUs behind CVE-2018-12207.',
          'Costs the hypervisor one page for every 2 MiB.',
        ],
      },
      {
        name: 'JAILHOUSE_MEM_IO_UNALIGNED',
        value: '0x8000',
        meaning:
          'Sub-page regions: accesses need not be aligned to their own width, counted from the start of the region.',
        details: ['Rarely needed. No effect on whole pages.'],
      },
      {
        name: 'JAILHOUSE_MEM_IO_8',
        value: '(1 << JAILHOUSE_MEM_IO_WIDTH_SHIFT)',
        meaning: 'Sub-page regions: accesses of 8 bits are permitted.',
        details: ['A sub-page region without any width flag rejects every access. No effect on whole pages.'],
      },
      {
        name: 'JAILHOUSE_MEM_IO_16',
        value: '(2 << JAILHOUSE_MEM_IO_WIDTH_SHIFT)',
        meaning: 'Sub-page regions: accesses of 16 bits are permitted.',
        details: ['A sub-page region without any width flag rejects every access. No effect on whole pages.'],
      },
      {
        name: 'JAILHOUSE_MEM_IO_32',
        value: '(4 << JAILHOUSE_MEM_IO_WIDTH_SHIFT)',
        meaning: 'Sub-page regions: accesses of 32 bits are permitted; the usual choice for registers.',
        details: ['A sub-page region without any width flag rejects every access. No effect on whole pages.'],
      },
      {
        name: 'JAILHOUSE_MEM_IO_64',
        value: '(8 << JAILHOUSE_MEM_IO_WIDTH_SHIFT)',
        meaning: 'Sub-page regions: accesses of 64 bits are permitted.',
        details: ['A sub-page region without any width flag rejects every access. No effect on whole pages.'],
      },
    ],
  },
  {
    id: 'cache-type',
    title: 'Kinds of cache contents',
    kind: 'flags',
    constants: [
      {
        name: 'JAILHOUSE_CACHE_L3_CODE',
        value: '0x01',
        meaning: 'Instructions in the L3 cache; refused with EINVAL when alone.',
      },
      {
        name: 'JAILHOUSE_CACHE_L3_DATA',
        value: '0x02',
        meaning: 'Data in the L3 cache; refused with EINVAL when alone.',
      },
      {
        name: 'JAILHOUSE_CACHE_L3',
        value: '(JAILHOUSE_CACHE_L3_CODE | JAILHOUSE_CACHE_L3_DATA)',
        meaning: 'The whole L3 cache; the only kind that is accepted.',
      },
    ],
  },
  {
    id: 'cache-flag',
    title: 'Flags of a cache region',
    kind: 'flags',
    constants: [
      {
        name: 'JAILHOUSE_CACHE_ROOTSHARED',
        value: '0x0001',
        meaning:
          'The root cell keeps using this part of the cache; without it the mask of the root cell shrinks.',
      },
    ],
  },
]
