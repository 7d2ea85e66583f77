/**
 * One line for each finding, `path:line:column: severity[rule] message`, and nothing else: for editors' error
 * parsers, `grep` and `wc -l`. Lines and columns count from one, columns in UTF-16 code units.
 */
import { positionAt } from '../../text/source-file.ts'
import { relativeTo } from '../../workspace/paths.ts'
import type { Outcome } from '../outcome.ts'
import { printable } from './display.ts'

export function concise({ findings, workingFolder }: Outcome): string {
  return findings
    .map(({ span, severity, rule, message }) => {
      const { line, column } = positionAt(span.file, span.start)
      const place = `${relativeTo(workingFolder, span.file.path)}:${line + 1}:${column + 1}`
      return `${printable(`${place}: ${severity}[${rule}] ${message}`)}\n`
    })
    .join('')
}
