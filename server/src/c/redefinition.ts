/** What is said where a name that may have one meaning only is given a second one. */
import type { Complain } from './complaint.ts'
import { originOf } from './origin.ts'
import type { Token } from './token.ts'

/** @param what the thing, as the subject of a sentence: `\`struct point\`` */
export function complainAboutSecond(what: string, at: Token, earlier: Token, complain: Complain): void {
  complain({
    code: 'c-type',
    severity: 'error',
    message: `${what} is defined a second time`,
    at: originOf(at),
    related: [{ at: originOf(earlier), message: 'the earlier definition' }],
  })
}
