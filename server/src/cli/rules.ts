/** `warden rules`: one line for each rule. */
import type { Severity } from '../rules/rule.ts'
import { colourOption, type Paint, paintFor } from './colours.ts'
import { type Answer, type Command, type Given, superfluous } from './command.ts'
import { hanging } from './formats/prose.ts'
import { type KnownRule, knownRules } from './known-rules.ts'
import { type Terminal, widthOf } from './terminal.ts'

export const rulesCommand: Command = {
  name: 'rules',
  operands: '',
  summary: 'List all rules with their severity, what they are about and what they find.',
  options: [colourOption],
  notes: [
    'What is about "c" is wrong with the C text itself, what is about "comment" with a comment that suppresses a ' +
      'rule, and what is about "project" with a project file.',
  ],
  run: listRules,
}

function listRules(given: Given, terminal: Terminal): Answer {
  if (0 < given.operands.length) return superfluous('rules', given.operands)
  const rows = knownRules().map(rowOf)
  // In a file or a pipe a rule is one line, so that it can be searched for.
  const width = terminal.stdout.isTerminal ? widthOf(terminal.stdout) : Infinity
  return { kind: 'done', text: linesOf(rows, width, paintFor(given, terminal)).join(''), status: 0 }
}

interface Row {
  readonly id: string
  /** Undefined for what has no severity of its own. */
  readonly severity: Severity | undefined
  readonly subject: string
  readonly what: string
}

function rowOf(known: KnownRule): Row {
  const { id } = known
  if (known.kind === 'code')
    return { id, severity: undefined, subject: known.docs.subject, what: known.docs.what }
  return { id, severity: known.rule.severity, subject: known.rule.resource, what: known.rule.docs.what }
}

function linesOf(rows: readonly Row[], width: number, paint: Paint): readonly string[] {
  const widest = (of: (row: Row) => string): number => Math.max(...rows.map((row) => of(row).length))
  const [ids, severities, subjects] = [
    widest(({ id }) => id),
    widest(severityOf),
    widest(({ subject }) => subject),
  ]
  return rows.map((row) => {
    const [id, severity, subject] = [
      row.id.padEnd(ids),
      severityOf(row).padEnd(severities),
      row.subject.padEnd(subjects),
    ]
    const plain = `${id}  ${severity}  ${subject}  `
    const rest = textBeside(plain, row.what, width)
    return `${paint('strong', id)}  ${paint(row.severity ?? 'quiet', severity)}  ${paint('quiet', subject)}  ${rest}\n`
  })
}

/** The text behind what is in front of it; where hardly any room is left there, in the lines below. */
function textBeside(before: string, text: string, width: number): string {
  if (leastRoom <= width - before.length) return hanging(before, text, width).join('\n').slice(before.length)
  return ['', ...hanging('    ', text, width)].join('\n')
}

const leastRoom = 40

function severityOf({ severity }: Row): string {
  return severity ?? 'varies'
}
