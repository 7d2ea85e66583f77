/**
 * The page of a compiled config, as markup: a table of its fields with their bytes, and the findings at the fields that
 * they are about. Plain data in, text out: nothing here knows VS Code.
 */
import type { ImageAnswer } from '../../server/src/lsp/messages-views.ts'
import { escaped } from './markup.ts'

type Row = ImageAnswer['rows'][number]
type Finding = Pick<ImageAnswer['findings'][number], 'rule' | 'severity' | 'message' | 'row'>

export interface ImageContent {
  readonly title: string
  readonly rows: readonly Row[]
  readonly findings: readonly Finding[]
}

/** What the page says by itself, in the language of the editor. */
export interface ImageWords {
  readonly unreadable: string
  readonly nothingFound: string
  /** What the keys do. */
  readonly keys: string
  readonly findings: string
  readonly offset: string
  readonly bytes: string
  readonly field: string
  readonly value: string
  readonly noField: string
  readonly severities: Readonly<Record<Finding['severity'], string>>
}

/** The page, with the places in which its script shows what a field means. */
export function imageBody({ title, rows, findings }: ImageContent, words: ImageWords): string {
  const head = [words.offset, words.bytes, words.field, words.value]
  return `<main>
<h1 class="title" id="title" lang="en">${escaped(title)}</h1>
${summary(findings, words)}
<p id="keys" class="keys">${escaped(words.keys)}</p>
<table role="grid" aria-readonly="true" aria-labelledby="title" aria-describedby="keys">
<thead><tr>${head.map((text) => `<th scope="col">${escaped(text)}</th>`).join('')}</tr></thead>
${membersOf(rows)
  .map(({ name, from, to }) => memberBody(name, rows, from, to, findings, words))
  .join('\n')}
</table>
</main>
<div id="hover" role="tooltip" lang="en" hidden></div>
<div id="spoken" class="spoken" role="status" lang="en"></div>`
}

/** All findings at a glance; each leads to its row. */
function summary(findings: readonly Finding[], words: ImageWords): string {
  if (findings.length === 0) return `<p>${escaped(words.nothingFound)}</p>`
  const items = findings.map(({ rule, severity, message, row }) => {
    const [what = ''] = message.split('\n')
    return `<li class="${severity}"><a href="#row-${row}" lang="en">${escaped(what)}</a> <small>${escaped(`${words.severities[severity]} ${rule}`)}</small></li>`
  })
  return `<ul class="findings" aria-label="${escaped(words.findings)}">\n${items.join('\n')}\n</ul>`
}

interface Member {
  readonly name: string | null
  readonly from: number
  readonly to: number
}

/** Neighbouring rows of one member of the struct. */
function membersOf(rows: readonly Row[]): readonly Member[] {
  const members: { name: string | null; from: number; to: number }[] = []
  for (const [index, { member }] of rows.entries()) {
    const last = members.at(-1)
    if (last?.name === member) last.to = index + 1
    else members.push({ name: member, from: index, to: index + 1 })
  }
  return members
}

function memberBody(
  name: string | null,
  rows: readonly Row[],
  from: number,
  to: number,
  findings: readonly Finding[],
  words: ImageWords,
): string {
  const lines = rows.slice(from, to).map((row, index) => {
    const about = findings.filter((finding) => finding.row === from + index)
    return rowMarkup(row, from + index, about, words)
  })
  const heading =
    name === null
      ? ''
      : `<tr class="member" data-field="${escaped(name)}" tabindex="${from === 0 ? 0 : -1}"><th colspan="4" scope="rowgroup">${escaped(name)}</th></tr>\n`
  return `<tbody>\n${heading}${lines.join('\n')}\n</tbody>`
}

function rowMarkup(row: Row, index: number, findings: readonly Finding[], words: ImageWords): string {
  const { offset, bytes, member, field, value } = row
  // The heading says the member's name already.
  const name = field === null ? '' : field === member ? field : field.slice((member ?? '').length)
  const shown = field === null ? `<i>${escaped(value ?? words.noField)}</i>` : escaped(value ?? '')
  const [worst] = findings
  const classes = worst ? `row ${worst.severity}` : 'row'
  const said = findings.map(
    ({ rule, severity, message }, place) =>
      `<tr class="said ${severity}" id="said-${index}-${place}"><td></td><td colspan="3"><b>${escaped(`${words.severities[severity]} ${rule}`)}</b>\n<span lang="en">${escaped(message)}</span></td></tr>`,
  )
  const described =
    said.length === 0
      ? ''
      : ` aria-describedby="${said.map((_, place) => `said-${index}-${place}`).join(' ')}"`
  return [
    `<tr id="row-${index}" class="${classes}" data-field="${escaped(field ?? '')}" tabindex="${index === 0 && member === null ? 0 : -1}"${described}>` +
      `<td>0x${offset.toString(16).padStart(4, '0')}</td>` +
      `<td class="bytes">${bytes.map(escaped).join('\n')}</td><td>${escaped(name.replace(/^\./, ''))}</td><td>${shown}</td></tr>`,
    ...said,
  ].join('\n')
}
