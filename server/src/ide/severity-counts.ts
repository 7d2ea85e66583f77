/** How many findings of which severity there are. */
import type { Severity } from '../rules/rule.ts'

export type SeverityCounts = Readonly<Record<Severity, number>>

export function countSeverities(findings: readonly { readonly severity: Severity }[]): SeverityCounts {
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 }
  for (const { severity } of findings) counts[severity]++
  return counts
}

/** `2 errors, 1 warning`; hints are not worth a word as long as there is anything else. */
export function severitiesText({ error, warning, information, hint }: SeverityCounts): string {
  const texts = [
    ...(error === 0 ? [] : [error === 1 ? '1 error' : `${error} errors`]),
    ...(warning === 0 ? [] : [warning === 1 ? '1 warning' : `${warning} warnings`]),
    ...(information === 0 ? [] : [`${information} for information`]),
  ]
  if (0 < texts.length) return texts.join(', ')
  return hint === 0 ? 'no findings' : hint === 1 ? '1 hint' : `${hint} hints`
}
