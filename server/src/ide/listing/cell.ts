/**
 * A configuration field by field: as the listing that images have, and as data for other programs. Of a config in C it
 * is what the author wrote, laid out as the compiler does.
 */
import { sizeOf } from '../../c/types.ts'
import { type FieldStep, fieldsOf, kindOfMember } from '../../config/fields-of-view.ts'
import { listWrapper } from '../../config/listing.ts'
import { bytesText, listingText, offsetText } from '../../config/listing-text.ts'
import type { Configuration } from '../../config/model.ts'
import { elementOf, lengthOf, scalarOf, type View } from '../../config/view.ts'
import { type ListedPlace, type NameOfFile, placeOfOrigin } from './places.ts'

/** The listing of a configuration; for an image the text that findings about it point into. */
export function cellText(configuration: Configuration): string {
  if (configuration.image) return configuration.file.text
  const text = listingText()
  const { kind, place, view } = configuration
  const size = sizeOf(view.type)
  text.add(`# ${place.first.text}: ${kind === 'system' ? 'a root' : 'a cell'} configuration, `)
  text.add(size === undefined ? 'of unknown size\n' : `${bytesText(size)}\n`)
  listWrapper(view, { known: configuration.interface, start: 0, kindOf: kindOfMember(configuration) }, text)
  if (size !== undefined) text.add(`\n${offsetText(size)}the end\n`)
  return text.text()
}

/** A configuration as data. Offsets and sizes are in bytes, offsets from the start of the file for an image. */
export interface ListedCell {
  readonly kind: Configuration['kind']
  /** The name of the object. */
  readonly object: string
  readonly name: string | null
  readonly size: number | null
  readonly fields: readonly ListedField[]
}

export interface ListedField {
  readonly path: string
  readonly offset: number
  readonly size: number | null
  /** A number, or its decimal digits where it is beyond 2^53; a text; null where it is not known. */
  readonly value: ListedValue | readonly ListedValue[]
  /** The numbers in hexadecimal; absent for a text. */
  readonly hex?: string | null | readonly (string | null)[]
  /** Whether anything was written for it; otherwise it is zero, and the place is that of what it belongs to. */
  readonly written: boolean
  readonly place: ListedPlace
}

export type ListedValue = number | string | null

export function listedCell(configuration: Configuration, nameOfFile: NameOfFile): ListedCell {
  const { kind, place, view, cell, image } = configuration
  return {
    kind,
    object: place.first.text,
    name: cell.name ?? null,
    size: sizeOf(view.type) ?? null,
    fields: [...fieldsOf(view, kindOfMember(configuration))].flatMap((step) =>
      step.kind === 'value' ? [listedField(step, image?.start ?? 0, nameOfFile)] : [],
    ),
  }
}

function listedField({ path, view }: FieldStep, start: number, nameOfFile: NameOfFile): ListedField {
  return {
    path,
    offset: start + view.offset,
    size: sizeOf(view.type) ?? null,
    ...valuesOf(view),
    written: view.node !== undefined,
    place: placeOfOrigin(view.place, nameOfFile),
  }
}

function valuesOf(view: View): Pick<ListedField, 'value' | 'hex'> {
  if (view.node?.kind === 'string')
    return { value: new TextDecoder().decode(Uint8Array.from(view.node.bytes)) }
  if (view.type.kind !== 'array') return numberIn(view)
  const length = Math.min(lengthOf(view), mostNumbers)
  const numbers = Array.from({ length }, (_, index) => numberIn(elementOf(view, index) ?? view))
  return { value: numbers.map(({ value }) => value), hex: numbers.map(({ hex }) => hex) }
}

/** An array in C may be declared with any length. */
const mostNumbers = 65_536

function numberIn(view: View): { readonly value: ListedValue; readonly hex: string | null } {
  const scalar = scalarOf(view)
  if (!scalar.known) return { value: null, hex: null }
  const { value } = scalar
  const unsigned = BigInt.asUintN(8 * (sizeOf(view.type) ?? 8), value)
  const isSafe = BigInt(Number.MIN_SAFE_INTEGER) <= value && value <= BigInt(Number.MAX_SAFE_INTEGER)
  return { value: isSafe ? Number(value) : `${value}`, hex: `0x${unsigned.toString(16)}` }
}
