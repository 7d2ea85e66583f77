/** Stream ids that no stream table has room for. */
import { areUnitsKnown, unitKindsOf } from '../../board/iommu.ts'
import { isWrittenAsSet, streamsOf } from '../../board/streams.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const streamIdSmmuv3Range = defineRule({
  id: 'stream-id-smmuv3-range',
  resource: 'iommu',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'On a board with an SMMUv3, a stream id has more than 25 bits.',
    why:
      'The hypervisor takes the id as an index into the stream table without a check. The table has 25 bits at most, ' +
      'however many the unit supports. Behind it the hypervisor takes other memory for entries and writes to it.',
    legal:
      'Many units have fewer bits, often 16. How many shows on the machine only, so nothing is said about ids from 16 ' +
      'to 25 bits.',
    bad: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_SMMUV3, .base = 0xa0800000, .size = 0x20000 },
},
.stream_ids = { { 0x80000100 } },`,
    good: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_SMMUV3, .base = 0xa0800000, .size = 0x20000 },
},
.stream_ids = { { 0x100 } },`,
    references: [
      'hypervisor/arch/arm64/smmu-v3.c: arm_smmu_init_strtab_2lvl, arm_smmu_get_step_for_sid, STRTAB_L1_SZ_SHIFT',
    ],
    catalogue: 'C 100; without the number of bits of the unit only what is certain',
  },
  check({ configuration, root }, report) {
    if (!root || !areUnitsKnown(root)) return
    const kinds = unitKindsOf(root)
    // For an MMU-500 the upper half of a word is a mask.
    if (!kinds.has('SMMUv3') || kinds.has('MMU-500')) return
    for (const { word, element } of streamsOf(configuration)) {
      if (word < tableEnd || isWrittenAsSet(element)) continue
      report({
        at: element.place,
        message: `stream id ${hex(word)} is larger than a stream table, which ends at ${hex(tableEnd - 1n)}`,
        why: 'the hypervisor takes memory behind its table for an entry, and writes to it',
        help: 'write the stream id that the device has at this unit',
      })
    }
  },
})

/** 17 bits in the first level of the table, 8 in the second. */
const tableEnd = 1n << 25n
