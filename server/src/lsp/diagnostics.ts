/** What is to be shown in a file, in the protocol's words, for those that are asked and for the one that publishes. */
import type { CancellationToken, Diagnostic } from 'vscode-languageserver'
import { diagnosticOf, diagnosticsOf } from '../ide/diagnostics.ts'
import { type DiagnosticOptions, diagnosticFrom } from './conversion.ts'
import type { Session } from './session.ts'

export async function diagnosticsFor(
  path: string,
  session: Session,
  options: DiagnosticOptions,
  token: CancellationToken,
): Promise<readonly Diagnostic[]> {
  const aboutProject = session.projectFindings(path)
  if (aboutProject) return aboutProject.map((finding) => diagnosticFrom(diagnosticOf(finding), options))
  const check = await session.checkFor(path, token)
  return check ? diagnosticsOf(check, path).map((diagnostic) => diagnosticFrom(diagnostic, options)) : []
}
