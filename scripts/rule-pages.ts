/**
 * The pages of `docs/rules`: one for each rule, an index, and one for the complaints of the C front end. All of it
 * comes out of the rules themselves; the findings shown are those that Warden has for the examples. This file makes
 * texts and writes none.
 */
import { coveragePage } from './coverage-page.ts'
import { type CodeSubject, codes, pageOfSubject } from '../server/src/rules/codes.ts'
import { rules } from '../server/src/rules/registry.ts'
import type { Resource, Rule, Severity } from '../server/src/rules/rule.ts'
import { checkExample, type ExampleFinding, type ExampleLine } from '../test/rules/checked-example.ts'

/** The pages by their paths from the root of the repository. */
export function rulePages(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/rules/README.md', indexPage()],
    ['docs/rules/coverage.md', coveragePage()],
    ...subjects.map((subject) => [`docs/rules/${pageOfSubject[subject]}`, codesPage(subject)] as const),
    ...rules.map((rule) => [`docs/rules/${rule.id}.md`, rulePage(rule)] as const),
  ])
}

function rulePage(rule: Rule): string {
  const { id, docs } = rule
  return page([
    notice(`server/src/rules/${rule.resource}/${id}.ts`),
    `# ${id}`,
    prose(docs.what),
    table(
      ['severity', 'resource', 'judges', 'presets', 'since'],
      [[rule.severity, rule.resource, judged[rule.scope], presetsOf(rule), rule.since]],
    ),
    '## Why it matters',
    prose(docs.why),
    ...(docs.legal === undefined ? [] : ['## What is fine', prose(docs.legal)]),
    ...(docs.fix === undefined ? [] : ['## Quick fix', prose(docs.fix)]),
    '## Example',
    'Only the lines that matter; [the rest](../../test/rules/example-board.ts) is that of a made-up board.',
    fenced('c', docs.bad),
    'Warden says:',
    fenced('text', findingsText(docs.bad, id)),
    'Without the fault:',
    fenced('c', docs.good),
    '## Where this comes from',
    docs.references.map((reference) => `- ${prose(quotedPath(reference))}`).join('\n'),
  ])
}

const judged: Readonly<Record<Rule['scope'], string>> = {
  file: 'each config by itself',
  cell: 'each cell, with its root',
  board: 'the cells of a board, together',
}

function presetsOf({ preset }: Rule): string {
  if (preset === undefined) return 'recommended, strict, all'
  return preset === 'strict' ? 'strict, all' : 'all (preview)'
}

const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint']

const resources: Readonly<Record<Resource, string>> = {
  source: 'Source',
  structure: 'Structure',
  cpu: 'CPUs',
  memory: 'Memory',
  interrupts: 'Interrupts',
  pio: 'I/O ports',
  pci: 'PCI devices',
  ivshmem: 'Shared memory links (ivshmem)',
  iommu: 'IOMMU and stream ids',
  console: 'Consoles',
  cache: 'Cache partitions',
  system: 'Platform and life cycle',
}

function indexPage(): string {
  return page([
    notice('server/src/rules'),
    '# Rules',
    'The severity is the usual one; some rules choose another for some cases, as their pages say. An error is ' +
      'refused by the hypervisor or the driver, or breaks the partition for certain. A warning is almost surely a ' +
      'fault. Information is true and worth knowing, and harmless as far as Warden can tell. A hint is about style, ' +
      'or data without effect.',
    ...Object.entries(resources).flatMap(([resource, title]) => {
      const rows = rules.filter((rule) => rule.resource === resource).toSorted(bySeverity)
      if (rows.length === 0) return []
      const cells = rows.map(({ id, severity, docs }) => [link(id), severity, prose(docs.what)])
      return [`## ${title}`, table(['rule', 'severity', 'finds'], cells)]
    }),
    '## C, comments and project files',
    'What no rule finds has codes of its own: see [the C front end](c-front-end.md), [suppressions](suppressions.md) ' +
      'and [the project file](project-file.md). What is still missing is counted in [the coverage](coverage.md).',
    '## By severity',
    severities
      .map((severity) => [severity, rules.filter((rule) => rule.severity === severity)] as const)
      .filter(([, found]) => 0 < found.length)
      .map(([severity, found]) => `- ${severity}: ${found.map(({ id }) => link(id)).join(', ')}`)
      .join('\n'),
  ])
}

