/** How a finding on the upstream tree is noted in the ledger, `expected.ts` and its parts. */
import type { Severity } from '../../server/src/rules/rule.ts'

export type Entry = `${Severity} ${string}`
