/** A set of streams that takes the place of a wider one. */
import { collisionsOf } from '../../board/streams.ts'
import { fix } from '../fix/fix.ts'
import { splittingStreams } from '../fix/streams.ts'
import { defineRule } from '../rule.ts'
import { streamText } from '../stream-wording.ts'
import { configurationText } from '../wording.ts'

export const streamIdSubset = defineRule({
  id: 'stream-id-subset',
  resource: 'iommu',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'With an MMU-500, a stream id with its mask matches only a part of the streams that an earlier one of the cell or ' +
      'one of the root cell matches.',
    why:
      'The hypervisor finds the wider entry and writes the narrower one in its place. The other streams are in no ' +
      'entry any more: their devices fault from then on. When the cell is destroyed, the narrower entry is removed, ' +
      'and the wider one of the root cell does not come back.',
    legal: 'An entry that matches the same streams as one of the root cell is handed over and given back.',
    bad: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_ARM_MMU500, .base = 0xa0800000, .size = 0x20000 },
},
.stream_ids = {
  { .mmu500 = { .id = 0x870, .mask_out = 0xf } },
},
//- cell cell.c
.stream_ids = {
  { .mmu500 = { .id = 0x872, .mask_out = 0 } },
},`,
    good: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_ARM_MMU500, .base = 0xa0800000, .size = 0x20000 },
},
.stream_ids = {
  { .mmu500 = { .id = 0x870, .mask_out = 0 } },
  { .mmu500 = { .id = 0x872, .mask_out = 0 } },
},
//- cell cell.c
.stream_ids = {
  { .mmu500 = { .id = 0x872, .mask_out = 0 } },
},`,
    fix:
      'The wider entry is split, so that the narrower one is listed literally; in a list that has it already, the wider one ' +
      'leaves its streams out.',
    references: ['hypervisor/arch/arm64/smmu.c: arm_smmu_find_sme, arm_smmu_cell_init, arm_smmu_cell_exit'],
    catalogue: 'C 103a',
  },
  check(cell, report) {
    const { root } = cell
    if (!root) return
    for (const { added, present, relation } of collisionsOf(cell)) {
      if (relation !== 'inside') continue
      const isRoots = present.configuration !== cell.configuration
      const owner = isRoots ? ` of ${configurationText(present.configuration)}` : ''
      report({
        at: added.element.place,
        message: `${streamText(present, root)}${owner} give way to ${streamText(added, root)}, a part of them`,
        why: `the other streams of that entry are in none any more, and their devices fault${isRoots ? ', also after the cell is destroyed' : ''}`,
        help: isRoots
          ? 'split the entry in the root configuration, so that the one for this cell is listed there literally'
          : 'remove the narrower entry, or let the wider one leave its streams out',
        fixes: fix(
          `split the entry of ${streamText(present, root)}${owner}`,
          'suggested',
          splittingStreams(present, cell.configuration),
        ),
        related: [
          {
            at: present.element.place,
            message: `${streamText(present, root)}, the wider entry`,
            configuration: present.configuration,
          },
        ],
      })
    }
  },
})
