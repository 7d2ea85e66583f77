/**
 * Compares what was found in an example with what its author expected. Of all findings only those of the rule under
 * test count, and errors of the C front end: an example that is no proper C shows nothing.
 */
import type { ExampleFinding } from './checked-example.ts'
import type { Case } from './markdown.ts'

/** What is wrong with the findings of a case, a sentence each; nothing when all is as expected. */
export function faultsOf(
  { expected, markdownLines }: Pick<Case, 'expected' | 'markdownLines'>,
  rule: string,
  found: readonly ExampleFinding[],
): readonly string[] {
  const surplus = found.filter(({ finding }) => isCompared(finding.rule, finding.severity, rule))
  const missing = expected.filter(({ severity, rule: code, line, message }) => {
    const index = surplus.findIndex(
      ({ finding, at }) =>
        finding.severity === severity &&
        finding.rule === code &&
        at.line === line &&
        finding.message.includes(message),
    )
    if (0 <= index) surplus.splice(index, 1)
    return index < 0
  })
  const lineText = (line: number): string => `line ${(markdownLines[line] ?? line) + 1}`
  return [
    ...missing.map(
      ({ severity, rule: code, line, message }) =>
        `${lineText(line)}: not found: ${severity}[${code}]: ${message}`,
    ),
    ...surplus.map(({ finding, at }) => {
      const place = at.line === undefined ? `${at.path}: ${at.text}` : lineText(at.line)
      return `${place}: not expected: ${finding.severity}[${finding.rule}]: ${finding.message}`
    }),
  ]
}

function isCompared(found: string, severity: string, rule: string): boolean {
  return found === rule || (found.startsWith('c-') && severity === 'error')
}
