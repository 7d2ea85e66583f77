/**
 * Comments that say of a finding that it is meant to be so: `warden-ignore <rule>: reason`, on the line of the
 * finding or above it.
 *
 * The reason is what a reviewer reads, so without one nothing is suppressed. A comment that suppresses nothing is
 * reported as well: the fault was mended, or the comment never did what its author thought. What is wrong with the C
 * text itself cannot be suppressed, for nothing behind it has been checked.
 */
import { type Comment, commentAt, commentsIn } from '../c/comments.ts'
import { nearestName } from '../c/spelling.ts'
import { positionAt, type SourceFile, startOfLineAt } from '../text/source-file.ts'
import { type Span, span } from '../text/span.ts'
import type { Finding } from './finding.ts'
import { type Fix, fix } from './fix/fix.ts'
import { complaintDocs } from './complaint-docs.ts'
import { rules, ruleOf } from './registry.ts'

export interface Suppressed {
  /** What is shown, with what is wrong with the comments themselves. */
  readonly findings: readonly Finding[]
  readonly suppressed: readonly SuppressedFinding[]
}

export interface SuppressedFinding {
  readonly finding: Finding
  readonly reason: string
}

/**
 * Takes out what comments suppress. The comments in `configs`, the files that were checked, are judged as well; that
 * one suppresses nothing is known in `complete` ones only, about which all was said that there is to say.
 */
export function withSuppressions(
  findings: readonly Finding[],
  configs: readonly SourceFile[],
  complete: ReadonlySet<SourceFile>,
): Suppressed {
  const used = new Set<Entry>()
  const shown: Finding[] = []
  const suppressed: SuppressedFinding[] = []
  for (const finding of findings) {
    const entry = entryFor(finding)
    if (entry) used.add(entry)
    if (entry?.reason) suppressed.push({ finding, reason: entry.reason })
    else shown.push(finding)
  }
  const own = configs.flatMap((file) =>
    entriesOf(file).flatMap((entry) => findingsOf(entry, used.has(entry) || !complete.has(file), file)),
  )
  return { findings: [...shown, ...own], suppressed }
}

/** One rule in one comment. */
interface Entry {
  readonly rule: string
  /** The rule's name in the comment. */
  readonly at: Span
  /** Absent or empty where the author gave none. */
  readonly reason: string
  /** The line that it is about, from 0. */
  readonly line: number
  /** What goes when the entry is taken out: the comment, or one name out of several. */
  readonly removal: Span
}

/** One rule in a comment, as people read it. */
export type Suppression = Pick<Entry, 'rule' | 'at' | 'reason' | 'line'>

/** What the comment at an offset suppresses: the rule that is named there, or else all that it names. */
export function suppressionsAt(file: SourceFile, offset: number): readonly Suppression[] {
  const comment = commentAt(file, offset)
  if (!comment) return []
  const own = entriesOf(file).filter(({ at }) => comment.start <= at.start && at.end <= comment.end)
  const touched = own.filter(({ at }) => at.start <= offset && offset <= at.end)
  return touched.length === 0 ? own : touched
}

const notation = /warden-ignore\s+([\w-]+(?:\s*,\s*[\w-]+)*)\s*(?::([^\n]*))?/g

const known = new WeakMap<SourceFile, readonly Entry[]>()

function entriesOf(file: SourceFile): readonly Entry[] {
  const before = known.get(file)
  if (before) return before
  const comments = file.text.includes('warden-ignore') ? commentsIn(file) : []
  const entries = comments.flatMap((comment) => entriesIn(comment, file))
  known.set(file, entries)
  return entries
}

function entriesIn(comment: Comment, file: SourceFile): readonly Entry[] {
  const text = file.text.slice(comment.start, comment.end)
  return [...text.matchAll(notation)].flatMap((match) => entriesOfMatch(match, comment, file))
}

