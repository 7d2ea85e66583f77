/**
 * Reads the tests of a rule: a Markdown file with prose, and a case below each `## …` heading.
 *
 * A case is the C code in its fenced ```c blocks, an example as `example-board.ts` completes it; several blocks are
 * read as one. A finding is expected where a line ends in a comment `// severity[rule]: part of the message`; several
 * such comments may follow one another. The comments are taken out before the example is checked, since a comment
 * can matter to a rule. This file knows the notation and nothing about configs.
 */
import type { Severity } from '../../server/src/rules/rule.ts'

export interface Case {
  readonly name: string
  /** The example, without the expectations. */
  readonly example: string
  readonly expected: readonly Expectation[]
  /** For each line of the example its line in the Markdown file. Both count from 0. */
  readonly markdownLines: readonly number[]
}

export interface Expectation {
  readonly severity: Severity
  readonly rule: string
  /** The line of the example, from 0. */
  readonly line: number
  /** What the message has to contain. */
  readonly message: string
}

/** The cases of a Markdown file, in its order. Throws on a fence that is not closed, and on an unknown severity. */
export function casesOf(markdown: string): readonly Case[] {
  const cases: { name: string; lines: string[]; markdownLines: number[] }[] = []
  let fence: 'c' | 'other' | undefined
  for (const [number, line] of markdown.split('\n').entries()) {
    const current = cases.at(-1)
    const fenced = /^```(\w*)/.exec(line)
    if (fenced) {
      if (fence !== undefined) fence = undefined
      else fence = fenced[1] === 'c' ? 'c' : 'other'
      if (fence === 'c' && !current) throw new Error(`line ${number + 1}: code without a \`## …\` heading`)
    } else if (fence === 'c') {
      current?.lines.push(line)
      current?.markdownLines.push(number)
    } else if (fence === undefined && line.startsWith('## '))
      cases.push({ name: line.slice(3).trim(), lines: [], markdownLines: [] })
  }
  if (fence !== undefined) throw new Error('a ``` fence is not closed')
  return cases.map(({ name, lines, markdownLines }) => ({
    name,
    markdownLines,
    ...withoutExpectations(lines),
  }))
}

const comment = /\s*\/\/ (\w+)\[([\w-]+)\]: ?/

function withoutExpectations(lines: readonly string[]): Pick<Case, 'example' | 'expected'> {
  const expected: Expectation[] = []
  const code = lines.map((text, line) => {
    // An odd number of captures: the code, then severity, rule and message again and again.
    const [first = '', ...rest] = text.split(comment)
    for (let at = 0; at + 2 < rest.length; at += 3) {
      const [severity, rule = '', message = ''] = rest.slice(at, at + 3)
      expected.push({ severity: severityCalled(severity, text), rule, line, message: message.trim() })
    }
    return first
  })
  return { example: code.join('\n'), expected }
}

function severityCalled(name: string | undefined, line: string): Severity {
  if (name === 'error' || name === 'warning' || name === 'information' || name === 'hint') return name
  throw new Error(`no such severity: ${line.trim()}`)
}
