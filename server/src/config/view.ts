/**
 * An initialised object, seen by the names of its fields.
 *
 * A view is a type together with what was written for it, if anything: it can always be asked for fields and
 * elements, and answers zero where the initialiser is silent, as C does. Every answer carries the place to report:
 * the initialiser of the field, or the nearest enclosing braces where the field is not written. This file must not
 * know what any field means.
 */
import type { Initialised } from '../c/initialised.ts'
import type { Origin } from '../c/origin.ts'
import { type CType, findMember, type Member, sizeOf } from '../c/types.ts'

/** Where something stands, for findings about it. */
export type Place = Origin

export interface View {
  readonly type: CType
  /** Undefined where nothing was written: then the object is zero. */
  readonly node: Initialised | undefined
  /** The initialiser, or that of the nearest enclosing object that has one. */
  readonly place: Place
  /** The designator with which the author named this object, if one. */
  readonly designator: Place | undefined
  /** Bytes from the start of the outermost object. */
  readonly offset: number
}

/** A number that knows where it was written, or why it is not known. */
export type Scalar = Traced | Untraced

export interface Traced {
  readonly known: true
  readonly value: bigint
  readonly place: Place
  /** Whether the author wrote it; otherwise it is C's zero, and `place` is the enclosing initialiser. */
  readonly written: boolean
}

export interface Untraced {
  readonly known: false
  readonly reason: string
  readonly place: Place
  readonly written: boolean
}

export function viewOf(type: CType, node: Initialised): View {
  return { type, node, place: node.origin, designator: node.designator, offset: 0 }
}

/** A member by name, through anonymous members too; undefined where the type has none of that name. */
export function fieldOf(view: View, name: string): View | undefined {
  const way = view.type.kind === 'record' ? findMember(view.type, name) : undefined
  return way?.reduce(viewOfMember, view)
}

/** An element of an array; undefined behind its end and where the view is no array. */
export function elementOf(view: View, index: number): View | undefined {
  if (view.type.kind !== 'array' || index < 0 || (view.type.length ?? 0) <= index) return undefined
  const node = view.node?.kind === 'array' ? view.node.children.get(index) : undefined
  return inside(view, view.type.element, node, index * (sizeOf(view.type.element) ?? 0))
}

/** How many elements the type declares; zero for anything but an array of known length. */
export function lengthOf(view: View): number {
  return view.type.kind === 'array' ? (view.type.length ?? 0) : 0
}

/** How many elements were written: the highest one that the initialiser reaches, plus one. */
export function writtenLengthOf(view: View): number {
  if (view.node?.kind !== 'array') return 0
  let length = 0
  view.node.children.forEach((_, index) => {
    if (length <= index) length = index + 1
  })
  return length
}

/** The number in a view; unknown for anything that is no number. */
export function scalarOf({ type, node, place }: View): Scalar {
  return scalarIn(type, node, place)
}

/** The number in a member by name, as `fieldOf` finds it; undefined where the type has none of that name. */
export function scalarOfField(view: View, name: string): Scalar | undefined {
  const way = view.type.kind === 'record' ? findMember(view.type, name) : undefined
  const member = way?.[0]
  if (!way || !member) return undefined
  // Mostly the member is the view's own, and no view of it is needed.
  if (way.length === 1) {
    const node = nodeOfMember(view, member)
    return scalarIn(member.type, node, node?.origin ?? view.place)
  }
  return scalarOf(way.reduce(viewOfMember, view))
}

function scalarIn(type: CType, node: Initialised | undefined, place: Place): Scalar {
  if (type.kind !== 'integer') return { known: false, reason: 'it is no number', place, written: false }
  if (node?.kind !== 'scalar') return { known: true, value: 0n, place, written: false }
  if (!node.value.known) return { known: false, reason: node.value.reason, place, written: true }
  return { known: true, value: node.value.value, place, written: true }
}

/** The text in a character array, up to its first NUL; undefined when it is not a string that can be known. */
export function textOf(view: View): string | undefined {
  const bytes = bytesOf(view)
  if (!bytes) return undefined
  const end = bytes.indexOf(0)
  return new TextDecoder().decode(Uint8Array.from(end < 0 ? bytes : bytes.slice(0, end)))
}

function bytesOf(view: View): readonly number[] | undefined {
  if (view.type.kind !== 'array') return undefined
  if (view.node === undefined) return []
  if (view.node.kind === 'string') return view.node.bytes
  const bytes: number[] = []
  for (let index = 0; index < writtenLengthOf(view); index++) {
    const element = elementOf(view, index)
    const scalar = element && scalarOf(element)
    if (!scalar?.known) return undefined
    bytes.push(Number(BigInt.asUintN(8, scalar.value)))
  }
  return bytes
}

/** A member of a struct or union that is known already. */
export function viewOfMember(view: View, member: Member): View {
  return inside(view, member.type, nodeOfMember(view, member), member.offset)
}

function nodeOfMember({ type, node }: View, member: Member): Initialised | undefined {
  if (type.kind !== 'record' || node?.kind !== 'record') return undefined
  return node.children.get(type.body?.members.indexOf(member) ?? -1)
}

function inside(outer: View, type: CType, node: Initialised | undefined, offset: number): View {
  return {
    type,
    node,
    place: node?.origin ?? outer.place,
    designator: node?.designator,
    offset: outer.offset + offset,
  }
}
