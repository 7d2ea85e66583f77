/**
 * An image as rows of a table: each field with its offset, its bytes and its value, and the findings that point to it.
 * Findings about an image point into its listing, whose lines begin with offsets; that is how they find their row.
 */
import { startOfLineAt } from '../../text/source-file.ts'
import type { Configuration } from '../../config/model.ts'
import type { Span } from '../../text/span.ts'
import { hexLinesOf, partsOfImage } from './image.ts'

export interface ImageRow {
  readonly offset: number
  /** In lines of eight bytes. */
  readonly bytes: readonly string[]
  /** The member of the struct that the field is in, and the field in it; null for bytes that belong to no field. */
  readonly member: string | null
  readonly field: string | null
  /** What is to be said of the bytes: the value, as a rule. */
  readonly value: string | null
}

export function imageRowsOf(configuration: Configuration, bytes: Uint8Array): readonly ImageRow[] {
  return partsOfImage(configuration, bytes).map((part) => ({
    offset: part.offset,
    bytes: hexLinesOf(part, bytes).map(({ hex }) => hex),
    ...namesIn(part.text),
  }))
}

/** `mem_regions[0].size = 0x1000`, or `mem_regions[3...7]: all zero`. */
function namesIn(text: string | undefined): Pick<ImageRow, 'member' | 'field' | 'value'> {
  const [, field, value] = /^(\S+?)(?: =|:) (.*)$/s.exec(text ?? '') ?? []
  if (field === undefined || value === undefined) return { member: null, field: null, value: text ?? null }
  return { member: /^\w+/.exec(field)?.[0] ?? null, field, value }
}

/** The number of the row that a place in the listing is about: that of its line, or of the next one with an offset. */
export function rowAt(rows: readonly ImageRow[], { file, start }: Span): number {
  const line = startOfLineAt(file.text, start)
  const offset = /^0x([0-9a-f]+) /m.exec(file.text.slice(line))?.[1]
  if (offset === undefined) return Math.max(0, rows.length - 1)
  const found = rows.findIndex((row) => row.offset === Number.parseInt(offset, 16))
  return Math.max(0, found)
}
