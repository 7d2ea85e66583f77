/** The rules about consoles. Adding one here is the last step of writing it; `test/tidy` notices when it is forgotten. */
import type { Rule } from '../rule.ts'
import { consoleClockRegNotMapped } from './console-clock-reg-not-mapped.ts'
import { consoleNotMapped } from './console-not-mapped.ts'
import { consolePioNotGranted } from './console-pio-not-granted.ts'
import { consoleTypeArch } from './console-type-arch.ts'
import { debugConsoleSize } from './debug-console-size.ts'

export const consoleRules: readonly Rule[] = [
  consoleClockRegNotMapped,
  consoleNotMapped,
  consolePioNotGranted,
  consoleTypeArch,
  debugConsoleSize,
]
