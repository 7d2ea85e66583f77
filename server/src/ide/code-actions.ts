/**
 * What an editor offers to do about findings: the fixes of the rules, all safe ones at once, a comment that suppresses a
 * finding and waits for its reason, the page about it, and the choice of a root. Plain data in, plain data out.
 */
import type { Finding } from '../rules/finding.ts'
import { safeFixes } from '../rules/fix/all.ts'
import { lineBreakOf } from '../rules/fix/lines.ts'
import { isSuppressible } from '../rules/suppressions.ts'
import { listText } from '../rules/wording.ts'
import { type SourceFile, startOfLineAt } from '../text/source-file.ts'
import { type Span, span } from '../text/span.ts'
import type { TextEdit } from '../text/edit.ts'
import type { Rewrite } from './rewrites/rewrite.ts'

export interface CodeAction {
  readonly title: string
  readonly kind: CodeActionKind
  readonly does: Deed
  /** What it mends; undefined for what is about the whole file. */
  readonly finding: Finding | undefined
  /** Whether it is the one to take when nobody chooses. */
  readonly isPreferred: boolean
}

/**
 * Edits in the file that was asked for, and of a fix that the title says it of, in others; or a look at the page about a
 * rule or another kind of finding; or the question which root the cell belongs to, whose answer goes into the project file.
 */
export type Deed =
  | { readonly edits: readonly TextEdit[] }
  | { readonly opensPageOf: string }
  | { readonly asksForRoot: true }

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
    ...touched.flatMap(rootAction),
    ...touched.flatMap((finding) => suppressAction(finding, file)),
    ...touched.filter(isFirstOfItsRule).map(pageAction),
    ...fixAllAction(own),
  ]
}

/** The rewrites that none of the actions makes as well. */
export function rewritesBeside(
  actions: readonly CodeAction[],
  rewrites: readonly Rewrite[],
): readonly Rewrite[] {
  const made = new Set(actions.flatMap(({ does }) => ('edits' in does ? [textOfEdits(does.edits)] : [])))
  return rewrites.filter(({ edits }) => !made.has(textOfEdits(edits)))
}

function textOfEdits(edits: readonly TextEdit[]): string {
  return edits
    .map(({ span: { file, start, end }, text }) => `${file.path} ${start} ${end} ${text}`)
    .toSorted()
    .join('\n')
}

function touches(place: Span, { start, end }: Pick<Span, 'start' | 'end'>): boolean {
  return place.start <= end && start <= place.end
}

function fixActions(finding: Finding): readonly CodeAction[] {
  return finding.fixes.map(({ title, safety, edits }, index) => ({
    title: `${upperCase(title)}${elsewhere(edits, finding.file)}`,
    kind: 'quickfix',
    does: { edits },
    finding,
    isPreferred: index === 0 && safety === 'safe',
  }))
}

function rootAction(finding: Finding): readonly CodeAction[] {
  if (finding.rule !== 'cell-without-root') return []
  const title = 'Choose the root cell of this cell …'
  return [{ title, kind: 'quickfix', does: { asksForRoot: true }, finding, isPreferred: true }]
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
      does: { edits: [{ span: span(file, start, start), text }] },
      finding,
      isPreferred: false,
    },
  ]
}

function isFirstOfItsRule({ rule }: Finding, at: number, findings: readonly Finding[]): boolean {
  return findings.findIndex((other) => other.rule === rule) === at
}

function pageAction(finding: Finding): CodeAction {
  const { rule } = finding
  return {
    title: `Open the page about ${rule}`,
    kind: 'quickfix',
    does: { opensPageOf: rule },
    finding,
    isPreferred: false,
  }
}

function fixAllAction(findings: readonly Finding[]): readonly CodeAction[] {
  return safeFixes(findings).map(({ edits, count }) => ({
    title: count === 1 ? 'Make the safe fix in this file' : `Make all ${count} safe fixes in this file`,
    kind: 'source.fixAll.warden',
    does: { edits },
    finding: undefined,
    isPreferred: false,
  }))
}

function upperCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
