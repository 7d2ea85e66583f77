/**
 * The values of integer literals. Configs repeat their numbers, and to take one apart costs more than to look it up,
 * so what a spelling comes to is remembered.
 */
import { typeOfLiteral } from './integers.ts'
import { type ParsedNumber, parseNumber } from './numbers.ts'
import type { DataModel } from './types.ts'
import { type Integer, integer } from './value.ts'

export interface Literal extends ParsedNumber {
  readonly decimal: boolean
  /** What it stands for, in the type that C gives it; of a number too large for any type the lower 64 bits. */
  readonly integer: Integer
}

/** Undefined for what is no integer literal. */
export function literalOf(text: string, model: DataModel): Literal | undefined {
  if (longestKnown < text.length) return madeLiteral(text, model)
  let known = knownLiterals.get(model)
  if (!known) knownLiterals.set(model, (known = new Map<string, Literal>()))
  let literal = known.get(text)
  if (!literal) {
    literal = madeLiteral(text, model)
    if (mostKnown <= known.size) known.clear()
    if (literal) known.set(text, literal)
  }
  return literal
}

const knownLiterals = new WeakMap<DataModel, Map<string, Literal>>()
const mostKnown = 4096
/** From 13 characters on an engine may cut a text out of its file without a copy, and keep the file for it. */
const longestKnown = 12

function madeLiteral(text: string, model: DataModel): Literal | undefined {
  const parsed = parseNumber(text)
  if (!parsed) return undefined
  const decimal = !text.startsWith('0')
  return { ...parsed, decimal, integer: integer(parsed.value, typeOfLiteral({ ...parsed, decimal }, model)) }
}
