/**
 * What one macro call came to: its tokens, their value where they are an expression, and the elements that they make.
 */
import { evaluate } from '../c/evaluate.ts'
import type { Value } from '../c/value.ts'
import { callChain } from '../c/origin.ts'
import type { Expression } from '../c/syntax.ts'
import type { Expansion, Token } from '../c/token.ts'
import { type Argument, argumentIn } from './argument.ts'
import { type Analysed, locatedAt, positionOf } from './analysed.ts'
import { isBitwise, type Notation, notationOf } from './notation.ts'
import { endOf, type Trail } from './trail.ts'

export interface Expanded {
  /** Fully expanded; the first run of them where an outer macro has put them in several places. */
  readonly tokens: readonly Token[]
  /** Undefined where the tokens are no expression of their own. */
  readonly value: Value | undefined
  readonly notation: Notation
  /** The argument of another call that this one stands in. */
  readonly argument: Argument | undefined
  /** Whether the tokens stand among others in an expression, which tears them apart. */
  readonly isTorn: boolean
  /** Whether it is a string, which is no number for good reason. */
  readonly isText: boolean
  /** The elements of arrays of structs that stand in it completely, in order; the first hundred of them. */
  readonly elements: readonly Trail[]
}

export function expansionOf(call: Expansion, analysed: Analysed): Expanded {
  const tokens = firstRun(call, analysed)
  const [first] = tokens
  const last = tokens.at(-1)
  const located = first && locatedAt(first, analysed)
  const spot = located?.kind === 'expression' ? located : undefined
  const isAllOf = (expression: Expression): boolean =>
    positionOf(expression.first, analysed) === (first && positionOf(first, analysed)) &&
    positionOf(expression.last, analysed) === (last && positionOf(last, analysed))
  const expression = spot?.path.find(isAllOf)
  const notation = notationOf(spot?.trail)
  const isWhole = expression !== undefined && (expression === spot?.path[0] || isBitwise(notation))
  return {
    tokens,
    value: expression && evaluate(expression, analysed.translation.scope, () => undefined),
    notation: isWhole ? notation : { ...notation, format: 'number', groups: [] },
    argument: first && argumentAround(call, first),
    isTorn: spot !== undefined && expression === undefined,
    isText: expression?.kind === 'string',
    elements: elementsIn(tokens, analysed),
  }
}

/** The call as it was noted when its argument was expanded knows nothing of the call around; its tokens do. */
function argumentAround({ name }: Expansion, token: Token): Argument | undefined {
  const chain = callChain(token)
  const outer = chain[chain.findIndex((call) => isSame(call.name, name)) + 1]
  return outer && argumentIn(outer, name)
}

function isSame(a: Token, b: Token): boolean {
  return a.file === b.file && a.start === b.start
}

function firstRun(call: Expansion, { translation }: Analysed): readonly Token[] {
  const { tokens } = translation.preprocessed
  const comesThrough = (token: Token): boolean => callChain(token).some(({ name }) => isSame(name, call.name))
  const start = tokens.findIndex(comesThrough)
  if (start < 0) return []
  let end = start + 1
  for (let token = tokens[end]; token && comesThrough(token); token = tokens[end]) end++
  return tokens.slice(start, end)
}

/** Nobody wants to see more of them, and to find each takes its time. */
const mostElements = 100

function elementsIn(tokens: readonly Token[], analysed: Analysed): readonly Trail[] {
  const elements: Trail[] = []
  let depth = 0
  for (const token of tokens) {
    if (mostElements <= elements.length) break
    if (token.text === '}') depth--
    if (token.text !== '{') continue
    const spot = depth === 0 ? locatedAt(token, analysed) : undefined
    depth++
    const stop = spot?.kind === 'braces' ? endOf(spot.trail) : undefined
    if (spot?.kind === 'braces' && stop?.index !== undefined && stop.view.type.kind === 'record')
      elements.push(spot.trail)
  }
  return elements
}
