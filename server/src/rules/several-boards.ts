/**
 * The findings of a file that is on several boards, brought into one list.
 *
 * When nothing tells which of several roots is meant, only what is wrong with each of them is certain. When the user
 * has put a cell on several boards, whatever is wrong with any of them counts. Two findings are the same when rule,
 * place and message are; what they say about the different roots is put together.
 */
import { compareSeverities, type Finding, type RelatedSpan } from './finding.ts'
import type { Fix } from './fix/fix.ts'

/** The findings that are in all lists, with the mildest of their severities and the fixes that all of them offer. */
export function commonFindings(lists: readonly (readonly Finding[])[]): readonly Finding[] {
  const [first = [], ...others] = lists
  const known = others.map(byKey)
  return first.flatMap((finding) => {
    const alike = known.flatMap((list) => list.get(keyOf(finding)) ?? [])
    return alike.length < others.length ? [] : [[finding, ...alike].reduce(agreedUpon)]
  })
}

/** The findings that are in any of the lists; those in several of them once, as bad as they are anywhere. */
export function unitedFindings(lists: readonly (readonly Finding[])[]): readonly Finding[] {
  const [first = [], ...others] = lists
  return others.reduce((all, list) => {
    const [before, now] = [byKey(all), byKey(list)]
    const both = all.map((finding) => {
      const same = now.get(keyOf(finding))
      return same ? worseOf(finding, same) : finding
    })
    return [...both, ...list.filter((finding) => !before.has(keyOf(finding)))]
  }, first)
}

function byKey(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  return new Map(findings.map((finding) => [keyOf(finding), finding]))
}

function keyOf({ rule, message, span: { file, start, end } }: Finding): string {
  return JSON.stringify([rule, file.path, start, end, message])
}

function agreedUpon(a: Finding, b: Finding): Finding {
  const milder = compareSeverities(a.severity, b.severity) < 0 ? b : a
  return {
    ...milder,
    related: relatedTo(a, b),
    fixes: a.fixes.filter((fix) => b.fixes.some((other) => areSame(fix, other))),
  }
}

function worseOf(a: Finding, b: Finding): Finding {
  const worse = compareSeverities(b.severity, a.severity) < 0 ? b : a
  return { ...worse, related: relatedTo(a, b) }
}

function relatedTo(a: Finding, b: Finding): readonly RelatedSpan[] {
  const added = b.related.filter((place) => !a.related.some((known) => isSamePlace(place, known)))
  return [...a.related, ...added]
}

function isSamePlace(a: RelatedSpan, b: RelatedSpan): boolean {
  return a.message === b.message && a.span.file === b.span.file && a.span.start === b.span.start
}

function areSame(a: Fix, b: Fix): boolean {
  if (a.title !== b.title || a.edits.length !== b.edits.length) return false
  return a.edits.every(({ span, text }, index) => {
    const other = b.edits[index]
    if (other?.text !== text || other.span.file !== span.file) return false
    return other.span.start === span.start && other.span.end === span.end
  })
}
