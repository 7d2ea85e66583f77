/** The rules about ivshmem links. Adding one here is the last step of writing it; `test/tidy` notices when it is forgotten. */
import type { Rule } from '../rule.ts'
import { ivshmemBar64kWindow } from './ivshmem-bar-64k-window.ts'
import { ivshmemBarMask } from './ivshmem-bar-mask.ts'
import { ivshmemBarMaskOdd } from './ivshmem-bar-mask-odd.ts'
import { ivshmemBdfClashPhysical } from './ivshmem-bdf-clash-physical.ts'
import { ivshmemBdfNearMiss } from './ivshmem-bdf-near-miss.ts'
import { ivshmemDevIdPeers } from './ivshmem-dev-id-peers.ts'
import { ivshmemDevIdRange } from './ivshmem-dev-id-range.ts'
import { ivshmemDomainRoot } from './ivshmem-domain-root.ts'
import { ivshmemFunction } from './ivshmem-function.ts'
import { ivshmemIdDuplicate } from './ivshmem-id-duplicate.ts'
import { ivshmemIntxX86 } from './ivshmem-intx-x86.ts'
import { ivshmemLonely } from './ivshmem-lonely.ts'
import { ivshmemMacroCount } from './ivshmem-macro-count.ts'
import { ivshmemMacroIdMismatch } from './ivshmem-macro-id-mismatch.ts'
import { ivshmemMissingRootshared } from './ivshmem-missing-rootshared.ts'
import { ivshmemMsiVectors } from './ivshmem-msi-vectors.ts'
import { ivshmemMsixDiffer } from './ivshmem-msix-differ.ts'
import { ivshmemMsixVectors } from './ivshmem-msix-vectors.ts'
import { ivshmemNotContiguous } from './ivshmem-not-contiguous.ts'
import { ivshmemOutputForeign } from './ivshmem-output-foreign.ts'
import { ivshmemOutputOwn } from './ivshmem-output-own.ts'
import { ivshmemOutputSizeDiffer } from './ivshmem-output-size-differ.ts'
import { ivshmemPeersDiffer } from './ivshmem-peers-differ.ts'
import { ivshmemPeersRange } from './ivshmem-peers-range.ts'
import { ivshmemProtocolMismatch } from './ivshmem-protocol-mismatch.ts'
import { ivshmemProtocolReserved } from './ivshmem-protocol-reserved.ts'
import { ivshmemRegionIndex } from './ivshmem-region-index.ts'
import { ivshmemRegionReused } from './ivshmem-region-reused.ts'
import { ivshmemRegionsDiffer } from './ivshmem-regions-differ.ts'
import { ivshmemRwPermissions } from './ivshmem-rw-permissions.ts'
import { ivshmemSectionAttributes } from './ivshmem-section-attributes.ts'
import { ivshmemSectionSubpage } from './ivshmem-section-subpage.ts'
import { ivshmemSharedIntxPin } from './ivshmem-shared-intx-pin.ts'
import { ivshmemStateTable } from './ivshmem-state-table.ts'
import { ivshmemStateWritable } from './ivshmem-state-writable.ts'
import { ivshmemVethShape } from './ivshmem-veth-shape.ts'

export const ivshmemRules: readonly Rule[] = [
  ivshmemBar64kWindow,
  ivshmemBarMask,
  ivshmemBarMaskOdd,
  ivshmemBdfClashPhysical,
  ivshmemBdfNearMiss,
  ivshmemDevIdPeers,
  ivshmemDevIdRange,
  ivshmemDomainRoot,
  ivshmemFunction,
  ivshmemIdDuplicate,
  ivshmemIntxX86,
  ivshmemLonely,
  ivshmemMacroCount,
  ivshmemMacroIdMismatch,
  ivshmemMissingRootshared,
  ivshmemMsiVectors,
  ivshmemMsixDiffer,
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
]
