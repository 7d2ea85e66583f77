/** All rules. Adding one here is the last step of writing it; `test/tidy` notices when it is forgotten. */
import { cpuApicLimit } from './cpu/cpu-apic-limit.ts'
import { cpuArmCpu0 } from './cpu/cpu-arm-cpu0.ts'
import { cpuArm64BootstrapWindow } from './cpu/cpu-arm64-bootstrap-window.ts'
import { cpuDeploymentExhausted } from './cpu/cpu-deployment-exhausted.ts'
import { cpuGicv2Limit } from './cpu/cpu-gicv2-limit.ts'
import { cpuNotInRoot } from './cpu/cpu-not-in-root.ts'
import { cpuRootContiguity } from './cpu/cpu-root-contiguity.ts'
import { cpuRootExhausted } from './cpu/cpu-root-exhausted.ts'
import { cpuSetEmpty } from './cpu/cpu-set-empty.ts'
import { cpuSetGranularity } from './cpu/cpu-set-granularity.ts'
import { cpuSetSizeMismatch } from './cpu/cpu-set-size-mismatch.ts'
import { cpuSetSizeZero } from './cpu/cpu-set-size-zero.ts'
import { cpuSetTooBig } from './cpu/cpu-set-too-big.ts'
import { cpuSharedAlternatives } from './cpu/cpu-shared-alternatives.ts'
import { cpuX86Boot } from './cpu/cpu-x86-boot.ts'
import { resetAddressRange } from './cpu/reset-address-range.ts'
import { resetAddressX86Linux } from './cpu/reset-address-x86-linux.ts'
import { irqchipPinConflictCells } from './interrupts/irqchip-pin-conflict-cells.ts'
import { vpciIrqBaseMissing } from './interrupts/vpci-irq-base-missing.ts'
import { vpciIrqConflictCells } from './interrupts/vpci-irq-conflict-cells.ts'
import { vpciIrqConflictRoot } from './interrupts/vpci-irq-conflict-root.ts'
import { vpciIrqLooksLikeId } from './interrupts/vpci-irq-looks-like-id.ts'
import { vpciIrqNotGranted } from './interrupts/vpci-irq-not-granted.ts'
import { vpciIrqNotGrantedRoot } from './interrupts/vpci-irq-not-granted-root.ts'
import { vpciIrqOutOfRange } from './interrupts/vpci-irq-out-of-range.ts'
import { vpciIrqUnused } from './interrupts/vpci-irq-unused.ts'
import { ivshmemBarMask } from './ivshmem/ivshmem-bar-mask.ts'
import { ivshmemBdfClashPhysical } from './ivshmem/ivshmem-bdf-clash-physical.ts'
import { ivshmemBdfNearMiss } from './ivshmem/ivshmem-bdf-near-miss.ts'
import { ivshmemDevIdPeers } from './ivshmem/ivshmem-dev-id-peers.ts'
import { ivshmemDevIdRange } from './ivshmem/ivshmem-dev-id-range.ts'
import { ivshmemDomainRoot } from './ivshmem/ivshmem-domain-root.ts'
import { ivshmemFunction } from './ivshmem/ivshmem-function.ts'
import { ivshmemIdDuplicate } from './ivshmem/ivshmem-id-duplicate.ts'
import { ivshmemIntxX86 } from './ivshmem/ivshmem-intx-x86.ts'
import { ivshmemLonely } from './ivshmem/ivshmem-lonely.ts'
import { ivshmemMacroIdMismatch } from './ivshmem/ivshmem-macro-id-mismatch.ts'
import { ivshmemMissingRootshared } from './ivshmem/ivshmem-missing-rootshared.ts'
import { ivshmemMsixVectors } from './ivshmem/ivshmem-msix-vectors.ts'
import { ivshmemNotContiguous } from './ivshmem/ivshmem-not-contiguous.ts'
import { ivshmemOutputForeign } from './ivshmem/ivshmem-output-foreign.ts'
import { ivshmemOutputOwn } from './ivshmem/ivshmem-output-own.ts'
import { ivshmemOutputSizeDiffer } from './ivshmem/ivshmem-output-size-differ.ts'
import { ivshmemPeersDiffer } from './ivshmem/ivshmem-peers-differ.ts'
import { ivshmemPeersRange } from './ivshmem/ivshmem-peers-range.ts'
import { ivshmemProtocolMismatch } from './ivshmem/ivshmem-protocol-mismatch.ts'
import { ivshmemProtocolReserved } from './ivshmem/ivshmem-protocol-reserved.ts'
import { ivshmemRegionIndex } from './ivshmem/ivshmem-region-index.ts'
import { ivshmemRegionReused } from './ivshmem/ivshmem-region-reused.ts'
import { ivshmemRegionsDiffer } from './ivshmem/ivshmem-regions-differ.ts'
import { ivshmemRwPermissions } from './ivshmem/ivshmem-rw-permissions.ts'
import { ivshmemSectionAttributes } from './ivshmem/ivshmem-section-attributes.ts'
import { ivshmemSectionSubpage } from './ivshmem/ivshmem-section-subpage.ts'
import { ivshmemSharedIntxPin } from './ivshmem/ivshmem-shared-intx-pin.ts'
import { ivshmemStateTable } from './ivshmem/ivshmem-state-table.ts'
import { ivshmemStateWritable } from './ivshmem/ivshmem-state-writable.ts'
import { ivshmemVethShape } from './ivshmem/ivshmem-veth-shape.ts'
import { debugConsoleNotShared } from './memory/debug-console-not-shared.ts'
import { dmaMissingForDevice } from './memory/dma-missing-for-device.ts'
import { dmaNoIommu } from './memory/dma-no-iommu.ts'
import { dmaOnDeviceMemory } from './memory/dma-on-device-memory.ts'
import { dmaStaysInRoot } from './memory/dma-stays-in-root.ts'
import { gicMapped } from './memory/gic-mapped.ts'
import { iommuMapped } from './memory/iommu-mapped.ts'
import { linuxRamMissing } from './memory/linux-ram-missing.ts'
import { linuxRamNotLoadable } from './memory/linux-ram-not-loadable.ts'
import { linuxRamTooSmall } from './memory/linux-ram-too-small.ts'
import { loadableIo } from './memory/loadable-io.ts'
import { loadableNotInRoot } from './memory/loadable-not-in-root.ts'
import { loadableNotWritable } from './memory/loadable-not-writable.ts'
import { loadableRootshared } from './memory/loadable-rootshared.ts'
import { mmconfigMapped } from './memory/mmconfig-mapped.ts'
import { overlapHypervisor } from './memory/overlap-hypervisor.ts'
import { overlapIvshmemForeign } from './memory/overlap-ivshmem-foreign.ts'
import { overlapOtherCell } from './memory/overlap-other-cell.ts'
import { overlapPhysAlias } from './memory/overlap-phys-alias.ts'
import { overlapVirtInCell } from './memory/overlap-virt-in-cell.ts'
import { pageOverRootSubpage } from './memory/page-over-root-subpage.ts'
import { pvuAlignment } from './memory/pvu-alignment.ts'
import { pvuEntryBudget } from './memory/pvu-entry-budget.ts'
import { ramNotInRoot } from './memory/ram-not-in-root.ts'
import { rootLoadableFlag } from './memory/root-loadable-flag.ts'
import { rootNotIdentity } from './memory/root-not-identity.ts'
import { rootRootsharedFlag } from './memory/root-rootshared-flag.ts'
import { rootsharedNotInRoot } from './memory/rootshared-not-in-root.ts'
import { rootsharedOnRam } from './memory/rootshared-on-ram.ts'
import { sharedWriteBetweenCells } from './memory/shared-write-between-cells.ts'
import { subpageReturnDangling } from './memory/subpage-return-dangling.ts'
import { subpageRootPageMapped } from './memory/subpage-root-page-mapped.ts'
import { subpageStripsRoot } from './memory/subpage-strips-root.ts'
import { pioConflictCells } from './pio/pio-conflict-cells.ts'
import { pioWrap } from './pio/pio-wrap.ts'
import type { Rule } from './rule.ts'
import { architectureMismatch } from './structure/architecture-mismatch.ts'
import { countTooLarge } from './structure/count-too-large.ts'
import { countTooSmall } from './structure/count-too-small.ts'
import { imageForeignBytes } from './structure/image-foreign-bytes.ts'
import { imageLayoutUnknown } from './structure/image-layout-unknown.ts'
import { imageSurplus } from './structure/image-surplus.ts'
import { imageTruncated } from './structure/image-truncated.ts'
import { nameDuplicate } from './structure/name-duplicate.ts'
import { partialInitializer } from './structure/partial-initializer.ts'
import { revisionMismatch } from './structure/revision-mismatch.ts'
import { signatureMismatch } from './structure/signature-mismatch.ts'
import { structMemberOrder } from './structure/struct-member-order.ts'
import { aarch32Arch } from './system/aarch32-arch.ts'
import { aarch32MultiCpu } from './system/aarch32-multi-cpu.ts'
import { aarch32Root } from './system/aarch32-root.ts'
import { aarch32VirtualConsole } from './system/aarch32-virtual-console.ts'
import { activeNoTimeout } from './system/active-no-timeout.ts'
import { activeWithoutComm } from './system/active-without-comm.ts'
import { cellWithoutRoot } from './system/cell-without-root.ts'
import { gicBases } from './system/gic-bases.ts'
import { gicBasesUnaligned } from './system/gic-bases-unaligned.ts'
import { gicOverlap } from './system/gic-overlap.ts'
import { gicUnusedBase } from './system/gic-unused-base.ts'
import { gicVersion } from './system/gic-version.ts'
import { hvMemory32bit } from './system/hv-memory-32bit.ts'
import { hvMemoryAlign } from './system/hv-memory-align.ts'
import { hvMemoryIntercept } from './system/hv-memory-intercept.ts'
import { maintenanceIrq } from './system/maintenance-irq.ts'
import { mmconfigAlign } from './system/mmconfig-align.ts'
import { mmconfigVirtualEndBus } from './system/mmconfig-virtual-end-bus.ts'
import { mmconfigVirtualNoBase } from './system/mmconfig-virtual-no-base.ts'
import { msgTimeoutIneffective } from './system/msg-timeout-ineffective.ts'
import { passiveCommregMissing } from './system/passive-commreg-missing.ts'

