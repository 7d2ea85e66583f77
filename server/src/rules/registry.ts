/** All rules. Adding one here is the last step of writing it; `test/tidy` notices when it is forgotten. */
import { cpuNotInRoot } from './cpu/cpu-not-in-root.ts'
import { cpuSharedAlternatives } from './cpu/cpu-shared-alternatives.ts'
import { irqchipPinConflictCells } from './interrupts/irqchip-pin-conflict-cells.ts'
import { gicMapped } from './memory/gic-mapped.ts'
import { iommuMapped } from './memory/iommu-mapped.ts'
import { mmconfigMapped } from './memory/mmconfig-mapped.ts'
import { overlapHypervisor } from './memory/overlap-hypervisor.ts'
import { overlapOtherCell } from './memory/overlap-other-cell.ts'
import { overlapPhysAlias } from './memory/overlap-phys-alias.ts'
import { overlapVirtInCell } from './memory/overlap-virt-in-cell.ts'
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
import { partialInitializer } from './structure/partial-initializer.ts'
import { revisionMismatch } from './structure/revision-mismatch.ts'
import { signatureMismatch } from './structure/signature-mismatch.ts'
import { structMemberOrder } from './structure/struct-member-order.ts'

export const rules: readonly Rule[] = [
  cpuNotInRoot,
  cpuSharedAlternatives,
  irqchipPinConflictCells,
  gicMapped,
  iommuMapped,
  mmconfigMapped,
  overlapHypervisor,
  overlapOtherCell,
  overlapPhysAlias,
  overlapVirtInCell,
  pioConflictCells,
  pioWrap,
  architectureMismatch,
  countTooLarge,
  countTooSmall,
  imageForeignBytes,
  imageLayoutUnknown,
  imageSurplus,
  imageTruncated,
  partialInitializer,
  revisionMismatch,
  signatureMismatch,
  structMemberOrder,
]

/** The rule with this id; undefined where there is none, as for the codes of the C front end. */
export function ruleOf(id: string): Rule | undefined {
  return rulesById.get(id)
}

const rulesById = new Map(rules.map((rule) => [rule.id, rule]))
