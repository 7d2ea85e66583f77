/**
 * What the C front end has to say about a text. Complaints are facts about C only; the rules layer turns them
 * into findings. No phase of the front end throws: it complains and carries on.
 */
import type { Origin } from './origin.ts'

/** The names are rule ids as users see and suppress them. */
export type ComplaintCode =
  | 'c-syntax'
  | 'c-include-not-found'
  | 'c-directive'
  | 'c-error-directive'
  | 'c-macro-call'
  | 'c-macro-redefined'
  | 'c-unknown-name'
  | 'c-unknown-field'
  | 'c-type'
  | 'c-excess-initializer'
  | 'c-scalar-braces'
  | 'c-overflow'
  | 'c-constant'
  | 'c-limit'
  | 'initializer-overridden'
  | 'value-truncated'
  | 'shift-out-of-range'

export interface Complaint {
  readonly code: ComplaintCode
  /** `error`: gcc refuses the text. */
  readonly severity: 'error' | 'warning'
  /** Set where gcc compiles the text, with a warning at most, and makes of it what nobody can have meant. */
  readonly isBeyondDoubt?: true
  /** What is wrong, one sentence without a full stop. */
  readonly message: string
  /** What can be done, where there is something to say. */
  readonly help?: string
  readonly at: Origin
  readonly related?: readonly { readonly at: Origin; readonly message: string }[]
}

/** Where a phase leaves its complaints. */
export type Complain = (complaint: Complaint) => void
