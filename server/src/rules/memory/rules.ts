/** The rules about memory. Adding one here is the last step of writing it; `test/tidy` notices when it is forgotten. */
import type { Rule } from '../rule.ts'
import { addressRange } from './address-range.ts'
import { aliasAttributeDiffers } from './alias-attribute-differs.ts'
import { commRegionAddress } from './comm-region-address.ts'
import { commRegionFlags } from './comm-region-flags.ts'
import { commRegionInRoot } from './comm-region-in-root.ts'
import { commRegionMissing } from './comm-region-missing.ts'
import { commRegionMultiple } from './comm-region-multiple.ts'
import { commRegionPhysSet } from './comm-region-phys-set.ts'
import { commRegionReadOnly } from './comm-region-read-only.ts'
import { commRegionShadowed } from './comm-region-shadowed.ts'
import { commRegionSize } from './comm-region-size.ts'
import { debugConsoleNotShared } from './debug-console-not-shared.ts'
import { dmaMissingForDevice } from './dma-missing-for-device.ts'
import { dmaNoIommu } from './dma-no-iommu.ts'
import { dmaOnDeviceMemory } from './dma-on-device-memory.ts'
import { dmaStaysInRoot } from './dma-stays-in-root.ts'
import { gicMapped } from './gic-mapped.ts'
import { ioAttributeMismatchRoot } from './io-attribute-mismatch-root.ts'
import { ioFlagMissing } from './io-flag-missing.ts'
import { ioFlagOnRam } from './io-flag-on-ram.ts'
import { ioNotInRoot } from './io-not-in-root.ts'
import { iommuMapped } from './iommu-mapped.ts'
import { linuxRamMissing } from './linux-ram-missing.ts'
import { linuxRamNotLoadable } from './linux-ram-not-loadable.ts'
import { linuxRamTooSmall } from './linux-ram-too-small.ts'
import { loadableIo } from './loadable-io.ts'
import { loadableNotInRoot } from './loadable-not-in-root.ts'
import { loadableNotWritable } from './loadable-not-writable.ts'
import { loadableRootshared } from './loadable-rootshared.ts'
import { memReservation } from './mem-reservation.ts'
import { mmconfigMapped } from './mmconfig-mapped.ts'
import { msixTableMapped } from './msix-table-mapped.ts'
import { noHugepagesCost } from './no-hugepages-cost.ts'
import { noHugepagesMissing } from './no-hugepages-missing.ts'
import { noPermission } from './no-permission.ts'
import { noReadPermission } from './no-read-permission.ts'
import { nonIoHugeCell } from './non-io-huge-cell.ts'
import { overlapHypervisor } from './overlap-hypervisor.ts'
import { overlapIvshmemForeign } from './overlap-ivshmem-foreign.ts'
import { overlapOtherCell } from './overlap-other-cell.ts'
import { overlapPhysAlias } from './overlap-phys-alias.ts'
import { overlapVirtInCell } from './overlap-virt-in-cell.ts'
import { pageOverRootSubpage } from './page-over-root-subpage.ts'
import { pvuAlignment } from './pvu-alignment.ts'
import { pvuEntryBudget } from './pvu-entry-budget.ts'
import { ramNotInRoot } from './ram-not-in-root.ts'
import { regionPhysUnaligned } from './region-phys-unaligned.ts'
import { regionSizeUnaligned } from './region-size-unaligned.ts'
import { regionWrap } from './region-wrap.ts'
import { resetAddressNotLoadable } from './reset-address-not-loadable.ts'
import { resetAddressUnmapped } from './reset-address-unmapped.ts'
import { resetNoExecute } from './reset-no-execute.ts'
import { rootLoadableFlag } from './root-loadable-flag.ts'
import { rootNotIdentity } from './root-not-identity.ts'
import { rootRootsharedFlag } from './root-rootshared-flag.ts'
import { rootsharedNotInRoot } from './rootshared-not-in-root.ts'
import { rootsharedOnRam } from './rootshared-on-ram.ts'
import { sharedWriteBetweenCells } from './shared-write-between-cells.ts'
import { subpageCouldBePage } from './subpage-could-be-page.ts'
import { subpageCrossesPage } from './subpage-crosses-page.ts'
import { subpageNoWidth } from './subpage-no-width.ts'
import { subpageOffsetDiffers } from './subpage-offset-differs.ts'
import { subpageOverlap } from './subpage-overlap.ts'
import { subpagePageFlags } from './subpage-page-flags.ts'
import { subpageReturnDangling } from './subpage-return-dangling.ts'
import { subpageRootPageMapped } from './subpage-root-page-mapped.ts'
import { subpageShadowed } from './subpage-shadowed.ts'
import { subpageStripsRoot } from './subpage-strips-root.ts'
import { testDevicePage } from './test-device-page.ts'
import { unalignedFlagIneffective } from './unaligned-flag-ineffective.ts'
import { vpciWindowMapped } from './vpci-window-mapped.ts'
import { widthFlagsIneffective } from './width-flags-ineffective.ts'
import { x86ApicMapped } from './x86-apic-mapped.ts'
import { x86IoapicMapped } from './x86-ioapic-mapped.ts'
import { zeroElement } from './zero-element.ts'
import { zeroSizeWithFields } from './zero-size-with-fields.ts'

export const memoryRules: readonly Rule[] = [
  addressRange,
  aliasAttributeDiffers,
  commRegionAddress,
  commRegionFlags,
  commRegionInRoot,
  commRegionMissing,
  commRegionMultiple,
  commRegionPhysSet,
  commRegionReadOnly,
  commRegionShadowed,
  commRegionSize,
  debugConsoleNotShared,
  dmaMissingForDevice,
  dmaNoIommu,
  dmaOnDeviceMemory,
  dmaStaysInRoot,
  gicMapped,
  ioAttributeMismatchRoot,
  ioFlagMissing,
  ioFlagOnRam,
  ioNotInRoot,
  iommuMapped,
  linuxRamMissing,
  linuxRamNotLoadable,
  linuxRamTooSmall,
  loadableIo,
  loadableNotInRoot,
  loadableNotWritable,
  loadableRootshared,
  memReservation,
  mmconfigMapped,
  msixTableMapped,
  noHugepagesCost,
  noHugepagesMissing,
  noPermission,
  noReadPermission,
  nonIoHugeCell,
  overlapHypervisor,
  overlapIvshmemForeign,
  overlapOtherCell,
  overlapPhysAlias,
  overlapVirtInCell,
  pageOverRootSubpage,
  pvuAlignment,
  pvuEntryBudget,
  ramNotInRoot,
  regionPhysUnaligned,
  regionSizeUnaligned,
  regionWrap,
  resetAddressNotLoadable,
  resetAddressUnmapped,
  resetNoExecute,
  rootLoadableFlag,
  rootNotIdentity,
  rootRootsharedFlag,
  rootsharedNotInRoot,
  rootsharedOnRam,
  sharedWriteBetweenCells,
  subpageCouldBePage,
  subpageCrossesPage,
  subpageNoWidth,
  subpageOffsetDiffers,
  subpageOverlap,
  subpagePageFlags,
  subpageReturnDangling,
  subpageRootPageMapped,
  subpageShadowed,
  subpageStripsRoot,
  testDevicePage,
  unalignedFlagIneffective,
  vpciWindowMapped,
  widthFlagsIneffective,
  x86ApicMapped,
  x86IoapicMapped,
  zeroElement,
  zeroSizeWithFields,
]
