/**
 * What a constant expression comes to: an integer of C, or the reason why it is not known. How it is computed is for
 * `evaluate.ts`.
 */
import { wrap } from './integers.ts'
import type { IntegerType } from './types.ts'

export type Value = Integer | Unknown

export interface Integer {
  readonly known: true
  readonly value: bigint
  readonly type: IntegerType
  /** A signed operation on the way left its type. That has been said, and what follows from it is not. */
  readonly hasOverflowed?: true
}

export interface Unknown {
  readonly known: false
  /** Why it is unknown, for a person: the end of a sentence that begins with "because". */
  readonly reason: string
}

export function unknown(reason: string): Unknown {
  return { known: false, reason }
}

export function integer(value: bigint, type: IntegerType): Integer {
  return { known: true, value: wrap(value, type), type }
}

/** The value, marked if one of those that it was computed from is. */
export function markedLike(value: Integer, ...operands: readonly Integer[]): Integer {
  return operands.some(({ hasOverflowed }) => hasOverflowed) ? { ...value, hasOverflowed: true } : value
}
