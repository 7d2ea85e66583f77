/** Stream ids that are written for another kind of unit. */
import { areUnitsKnown, unitKindsOf, type IommuKind } from '../../board/iommu.ts'
import { isWrittenAsSet, type Stream, streamsOf } from '../../board/streams.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const streamIdFormat = defineRule({
  id: 'stream-id-format',
  resource: 'iommu',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'A stream id is written as id and mask for an MMU-500, which the board does not have; or as a plain number of more ' +
      'than 16 bits, and the board has an MMU-500.',
    why:
      'Both are the same 32 bits. An SMMUv3 and a PVU take all of them for the id, so that a mask becomes its upper half. ' +
      'An MMU-500 takes the lower half for the id and the upper one for the mask of the bits that do not count. In ' +
      'either case the cell gets other streams than those that were meant.',
    legal: 'A set with the mask 0 is the same as a plain number of up to 16 bits.',
    bad: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_SMMUV3, .base = 0xa0800000, .size = 0x20000 },
},
.stream_ids = { { .mmu500 = { .id = 0x870, .mask_out = 0xf } } },`,
    good: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_SMMUV3, .base = 0xa0800000, .size = 0x20000 },
},
.stream_ids = { { .id = 0x870 }, { .id = 0x871 } },`,
    references: [
      'include/jailhouse/cell-config.h: union jailhouse_stream_id',
      'hypervisor/arch/arm64/smmu.c: arm_smmu_cell_init',
      'hypervisor/arch/arm64/smmu-v3.c: arm_smmuv3_cell_init',
    ],
    catalogue: 'A.10',
  },
  check({ configuration, root }, report) {
    // In an image nothing says how it was written.
    if (!root || configuration.image || !areUnitsKnown(root)) return
    const kinds = unitKindsOf(root)
    for (const stream of streamsOf(configuration)) {
      const reading = misreadingOf(stream, kinds)
      if (reading) report({ at: stream.element.place, ...reading, spoils: [stream.element.place] })
    }
  },
})

function misreadingOf(
  { word, element }: Stream,
  kinds: ReadonlySet<IommuKind>,
): { readonly message: string; readonly why: string; readonly help: string } | undefined {
  const [id, mask] = [word & 0xffffn, word >> 16n]
  if (mask === 0n) return undefined
  if (kinds.has('MMU-500')) {
    if (isWrittenAsSet(element)) return undefined
    return {
      message: `an MMU-500 takes ${hex(word)} for the id ${hex(id)} with the mask ${hex(mask)}`,
      why: 'the cell gets all streams that differ in the bits of the mask only',
      help: 'write `.mmu500.id` and `.mmu500.mask_out`, so that it can be seen which is which',
    }
  }
  if (!isWrittenAsSet(element) || (!kinds.has('SMMUv3') && !kinds.has('PVU'))) return undefined
  return {
    message: 'the stream id has a mask for an MMU-500, and the board has none',
    why: `the units of the board take it for the stream ${hex(word)}`,
    help: 'write every stream as an id of its own',
  }
}
