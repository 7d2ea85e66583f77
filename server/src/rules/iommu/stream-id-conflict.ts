/** Streams that two cells which can run together both have. */
import type { Pair } from '../../board/board.ts'
import { unitKindsOf, type IommuKind } from '../../board/iommu.ts'
import { highestPvuId } from '../../board/pvu.ts'
import { relationOf, type Stream, streamsOf } from '../../board/streams.ts'
import { severityOfPair } from '../pair-severity.ts'
import { defineRule } from '../rule.ts'
import { streamText } from '../stream-wording.ts'
import { configurationText } from '../wording.ts'

export const streamIdConflict = defineRule({
  id: 'stream-id-conflict',
  resource: 'iommu',
  scope: 'board',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'Two cells that can exist at the same time list the same stream; with an MMU-500, sets that have a stream in common.',
    why:
      'Whether another cell has a stream is hardly looked at. An SMMUv3 and an MMU-500 lead the stream to the cell that ' +
      'was created last, whose memory the device then reaches, and when one of the two is destroyed the other one loses ' +
      'it. Sets of an MMU-500 that overlap without one being inside of the other are refused: `cell create` of the ' +
      'second cell fails with EINVAL. So it does with a virtual id of a PVU that is in use. It is information as long as ' +
      'nothing says that both cells are meant to run together, and an error when `warden.json` declares them concurrent.',
    legal:
      'Cells that share a CPU, a name or an ivshmem id are alternatives: they may have the same streams. Streams of a ' +
      'cell that the root cell lists too are handed over.',
    bad: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_ARM_MMU500, .base = 0xa0800000, .size = 0x20000 },
},
.stream_ids = { { .mmu500.id = 0x870 } },
//- cell motion.c
.stream_ids = { { .mmu500.id = 0x870 } },
//- cell vision.c
.stream_ids = { { .mmu500.id = 0x870 } },`,
    good: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_ARM_MMU500, .base = 0xa0800000, .size = 0x20000 },
},
.stream_ids = { { .mmu500.id = 0x870 }, { .mmu500.id = 0x871 } },
//- cell motion.c
.stream_ids = { { .mmu500.id = 0x870 } },
//- cell vision.c
.stream_ids = { { .mmu500.id = 0x871 } },`,
    references: [
      'hypervisor/arch/arm64/smmu.c: arm_smmu_find_sme, arm_smmu_cell_init, arm_smmu_cell_exit',
      'hypervisor/arch/arm64/smmu-v3.c: arm_smmuv3_cell_init, arm_smmuv3_cell_exit',
      'hypervisor/arch/arm64/ti-pvu.c: pvu_iommu_cell_init',
    ],
    catalogue: 'B H31 and X13, D.7',
  },
  check({ root, pairs }, report) {
    const kinds = unitKindsOf(root)
    for (const pair of pairs) {
      if (pair.alternative) continue
      const other = configurationText(pair.first.configuration)
      for (const { ours, theirs, isRefused } of sharedStreams(pair, kinds))
        report({
          at: ours.element.place,
          severity: severityOfPair(pair),
          configuration: pair.second.configuration,
          message: `also given to ${other}: ${streamText(ours, root)}`,
          why: isRefused
            ? 'while one of the two cells exists, `cell create` of the other one fails with EINVAL'
            : 'the device reaches the memory of the cell that is created last, and the other one loses it',
          help: 'give the stream to one of the two cells; if the cells never run together, this is no fault',
          related: [
            {
              at: theirs.element.place,
              message: `${other} has ${streamText(theirs, root)}`,
              configuration: pair.first.configuration,
            },
          ],
        })
    }
  },
})

interface SharedStream {
  readonly ours: Stream
  readonly theirs: Stream
  /** Whether the cell that comes second is refused because of it. */
  readonly isRefused: boolean
}

function sharedStreams({ first, second }: Pair, kinds: ReadonlySet<IommuKind>): readonly SharedStream[] {
  const there = streamsOf(first.configuration)
  return streamsOf(second.configuration).flatMap((ours): readonly SharedStream[] => {
    const theirs = there.find((other) => areShared(ours, other, kinds))
    if (!theirs) return []
    const isVirtualId = kinds.has('PVU') && ours.word <= highestPvuId
    const isCrosswise = kinds.has('MMU-500') && relationOf(ours, theirs) === 'partial'
    return [{ ours, theirs, isRefused: isVirtualId || isCrosswise }]
  })
}

function areShared(ours: Stream, theirs: Stream, kinds: ReadonlySet<IommuKind>): boolean {
  if (kinds.has('MMU-500') && relationOf(ours, theirs) !== 'apart') return true
  if (ours.word !== theirs.word) return false
  return kinds.has('SMMUv3') || (kinds.has('PVU') && ours.word <= highestPvuId)
}
