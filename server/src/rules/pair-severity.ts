/**
 * How bad it is when two cells get in each other's way. Whether they ever run together nobody knows but the user: so
 * it is information, and an error as soon as the two are declared to (catalogue D.7 and F.0).
 */
import type { Severity } from './rule.ts'

/**
 * Of a conflict between two cells.
 * @param pair whether the user has declared that the two run at the same time; a `Pair` of a board says so
 */
export function severityOfPair({ declared }: { readonly declared: boolean }): Severity {
  return declared ? 'error' : 'information'
}
