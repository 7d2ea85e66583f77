/**
 * The page `docs/rules/coverage.md`: every rule of the catalogue, and whether Warden has it. This file makes a text and
 * writes none.
 */
import { codeOf, pageOfSubject } from '../server/src/rules/codes.ts'
import { notImplemented } from '../server/src/rules/not-implemented.ts'
import { rules, ruleOf } from '../server/src/rules/registry.ts'
import { type CatalogueSection, catalogueSections } from '../test/rules/catalogue-ids.ts'

export function coveragePage(): string {
  const rows = catalogueSections.map((section) => countsOf(section))
  const total = (of: (row: Counts) => number): number => rows.reduce((sum, row) => sum + of(row), 0)
  const further = rules.filter(({ id }) => !catalogueSections.some(({ ids }) => ids.includes(id)))
  return `${[
    '<!-- Written by `npm run generate` out of server/src/rules and test/rules/catalogue-ids.ts. -->',
    '# Coverage',
    'The rules of the catalogue that Warden was written after, and which of them it has. Device trees are not read yet.',
    [
      '| section | rules | there | left out |',
      '| --- | --- | --- | --- |',
      ...rows.map(({ title, all, there }) => `| ${title} | ${all} | ${there} | ${all - there} |`),
      `| all | ${total(({ all }) => all)} | ${total(({ there }) => there)} | ${total(({ all, there }) => all - there)} |`,
    ].join('\n'),
    `Warden has ${further.length} rules that the catalogue does not: ${further.map(({ id }) => link(id)).join(', ')}.`,
    ...catalogueSections.flatMap(sectionText),
  ].join('\n\n')}\n`
}

/** Why a rule of the catalogue is not there; undefined for one that is. */
export function absenceOf(id: string, section: string): string | undefined {
  if (ruleOf(id) || codeOf(id)) return undefined
  return notImplemented[id] ?? (section === 'F.13' ? 'Device trees are not read yet.' : 'Not written yet.')
}

interface Counts {
  readonly title: string
  readonly all: number
  readonly there: number
}

function countsOf({ number, title, ids }: CatalogueSection): Counts {
  return { title, all: ids.length, there: ids.filter((id) => absenceOf(id, number) === undefined).length }
}

function sectionText({ number, title, ids }: CatalogueSection): readonly string[] {
  const absent = ids.flatMap((id) => {
    const reason = absenceOf(id, number)
    return reason === undefined ? [] : [{ id, reason }]
  })
  const there = ids.filter((id) => absenceOf(id, number) === undefined)
  return [
    `## ${title}`,
    ...(there.length === 0 ? [] : [there.map(link).join(', ')]),
    ...(absent.length === 0 ? [] : [absent.map(({ id, reason }) => `- ${id}: ${reason}`).join('\n')]),
  ]
}

function link(id: string): string {
  const code = codeOf(id)
  return code ? `[${id}](${pageOfSubject[code.subject]}#${id})` : `[${id}](${id}.md)`
}
