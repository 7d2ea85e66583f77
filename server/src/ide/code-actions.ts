/**
 * What an editor offers to do about findings: the fixes of the rules, all safe ones at once, and a comment that
 * suppresses a finding and waits for its reason. Plain data in, plain data out.
 */
import type { Finding } from '../rules/finding.ts'
import { safeFixes } from '../rules/fix/all.ts'
import { lineBreakOf } from '../rules/fix/lines.ts'
import { isSuppressible } from '../rules/suppressions.ts'
import { listText } from '../rules/wording.ts'
import { type SourceFile, startOfLineAt } from '../text/source-file.ts'
import { type Span, span } from '../text/span.ts'
import type { TextEdit } from '../text/edit.ts'

export interface CodeAction {
  readonly title: string
  readonly kind: CodeActionKind
  /** In the file that was asked for, and of a fix that the title says it of, in others. */
  readonly edits: readonly TextEdit[]
  /** What it mends; undefined for what is about the whole file. */
  readonly finding: Finding | undefined
  /** Whether it is the one to take when nobody chooses. */
  readonly isPreferred: boolean
}

export type CodeActionKind = 'quickfix' | 'source.fixAll.warden'

/** The actions for what a selection touches, and those for the whole file. */
export function codeActionsFor(
  findings: readonly Finding[],
  file: SourceFile,
  selection: Pick<Span, 'start' | 'end'>,
): readonly CodeAction[] {
  const own = findings.filter((finding) => finding.file === file)
  const touched = own.filter(({ span: at }) => at.file === file && touches(at, selection))
  return [
    ...touched.flatMap(fixActions),
    ...touched.flatMap((finding) => suppressAction(finding, file)),
    ...fixAllAction(own),
  ]
}

function touches(place: Span, { start, end }: Pick<Span, 'start' | 'end'>): boolean {
  return place.start <= end && start <= place.end
}

function fixActions(finding: Finding): readonly CodeAction[] {
  return finding.fixes.map(({ title, safety, edits }, index) => ({
    title: `${upperCase(title)}${elsewhere(edits, finding.file)}`,
    kind: 'quickfix',
    edits,
    finding,
    isPreferred: index === 0 && safety === 'safe',
  }))
}

/** Whoever chooses an action sees one file, and has to know that others change. */
function elsewhere(edits: readonly TextEdit[], file: SourceFile): string {
  const others = new Set(edits.map(({ span: at }) => at.file).filter((other) => other !== file))
  if (others.size === 0) return ''
  const names = [...others].map((other) => other.path.replace(/^.*\//, ''))
  return edits.every(({ span: at }) => at.file !== file)
    ? `, in ${listText(names)}`
    : `, also in ${listText(names)}`
}

/** The reason is for the author to write: until there is one, Warden says that it is missing. */
function suppressAction(finding: Finding, file: SourceFile): readonly CodeAction[] {
  if (!isSuppressible(finding.rule)) return []
  const start = startOfLineAt(file.text, finding.span.start)
  const indentation = /^[ \t]*/.exec(file.text.slice(start))?.[0] ?? ''
  const text = `${indentation}// warden-ignore ${finding.rule}:${lineBreakOf(file)}`
  return [
    {
      title: `Suppress ${finding.rule} here, with a reason`,
      kind: 'quickfix',
      edits: [{ span: span(file, start, start), text }],
      finding,
      isPreferred: false,
    },
  ]
}

function fixAllAction(findings: readonly Finding[]): readonly CodeAction[] {
  return safeFixes(findings).map(({ edits, count }) => ({
    title: count === 1 ? 'Make the safe fix in this file' : `Make all ${count} safe fixes in this file`,
    kind: 'source.fixAll.warden',
    edits,
    finding: undefined,
    isPreferred: false,
  }))
}

function upperCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
