/**
 * Which fixes can be made at once. Each was made for the text as it is, so a fix that touches the place of another
 * one has to wait until the text has been checked again.
 */
import type { SourceFile } from '../../text/source-file.ts'
import type { TextEdit } from '../../text/edit.ts'
import type { Finding } from '../finding.ts'
import type { Fix } from './fix.ts'

export interface Together {
  /** The edits of one file. */
  readonly file: SourceFile
  readonly edits: readonly TextEdit[]
  /** How many fixes they make. */
  readonly count: number
}

/** The first safe fix of each finding, as many of them as do not touch each other; by file. */
export function safeFixes(findings: readonly Finding[]): readonly Together[] {
  const byFile = new Map<SourceFile, Fix[]>()
  for (const { fixes, file } of findings) {
    const safe = fixes.find(({ safety }) => safety === 'safe')
    const chosen = byFile.get(file) ?? []
    if (!safe || 0 === safe.edits.length || chosen.some((other) => touch(other, safe))) continue
    byFile.set(file, [...chosen, safe])
  }
  return [...byFile].map(([file, fixes]) => ({
    file,
    edits: fixes.flatMap(({ edits }) => edits),
    count: fixes.length,
  }))
}

function touch(a: Fix, b: Fix): boolean {
  return a.edits.some(({ span: one }) =>
    b.edits.some(({ span: other }) => one.start <= other.end && other.start <= one.end),
  )
}
