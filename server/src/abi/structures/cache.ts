/**
 * `struct jailhouse_cache`: a share of the L3 cache, for Intel's Cache Allocation Technology (catalogue A.6).
 */
import type { Structure } from '../model.ts'

export const cacheStructure: Structure = {
  tag: 'jailhouse_cache',
  kind: 'struct',
  packed: true,
  meaning:
    'A run of bits of the L3 capacity mask that a cell may fill. Used on Intel CPUs with CAT; ignored on AMD, on Arm and where the CPU has no CAT.',
  fields: [
    {
      name: 'start',
      type: '__u32',
      meaning: 'The first bit of the L3 capacity mask that belongs to the cell.',
      unit: 'bit number',
      format: 'number',
      details: [
        'A range that reaches beyond the mask of the CPU is refused with EINVAL.',
        'Ranges at the low end keep the remaining mask of the root cell in one piece, which the hardware demands.',
      ],
    },
    {
      name: 'size',
      type: '__u32',
      meaning: 'How many bits of the mask belong to the cell.',
      unit: 'mask bits',
      format: 'number',
      details: [
        '0 is refused with EINVAL.',
        'The root cell has to keep at least one bit, else the cell is refused with EINVAL at `jailhouse cell create`.',
      ],
    },
    {
      name: 'type',
      type: '__u8',
      meaning: 'Which cache and which of its contents are meant.',
      constants: ['cache-type'],
      format: 'enumeration',
      details: ['Only `JAILHOUSE_CACHE_L3`, code and data together, is accepted; anything else is EINVAL.'],
    },
    { name: 'padding', type: '__u8', meaning: 'Unused.', format: 'number', details: ['Leave it 0.'] },
    {
      name: 'flags',
      type: '__u16',
      meaning: 'Whether the root cell keeps the same part of the cache.',
      constants: ['cache-flag'],
      format: 'flags',
      details: ['0 takes these bits out of the mask of the root cell while the cell exists.'],
    },
  ],
}
