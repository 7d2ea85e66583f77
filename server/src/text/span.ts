/**
 * A stretch of one text: half-open, in offsets. Everything that is shown to a person ends up as a `Span`.
 */
import type { SourceFile } from './source-file.ts'

export interface Span {
  readonly file: SourceFile
  readonly start: number
  /** The offset behind the last character. */
  readonly end: number
}

export function span(file: SourceFile, start: number, end: number): Span {
  return { file, start, end }
}

/** The smallest span that holds both; when they are in different files, the first one. */
export function hull(a: Span, b: Span): Span {
  if (a.file !== b.file) return a
  return { file: a.file, start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) }
}

/** Whether `inner` lies in `outer`, in the same file; equal spans contain each other. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end
}

export function spanText(place: Span): string {
  return place.file.text.slice(place.start, place.end)
}
