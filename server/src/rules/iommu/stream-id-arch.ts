/** Stream ids that nobody reads. */
import type { Cell } from '../../board/cell.ts'
import { machineOf } from '../../board/machine.ts'
import { isRead } from '../../config/reading.ts'
import { defineRule } from '../rule.ts'

export const streamIdArch = defineRule({
  id: 'stream-id-arch',
  resource: 'iommu',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A cell lists stream ids, but the board has no IOMMU that knows streams.',
    why:
      'SMMUs and PVUs read the list, on arm64. On x86 and on 32-bit Arm, and where the root configuration lists no ' +
      'unit, nobody does: the ids have no effect, and the devices that they stand for are not confined.',
    bad: `
.stream_ids = { { 0x870 } },`,
    good: `
//- root
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_SMMUV3, .base = 0xa0800000, .size = 0x20000 },
},
//- cell cell.c
.stream_ids = { { 0x870 } },`,
    references: [
      'hypervisor/arch/arm64/smmu.c: arm_smmu_cell_init',
      'hypervisor/arch/arm64/smmu-v3.c: arm_smmuv3_cell_init',
      'hypervisor/arch/arm64/ti-pvu.c: pvu_iommu_config_commit',
    ],
    catalogue: 'A.10',
  },
  check(cell, report) {
    const { streamIds } = cell.configuration
    const reason = reasonOf(cell)
    if (!reason || isRead(streamIds) !== true || streamIds.writtenLength === 0) return
    report({
      at: streamIds.place,
      message: `stream ids are listed, but ${reason}`,
      why: 'nobody reads the list, and the devices are not confined',
      help: 'list the SMMU or PVU of the board in the root configuration, or leave the stream ids out',
    })
  },
})

function reasonOf(cell: Cell): string | undefined {
  const machine = machineOf(cell)
  if (machine === 'x86') return 'x86 has none'
  if (machine === 'arm') return '32-bit Arm has no IOMMU that reads them'
  const first = cell.root?.configuration.system.platform.iommuUnits[0]
  const isListEmpty = first?.base.known === true && first.base.value === 0n
  return machine === 'arm64' && isListEmpty ? 'the root configuration has no IOMMU unit' : undefined
}
