/**
 * The fields of an object in the order of its bytes, each with the name that a C programmer would use for it. Written
 * or not, from C or from an image: whoever lists a configuration walks through it with this.
 */
import type { CType, Member, RecordType } from '../c/types.ts'
import { isText } from './image-values.ts'
import type { FieldName } from './listing-notation.ts'
import type { Configuration, WrapperMember } from './model.ts'
import { elementOf, lengthOf, type View, viewOfMember, writtenLengthOf } from './view.ts'

/** One step of the walk. */
export type FieldStep =
  /** A number, a text, or an array of numbers. */
  | (Step & { readonly kind: 'value' })
  /** A struct in an array; its fields follow. */
  | (Step & { readonly kind: 'element' })
  /** An array of structs; its elements follow. */
  | (Step & { readonly kind: 'array' })
  /** The elements at the end of an array of structs that nothing was written for. */
  | (Step & { readonly kind: 'rest'; readonly from: number; readonly to: number })

interface Step {
  /** `mem_regions[0].phys_start` */
  readonly path: string
  /** The field in the documentation of its struct. */
  readonly name: FieldName
  readonly view: View
  /** Set for the numbers of a bit-field. */
  readonly bits: Member['bits']
  /** Which word of the CPU bitmap it is. */
  readonly index?: number
  /** Set for an array of the wrapper of which Warden knows no more than its numbers. */
  readonly isUnknown?: true
}

/** Which of the known arrays a member of a wrapper struct is, by its name. */
export type KindOfMember = (name: string) => WrapperMember['kind']

export function kindOfMember({ members }: Pick<Configuration, 'members'>): KindOfMember {
  return (name) => members.find((member) => member.name === name)?.kind
}

/** Everything in an object: a wrapper struct with its header and arrays. */
export function* fieldsOf(wrapper: View, kindOf: KindOfMember): Generator<FieldStep> {
  if (wrapper.type.kind !== 'record') return
  for (const member of wrapper.type.body?.members ?? []) yield* fieldsOfMember(wrapper, member, kindOf)
}

/** Everything in one member of a wrapper struct. A known array of numbers there stands number by number. */
export function* fieldsOfMember(wrapper: View, member: Member, kindOf: KindOfMember): Generator<FieldStep> {
  if (member.name === undefined) return
  const view = viewOfMember(wrapper, member)
  const name = { tag: tagOf(member.type), path: [] }
  if (member.type.kind === 'array' && member.type.element.kind === 'integer' && !isText(member.type)) {
    const kind = kindOf(member.name)
    if (kind === undefined) {
      yield { kind: 'value', path: member.name, name, view, bits: undefined, isUnknown: true }
      return
    }
    for (let index = 0; index < Math.min(lengthOf(view), mostNumbers); index++) {
      const word = elementOf(view, index)
      const step = { kind: 'value', path: `${member.name}[${index}]`, name, bits: undefined } as const
      if (word) yield { ...step, view: word, ...(kind === 'cpus' ? { index } : {}) }
    }
  } else yield* stepsOf(view, member.name, name, member.bits)
}

/** An array that C declares may have any length; numbers behind these are not listed. */
const mostNumbers = 1024

function tagOf(type: CType): string | undefined {
  if (type.kind === 'array') return tagOf(type.element)
  return type.kind === 'record' ? type.tag : undefined
}

/** Everything in a view, itself excluded. */
function* fieldsIn(view: View, path: string, name: FieldName): Generator<FieldStep> {
  if (view.type.kind !== 'record') return
  for (const member of membersShown(view.type, view)) {
    const inner = viewOfMember(view, member)
    const isAnonymous = member.name === undefined
    const innerPath = isAnonymous ? path : path === '' ? member.name : `${path}.${member.name}`
    const innerName = isAnonymous ? name : nameInside(name, view.type, member.name)
    yield* stepsOf(inner, innerPath, innerName, member.bits)
  }
}

function* stepsOf(view: View, path: string, name: FieldName, bits: Member['bits']): Generator<FieldStep> {
  const { type } = view
  const isArray = type.kind === 'array'
  if (type.kind === 'integer' || (isArray && type.element.kind === 'integer'))
    yield { kind: 'value', path, name, view, bits }
  else if (type.kind === 'record') yield* fieldsIn(view, path, name)
  else if (isArray && type.element.kind === 'record') yield* elementsOf(view, path, name)
}

function* elementsOf(view: View, path: string, name: FieldName): Generator<FieldStep> {
  yield { kind: 'array', path, name, view, bits: undefined }
  const [length, writtenLength] = [lengthOf(view), Math.min(lengthOf(view), writtenLengthOf(view))]
  for (let index = 0; index < writtenLength; index++) {
    const element = elementOf(view, index)
    if (!element) continue
    const elementPath = `${path}[${index}]`
    yield { kind: 'element', path: elementPath, name, view: element, bits: undefined }
    yield* fieldsIn(element, elementPath, name)
  }
  const rest = elementOf(view, writtenLength)
  if (rest)
    yield { kind: 'rest', path, name, view: rest, bits: undefined, from: writtenLength, to: length - 1 }
}

/** Of a union only the member that was written, or the first one. */
function membersShown(type: RecordType, { node }: View): readonly Member[] {
  const members = type.body?.members ?? []
  const shown = type.union ? [members[writtenMember(node)] ?? members[0]] : members
  return shown.flatMap((member) => (member && isShown(member) ? [member] : []))
}

function writtenMember(node: View['node']): number {
  return node?.kind === 'record' ? ([...node.children.keys()][0] ?? 0) : 0
}

function isShown({ name, type }: Member): boolean {
  return name !== undefined || type.kind === 'record'
}

/** A struct with a tag has documentation of its own; fields of others belong to the struct around. */
function nameInside(outer: FieldName, type: CType, member: string): FieldName {
  const own = type.kind === 'record' ? type.tag : undefined
  return own === undefined ? { ...outer, path: [...outer.path, member] } : { tag: own, path: [member] }
}
