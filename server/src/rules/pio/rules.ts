/** The rules about I/O ports. Adding one here is the last step of writing it; `test/tidy` notices when it is forgotten. */
import type { Rule } from '../rule.ts'
import { pioConflictCells } from './pio-conflict-cells.ts'
import { pioConsoleTaken } from './pio-console-taken.ts'
import { pioI8042 } from './pio-i8042.ts'
import { pioLegacy } from './pio-legacy.ts'
import { pioMisalignedLength } from './pio-misaligned-length.ts'
import { pioNoWhitelistRoot } from './pio-no-whitelist-root.ts'
import { pioNotInRoot } from './pio-not-in-root.ts'
import { pioOnArm } from './pio-on-arm.ts'
import { pioOverlapInCell } from './pio-overlap-in-cell.ts'
import { pioPciConfig } from './pio-pci-config.ts'
import { pioPmTimer } from './pio-pm-timer.ts'
import { pioWrap } from './pio-wrap.ts'
import { pioZeroLength } from './pio-zero-length.ts'

export const pioRules: readonly Rule[] = [
  pioConflictCells,
  pioConsoleTaken,
  pioI8042,
  pioLegacy,
  pioMisalignedLength,
  pioNoWhitelistRoot,
  pioNotInRoot,
  pioOnArm,
  pioOverlapInCell,
  pioPciConfig,
  pioPmTimer,
  pioWrap,
  pioZeroLength,
]
