/** `warden explain RULE`: the page of a rule, for a terminal. */
import type { CodeDocs } from '../rules/codes.ts'
import type { Rule } from '../rules/rule.ts'
import { colourOption, type Paint, paintFor } from './colours.ts'
import { type Answer, type Command, type Given, wrongUse } from './command.ts'
import { hanging } from './formats/prose.ts'
import { knownRule } from './known-rules.ts'
import { type Terminal, widthOf } from './terminal.ts'

export const explainCommand: Command = {
  name: 'explain',
  operands: 'RULE',
  summary: 'Explain a rule: what it finds, why that matters, and an example.',
  options: [colourOption],
  notes: ['`warden rules` lists the rules.'],
  run: explain,
}

function explain(given: Given, terminal: Terminal): Answer {
  const [id, ...others] = given.operands
  if (id === undefined) return wrongUse(['explain needs the name of a rule; `warden rules` lists them'])
  if (0 < others.length) return wrongUse([`explain takes one rule, not ${given.operands.length}`])
  const known = knownRule(id)
  if (typeof known === 'string') return wrongUse([known])
  const page: Page = { width: widthOf(terminal.stdout), paint: paintFor(given, terminal) }
  const lines = known.kind === 'rule' ? rulePage(known.rule, page) : codePage(known.docs, page)
  return { kind: 'done', text: `${lines.join('\n')}\n`, status: 0 }
}

interface Page {
  readonly width: number
  readonly paint: Paint
}

function rulePage({ id, severity, resource, since, docs }: Rule, page: Page): readonly string[] {
  const { paint } = page
  return [
    `${paint(severity, `${severity}[${id}]`)}  ${paint('quiet', `${resource}, since ${since}`)}`,
    ...section('What it finds', prose(docs.what, page), page),
    ...section('Why it matters', prose(docs.why, page), page),
    ...(docs.legal === undefined ? [] : section('What is fine', prose(docs.legal, page), page)),
    ...(docs.fix === undefined ? [] : section('Quick fix', prose(docs.fix, page), page)),
    ...section('Example', example(docs.bad), page),
    ...section('Without the fault', example(docs.good), page),
    ...section(
      'Where this comes from',
      docs.references.map((reference) => `  ${reference}`),
      page,
    ),
  ]
}

function codePage(docs: CodeDocs, page: Page): readonly string[] {
  return [
    `${page.paint('strong', docs.id)}  ${page.paint('quiet', docs.subject)}`,
    ...section('What it finds', prose(docs.what, page), page),
    ...section('What follows', prose(docs.then, page), page),
    ...(docs.example === undefined ? [] : section('Example', example(docs.example), page)),
  ]
}

function section(heading: string, lines: readonly string[], { paint }: Page): readonly string[] {
  return ['', paint('strong', heading), ...lines]
}

function prose(text: string, { width }: Page): readonly string[] {
  return hanging('  ', text, width)
}

/** Examples are short; their lines stay as they are. A line `//- x86 cell` says which file of a board follows. */
function example(code: string): readonly string[] {
  return code
    .replace(/^\n+|\s+$/g, '')
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line.replace(/^\/\/- /, '// ')}`))
}
