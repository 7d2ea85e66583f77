/**
 * The way from an object down to one of its parts, by types alone: it exists before anything has been written there.
 */
import { documentationOfField } from '../../abi/documentation.ts'
import type { Field } from '../../abi/model.ts'
import type { Token } from '../../c/token.ts'
import { type CType, findMember, memberNames } from '../../c/types.ts'
import type { Run } from './open-braces.ts'

export interface Way {
  /** The name of the object. */
  readonly object: string
  /** What the way leads to. */
  readonly type: CType
  readonly steps: readonly Step[]
}

interface Step {
  /** The type that the step leads out of. */
  readonly from: CType
  /** Undefined for a step to an element. */
  readonly name: string | undefined
}

export function toMember(way: Way, name: string): Way | undefined {
  const member = way.type.kind === 'record' ? findMember(way.type, name)?.at(-1) : undefined
  return member && further(way, name, member.type)
}

export function toElement(way: Way): Way | undefined {
  return way.type.kind === 'array' ? further(way, undefined, way.type.element) : undefined
}

/** To where a value without designator goes, if so many stand before it in the same braces. */
export function toPosition(way: Way, position: number): Way | undefined {
  if (way.type.kind !== 'record') return toElement(way)
  const name = memberNames(way.type)[position]
  return name === undefined ? undefined : toMember(way, name)
}

export interface Designated {
  readonly way: Way
  /** Where the designators end. */
  readonly end: number
}

/** Follows the designators that a run begins with; undefined where one of them leads nowhere. */
export function designated(way: Way, tokens: readonly Token[], { start, end }: Run): Designated | undefined {
  let reached: Way | undefined = way
  let at = start
  while (reached && at < end) {
    const [token, next] = [tokens[at], tokens[at + 1]]
    if (token?.text === '.' && next?.kind === 'identifier' && at + 1 < end) {
      reached = toMember(reached, next.text)
      at += 2
    } else if (token?.text === '[') {
      const close = closingBracket(tokens, at, end)
      if (close === undefined) break
      reached = toElement(reached)
      at = close + 1
    } else break
  }
  return reached && { way: reached, end: at }
}

function closingBracket(tokens: readonly Token[], open: number, end: number): number | undefined {
  let depth = 0
  for (let at = open; at < end; at++) {
    if (tokens[at]?.text === '[') depth++
    if (tokens[at]?.text === ']' && --depth === 0) return at
  }
  return undefined
}

/** What is documented about the field that the way leads to, or that holds what it leads to. */
export function fieldAt({ steps }: Way): Field | undefined {
  const names: string[] = []
  for (const { from, name } of steps.toReversed()) {
    if (name !== undefined) names.unshift(name)
    if (from.kind !== 'record' || from.tag === undefined || names.length === 0) continue
    const field = documentationOfField(from.tag, names)
    if (field) return field
  }
  return undefined
}

/** The last field on the way: the way leads to it, or to an element in it. */
export function lastName({ steps }: Way): string | undefined {
  return steps.findLast(({ name }) => name !== undefined)?.name
}

/** The tag of the struct that the last field is in. */
export function lastTag({ steps }: Way): string | undefined {
  const from = steps.findLast(({ name }) => name !== undefined)?.from
  return from?.kind === 'record' ? from.tag : undefined
}

function further(way: Way, name: string | undefined, type: CType): Way {
  return { object: way.object, type, steps: [...way.steps, { from: way.type, name }] }
}
