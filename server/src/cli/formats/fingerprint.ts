/**
 * Tells a finding of today from one of yesterday: the same fault has the same fingerprint although lines were added
 * above it. So neither its line counts nor its message, which may number an element, but the rule, the file, the cell
 * and the text of the place, and how many such places came before.
 */
import { createHash } from 'node:crypto'
import type { Finding } from '../../rules/finding.ts'
import { spanText } from '../../text/span.ts'
import { relativeTo } from '../../workspace/paths.ts'

/** A function that gives each finding of one log its fingerprint; equal ones are told apart by their order. */
export function fingerprinter(workingFolder: string): (finding: Finding) => string {
  const seen = new Map<string, number>()
  return ({ rule, span, cell }) => {
    const text = spanText(span).replace(/\s+/g, ' ')
    const key = JSON.stringify([rule, relativeTo(workingFolder, span.file.path), cell, text])
    const before = seen.get(key) ?? 0
    seen.set(key, before + 1)
    return createHash('sha256').update(`${key}${before}`).digest('hex').slice(0, 32)
  }
}
