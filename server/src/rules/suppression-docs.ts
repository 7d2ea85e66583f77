/**
 * What can be wrong with a comment `warden-ignore`, for the people who wrote it: the counterpart of a rule's `docs`.
 */
import type { ComplaintDocs } from './complaint-docs.ts'

export type SuppressionCode = 'suppression-unused' | 'suppression-without-reason' | 'suppression-unknown-rule'

export const suppressionDocs: Readonly<Record<SuppressionCode, ComplaintDocs>> = {
  'suppression-unused': {
    what: 'A comment suppresses a rule that has no finding on its line.',
    then:
      'The comment is about the line on which it begins, or, if it has a line to itself, about the next line with ' +
      'C on it. A finding is on the line where its place begins. The quick fix takes the rule out of the comment.',
    example: '// warden-ignore cpu-set-empty: the CPUs are given by the build\n.cpus = { 0b10 },',
  },
  'suppression-without-reason': {
    what: 'A comment suppresses a rule and does not say why.',
    then: 'The finding stays. The reason stands behind a colon, and is what a reviewer of the config reads.',
    example: '// warden-ignore cpu-set-empty\n.cpus = { 0 },',
  },
  'suppression-unknown-rule': {
    what: 'A comment suppresses a rule that does not exist, or something that cannot be suppressed.',
    then:
      'The comment has no effect. The codes `c-…` cannot be suppressed: what is no proper C has not been checked, ' +
      'and silence about it would be taken for a good sign.',
    example: '// warden-ignore cpu-set-emty: the CPUs are given by the build\n.cpus = { 0 },',
  },
}
