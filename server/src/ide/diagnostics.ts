/**
 * What an editor shows in one file: the findings of the file itself, and those about a pair of cells whose other half
 * is in it. A finding about two cells is reported at the second one only; whoever has the first one open should see
 * it, too, from that side.
 *
 * An editor can underline in the file only. What stands in an included file is shown at the `#include` that leads
 * there. Plain data in, plain data out; what a protocol makes of it is not known here.
 */
import type { Preprocessed } from '../c/preprocessing.ts'
import { type Finding, type RelatedSpan, wholeText } from '../rules/finding.ts'
import { ruleOf } from '../rules/registry.ts'
import type { Severity } from '../rules/rule.ts'
import type { SourceFile } from '../text/source-file.ts'
import { type Span, span } from '../text/span.ts'

/** Findings, and the files that they are about: as much of a check as is needed here. */
export interface CheckedFiles {
  /** Those of the file and of the files that were checked together with it. */
  readonly findings: readonly Finding[]
  readonly files: readonly CheckedFile[]
}

interface CheckedFile {
  readonly file: SourceFile
  /** What it includes, and what of it was skipped. */
  readonly translation: { readonly preprocessed: Pick<Preprocessed, 'includes' | 'inactive'> }
}

export interface FileDiagnostic {
  /** The id of the rule, or the code of the C front end's complaint. */
  readonly rule: string
  readonly severity: Severity
  /** Several lines: what is wrong, why it matters, what to do. */
  readonly message: string
  /** In the file that was asked for. */
  readonly span: Span
  readonly related: readonly RelatedSpan[]
}

/** The diagnostics of the file at a path; none when it is not among the checked files. */
export function diagnosticsOf(check: CheckedFiles, path: string): readonly FileDiagnostic[] {
  const checked = check.files.find(({ file }) => file.path === path)
  if (!checked) return []
  return check.findings.flatMap((finding) =>
    finding.file.path === path ? [ownDiagnostic(finding, checked)] : mirrored(finding, checked),
  )
}

/** A finding about a file by itself, which has no others to be read with. */
export function diagnosticOf(finding: Finding): FileDiagnostic {
  const { rule, severity, span: place, related } = finding
  return { rule, severity, message: wholeText(finding), span: place, related }
}

function ownDiagnostic(finding: Finding, checked: CheckedFile): FileDiagnostic {
  const { rule, severity } = finding
  return { rule, severity, message: wholeText(finding), ...placed(finding.span, finding.related, checked) }
}

/** A finding about two cells as it is seen from this file, if the file is one of the two. */
function mirrored(finding: Finding, checked: CheckedFile): readonly FileDiagnostic[] {
  if (ruleOf(finding.rule)?.scope !== 'board') return []
  const here = finding.related.find(({ file }) => file?.path === checked.file.path)
  if (!here) return []
  const there: RelatedSpan = {
    span: finding.span,
    message: `the finding in ${nameOf(finding.file)}`,
    file: finding.file,
  }
  const others = finding.related.filter((related) => related !== here)
  const who =
    finding.cell === undefined || finding.cell === '' ? nameOf(finding.file) : `cell "${finding.cell}"`
  return [
    {
      rule: finding.rule,
      severity: finding.severity,
      message: `found in ${who}: ${wholeText(finding)}`,
      ...placed(here.span, [there, ...others], checked),
    },
  ]
}

/** The place in the file, and the true place first among the related ones when it is elsewhere. */
function placed(
  place: Span,
  related: readonly RelatedSpan[],
  checked: CheckedFile,
): Pick<FileDiagnostic, 'span' | 'related'> {
  if (place.file === checked.file) return { span: place, related }
  const truly: RelatedSpan = { span: place, message: `the place in ${nameOf(place.file)}` }
  return { span: includeOf(place.file, checked) ?? span(checked.file, 0, 0), related: [truly, ...related] }
}

/**
 * The `#include` in the config through which another file was read; undefined for what no directive named, as a macro
 * that the settings define.
 */
function includeOf(target: SourceFile, { file, translation }: CheckedFile): Span | undefined {
  const seen = new Set<SourceFile>()
  for (let wanted = target; !seen.has(wanted); ) {
    seen.add(wanted)
    const include = translation.preprocessed.includes.find((candidate) => candidate.target === wanted)
    if (!include) return undefined
    const { first, last } = include.directive
    if (first.file === file) return span(file, first.start, last.end)
    wanted = first.file
  }
  return undefined
}

function nameOf(file: SourceFile): string {
  return file.path.replace(/^.*\//, '')
}