export const rules: readonly Rule[] = [
  cpuApicLimit,
  cpuArmCpu0,
  cpuArm64BootstrapWindow,
  cpuDeploymentExhausted,
  cpuGicv2Limit,
  cpuNotInRoot,
  cpuRootContiguity,
  cpuRootExhausted,
  cpuSetEmpty,
  cpuSetGranularity,
  cpuSetSizeMismatch,
  cpuSetSizeZero,
  cpuSetTooBig,
  cpuSharedAlternatives,
  cpuX86Boot,
  resetAddressRange,
  resetAddressX86Linux,
  irqchipPinConflictCells,
  vpciIrqBaseMissing,
  vpciIrqConflictCells,
  vpciIrqConflictRoot,
  vpciIrqLooksLikeId,
  vpciIrqNotGranted,
  vpciIrqNotGrantedRoot,
  vpciIrqOutOfRange,
  vpciIrqUnused,
  ivshmemBarMask,
  ivshmemBdfClashPhysical,
  ivshmemBdfNearMiss,
  ivshmemDevIdPeers,
  ivshmemDevIdRange,
  ivshmemDomainRoot,
  ivshmemFunction,
  ivshmemIdDuplicate,
  ivshmemIntxX86,
  ivshmemLonely,
  ivshmemMacroIdMismatch,
  ivshmemMissingRootshared,
  ivshmemMsixVectors,
  ivshmemNotContiguous,
  ivshmemOutputForeign,
  ivshmemOutputOwn,
  ivshmemOutputSizeDiffer,
  ivshmemPeersDiffer,
  ivshmemPeersRange,
  ivshmemProtocolMismatch,
  ivshmemProtocolReserved,
  ivshmemRegionIndex,
  ivshmemRegionReused,
  ivshmemRegionsDiffer,
  ivshmemRwPermissions,
  ivshmemSectionAttributes,
  ivshmemSectionSubpage,
  ivshmemSharedIntxPin,
  ivshmemStateTable,
  ivshmemStateWritable,
  ivshmemVethShape,
  debugConsoleNotShared,
  dmaMissingForDevice,
  dmaNoIommu,
  dmaOnDeviceMemory,
  dmaStaysInRoot,
  gicMapped,
  iommuMapped,
  linuxRamMissing,
  linuxRamNotLoadable,
  linuxRamTooSmall,
  loadableIo,
  loadableNotInRoot,
  loadableNotWritable,
  loadableRootshared,
  mmconfigMapped,
  overlapHypervisor,
  overlapIvshmemForeign,
  overlapOtherCell,
  overlapPhysAlias,
  overlapVirtInCell,
  pageOverRootSubpage,
  pvuAlignment,
  pvuEntryBudget,
  ramNotInRoot,
  rootLoadableFlag,
  rootNotIdentity,
  rootRootsharedFlag,
  rootsharedNotInRoot,
  rootsharedOnRam,
  sharedWriteBetweenCells,
  subpageReturnDangling,
  subpageRootPageMapped,
  subpageStripsRoot,
  pioConflictCells,
  pioWrap,
  architectureMismatch,
  countTooLarge,
  countTooSmall,
  imageForeignBytes,
  imageLayoutUnknown,
  imageSurplus,
  imageTruncated,
  nameDuplicate,
  partialInitializer,
  revisionMismatch,
  signatureMismatch,
  structMemberOrder,
  aarch32Arch,
  aarch32MultiCpu,
  aarch32Root,
  aarch32VirtualConsole,
  activeNoTimeout,
  activeWithoutComm,
  cellWithoutRoot,
  gicBases,
  gicBasesUnaligned,
  gicOverlap,
  gicUnusedBase,
  gicVersion,
  hvMemory32bit,
  hvMemoryAlign,
  hvMemoryIntercept,
  maintenanceIrq,
  mmconfigAlign,
  mmconfigVirtualEndBus,
  mmconfigVirtualNoBase,
  msgTimeoutIneffective,
  passiveCommregMissing,
]

/** The rule with this id; undefined where there is none, as for the codes of the C front end. */
export function ruleOf(id: string): Rule | undefined {
  return rulesById.get(id)
}

const rulesById = new Map(rules.map((rule) => [rule.id, rule]))
