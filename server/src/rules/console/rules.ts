/** The rules about consoles. Adding one here is the last step of writing it; `test/tidy` notices when it is forgotten. */
import type { Rule } from '../rule.ts'
import { consoleClockGate } from './console-clock-gate.ts'
import { consoleClockRegNotMapped } from './console-clock-reg-not-mapped.ts'
import { consoleDiffersFromDebug } from './console-differs-from-debug.ts'
import { consoleDividerIneffective } from './console-divider-ineffective.ts'
import { consoleDividerRange } from './console-divider-range.ts'
import { consoleEfifbSize } from './console-efifb-size.ts'
import { consoleGatePolarity } from './console-gate-polarity.ts'
import { consoleMdrIneffective } from './console-mdr-ineffective.ts'
import { consoleNone } from './console-none.ts'
import { consoleNotMapped } from './console-not-mapped.ts'
import { consolePioNotGranted } from './console-pio-not-granted.ts'
import { consolePioOnArm } from './console-pio-on-arm.ts'
import { consoleRegdist } from './console-regdist.ts'
import { consoleSharedDivider } from './console-shared-divider.ts'
import { consoleTypeArch } from './console-type-arch.ts'
import { consoleVirtualUnseen } from './console-virtual-unseen.ts'
import { debugConsole2m } from './debug-console-2m.ts'
import { debugConsoleSize } from './debug-console-size.ts'
import { rootConsoleTaken } from './root-console-taken.ts'
import { virtualConsoleActiveOnly } from './virtual-console-active-only.ts'

export const consoleRules: readonly Rule[] = [
  consoleClockGate,
  consoleClockRegNotMapped,
  consoleDiffersFromDebug,
  consoleDividerIneffective,
  consoleDividerRange,
  consoleEfifbSize,
  consoleGatePolarity,
  consoleMdrIneffective,
  consoleNone,
  consoleNotMapped,
  consolePioNotGranted,
  consolePioOnArm,
  consoleRegdist,
  consoleSharedDivider,
  consoleTypeArch,
  consoleVirtualUnseen,
  debugConsole2m,
  debugConsoleSize,
  rootConsoleTaken,
  virtualConsoleActiveOnly,
]
