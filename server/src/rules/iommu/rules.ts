/** The rules about IOMMUs and stream ids. Adding one here is the last step of writing it; `test/tidy` notices when it is forgotten. */
import type { Rule } from '../rule.ts'
import { iommuAmdFields } from './iommu-amd-fields.ts'
import { iommuDeviceListed } from './iommu-device-listed.ts'
import { iommuGap } from './iommu-gap.ts'
import { iommuIntelMissing } from './iommu-intel-missing.ts'
import { iommuMixedX86 } from './iommu-mixed-x86.ts'
import { iommuOnArm32 } from './iommu-on-arm32.ts'
import { iommuOverlap } from './iommu-overlap.ts'
import { iommuPvuTlb } from './iommu-pvu-tlb.ts'
import { iommuSize } from './iommu-size.ts'
import { iommuTypeArch } from './iommu-type-arch.ts'
import { smmuv3NonrootLimit } from './smmuv3-nonroot-limit.ts'
import { smmuv3UnlistedBypass } from './smmuv3-unlisted-bypass.ts'
import { streamId15bit } from './stream-id-15bit.ts'
import { streamIdArch } from './stream-id-arch.ts'
import { streamIdConflict } from './stream-id-conflict.ts'
import { streamIdFormat } from './stream-id-format.ts'
import { streamIdMmu500NotInRoot } from './stream-id-mmu500-not-in-root.ts'
import { streamIdPartialOverlap } from './stream-id-partial-overlap.ts'
import { streamIdPvuInRoot } from './stream-id-pvu-in-root.ts'
import { streamIdPvuRange } from './stream-id-pvu-range.ts'
import { streamIdSmmuv3Range } from './stream-id-smmuv3-range.ts'
import { streamIdSubset } from './stream-id-subset.ts'
import { streamIdZero } from './stream-id-zero.ts'
import { streamIdsMissingRoot } from './stream-ids-missing-root.ts'
import { vtdLimitAmd } from './vtd-limit-amd.ts'
import { vtdLimitRange } from './vtd-limit-range.ts'

export const iommuRules: readonly Rule[] = [
  iommuAmdFields,
  iommuDeviceListed,
  iommuGap,
  iommuIntelMissing,
  iommuMixedX86,
  iommuOnArm32,
  iommuOverlap,
  iommuPvuTlb,
  iommuSize,
  iommuTypeArch,
  smmuv3NonrootLimit,
  smmuv3UnlistedBypass,
  streamId15bit,
  streamIdArch,
  streamIdConflict,
  streamIdFormat,
  streamIdMmu500NotInRoot,
  streamIdPartialOverlap,
  streamIdPvuInRoot,
  streamIdPvuRange,
  streamIdSmmuv3Range,
  streamIdSubset,
  streamIdZero,
  streamIdsMissingRoot,
  vtdLimitAmd,
  vtdLimitRange,
]
