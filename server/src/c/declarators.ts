/**
 * Declarators: the part of a declaration that holds the name and wraps the type around it. Configs use names and
 * arrays; pointers and functions occur in headers only and become opaque.
 */
import { type Attributes, merged, noAttributes, parseAttributes } from './attributes.ts'
import { evaluate } from './evaluate.ts'
import { parseExpression } from './expressions.ts'
import { limits } from './limits.ts'
import { originOf } from './origin.ts'
import type { Token } from './token.ts'
import {
  accept,
  expect,
  isAt,
  nested,
  peek,
  previous,
  skipTo,
  take,
  type TokenStream,
} from './token-stream.ts'
import { isTypeWord } from './type-words.ts'
import { type ArrayType, type CType, depthOf, pointerType } from './types.ts'

export interface Declarator {
  /** Undefined in a type name, and where the name is missing. */
  readonly name: Token | undefined
  readonly type: CType
  readonly isFunction: boolean
  readonly attributes: Attributes
}

const qualifiers = new Set(['const', 'volatile', 'restrict', '__restrict', '__volatile__', '__const'])

/** (`*` qualifier*)* (name | `(` declarator `)`)? (`[` length `]` | `(` parameters `)`)* attributes */
export function parseDeclarator(stream: TokenStream, base: CType): Declarator {
  return nested(
    stream,
    () => parseOneDeclarator(stream, base),
    () => ({ name: undefined, type: base, isFunction: false, attributes: noAttributes }),
  )
}

function parseOneDeclarator(stream: TokenStream, base: CType): Declarator {
  let type = base
  let attributes = parseAttributes(stream)
  while (accept(stream, '*')) {
    type = pointerType(stream.scope.model)
    while (qualifiers.has(peek(stream).text)) take(stream)
    attributes = merged(attributes, parseAttributes(stream))
  }
  if (isAt(stream, '(')) return parenthesised(stream, type, attributes)
  const name = isName(peek(stream)) ? take(stream) : undefined
  const suffix = parseSuffix(stream, type)
  if (isAt(stream, 'asm') || isAt(stream, '__asm__')) skipAssemblerName(stream)
  return { name, ...suffix, attributes: merged(attributes, parseAttributes(stream)) }
}

const keywords = new Set(['struct', 'union', 'enum', 'static', 'typedef', 'extern', 'const', 'volatile'])

/** A keyword is the beginning of the next declaration, where a `;` or a name is missing. */
function isName({ kind, text }: Token): boolean {
  return kind === 'identifier' && !isTypeWord(text) && !keywords.has(text)
}

/** `(*name)(…)` and the like: whatever it is, it is no data of a config. */
function parenthesised(stream: TokenStream, type: CType, attributes: Attributes): Declarator {
  take(stream)
  const inner = parseDeclarator(stream, type)
  skipTo(stream, [])
  expect(stream, ')', 'to close the declarator')
  const suffix = parseSuffix(stream, type)
  const outer = merged(attributes, parseAttributes(stream))
  if (inner.type === type) return { name: inner.name, ...suffix, attributes: merged(inner.attributes, outer) }
  return { ...inner, isFunction: false, type: pointerType(stream.scope.model), attributes: outer }
}

function parseSuffix(
  stream: TokenStream,
  base: CType,
): { readonly type: CType; readonly isFunction: boolean } {
  if (accept(stream, '(')) {
    skipTo(stream, [])
    expect(stream, ')', 'behind the parameters')
    return { type: base, isFunction: true }
  }
  const lengths: { length: number | undefined; at: NonNullable<ArrayType['lengthAt']> }[] = []
  while (isAt(stream, '[')) lengths.push(parseLength(stream))
  const type = lengths.reduceRight<CType>(
    (element, { length, at }) => ({ kind: 'array', element, length, lengthAt: at }),
    base,
  )
  if (limits.typeDepth < lengths.length + depthOf(base)) {
    const at = lengths[0]?.at ?? originOf(previous(stream))
    stream.complain({ code: 'c-limit', severity: 'error', message: tooDeep, at })
    return { type: base, isFunction: false }
  }
  return { type, isFunction: false }
}

const tooDeep = `types nested more than ${limits.typeDepth} deep are not followed`

/** `[` expression? `]` */
function parseLength(stream: TokenStream): {
  length: number | undefined
  at: NonNullable<ArrayType['lengthAt']>
} {
  const open = take(stream)
  if (isAt(stream, ']')) {
    const close = take(stream)
    return { length: undefined, at: { first: open, last: close } }
  }
  const expression = parseExpression(stream)
  skipTo(stream, [])
  expect(stream, ']', 'behind the length of the array')
  const at = { first: expression.first, last: expression.last }
  const value = evaluate(expression, stream.scope, stream.complain)
  if (!value.known) return { length: undefined, at }
  if (value.value < 0n || largestObject < value.value) {
    const message =
      value.value < 0n ? 'the length of an array is negative' : 'the array is larger than any memory'
    stream.complain({ code: 'c-type', severity: 'error', message, at })
    return { length: undefined, at }
  }
  return { length: Number(value.value), at }
}

/** Lengths beyond this are no configuration; sizes stay exact numbers below it. */
const largestObject = 1n << 40n

function skipAssemblerName(stream: TokenStream): void {
  take(stream)
  if (accept(stream, '(')) skipTo(stream, [])
  accept(stream, ')')
}
