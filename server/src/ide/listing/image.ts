/**
 * An image as an annotated hex dump: a line for each field with its offset, its bytes, its name and its value, and
 * the bytes that belong to no field in between.
 */
import { imageOf, type NoImage } from '../../c/image.ts'
import { sizeOf } from '../../c/types.ts'
import { type FieldStep, fieldsOf, kindOfMember } from '../../config/fields-of-view.ts'
import { fieldText } from '../../config/listing.ts'
import { offsetText } from '../../config/listing-text.ts'
import type { Configuration } from '../../config/model.ts'

/** A stretch of an image. */
export interface ImagePart {
  readonly offset: number
  readonly size: number
  /** What the bytes are; undefined for those that belong to no field. */
  readonly text: string | undefined
}

/** The bytes of a configuration: of an image as they are in the file, of C as they would be in the image. */
export function bytesOfConfiguration(configuration: Configuration): Uint8Array | NoImage {
  const { image, place, translation } = configuration
  if (image) return image.bytes
  const object = translation.objects.find(({ name }) => name === place.first)
  return object ? imageOf(object.type, object.value) : { reason: 'the object is not defined' }
}

/** The fields in the order of their bytes, and the gaps between them. */
export function partsOfImage(configuration: Configuration, bytes: Uint8Array): readonly ImagePart[] {
  const parts: ImagePart[] = []
  const start = configuration.image?.start ?? 0
  let end = 0
  const kindOf = kindOfMember(configuration)
  for (const step of fieldsOf(configuration.view, kindOf)) {
    if (step.kind === 'array' || step.kind === 'element') continue
    const offset = start + step.view.offset
    const size = Math.min(sizeOfStep(step), bytes.length - offset)
    if (size <= 0) continue
    if (end < offset) parts.push({ offset: end, size: offset - end, text: undefined })
    parts.push({ offset, size, text: fieldText(step, { known: configuration.interface, start, kindOf }) })
    end = Math.max(end, offset + size)
  }
  if (end < bytes.length) parts.push({ offset: end, size: bytes.length - end, text: undefined })
  return parts
}

function sizeOfStep(step: FieldStep): number {
  const size = sizeOf(step.view.type) ?? 0
  return step.kind === 'rest' ? size * (step.to - step.from + 1) : size
}

/** `48 4a` for a stretch of bytes. */
export function hexText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ')
}

export function imageText(configuration: Configuration, bytes: Uint8Array): string {
  return partsOfImage(configuration, bytes)
    .flatMap((part) =>
      hexLinesOf(part, bytes).map(({ offset, hex }, index) =>
        dumpLine(offset, hex, index === 0 ? (part.text ?? '(no field)') : ''),
      ),
    )
    .map((line) => `${line.trimEnd()}\n`)
    .join('')
}

const bytesInLine = 8

interface HexLine {
  readonly offset: number
  /** `48 4a`, or `00 (32 times)` for a long run of one byte. */
  readonly hex: string
}

/** The bytes of a part, in lines. */
export function hexLinesOf({ offset, size }: ImagePart, bytes: Uint8Array): readonly HexLine[] {
  const end = offset + size
  const lines: HexLine[] = []
  let at = offset
  while (at < end) {
    const run = endOfRun(bytes, at, end) - at
    const isLong = 2 * bytesInLine < run
    const next = isLong ? at + run : Math.min(at + bytesInLine, end)
    const hex = hexText(bytes.subarray(at, isLong ? at + 1 : next))
    lines.push({ offset: at, hex: isLong ? `${hex} (${run} times)` : hex })
    at = next
  }
  return lines
}

/** Where the bytes end that are the same as the first one. */
function endOfRun(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && bytes[at] === bytes[start]) at++
  return at
}

function dumpLine(offset: number, bytes: string, text: string): string {
  return `${offsetText(offset)}${bytes.padEnd(3 * bytesInLine + 1)}${text}`
}
