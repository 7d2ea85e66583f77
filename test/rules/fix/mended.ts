/** Makes a fix of an example and shows what has become of its text, for tests that look at comments and formatting. */
import type { Fix } from '../../../server/src/rules/fix/fix.ts'
import { withEdits } from '../../../server/src/text/edit.ts'
import { checkBoard } from '../checked-example.ts'
import { exampleBoard } from '../example-board.ts'

/** The fixes that a rule, or a complaint of the front end, offers for an example: those of its findings in order. */
export function fixesFor(rule: string, example: string): readonly Fix[] {
  const { findings } = checkBoard(exampleBoard(example))
  return findings.flatMap(({ finding }) => (finding.rule === rule ? finding.fixes : []))
}

/** Only the lines that the example gives, of each of its files that a fix changes, by the end of the file's name. */
export function mended(example: string, { edits }: Fix): Readonly<Record<string, string>> {
  const changed = exampleBoard(example).flatMap(({ path, text, exampleLineOf }) => {
    const own = edits.filter(({ span }) => span.file.path === path)
    if (own.length === 0) return []
    const lines = text.split('\n')
    const last = lines.findLastIndex((_, line) => exampleLineOf(line) !== undefined)
    const first = lines.findIndex((_, line) => exampleLineOf(line) !== undefined)
    const result = withEdits(text, own).split('\n')
    const kept = result.slice(first, result.length - (lines.length - 1 - last))
    return [[path.replace(/^.*\//, ''), kept.join('\n')] as const]
  })
  return Object.fromEntries(changed)
}
