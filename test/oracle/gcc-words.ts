/**
 * What gcc says about a file with `-Wall -Wextra`, in Warden's terms: on which lines, and under which code Warden has
 * to say the same. Warnings of other kinds (missing fields, parentheses, unused things) are left out.
 */
import { spawnSync } from 'node:child_process'
import type { Complaint, ComplaintCode } from '../../server/src/c/complaint.ts'
import { writtenAt } from '../../server/src/c/origin.ts'
import { positionAt, type SourceFile } from '../../server/src/text/source-file.ts'

/** gcc's wording, and the code of the complaint. A later pattern counts only where no earlier one fits. */
const kinds: readonly (readonly [RegExp, ComplaintCode])[] = [
  [/initialized field overwritten/, 'initializer-overridden'],
  [/excess elements|initializer-string .* too long/, 'c-excess-initializer'],
  [/changes value from|constant is too large for its type/, 'value-truncated'],
  [/shift count|left shift of negative|requires \d+ bits/, 'shift-out-of-range'],
  [/integer overflow in expression/, 'c-overflow'],
  [/braces around scalar|empty scalar initializer/, 'c-scalar-braces'],
  [/" redefined/, 'c-macro-redefined'],
  [/#warning|#error/, 'c-error-directive'],
  [/constant is so large that it is unsigned/, 'c-constant'],
]

export interface Said {
  /** `12 value-truncated`, each once and in order. */
  readonly warnings: readonly string[]
  /** The lines on which an error stands. */
  readonly errors: readonly number[]
}

export function saidByGcc(path: string, options: readonly string[] = []): Said {
  const { stderr } = spawnSync('gcc', ['-c', '-Wall', '-Wextra', ...options, '-o', '/dev/null', path], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  const said = [...stderr.matchAll(/^([^:\n]+):(\d+):(?:\d+:)? (warning|error|fatal error): (.*)$/gm)]
  const lines = said.filter(([, file]) => file === path)
  const warnings = lines.flatMap(([, , line, , words = '']) => {
    const code = kinds.find(([pattern]) => pattern.test(words))?.[1]
    return code === undefined ? [] : [`${line} ${code}`]
  })
  const errors = lines.filter(([, , , severity]) => severity !== 'warning').map(([, , line]) => Number(line))
  return sorted(warnings, errors)
}

/** The same of complaints about a file; those of codes that stand for no kind of warning are left out. */
export function saidByWarden(complaints: readonly Complaint[], main: SourceFile): Said {
  const codes = new Set(kinds.map(([, code]) => code))
  const placed = complaints.flatMap(({ code, severity, at }) => {
    const { file, start } = writtenAt(at)
    return file === main ? [{ code, severity, line: positionAt(file, start).line + 1 }] : []
  })
  const ofKinds = placed.filter(({ code, severity }) => codes.has(code) && !isOtherError(code, severity))
  return sorted(
    ofKinds.map(({ code, line }) => `${line} ${code}`),
    placed.filter(({ severity }) => severity === 'error').map(({ line }) => line),
  )
}

/** Errors are compared by their lines alone, since gcc has many words for what has one code here. */
function isOtherError(code: ComplaintCode, severity: Complaint['severity']): boolean {
  return severity === 'error' && (code === 'c-type' || code === 'c-constant')
}

function sorted(warnings: readonly string[], errors: readonly number[]): Said {
  return {
    warnings: [...new Set(warnings)].toSorted(),
    errors: [...new Set(errors)].toSorted((a, b) => a - b),
  }
}
