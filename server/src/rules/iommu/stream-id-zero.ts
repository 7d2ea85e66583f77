/** A stream id that was forgotten. */
import { countedStreams } from '../../board/streams.ts'
import { defineRule } from '../rule.ts'

export const streamIdZero = defineRule({
  id: 'stream-id-zero',
  resource: 'iommu',
  scope: 'file',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A stream id in front of others is not written, or its braces are empty.',
    why:
      'C makes a zero of it, and the stream 0 is assigned to the cell: with an MMU-500 or an SMMUv3 whatever device has ' +
      'that stream, with a PVU the virtual id 0.',
    legal:
      'A zero that is written is a stream id like others. Ids at the end of the array that are declared and not written ' +
      'are reported as such.',
    bad: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_SMMUV3, .base = 0xa0800000, .size = 0x20000 },
},
.stream_ids = {
  [0] = { 0x870 },
  [2] = { 0x872 },
},`,
    good: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_SMMUV3, .base = 0xa0800000, .size = 0x20000 },
},
.stream_ids = {
  [0] = { 0x870 },
  [1] = { 0x872 },
},`,
    references: [
      'hypervisor/arch/arm64/smmu.c: arm_smmu_cell_init',
      'hypervisor/arch/arm64/smmu-v3.c: arm_smmuv3_cell_init',
    ],
    catalogue: 'A.0',
  },
  check(configuration, report) {
    const { writtenLength } = configuration.streamIds
    for (const { index, id, place } of countedStreams(configuration)) {
      if (writtenLength <= index || id.written || !id.known || id.value !== 0n) continue
      report({
        at: place,
        message: `stream id ${index} is not written`,
        why: 'C makes a zero of it, which assigns the stream 0 to the cell',
        help: 'number the ids without a gap, or write the missing one',
      })
    }
  },
})