function entriesOfMatch(match: RegExpExecArray, comment: Comment, file: SourceFile): readonly Entry[] {
  const whole = span(file, comment.start, comment.end)
  const line = positionAt(file, isAlone(whole) ? (comment.next?.start ?? comment.end) : comment.start).line
  const [text, names = '', said = ''] = match
  const reason = said.replace(/\*\/.*$/, '').trim()
  const start = comment.start + match.index + text.indexOf(names)
  const found = [...names.matchAll(/[\w-]+/g)]
  return found.map(({ 0: rule, index }, number) => {
    const at = span(file, start + index, start + index + rule.length)
    const next = found[number + 1]
    const previous = found[number - 1]
    const removal = next
      ? span(file, at.start, start + next.index)
      : previous
        ? span(file, start + previous.index + previous[0].length, at.end)
        : wholeComment(whole)
    return { rule, at, reason, line, removal }
  })
}

function entryFor(finding: Finding): Entry | undefined {
  const { file, start } = finding.span
  const candidates = entriesOf(file).filter(({ rule }) => rule === finding.rule)
  if (candidates.length === 0 || !isSuppressible(finding.rule)) return undefined
  const { line } = positionAt(file, start)
  return candidates.find((entry) => entry.line === line)
}

/** Whether a comment has its lines to itself. */
function isAlone({ file, start, end }: Span): boolean {
  const before = file.text.slice(startOfLineAt(file.text, start), start)
  return before.trim() === '' && /^[ \t]*(\r?\n|$)/.test(file.text.slice(end))
}

/** The comment with its lines where it has them to itself, and otherwise with the space before it. */
function wholeComment(comment: Span): Span {
  const { file, start, end } = comment
  const before = file.text.slice(startOfLineAt(file.text, start), start)
  const blank = before.length - before.trimEnd().length
  const lineBreak = isAlone(comment) ? (/^[ \t]*(\r?\n)?/.exec(file.text.slice(end))?.[0].length ?? 0) : 0
  return span(file, start - blank, end + lineBreak)
}

function findingsOf(entry: Entry, mayBeUsed: boolean, file: SourceFile): readonly Finding[] {
  const { rule, at, reason } = entry
  const facts = { span: at, related: [], file, cell: undefined }
  if (!isSuppressible(rule)) return [withoutRule(entry, facts)]
  if (!mayBeUsed)
    return [
      {
        ...facts,
        rule: 'suppression-unused',
        severity: 'hint',
        message: `there is no finding of \`${rule}\` that this comment could be about`,
        why: 'a comment that suppresses nothing would hide the next fault of that kind on this line',
        help: 'take it out, or move it to the line of the finding or the one above',
        fixes: removing(entry),
      },
    ]
  if (reason !== '') return []
  return [
    {
      ...facts,
      rule: 'suppression-without-reason',
      severity: 'warning',
      message: `the comment gives no reason for \`${rule}\`, so the finding stays`,
      why: 'whoever reviews the config has to know why the fault is none',
      help: `write \`warden-ignore ${rule}: \` and the reason behind it`,
      fixes: [],
    },
  ]
}

function withoutRule(entry: Entry, facts: Facts): Finding {
  const { rule, at } = entry
  const isCode = Object.hasOwn(complaintDocs, rule)
  const near = isCode
    ? undefined
    : nearestName(
        rule,
        rules.map(({ id }) => id),
      )
  return {
    ...facts,
    rule: 'suppression-unknown-rule',
    severity: 'warning',
    message: isCode ? `\`${rule}\` cannot be suppressed` : `there is no rule \`${rule}\``,
    why: isCode ? 'what is no proper C has not been checked' : 'the comment suppresses nothing',
    help: near === undefined ? '`warden rules` lists the rules' : `did you mean \`${near}\`?`,
    fixes:
      near === undefined
        ? removing(entry)
        : fix(`write \`${near}\``, 'suggested', [{ span: at, text: near }]),
  }
}

/** The rules, and the codes of the front end that catalogue F.1 counts among them: the text is proper C then. */
export function isSuppressible(id: string): boolean {
  return ruleOf(id) !== undefined || (Object.hasOwn(complaintDocs, id) && !id.startsWith('c-'))
}

type Facts = Pick<Finding, 'span' | 'related' | 'file' | 'cell'>

function removing({ removal, rule }: Entry): readonly Fix[] {
  return fix(`no longer suppress \`${rule}\``, 'safe', [{ span: removal, text: '' }])
}