/** Stable, so rules of one severity stay in the order of the registry. */
function bySeverity(a: Rule, b: Rule): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity)
}

const subjects: readonly CodeSubject[] = ['c', 'comment', 'project']

const subjectPages: Readonly<Record<CodeSubject, { source: string; title: string; about: string }>> = {
  c: {
    source: 'server/src/rules/complaint-docs.ts',
    title: 'The C front end',
    about:
      'Warden reads a config as C before it asks what the config means. What is wrong with it as C is reported under ' +
      'these codes. They are switched off and given another severity like rules.',
  },
  comment: {
    source: 'server/src/rules/suppression-docs.ts',
    title: 'Suppressions',
    about:
      'A finding that is meant to be so is suppressed by a comment on its line, or on the line above: ' +
      '`warden-ignore`, the name of the rule, or several with commas, a colon and the reason. What is wrong with ' +
      'such comments is reported under these codes.',
  },
  project: {
    source: 'server/src/rules/project-docs.ts',
    title: 'The project file',
    about:
      'What is wrong with a [project file](../project-file.md) is reported under these codes. They are switched off ' +
      'and given another severity like rules.',
  },
}

function codesPage(subject: CodeSubject): string {
  const { source, title, about } = subjectPages[subject]
  return page([
    notice(source),
    `# ${title}`,
    prose(about),
    ...codes
      .filter((code) => code.subject === subject)
      .flatMap(({ id, what, then, example }) => [
        `## ${id}`,
        prose(what),
        prose(then),
        ...(example === undefined ? [] : exampleOf(id, subject, example)),
      ]),
  ])
}

function exampleOf(id: string, subject: CodeSubject, example: string): readonly string[] {
  if (subject === 'project') return [fenced('jsonc', example)]
  return [fenced('c', example), fenced('text', findingsText(example, id))]
}

/** What Warden finds in an example, of one rule. */
function findingsText(example: string, rule: string): string {
  const found = checkExample(example).findings.filter(({ finding }) => finding.rule === rule)
  return found.map((one) => findingText(one, example)).join('\n\n')
}

function findingText({ finding, at, related }: ExampleFinding, example: string): string {
  const { severity, rule, message, why, help } = finding
  // Where Warden's own header defines a macro explains nothing to a reader.
  const places = related.filter(({ path }) => path.startsWith('/'))
  return [
    `${severity}[${rule}]: ${message}`,
    `  ${lineText(at, example)}`,
    ...places.map((place) => `  ${lineText(place, example)}\n      ${place.message}`),
    ...(why === undefined ? [] : [`  why: ${why}`]),
    ...(help === undefined ? [] : [`  help: ${help}`]),
  ].join('\n')
}

/** A line of the example with its number, or a line of what was completed. */
function lineText({ line, path, text }: ExampleLine, example: string): string {
  if (line === undefined) return `${path.replace(/^.*\//, '')}: ${text}`
  const blank = /^\s*\n/.exec(example)?.[0] ?? ''
  return `line ${line + 2 - blank.split('\n').length}: ${text}`
}

function page(paragraphs: readonly string[]): string {
  return `${paragraphs.join('\n\n')}\n`
}

function notice(source: string): string {
  return `<!-- Written by \`npm run generate\` out of ${source}: change it there. -->`
}

function link(id: string): string {
  return `[${id}](${id}.md)`
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trim()}\n\`\`\``
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(tableLine).join('\n')
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`
}

/** A reference that begins with the path of a source file, with that path as code. */
function quotedPath(reference: string): string {
  return reference.replace(/^[\w./-]+\.\w+/, '`$&`')
}

/** Text as Markdown: outside of backticks nothing of it is markup. */
function prose(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replaceAll(/[<*]|(?<!\w)_|_(?!\w)/g, String.raw`\$&`)))
    .join('')
}
