/** Streams that do not come back to the root cell. */
import { collisionsOf, hasMmu500, streamsOf } from '../../board/streams.ts'
import { defineRule } from '../rule.ts'
import { streamText } from '../stream-wording.ts'

export const streamIdMmu500NotInRoot = defineRule({
  id: 'stream-id-mmu500-not-in-root',
  resource: 'iommu',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'With an MMU-500, a cell lists a stream id that the root configuration does not list with the same id and mask.',
    why:
      'When the cell is destroyed, the hypervisor looks for the very same id and mask in the root configuration. It finds ' +
      'nothing, removes the entry, and the device faults whenever it transfers data, until Jailhouse is disabled.',
    legal:
      'A device that the root cell never uses need not come back. If root lists none at all, that is the fault; if it ' +
      'lists other sets with the same streams, the cell is refused, or takes a part of them over for good.',
    bad: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_ARM_MMU500, .base = 0xa0800000, .size = 0x20000 },
},
.stream_ids = { { .mmu500.id = 0x870 } },
//- cell cell.c
.stream_ids = { { .mmu500.id = 0x871 } },`,
    good: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_ARM_MMU500, .base = 0xa0800000, .size = 0x20000 },
},
.stream_ids = { { .mmu500.id = 0x870 }, { .mmu500.id = 0x871 } },
//- cell cell.c
.stream_ids = { { .mmu500.id = 0x871 } },`,
    references: ['hypervisor/arch/arm64/smmu.c: arm_smmu_cell_exit, arm_smmu_return_sid_to_root_cell'],
    catalogue: 'C 103',
  },
  check(cell, report) {
    const { configuration, isRoot, root } = cell
    if (isRoot || !root || !hasMmu500(root)) return
    const { streamIds } = root.configuration
    if (!streamIds.count.known || streamIds.count.value === 0n || streamIds.items.some(({ id }) => !id.known))
      return
    const ofRoot = new Set(streamsOf(root.configuration).map(({ word }) => word))
    const others = new Set(collisionsOf(cell).map(({ added }) => added.element))
    for (const stream of streamsOf(configuration)) {
      if (ofRoot.has(stream.word) || others.has(stream.element)) continue
      report({
        at: stream.element.place,
        message: `${streamText(stream, root)} will not come back to the root cell, which does not list the same id and mask`,
        why: 'when the cell is destroyed, the entry is removed, and the device faults from then on',
        help: 'list the same id and mask in the root configuration, if Linux uses the device while the cell does not exist',
        related: [
          {
            at: streamIds.place,
            message: 'the stream ids of the root cell',
            configuration: root.configuration,
          },
        ],
      })
    }
  },
})
