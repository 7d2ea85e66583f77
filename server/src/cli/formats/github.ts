/**
 * Findings as the commands that GitHub Actions takes from a job's output and shows beside the lines of a change.
 * Information and hints are both notices there. A place in the built-in interface is in no file.
 */
import { wholeText } from '../../rules/finding.ts'
import type { Severity } from '../../rules/rule.ts'
import { positionAt } from '../../text/source-file.ts'
import { relativeTo } from '../../workspace/paths.ts'
import type { Outcome, OutcomeFinding } from '../outcome.ts'

export function github({ findings, workingFolder }: Outcome): string {
  return findings.map((finding) => `${commandFor(finding, workingFolder)}\n`).join('')
}

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
}

function commandFor(finding: OutcomeFinding, workingFolder: string): string {
  const { severity, rule, span } = finding
  const [first, last] = [positionAt(span.file, span.start), positionAt(span.file, span.end)]
  const isOneLine = first.line === last.line
  const properties = {
    file: relativeTo(workingFolder, span.file.path),
    line: first.line + 1,
    endLine: last.line + 1,
    // Columns are taken for a place within one line only.
    ...(isOneLine ? { col: first.column + 1, endColumn: last.column + 1 } : {}),
    title: rule,
  }
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`)
  return `::${commands[severity]} ${written.join(',')}::${data(wholeText(finding))}`
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
