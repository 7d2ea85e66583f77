/**
 * The declarations of a file as the parser understood them: its types with the place of each member, and its objects
 * with their initialisers as they are written.
 */
import { spanText } from '../../text/span.ts'
import { type Origin, writtenAt } from '../../c/origin.ts'
import type { Designator, InitializerSyntax } from '../../c/syntax.ts'
import type { Translation } from '../../c/translate.ts'
import { type CType, type RecordType, sizeOf, typeName } from '../../c/types.ts'
import { type ListedPlace, type NameOfFile, placeOfToken, placeText } from './places.ts'

export interface Outline {
  /** Structs and unions with a tag. */
  readonly types: readonly OutlinedType[]
  readonly objects: readonly OutlinedObject[]
}

export interface OutlinedType {
  readonly name: string
  readonly size: number | null
  readonly packed: boolean
  readonly place: ListedPlace
  readonly members: readonly OutlinedMember[]
}

export interface OutlinedMember {
  /** Null for an anonymous struct or union. */
  readonly name: string | null
  readonly type: string
  readonly offset: number
  readonly size: number | null
  /** Of a bit-field: its first bit in the bytes at the offset, and how many there are. */
  readonly bits?: { readonly shift: number; readonly width: number }
  /** Of a struct or union that is defined in place. */
  readonly members?: readonly OutlinedMember[]
}

export interface OutlinedObject {
  readonly name: string
  readonly type: string
  readonly size: number | null
  readonly section: string | null
  readonly place: ListedPlace
  readonly members: readonly OutlinedMember[]
  readonly initializer: OutlinedInitializer
}

/** An expression as it is written, or what stands between braces. */
export type OutlinedInitializer = string | readonly OutlinedItem[]

export interface OutlinedItem {
  /** `.cell.name` or `[3]`; empty for an initialiser without one. */
  readonly designator: string
  readonly value: OutlinedInitializer
}

export function outlineOf({ scope, objects }: Translation, nameOfFile: NameOfFile): Outline {
  return {
    types: [...scope.records.values()].map((record) => ({
      name: typeName(record),
      size: sizeOf(record) ?? null,
      packed: record.packed,
      place: placeOfToken(record.at, nameOfFile),
      members: membersOf(record),
    })),
    objects: objects.map((object) => ({
      name: object.name.text,
      type: typeName(object.type),
      size: sizeOf(object.type) ?? null,
      section: object.section ?? null,
      place: placeOfToken(object.name, nameOfFile),
      members: object.type.kind === 'record' && object.type.tag === undefined ? membersOf(object.type) : [],
      initializer: initializerOf(object.initializer),
    })),
  }
}

function membersOf(record: RecordType): readonly OutlinedMember[] {
  return (record.body?.members ?? []).map(({ name, type, offset, bits }) => ({
    name: name ?? null,
    type: typeName(type),
    offset,
    size: sizeOf(type) ?? null,
    ...(bits ? { bits } : {}),
    ...(isInPlace(type) ? { members: membersOf(type) } : {}),
  }))
}

function isInPlace(type: CType): type is RecordType {
  return type.kind === 'record' && type.tag === undefined
}

function initializerOf(syntax: InitializerSyntax): OutlinedInitializer {
  if (syntax.kind === 'expression') return textOf(syntax.expression)
  return syntax.items.map(({ designators, value }) => ({
    designator: designators.map(designatorText).join(''),
    value: initializerOf(value),
  }))
}

function designatorText(designator: Designator): string {
  if (designator.kind === 'member') return `.${designator.name.text}`
  const last = designator.last ? ` ... ${textOf(designator.last)}` : ''
  return `[${textOf(designator.index)}${last}]`
}

/** As the user wrote it, on one line. */
function textOf(origin: Origin): string {
  return spanText(writtenAt(origin)).replace(/\s+/g, ' ')
}

export function outlineText({ types, objects }: Outline): string {
  const lines = [
    ...types.flatMap(({ name, size, packed, place, members }) => [
      `${name}: ${sizeText(size)}${packed ? ', packed' : ''}  ${placeText(place)}`,
      ...members.flatMap((member) => memberLines(member, 1)),
    ]),
    ...objects.flatMap(({ name, type, size, section, place, members, initializer }) => [
      `object ${name}: ${type}, ${sizeText(size)}${section === null ? '' : `, section ${section}`}  ${placeText(place)}`,
      ...members.flatMap((member) => memberLines(member, 1)),
      ...itemLines({ designator: '', value: initializer }, 1),
    ]),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

function sizeText(size: number | null): string {
  return size === null ? 'incomplete' : size === 1 ? '1 byte' : `${size} bytes`
}

function memberLines(
  { name, type, offset, size, bits, members }: OutlinedMember,
  depth: number,
): readonly string[] {
  const place = `0x${offset.toString(16).padStart(4, '0')}`
  const width = bits ? `, bits ${bits.shift} to ${bits.shift + bits.width - 1}` : ''
  return [
    `${indent(depth)}${place}  ${name ?? '(anonymous)'}: ${type}, ${sizeText(size)}${width}`,
    ...(members ?? []).flatMap((member) => memberLines(member, depth + 1)),
  ]
}

function itemLines({ designator, value }: OutlinedItem, depth: number): readonly string[] {
  const begin = `${indent(depth)}${designator === '' ? '' : `${designator} = `}`
  if (typeof value === 'string') return [`${begin}${value}`]
  return [`${begin}{`, ...value.flatMap((item) => itemLines(item, depth + 1)), `${indent(depth)}}`]
}

function indent(depth: number): string {
  return '  '.repeat(depth)
}
