/**
 * What is to be shown in a file, in the protocol's words, for those that are asked and for the one that publishes.
 *
 * What the preprocessor leaves out is shown as unnecessary, which editors dim. Semantic tokens would do, too, but an
 * editor takes those of one server only: Warden's would cost the colours of every other.
 */
import {
  type CancellationToken,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
} from 'vscode-languageserver'
import { type CheckedFiles, diagnosticOf, diagnosticsOf } from '../ide/diagnostics.ts'
import { inactiveBranches } from '../ide/inactive.ts'
import { type DiagnosticOptions, diagnosticFrom, rangeOf } from './conversion.ts'
import type { Session } from './session.ts'

export async function diagnosticsFor(
  path: string,
  session: Session,
  options: DiagnosticOptions,
  token: CancellationToken,
): Promise<readonly Diagnostic[]> {
  const aboutProject = session.projectFindings(path)
  if (aboutProject) return aboutProject.map((finding) => diagnosticFrom(diagnosticOf(finding), options))
  const found = await session.foundFor(path, token)
  if (!found) return []
  const shown = diagnosticsOf(found, path).map((diagnostic) => diagnosticFrom(diagnostic, options))
  const dims = options.abilities.dimsUnnecessary && session.settings().dimInactiveBranches
  return dims ? [...shown, ...dimmed(found, path)] : shown
}

/** Hints, which no list of problems shows. */
function dimmed({ files }: CheckedFiles, path: string): readonly Diagnostic[] {
  const checked = files.find(({ file }) => file.path === path)
  if (!checked) return []
  return inactiveBranches(checked.file, checked.translation).map(({ span, directive }) => ({
    range: rangeOf(span),
    severity: DiagnosticSeverity.Hint,
    tags: [DiagnosticTag.Unnecessary],
    source: 'warden',
    message: `left out by \`${directive}\``,
  }))
}
