/**
 * Whether the author commented something. A comment is no proof of anything, but where the catalogue leaves it open
 * whether something is a slip or intent, a comment in front of it speaks for intent.
 */
import { writtenAt } from '../c/origin.ts'
import type { Place } from '../config/view.ts'

/** Whether a comment stands directly before the place, with nothing but white space in between. */
export function hasCommentBefore(place: Place): boolean {
  return commentBefore(place) !== ''
}

/** The text of that comment, with what makes it one; empty where there is none. */
export function commentBefore(place: Place): string {
  const { file, start } = writtenAt(place)
  const before = file.text.slice(Math.max(0, start - 400), start).trimEnd()
  if (before.endsWith('*/')) return before.slice(Math.max(0, before.lastIndexOf('/*')))
  return /\/\/[^\n]*$/.exec(before)?.[0] ?? ''
}
