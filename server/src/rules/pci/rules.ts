/** The rules about PCI devices. Adding one here is the last step of writing it; `test/tidy` notices when it is forgotten. */
import type { Rule } from '../rule.ts'
import { pciBarMaskShape } from './pci-bar-mask-shape.ts'
import { pciBarNotMapped } from './pci-bar-not-mapped.ts'
import { pciBdfDuplicate } from './pci-bdf-duplicate.ts'
import { pciBridgeInCell } from './pci-bridge-in-cell.ts'
import { pciBusBeyondMmconfig } from './pci-bus-beyond-mmconfig.ts'
import { pciCapMsiLength } from './pci-cap-msi-length.ts'
import { pciCapMsiReadonly } from './pci-cap-msi-readonly.ts'
import { pciCapWriteSensitive } from './pci-cap-write-sensitive.ts'
import { pciCapsMsiConsistency } from './pci-caps-msi-consistency.ts'
import { pciCapsOutOfRange } from './pci-caps-out-of-range.ts'
import { pciCapsOutsideConfig } from './pci-caps-outside-config.ts'
import { pciCapsOverlap } from './pci-caps-overlap.ts'
import { pciConflictCells } from './pci-conflict-cells.ts'
import { pciDetailsMismatchRoot } from './pci-details-mismatch-root.ts'
import { pciDeviceNotInRoot } from './pci-device-not-in-root.ts'
import { pciDomainMismatchRoot } from './pci-domain-mismatch-root.ts'
import { pciFunctionSplit } from './pci-function-split.ts'
import { pciIommuIndex } from './pci-iommu-index.ts'
import { pciMsiVectorCount } from './pci-msi-vector-count.ts'
import { pciMsixNoAddress } from './pci-msix-no-address.ts'
import { pciMsixRegionSize } from './pci-msix-region-size.ts'
import { pciMsixUnaligned } from './pci-msix-unaligned.ts'
import { pciNoMmconfig } from './pci-no-mmconfig.ts'
import { pciPhysicalOnVirtualHost } from './pci-physical-on-virtual-host.ts'
import { pciTypeInvalid } from './pci-type-invalid.ts'
import { pciTypeMismatchRoot } from './pci-type-mismatch-root.ts'
import { pciUnusedCaps } from './pci-unused-caps.ts'
import { pciVtdLimit } from './pci-vtd-limit.ts'
import { x86NoMmioHandler } from './x86-no-mmio-handler.ts'

export const pciRules: readonly Rule[] = [
  pciBarMaskShape,
  pciBarNotMapped,
  pciBdfDuplicate,
  pciBridgeInCell,
  pciBusBeyondMmconfig,
  pciCapMsiLength,
  pciCapMsiReadonly,
  pciCapWriteSensitive,
  pciCapsMsiConsistency,
  pciCapsOutOfRange,
  pciCapsOutsideConfig,
  pciCapsOverlap,
  pciConflictCells,
  pciDetailsMismatchRoot,
  pciDeviceNotInRoot,
  pciDomainMismatchRoot,
  pciFunctionSplit,
  pciIommuIndex,
  pciMsiVectorCount,
  pciMsixNoAddress,
  pciMsixRegionSize,
  pciMsixUnaligned,
  pciNoMmconfig,
  pciPhysicalOnVirtualHost,
  pciTypeInvalid,
  pciTypeMismatchRoot,
  pciUnusedCaps,
  pciVtdLimit,
  x86NoMmioHandler,
]
