/**
 * From bytes and a type to the tree that an initialiser would have made: a node for everything that is there. What is
 * all zero at the end of an array of structs has no node, as if its author had written nothing; re-encoded, the tree
 * gives the same bytes. The nodes have no places yet: those are given when the listing has been written.
 */
import { integer, unknown } from '../c/value.ts'
import type { Initialised } from '../c/initialised.ts'
import type { Origin } from '../c/origin.ts'
import { type ArrayType, type CType, type Member, type RecordType, sizeOf } from '../c/types.ts'
import { bytesAt, type ImageBytes, isZero, lengthOfBytes, numberAt, whyUnreadable } from './image-bytes.ts'

export interface ValueReader {
  readonly bytes: ImageBytes
  /** The members of unions that the configuration uses, by name. */
  readonly isUsed: (member: string, union: RecordType, at: number) => boolean
  /** Stands in the nodes until they have a place. */
  readonly nowhere: Origin
}

/** The value at an offset; undefined for a type that holds no value. */
export function valueAt(type: CType, at: number, reader: ValueReader): Initialised | undefined {
  switch (type.kind) {
    case 'integer':
    case 'opaque':
      return scalarAt(type, at, undefined, reader)
    case 'array':
      return arrayAt(type, at, reader)
    case 'record':
      return recordAt(type, at, reader)
  }
}

/** The type of which strings are made. */
export function isText(type: CType): boolean {
  return type.kind === 'array' && type.element.kind === 'integer' && type.element.name === 'char'
}

function written(reader: ValueReader): { readonly origin: Origin; readonly designator: undefined } {
  return { origin: reader.nowhere, designator: undefined }
}

function scalarAt(
  type: CType,
  at: number,
  bits: Member['bits'],
  reader: ValueReader,
): Initialised | undefined {
  if (type.kind !== 'integer') return undefined
  const size = bits ? Math.ceil((bits.shift + bits.width) / 8) : type.size
  const missing = whyUnreadable(reader.bytes, at, size)
  const stored = numberAt(reader.bytes, at, size)
  const value =
    missing === undefined
      ? integer(bits ? bitsOf(stored, bits, type.signed) : stored, type)
      : unknown(missing)
  return { kind: 'scalar', type, value, computed: value, expression: undefined, ...written(reader) }
}

function bitsOf(stored: bigint, { shift, width }: NonNullable<Member['bits']>, signed: boolean): bigint {
  const value = BigInt.asUintN(width, stored >> BigInt(shift))
  return signed ? BigInt.asIntN(width, value) : value
}

function arrayAt(type: ArrayType, at: number, reader: ValueReader): Initialised | undefined {
  const { bytes } = reader
  const [size, stride] = [sizeOf(type), sizeOf(type.element)]
  if (size === undefined || stride === undefined || stride === 0) return undefined
  if (isText(type) && whyUnreadable(bytes, at, size) === undefined) {
    const characters = withoutZeros(bytesAt(bytes, at, size))
    return { kind: 'string', type, bytes: characters, writtenLength: characters.length, ...written(reader) }
  }
  const length = type.element.kind === 'record' ? filledLength(at, size, stride, reader) : (type.length ?? 0)
  const children = new Map<number, Initialised>()
  for (let index = 0; index < length; index++) {
    const child = valueAt(type.element, at + index * stride, reader)
    if (child) children.set(index, child)
  }
  return { kind: 'array', type, children, ...written(reader) }
}

/** How many elements there are up to the last one that is not all zero. */
function filledLength(at: number, size: number, stride: number, { bytes }: ValueReader): number {
  const available = Math.max(0, Math.min(size, lengthOfBytes(bytes) - at))
  // What the file has no bytes for is not zero, but unknown.
  if (available < size) return Math.ceil(size / stride)
  let length = Math.ceil(size / stride)
  while (0 < length && isZero(bytes, at + (length - 1) * stride, at + length * stride)) length--
  return length
}

function withoutZeros(bytes: Uint8Array): readonly number[] {
  let length = bytes.length
  while (0 < length && bytes[length - 1] === 0) length--
  return [...bytes.subarray(0, length)]
}

function recordAt(type: RecordType, at: number, reader: ValueReader): Initialised {
  const members = type.body?.members ?? []
  const present = type.union ? membersOfUnion(type, at, reader) : members
  const children = new Map<number, Initialised>()
  for (const member of present) {
    const child = member.bits
      ? scalarAt(member.type, at + member.offset, member.bits, reader)
      : valueAt(member.type, at + member.offset, reader)
    const isNamed = member.name !== undefined || member.type.kind === 'record'
    if (child && isNamed) children.set(members.indexOf(member), child)
  }
  return { kind: 'record', type, children, ...written(reader) }
}

/** The one member that is in use, or else the first one that shows all bytes that are not zero. */
function membersOfUnion(union: RecordType, at: number, { bytes, isUsed }: ValueReader): readonly Member[] {
  const members = union.body?.members ?? []
  const end = at + (union.body?.size ?? 0)
  const showsAll = (member: Member): boolean => isZero(bytes, at + (sizeOf(member.type) ?? 0), end)
  const used = members.filter(({ name }) => name !== undefined && isUsed(name, union, at))
  const chosen = [...used, ...members].find(showsAll) ?? members.toSorted(bySize).at(-1)
  return chosen ? [chosen] : []
}

function bySize(a: Member, b: Member): number {
  return (sizeOf(a.type) ?? 0) - (sizeOf(b.type) ?? 0)
}
