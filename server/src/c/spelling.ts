/**
 * The name that somebody probably meant. Used for help texts only, never to change what the text means.
 */

/** Beyond these, an answer is not worth its time. */
const longestName = 100
const mostCandidates = 500

/** The closest of `candidates` to `name`, if one is close enough to be worth a question. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  let nearest: string | undefined
  let least = Math.max(1, Math.floor(name.length / 3)) + 1
  if (longestName < name.length) return undefined
  let tried = 0
  for (const candidate of candidates) {
    if (mostCandidates < ++tried) break
    if (least <= Math.abs(candidate.length - name.length)) continue
    const distance = editDistance(name, candidate, least)
    if (distance < least) [nearest, least] = [candidate, distance]
  }
  return nearest
}

/** Levenshtein's distance, with two swapped neighbours counted as two edits; `enough` where it is that or more. */
function editDistance(a: string, b: string, enough: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    if (enough <= Math.min(...next)) return enough
    row = next
  }
  return row[b.length] ?? 0
}
