/**
 * What an initialiser makes of an object: a tree shaped by the object's type, with a node for everything that the
 * author wrote something for. What has no node is zero. Each node knows where it was written.
 */
import type { Value } from './value.ts'
import type { Origin } from './origin.ts'
import type { Expression } from './syntax.ts'
import { type ArrayType, type CType, findMember, memberIndex, type RecordType } from './types.ts'

export type Initialised = InitialisedScalar | InitialisedString | InitialisedArray | InitialisedRecord

interface Written {
  /** The braces of the initialiser, or its expression; without braces of its own, the run of its parts. */
  readonly origin: Origin
  /** The designator that led here, `.name` or `[3]`, if the author wrote one. */
  readonly designator: Origin | undefined
}

export interface InitialisedScalar extends Written {
  readonly kind: 'scalar'
  readonly type: CType
  /** As stored: converted to the field's type, or to the width of its bit-field. */
  readonly value: Value
  /** As computed, before the conversion. */
  readonly computed: Value
  readonly expression: Expression | undefined
}

/** A character array that was given as a string. */
export interface InitialisedString extends Written {
  readonly kind: 'string'
  readonly type: ArrayType
  /** The characters of the literal without its NUL, cut to the array's length. */
  readonly bytes: readonly number[]
  /** How many characters the literal has. */
  readonly writtenLength: number
}

export interface InitialisedArray extends Written {
  readonly kind: 'array'
  readonly type: ArrayType
  readonly children: ReadonlyMap<number, Initialised>
}

export interface InitialisedRecord extends Written {
  readonly kind: 'record'
  readonly type: RecordType
  /** By the member's index in the record's body. */
  readonly children: ReadonlyMap<number, Initialised>
}

/** The initialiser of a member by name, found through anonymous members too. */
export function memberValue(record: InitialisedRecord, name: string): Initialised | undefined {
  const way = findMember(record.type, name)
  if (!way) return undefined
  let node: Initialised | undefined = record
  for (const member of way) {
    if (node?.kind !== 'record') return undefined
    const { body }: RecordType = node.type
    node = body && node.children.get(memberIndex(body, member))
  }
  return node
}
