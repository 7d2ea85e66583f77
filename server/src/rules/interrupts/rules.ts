/** The rules about interrupts. Adding one here is the last step of writing it; `test/tidy` notices when it is forgotten. */
import type { Rule } from '../rule.ts'
import { ioapicLevelNonroot } from './ioapic-level-nonroot.ts'
import { irqchipAddressMismatch } from './irqchip-address-mismatch.ts'
import { irqchipBitExpression } from './irqchip-bit-expression.ts'
import { irqchipCountX86 } from './irqchip-count-x86.ts'
import { irqchipDuplicateChipX86 } from './irqchip-duplicate-chip-x86.ts'
import { irqchipDuplicatePin } from './irqchip-duplicate-pin.ts'
import { irqchipEmpty } from './irqchip-empty.ts'
import { irqchipIdX86 } from './irqchip-id-x86.ts'
import { irqchipNotInRootX86 } from './irqchip-not-in-root-x86.ts'
import { irqchipPinBase } from './irqchip-pin-base.ts'
import { irqchipPinBaseLow } from './irqchip-pin-base-low.ts'
import { irqchipPinBaseZeroStyle } from './irqchip-pin-base-zero-style.ts'
import { irqchipPinBeyond } from './irqchip-pin-beyond.ts'
import { irqchipPinConflictCells } from './irqchip-pin-conflict-cells.ts'
import { irqchipPinNotInRoot } from './irqchip-pin-not-in-root.ts'
import { irqchipRootOverlap } from './irqchip-root-overlap.ts'
import { vpciIrqBaseMissing } from './vpci-irq-base-missing.ts'
import { vpciIrqConflictCells } from './vpci-irq-conflict-cells.ts'
import { vpciIrqConflictRoot } from './vpci-irq-conflict-root.ts'
import { vpciIrqLooksLikeId } from './vpci-irq-looks-like-id.ts'
import { vpciIrqNotGranted } from './vpci-irq-not-granted.ts'
import { vpciIrqNotGrantedRoot } from './vpci-irq-not-granted-root.ts'
import { vpciIrqOutOfRange } from './vpci-irq-out-of-range.ts'
import { vpciIrqUnused } from './vpci-irq-unused.ts'

export const interruptsRules: readonly Rule[] = [
  ioapicLevelNonroot,
  irqchipAddressMismatch,
  irqchipBitExpression,
  irqchipCountX86,
  irqchipDuplicateChipX86,
  irqchipDuplicatePin,
  irqchipEmpty,
  irqchipIdX86,
  irqchipNotInRootX86,
  irqchipPinBase,
  irqchipPinBaseLow,
  irqchipPinBaseZeroStyle,
  irqchipPinBeyond,
  irqchipPinConflictCells,
  irqchipPinNotInRoot,
  irqchipRootOverlap,
  vpciIrqBaseMissing,
  vpciIrqConflictCells,
  vpciIrqConflictRoot,
  vpciIrqLooksLikeId,
  vpciIrqNotGranted,
  vpciIrqNotGrantedRoot,
  vpciIrqOutOfRange,
  vpciIrqUnused,
]
