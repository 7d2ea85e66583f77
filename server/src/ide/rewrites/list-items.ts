/**
 * A braced list cut into its items, each with the comments that belong to it, so that items can change places. The
 * commas belong to the places: the last item may do without.
 */
import type { SourceFile } from '../../text/source-file.ts'
import type { TextEdit } from '../../text/edit.ts'
import { type Span, span } from '../../text/span.ts'
import { commentPattern } from '../../c/comments.ts'

export interface ListItem {
  /** From the first of its comments to the last one, behind the comma. */
  readonly start: number
  readonly end: number
  /** With the comments in front of it, and those between it and its comma. */
  readonly text: string
  /** The comments behind the comma, on the same line; with the blank before them. */
  readonly tail: string
  readonly hasComma: boolean
  /** Whether comments that belong to no item stand before it: what they say may be meant for all that follow. */
  readonly beginsGroup: boolean
}

/**
 * @param braces the list, in its braces
 * @param values the items' values, in the order of the text; they do not overlap
 * @returns undefined where something else stands between the values than commas and comments
 */
export function listItems(braces: Span, values: readonly Span[]): readonly ListItem[] | undefined {
  const { file } = braces
  const borders = [braces.start + 1, ...values.map(({ end }) => end)]
  const gaps = borders.map((from, at) => gapIn(file, from, values[at]?.start ?? braces.end - 1, at === 0))
  const items: ListItem[] = []
  for (const at of values.keys()) {
    const [before, behind] = [gaps[at], gaps[at + 1]]
    if (!before || !behind || (!behind.hasComma && at + 1 < values.length)) return undefined
    items.push({
      start: before.lead,
      end: behind.tail,
      text: file.text.slice(before.lead, behind.comma),
      tail: file.text.slice(behind.hasComma ? behind.comma + 1 : behind.comma, behind.tail),
      hasComma: behind.hasComma,
      beginsGroup: before.hasLooseComment,
    })
  }
  return items
}

/** The edits that put the item `order[n]` at the place of the n-th one; undefined where a comment would swallow code. */
export function reordering(
  file: SourceFile,
  items: readonly ListItem[],
  order: readonly number[],
): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = []
  for (const [at, place] of items.entries()) {
    const item = items[order[at] ?? -1]
    if (!item) return undefined
    if (item === place) continue
    const endsLine = /^[ \t]*(\r?\n|$)/.test(file.text.slice(place.end, place.end + longestBlank))
    if (item.tail.includes('//') && !endsLine) return undefined
    const text = `${item.text}${place.hasComma ? ',' : ''}${item.tail}`
    edits.push({ span: span(file, place.start, place.end), text })
  }
  return edits
}

/** Blanks at the end of a line go on no longer than this. */
const longestBlank = 200

/** What stands between two values, or a brace and a value. */
interface Gap {
  readonly hasComma: boolean
  /** Where the comma is; without one, the end of the value. */
  readonly comma: number
  /** The end of what belongs to the value before. */
  readonly tail: number
  /** The beginning of what belongs to the value behind. */
  readonly lead: number
  readonly hasLooseComment: boolean
}

/** @param isFirst it begins with the opening brace, whose line may have a comment about the whole list */
function gapIn(file: SourceFile, from: number, to: number, isFirst: boolean): Gap | undefined {
  const text = file.text.slice(from, to)
  const comments = [...text.matchAll(commentPattern)].map(({ index, 0: comment }) => ({
    start: index,
    end: index + comment.replace(/\r$/, '').length,
  }))
  const code = comments.reduceRight(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    text,
  )
  if (!(isFirst ? /^\s*$/ : /^\s*,?\s*$/).test(code)) return undefined
  const hasComma = code.includes(',')
  const comma = hasComma ? code.indexOf(',') : 0
  const behind = comments.filter(({ start }) => comma <= start)
  const tails = tailComments(text, hasComma ? comma + 1 : 0, behind)
  const leads = leadComments(text, behind.slice(tails))
  return {
    hasComma,
    comma: from + comma,
    tail: from + (behind[tails - 1]?.end ?? (hasComma ? comma + 1 : 0)),
    lead: from + (behind[behind.length - leads]?.start ?? text.length),
    hasLooseComment: tails + leads < behind.length,
  }
}

interface Stretch {
  readonly start: number
  readonly end: number
}

/** How many comments end the line that the offset is in. Where code follows on that line, none does. */
function tailComments(text: string, from: number, comments: readonly Stretch[]): number {
  let end = from
  let count = 0
  for (const comment of comments) {
    if (text.slice(end, comment.start).includes('\n')) return count
    end = comment.end
    count++
  }
  return text.slice(end).includes('\n') ? count : 0
}

/** How many comments stand directly before the end of the text, without an empty line. */
function leadComments(text: string, comments: readonly Stretch[]): number {
  let start = text.length
  for (const [count, comment] of comments.toReversed().entries()) {
    if (1 < text.slice(comment.end, start).split('\n').length - 1) return count
    start = comment.start
  }
  return comments.length
}
