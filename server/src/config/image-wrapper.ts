/**
 * The wrapper struct around the parts of an image, as its author will have declared it: packed, its members named as
 * is the custom upstream. Their tokens have places only when the listing has been written.
 */
import type { Token } from '../c/token.ts'
import type { Translation } from '../c/translate.ts'
import {
  charType,
  type CType,
  type IntegerType,
  type Member,
  type RecordType,
  sizeOf,
  unsignedCharType,
  unsignedLongLongType,
  unsignedShortType,
} from '../c/types.ts'
import type { CountedArray } from './array-order.ts'
import type { ArrayKind } from './arrays.ts'
import { definedType } from './defined-types.ts'
import type { Configuration } from './model.ts'
import { cellTag, systemTag } from './wrapper-members.ts'

/** A member of the wrapper. */
export type WrapperPart = {
  readonly name: string
  /** Bytes from the configuration's first one. */
  readonly offset: number
} & (
  | { readonly kind: 'header'; readonly type: RecordType }
  /** A header of which only the fields are known that every revision has. */
  | { readonly kind: 'first-fields'; readonly header: Configuration['kind'] }
  /** Bytes that are no part of the configuration. */
  | { readonly kind: 'surplus'; readonly length: number }
  | {
      readonly kind: 'array'
      readonly array: CountedArray
      readonly element: CType
      readonly length: number
    }
)

export function headerMemberName(kind: Configuration['kind']): string {
  return kind === 'system' ? 'header' : 'cell'
}

const arrayNames: Readonly<Record<ArrayKind, string>> = {
  cpus: 'cpus',
  memory: 'mem_regions',
  caches: 'cache_regions',
  irqchips: 'irqchips',
  pio: 'pio_regions',
  pciDevices: 'pci_devices',
  pciCaps: 'pci_caps',
  streamIds: 'stream_ids',
}

/** As is the custom upstream; what only the headers in use know is called after the field that counts it. */
export function wrapperArrayName({ kind, countField }: CountedArray): string {
  return kind ? arrayNames[kind] : countField.replace(/^num_|_size$/g, '')
}

/** The integers that a CPU bitmap of so many bytes is made of. */
export function wordType(bytes: number, headers: Translation): IntegerType {
  const type = definedType(bytes % 8 === 0 ? '__u64' : '__u8', headers)
  if (type?.kind === 'integer') return type
  return bytes % 8 === 0 ? unsignedLongLongType : unsignedCharType
}

/** Where the tokens of the struct stand. */
export interface WrapperPlaces {
  /** The name of a member. */
  readonly name: (part: string) => Token
  /** The length of an array. */
  readonly length: (part: string) => Token
  readonly first: Token
  readonly last: Token
}

export function wrapperType(parts: readonly WrapperPart[], places: WrapperPlaces): RecordType {
  const members = parts.map((part): Member => {
    return {
      name: part.name,
      type: typeOf(part, places),
      offset: part.offset,
      bits: undefined,
      at: places.name(part.name),
    }
  })
  return record(undefined, members, places)
}

function typeOf(part: WrapperPart, places: WrapperPlaces): CType {
  if (part.kind === 'header') return part.type
  if (part.kind === 'first-fields') return firstFields(part.header, places)
  if (part.kind === 'surplus') return surplusType(part.length, places)
  const length = places.length(part.name)
  return {
    kind: 'array',
    element: part.element,
    length: part.length,
    lengthAt: { first: length, last: length },
  }
}

/** A struct, so that its bytes are one value in the listing. */
function surplusType(length: number, places: WrapperPlaces): RecordType {
  const type: CType = { kind: 'array', element: unsignedCharType, length }
  return record(undefined, [{ name: 'bytes', type, offset: 0, bits: undefined, at: places.first }], places)
}

/**
 * The fields that have stayed where they are through all revisions. The root cell has no known field, but has to be
 * there: without one it would be no root configuration.
 */
function firstFields(kind: Configuration['kind'], places: WrapperPlaces): RecordType {
  const member = (name: string, type: CType, offset: number): Member => {
    return { name, type, offset, bits: undefined, at: places.first }
  }
  const fields = [
    member('signature', { kind: 'array', element: charType, length: 5 }, 0),
    member('revision', unsignedShortType, 6),
  ]
  if (kind === 'cell') return record(cellTag, fields, places)
  return record(systemTag, [...fields, member('root_cell', record(cellTag, [], places), 8)], places)
}

function record(
  tag: string | undefined,
  members: readonly Member[],
  { first, last }: WrapperPlaces,
): RecordType {
  const size = members.reduce((end, { offset, type }) => Math.max(end, offset + (sizeOf(type) ?? 0)), 0)
  return {
    kind: 'record',
    union: false,
    tag,
    packed: true,
    body: { members, size, alignment: 1, open: first, close: last },
    at: first,
  }
}
