/**
 * Hover on a comment `warden-ignore`: what it keeps from being shown, and why that is there to be shown at all.
 */
import { codeOf } from '../rules/codes.ts'
import { ruleOf } from '../rules/registry.ts'
import {
  isSuppressible,
  type Suppression,
  suppressionsAt,
  type SuppressedFinding,
} from '../rules/suppressions.ts'
import { counted } from '../rules/wording.ts'
import { positionAt, type SourceFile } from '../text/source-file.ts'
import { hull, type Span } from '../text/span.ts'
import { bold, code, cut, document, facts, type Inline, link, plain, prose, shortened } from './markdown.ts'

/** What a hover on such a comment needs to know besides the text. */
export interface SuppressedAround {
  readonly suppressed?: readonly SuppressedFinding[]
  /** Where a rule is described; undefined where nothing is known about it. */
  readonly pageOf?: (rule: string) => string | undefined
}

/** Undefined for an offset that is in no such comment. */
export function suppressionHover(
  file: SourceFile,
  offset: number,
  around: SuppressedAround,
): { readonly markdown: string; readonly span: Span } | undefined {
  const found = suppressionsAt(file, offset)
  const [first] = found
  if (!first) return undefined
  const markdown = document(found.slice(0, mostRules).map((one) => partFor(one, file, around)))
  return { markdown, span: found.map(({ at }) => at).reduce(hull) }
}

/** A comment can name any number of rules. */
const mostRules = 4

function partFor(suppression: Suppression, file: SourceFile, around: SuppressedAround): string {
  const { rule, reason, line } = suppression
  const page = around.pageOf?.(rule)
  const what = ruleOf(rule)?.docs.what ?? codeOf(rule)?.what
  return document([
    `${bold(`warden-ignore ${code(rule)}`)}${page === undefined ? '' : `, ${link('the rule', page)}`}`,
    facts([
      [`line ${line + 1}`, effectText(suppression, file, around)],
      ['reason', reason === '' ? undefined : plain(cut(reason, 300))],
    ]),
    what === undefined ? undefined : prose(what),
  ])
}

function effectText(
  { rule, reason, line }: Suppression,
  file: SourceFile,
  { suppressed = [] }: SuppressedAround,
): Inline {
  if (!isSuppressible(rule))
    return codeOf(rule)
      ? 'suppresses nothing: this cannot be suppressed'
      : 'suppresses nothing: there is no such rule'
  if (reason === '') return 'suppresses nothing, since no reason is given'
  const messages = suppressed.flatMap(({ finding }) =>
    finding.rule === rule && finding.span.file === file && positionAt(file, finding.span.start).line === line
      ? [prose(finding.message)]
      : [],
  )
  if (messages.length === 0) return 'suppresses nothing: there is no such finding'
  const number = messages.length === 1 ? '' : `${counted(messages.length, 'finding', 'findings')}: `
  return `suppressed: ${number}${shortened(messages, 3).join('; ')}`
}
