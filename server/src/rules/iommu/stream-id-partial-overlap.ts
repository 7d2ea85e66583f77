/** Sets of streams that an MMU-500 cannot keep apart. */
import { collisionsOf } from '../../board/streams.ts'
import { refusedCommand } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'
import { streamText } from '../stream-wording.ts'
import { configurationText } from '../wording.ts'

export const streamIdPartialOverlap = defineRule({
  id: 'stream-id-partial-overlap',
  resource: 'iommu',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'With an MMU-500, a stream id with its mask matches some of the streams that an earlier one of the cell or one of ' +
      'the root cell matches, and others besides.',
    why:
      'An MMU-500 must not have two entries for one stream. The hypervisor compares every new entry with those that ' +
      'there are, and `jailhouse enable` or `cell create` fails with EINVAL if the new one is not completely inside of ' +
      'one of them. That goes for a wider entry, too.',
    legal:
      'An entry that matches the same streams as one of the root cell is how a cell takes them over. One that matches ' +
      'fewer is admitted, and another fault.',
    bad: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_ARM_MMU500, .base = 0xa0800000, .size = 0x20000 },
},
.stream_ids = {
  { .mmu500 = { .id = 0x870, .mask_out = 0x3 } },
},
//- cell cell.c
.stream_ids = {
  { .mmu500 = { .id = 0x870, .mask_out = 0xf } },
},`,
    good: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_ARM_MMU500, .base = 0xa0800000, .size = 0x20000 },
},
.stream_ids = {
  { .mmu500 = { .id = 0x870, .mask_out = 0xf } },
},
//- cell cell.c
.stream_ids = {
  { .mmu500 = { .id = 0x870, .mask_out = 0xf } },
},`,
    references: ['hypervisor/arch/arm64/smmu.c: arm_smmu_find_sme, arm_smmu_cell_init'],
    catalogue: 'B H31',
  },
  check(cell, report) {
    const { root } = cell
    if (!root) return
    for (const { added, present, relation } of collisionsOf(cell)) {
      if (relation !== 'partial') continue
      const owner =
        present.configuration === cell.configuration ? '' : ` of ${configurationText(present.configuration)}`
      report({
        at: added.element.place,
        message: `${streamText(added, root)}: some of them are in ${streamText(present, root)}${owner}, and some are not`,
        why: `${refusedCommand(cell)} fails with EINVAL`,
        help: 'list the same id with the same mask, or let the two match no stream in common',
        related: [
          {
            at: present.element.place,
            message: `${streamText(present, root)}, listed before`,
            configuration: present.configuration,
          },
        ],
      })
    }
  },
})
