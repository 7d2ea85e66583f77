/**
 * The tree of initialised objects while it grows: its containers still open, with the few operations that the walk
 * in `initializer.ts` needs. Outside of these two files and `designators.ts` the same nodes are read-only.
 */
import { integer, unknown, type Value } from './value.ts'
import type {
  InitialisedArray,
  InitialisedRecord,
  InitialisedScalar,
  InitialisedString,
} from './initialised.ts'
import type { Origin } from './origin.ts'
import {
  type ArrayType,
  type CType,
  type Member,
  type RecordType,
  sizeOf,
  unsignedCharType,
  voidType,
} from './types.ts'

export interface OpenArray extends Omit<InitialisedArray, 'origin' | 'children'> {
  origin: Origin
  readonly children: Map<number, OpenNode>
}

export interface OpenRecord extends Omit<InitialisedRecord, 'origin' | 'children'> {
  origin: Origin
  readonly children: Map<number, OpenNode>
}

export type OpenContainer = OpenArray | OpenRecord
export type OpenNode = InitialisedScalar | InitialisedString | OpenContainer

/** Where a subobject is: one step a level, the innermost last. */
export type Path = readonly Step[]

export interface Step {
  readonly container: OpenContainer
  /** The element of an array, or the index of a member in the record's body. */
  readonly index: number
}

export function openContainer(
  type: ArrayType | RecordType,
  origin: Origin,
  designator: Origin | undefined,
): OpenContainer {
  const written = { first: origin.first, last: origin.last }
  return type.kind === 'array'
    ? { kind: 'array', type, origin: written, designator, children: new Map() }
    : { kind: 'record', type, origin: written, designator, children: new Map() }
}

/** The type of the subobject at a step; an opaque one where there is none. */
export function typeAt(step: Step): CType {
  const { container, index } = step
  return container.kind === 'array' ? container.type.element : (memberAt(container, index)?.type ?? voidType)
}

export function bitWidthAt(step: Step): number | undefined {
  return step.container.kind === 'record' ? memberAt(step.container, step.index)?.bits?.width : undefined
}

/** The container that an earlier initialiser left at a step, to be filled further: of a string its characters. */
export function containerAt(step: Step): OpenContainer | undefined {
  const child = step.container.children.get(step.index)
  if (child?.kind === 'string') {
    const characters = charactersOf(child)
    step.container.children.set(step.index, characters)
    return characters
  }
  return child?.kind === 'array' || child?.kind === 'record' ? child : undefined
}

function charactersOf({ type, bytes, origin, designator }: InitialisedString): OpenArray {
  const element = type.element.kind === 'integer' ? type.element : unsignedCharType
  const children = new Map<number, OpenNode>()
  for (const [index, byte] of bytes.entries()) {
    const value = integer(BigInt(byte), element)
    const written = { computed: value, value, expression: undefined, origin, designator }
    children.set(index, { kind: 'scalar', type: element, ...written })
  }
  return { kind: 'array', type, origin, designator, children }
}

/**
 * What an earlier initialiser has put where a value is to go; in a union that is the value of any member. Containers
 * that a designator has opened on its way hold nothing by themselves, and what has no size holds nothing at all.
 */
export function valueAt({ container, index }: Step): OpenNode | undefined {
  const isUnion = container.kind === 'record' && container.type.union
  const value = isUnion ? container.children.values().next().value : container.children.get(index)
  if (value === undefined || sizeOf(value.type) === 0) return undefined
  if (value.kind !== 'array' && value.kind !== 'record') return value
  return 0 < value.children.size || value.origin.first.text === '{' ? value : undefined
}

/** The name of the member at a step, or the index of the element, as a designator has it. */
export function nameAt({ container, index }: Step): string {
  return container.kind === 'array' ? `[${index}]` : `.${memberAt(container, index)?.name ?? '<anonymous>'}`
}

/** The first subobject that can be initialised; undefined where there is none. */
export function firstIndex(container: OpenContainer): number | undefined {
  return indexBehind(container, -1)
}

/** The next sibling that can be initialised: unnamed bit-fields are skipped, a union has one member only. */
export function indexBehind(container: OpenContainer, index: number): number | undefined {
  if (container.kind === 'array') {
    const { length } = container.type
    return length === undefined || index + 1 < length ? index + 1 : undefined
  }
  if (container.type.union && 0 <= index) return undefined
  const members = container.type.body?.members ?? []
  for (let next = index + 1; next < members.length; next++) {
    const member = members[next]
    if (member && isInitialisable(member)) return next
  }
  return undefined
}

/** Puts a value at the end of a path; containers without braces of their own stretch to hold it. */
export function placeAt(path: Path, value: OpenNode): void {
  const step = path.at(-1)
  if (!step) return
  if (step.container.kind === 'record' && step.container.type.union) step.container.children.clear()
  step.container.children.set(step.index, value)
  for (let level = 1; level < path.length; level++) {
    const container = path[level]?.container
    if (container && container.origin.first.text !== '{')
      container.origin = { first: container.origin.first, last: value.origin.last }
  }
}

/** What is stored of a value: wrapped to the field's type, or to the width of its bit-field. */
export function storedValue(computed: Value, type: CType, bits: number | undefined): Value {
  if (!computed.known) return computed
  if (type.kind !== 'integer') return unknown('the field is no integer')
  const stored = integer(computed.value, type)
  if (bits === undefined || type.rank === 0) return stored
  return {
    ...stored,
    value: type.signed ? BigInt.asIntN(bits, stored.value) : BigInt.asUintN(bits, stored.value),
  }
}

function memberAt(record: OpenRecord, index: number): Member | undefined {
  return record.type.body?.members[index]
}

function isInitialisable(member: Member): boolean {
  return member.name !== undefined || member.type.kind === 'record'
}
