/**
 * Everything that a finding can be called: the rules, and the codes, which have no rule behind them but are selected,
 * ignored and explained in the same way.
 */
import { nearestName } from '../c/spelling.ts'
import { type CodeDocs, codeOf, codes } from '../rules/codes.ts'
import { rules, ruleOf } from '../rules/registry.ts'
import type { Rule } from '../rules/rule.ts'
import { listed } from './formats/prose.ts'

export type KnownRule =
  | { readonly kind: 'rule'; readonly id: string; readonly rule: Rule }
  | { readonly kind: 'code'; readonly id: string; readonly docs: CodeDocs }

/** The rules as registered, then the codes. */
export function knownRules(): readonly KnownRule[] {
  return [
    ...rules.map((rule) => ({ kind: 'rule', id: rule.id, rule }) as const),
    ...codes.map((docs) => ({ kind: 'code', id: docs.id, docs }) as const),
  ]
}

/** The rule with this name, or a sentence that says that there is none and which one may have been meant. */
export function knownRule(id: string): KnownRule | string {
  const rule = ruleOf(id)
  if (rule) return { kind: 'rule', id, rule }
  const docs = codeOf(id)
  if (docs) return { kind: 'code', id, docs }
  const near = similarIds(id)
  const advice = near.length === 0 ? '`warden rules` lists them' : `did you mean ${listed(near, 'or')}?`
  return `there is no rule "${id}"; ${advice}`
}

/** More proposals than this are no help. */
const mostSimilar = 3

/** Names are long, so somebody may have typed only a part of one. */
function similarIds(id: string): readonly string[] {
  const ids = knownRules().map((known) => known.id)
  const nearest = nearestName(id, ids)
  if (nearest !== undefined) return [nearest]
  const containing = ids.filter((candidate) => 2 < id.length && candidate.includes(id))
  return containing.length <= mostSimilar ? containing : []
}
