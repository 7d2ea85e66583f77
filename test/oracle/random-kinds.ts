/**
 * Types as the generator knows them: members in their order. Sizes and places are for the two compilers to agree
 * about.
 */
import type { Choices } from './choices.ts'

export type Kind = IntegerKind | ArrayKind | RecordKind

export interface IntegerKind {
  readonly kind: 'integer'
  readonly spelling: string
}

export interface ArrayKind {
  readonly kind: 'array'
  readonly element: Kind
  readonly length: number
}

export interface RecordKind {
  readonly kind: 'record'
  readonly union: boolean
  readonly members: readonly MemberKind[]
  /** `struct tag`, or the whole definition of one without a tag. */
  readonly reference: string
  readonly hasTag: boolean
}

export interface MemberKind {
  /** Undefined for an anonymous struct or union. */
  readonly name: string | undefined
  readonly kind: Kind
  readonly isBits: boolean
}

/** `.a.b[0]`, to some named member that is no bit-field; undefined if the first one tried leads nowhere. */
export function pathInto(
  kind: Kind,
  choices: Choices,
): { readonly text: string; readonly kind: Kind } | undefined {
  if (kind.kind === 'integer' || (kind.kind === 'array' && kind.length === 0)) return undefined
  const [step, target] = kind.kind === 'array' ? ['[0]', kind.element] : stepInto(kind, choices)
  if (step === undefined || target === undefined) return undefined
  const deeper = choices.chance(50) ? pathInto(target, choices) : undefined
  if (deeper) return { text: step + deeper.text, kind: deeper.kind }
  return step === '' ? undefined : { text: step, kind: target }
}

function stepInto(record: RecordKind, choices: Choices): [string, Kind] | [undefined, undefined] {
  const member = record.members[choices.below(record.members.length)]
  if (!member || member.isBits) return [undefined, undefined]
  return [member.name === undefined ? '' : `.${member.name}`, member.kind]
}

/** Whether a list for it can hold a number somewhere: empty arrays cannot. */
export function canHold(kind: Kind): boolean {
  if (kind.kind === 'integer') return true
  return kind.kind === 'array' ? 0 < kind.length : 0 < kind.members.length
}

/** Whether what comes first in it is a number, however deep. */
export function isNumberFirst(kind: Kind): boolean {
  if (kind.kind === 'integer') return true
  const first = kind.kind === 'array' ? kind.element : kind.members[0]?.kind
  if (kind.kind === 'array' && kind.length === 0) return false
  return first !== undefined && isNumberFirst(first)
}

/** The first member that has a name of its own. */
export function firstName(kind: RecordKind): string {
  const first = kind.members[0]
  if (first?.name !== undefined || first?.kind.kind !== 'record') return first?.name ?? ''
  return firstName(first.kind)
}

/** Whether a string can initialise it. */
export function isText(kind: Kind): boolean {
  if (kind.kind !== 'array' || kind.element.kind !== 'integer') return false
  return ['char', 'u8', '__u8', 's8'].includes(kind.element.spelling)
}

/** Whether it is the `bar_mask` of a device. */
export function isBarMask(kind: Kind): boolean {
  return (
    kind.kind === 'array' &&
    kind.element.kind === 'integer' &&
    kind.length === 6 &&
    kind.element.spelling === '__u32'
  )
}
