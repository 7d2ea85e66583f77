/**
 * C types as far as configuration structs need them: integers, arrays, records, and an opaque rest.
 *
 * A type knows its size and alignment in bytes on the target. Fixed facts of all targets that Jailhouse runs on:
 * little endian, `int` of four bytes, `long long` of eight and aligned to eight, also on 32-bit Arm. What differs
 * is `long` and the pointer; that is the `DataModel`. How members are placed is for `layout.ts`.
 */
import type { Token } from './token.ts'

export type CType = IntegerType | ArrayType | RecordType | OpaqueType

export interface IntegerType {
  readonly kind: 'integer'
  readonly name: string
  /** Bytes: 1, 2, 4 or 8. */
  readonly size: number
  readonly signed: boolean
  /** The conversion rank of the standard: `int` 3, `long` 4, `long long` 5. */
  readonly rank: number
}

export interface ArrayType {
  readonly kind: 'array'
  readonly element: CType
  /** Undefined while an initialiser has yet to say it (`[]`), or when its expression could not be evaluated. */
  readonly length: number | undefined
  /** Where the length was written, for findings about it. */
  readonly lengthAt?: { readonly first: Token; readonly last: Token }
}

export interface RecordType {
  readonly kind: 'record'
  readonly union: boolean
  readonly tag: string | undefined
  readonly packed: boolean
  /** Undefined for a record that is declared but not (yet) defined. */
  readonly body: RecordBody | undefined
  /** The tag, or the keyword of an anonymous record. */
  readonly at: Token
}

export interface RecordBody {
  readonly members: readonly Member[]
  readonly size: number
  readonly alignment: number
  readonly open: Token
  readonly close: Token
}

export interface Member {
  /** Undefined for an anonymous struct or union, and for padding bit-fields. */
  readonly name: string | undefined
  readonly type: CType
  /** Bytes from the start of the record; for a bit-field the byte of the storage unit. */
  readonly offset: number
  /** Set on bit-fields: position from bit 0 of the storage unit at `offset`, and width. */
  readonly bits: { readonly shift: number; readonly width: number } | undefined
  readonly at: Token
}

/** Void, functions, pointers, and types that could not be read: nothing can be initialised by value here. */
export interface OpaqueType {
  readonly kind: 'opaque'
  readonly name: string
  /** Zero where C knows none. */
  readonly size: number
}

/** What differs between the targets: LP64 for x86 and arm64, ILP32 for arm. */
export interface DataModel {
  readonly pointerSize: 4 | 8
}

export const lp64: DataModel = { pointerSize: 8 }
export const ilp32: DataModel = { pointerSize: 4 }

const integer = (name: string, size: number, signed: boolean, rank: number): IntegerType => ({
  kind: 'integer',
  name,
  size,
  signed,
  rank,
})

export const boolType = integer('_Bool', 1, false, 0)
export const charType = integer('char', 1, true, 1)
export const signedCharType = integer('signed char', 1, true, 1)
export const unsignedCharType = integer('unsigned char', 1, false, 1)
export const shortType = integer('short', 2, true, 2)
export const unsignedShortType = integer('unsigned short', 2, false, 2)
export const intType = integer('int', 4, true, 3)
export const unsignedIntType = integer('unsigned int', 4, false, 3)
export const longLongType = integer('long long', 8, true, 5)
export const unsignedLongLongType = integer('unsigned long long', 8, false, 5)
export const voidType: OpaqueType = { kind: 'opaque', name: 'void', size: 0 }

const long64 = integer('long', 8, true, 4)
const unsignedLong64 = integer('unsigned long', 8, false, 4)
const long32 = integer('long', 4, true, 4)
const unsignedLong32 = integer('unsigned long', 4, false, 4)

export function longType(model: DataModel): IntegerType {
  return model.pointerSize === 8 ? long64 : long32
}

export function unsignedLongType(model: DataModel): IntegerType {
  return model.pointerSize === 8 ? unsignedLong64 : unsignedLong32
}

/** The type of `sizeof`: unsigned, as wide as a pointer. */
export function sizeType(model: DataModel): IntegerType {
  return model.pointerSize === 8 ? unsignedLong64 : integer('unsigned int', 4, false, 3)
}

export function pointerType(model: DataModel): OpaqueType {
  return { kind: 'opaque', name: 'pointer', size: model.pointerSize }
}

/** Size in bytes; undefined where it depends on something unknown. */
export function sizeOf(type: CType): number | undefined {
  switch (type.kind) {
    case 'integer':
    case 'opaque':
      return type.size
    case 'record':
      return type.body?.size
    case 'array': {
      const element = sizeOf(type.element)
      return element === undefined || type.length === undefined ? undefined : element * type.length
    }
  }
}

/** Alignment in bytes; one where nothing is known. */
export function alignmentOf(type: CType): number {
  switch (type.kind) {
    case 'integer':
      return type.size
    case 'opaque':
      return Math.max(1, type.size)
    case 'record':
      return type.body?.alignment ?? 1
    case 'array':
      return alignmentOf(type.element)
  }
}

/** A type as a C programmer would name it. */
export function typeName(type: CType): string {
  switch (type.kind) {
    case 'integer':
    case 'opaque':
      return type.name
    case 'record':
      return `${type.union ? 'union' : 'struct'} ${type.tag ?? '<anonymous>'}`
    case 'array':
      return `${typeName(type.element)}[${type.length ?? ''}]`
  }
}

/** How many types are inside of one another: an array of integers has two. */
export function depthOf(type: CType): number {
  if (type.kind === 'array') return 1 + depthOf(type.element)
  if (type.kind !== 'record' || !type.body) return 1
  let depth = depths.get(type.body)
  if (depth === undefined) {
    depth = 1 + type.body.members.reduce((deepest, member) => Math.max(deepest, depthOf(member.type)), 0)
    depths.set(type.body, depth)
  }
  return depth
}

const depths = new WeakMap<RecordBody, number>()

/** The way to a member through anonymous members: the last one is the member asked for. */
export function findMember(record: RecordType, name: string): readonly Member[] | undefined {
  return record.body && waysIn(record.body).get(name)
}

/** The ways to all members of a body, looked for once. */
function waysIn(body: RecordBody): ReadonlyMap<string, readonly Member[]> {
  const known = knownWays.get(body)
  if (known) return known
  const ways = new Map<string, readonly Member[]>()
  knownWays.set(body, ways)
  for (const member of body.members) {
    if (member.name !== undefined && !ways.has(member.name)) ways.set(member.name, [member])
    if (member.name !== undefined || member.type.kind !== 'record' || !member.type.body) continue
    for (const [name, way] of waysIn(member.type.body)) if (!ways.has(name)) ways.set(name, [member, ...way])
  }
  return ways
}

const knownWays = new WeakMap<RecordBody, ReadonlyMap<string, readonly Member[]>>()

/** Where a member stands in its body; -1 where it is none of it. */
export function memberIndex(body: RecordBody, member: Member): number {
  let indices = knownIndices.get(body)
  if (!indices) {
    indices = new Map(body.members.map((other, index) => [other, index]))
    knownIndices.set(body, indices)
  }
  return indices.get(member) ?? -1
}

const knownIndices = new WeakMap<RecordBody, ReadonlyMap<Member, number>>()

/** The names that a designator may use in this record, those of anonymous members included. */
export function memberNames(record: RecordType): readonly string[] {
  return (record.body?.members ?? []).flatMap((member) => {
    if (member.name !== undefined) return [member.name]
    return member.type.kind === 'record' ? memberNames(member.type) : []
  })
}
