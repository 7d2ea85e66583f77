/** Stream ids that do not fit into an entry of an MMU-500. */
import { hasMmu500, isWrittenAsSet, streamsOf } from '../../board/streams.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const streamId15bit = defineRule({
  id: 'stream-id-15bit',
  resource: 'iommu',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'With an MMU-500, a stream id or its mask has bit 15 set.',
    why:
      'An entry of an MMU-500 has 15 bits for the id and as many for the mask. The hypervisor drops bit 15 without a ' +
      'word, and the cell gets the streams with the lower bits: those of another device.',
    legal: 'Ids for an SMMUv3 may be larger, as long as the board has no MMU-500.',
    bad: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_ARM_MMU500, .base = 0xa0800000, .size = 0x20000 },
},
.stream_ids = {
  { .mmu500 = { .id = 0x8870, .mask_out = 0 } },
},`,
    good: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_ARM_MMU500, .base = 0xa0800000, .size = 0x20000 },
},
.stream_ids = {
  { .mmu500 = { .id = 0x870, .mask_out = 0 } },
},`,
    references: ['hypervisor/arch/arm64/smmu.c: SMR_GET_ID, SMR_GET_MASK, arm_smmu_cell_init'],
    catalogue: 'C 102, A.10',
  },
  check({ configuration, root }, report) {
    if (!root || !hasMmu500(root)) return
    for (const { word, element } of streamsOf(configuration)) {
      const [id, mask] = [word & 0xffffn, word >> 16n]
      // A plain number of more than 16 bits is read otherwise than it is meant.
      if (mask !== 0n && !isWrittenAsSet(element)) continue
      const what = [...(id < end ? [] : [`id ${hex(id)}`]), ...(mask < end ? [] : [`mask ${hex(mask)}`])]
      if (what.length === 0) continue
      report({
        at: element.place,
        message: `the ${what.join(' and the ')} ${what.length === 1 ? 'has' : 'have'} 16 bits, and an MMU-500 takes 15`,
        why: `the hypervisor drops the highest bit: the cell gets the streams ${hex(id & (end - 1n))} with the mask ${hex(mask & (end - 1n))}`,
        help: 'write id and mask in 15 bits, as the entries of the unit have them',
        spoils: [element.place],
      })
    }
  },
})

const end = 0x8000n
