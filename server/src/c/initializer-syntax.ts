/**
 * Initialisers, from tokens to lists of items. A missing comma, a brace too many or words that mean nothing cost one
 * complaint, and the items around them survive.
 */
import { broken, parseDesignators, parseExpression } from './expressions.ts'
import { beginsItem, endsDeclaration, skipGarbage, surplusBraces } from './item-boundaries.ts'
import { callChain } from './origin.ts'
import type { InitializerItem, InitializerList, InitializerSyntax } from './syntax.ts'
import type { Token } from './token.ts'
import {
  accept,
  complainHere,
  expect,
  isAt,
  nameOf,
  nested,
  peek,
  previous,
  take,
  type TokenStream,
} from './token-stream.ts'

/** initializer: expression | `{` items `}` */
export function parseInitializer(stream: TokenStream): InitializerSyntax {
  return isAt(stream, '{') ? parseBraced(stream, parseList) : parseValue(stream)
}

/** The initialiser of an object at file scope: what follows its last `}` tells whether that was the last one. */
export function parseWholeInitializer(stream: TokenStream): InitializerSyntax {
  return isAt(stream, '{') ? parseBraced(stream, parseWholeList) : parseValue(stream)
}

function parseBraced(
  stream: TokenStream,
  parse: (stream: TokenStream) => InitializerSyntax,
): InitializerSyntax {
  const first = peek(stream)
  return nested(stream, parse, () => ({ kind: 'list', items: [], first, last: previous(stream) }))
}

function parseValue(stream: TokenStream): InitializerSyntax {
  const expression = parseExpression(stream)
  return { kind: 'expression', expression, first: expression.first, last: expression.last }
}

/** `{` (designators `=`)? initializer (`,` …)* `,`? `}` */
function parseList(stream: TokenStream): InitializerList {
  const open = take(stream)
  const items = parseItems(stream)
  const close = accept(stream, '}')
  const list = { kind: 'list', items, first: open, last: close ?? previous(stream) } as const
  return close ? list : { ...list, isUnclosed: true }
}

function parseWholeList(stream: TokenStream): InitializerList {
  const open = take(stream)
  const items = [...parseItems(stream)]
  let surplus: Token | undefined
  for (let count = surplusBraces(stream); 0 < count; count = surplusBraces(stream)) {
    surplus ??= peek(stream)
    while (0 < count--) take(stream)
    accept(stream, ',')
    for (const item of parseItems(stream)) items.push(item)
  }
  const close = accept(stream, '}')
  const list = { kind: 'list', items, first: open, last: close ?? previous(stream) } as const
  return { ...list, ...(surplus ? { surplus } : {}), ...(close ? {} : { isUnclosed: true }) }
}

function parseItems(stream: TokenStream): readonly InitializerItem[] {
  const items: InitializerItem[] = []
  while (!isAt(stream, '}') && !endsDeclaration(stream)) {
    const before = stream.at
    const item = parseItem(stream)
    const isGood = isAt(stream, ',') || isAt(stream, '}') || endsDeclaration(stream)
    items.push(isGood ? item : beforeGarbage(item, stream))
    if (accept(stream, ',') || isAt(stream, '}') || endsDeclaration(stream)) continue
    if (beginsItem(stream) && before < stream.at) continue
    accept(stream, ';')
    if (stream.at === before) take(stream)
  }
  return withoutRoom(items)
}

/** An array that has grown keeps room for a dozen more elements; of these arrays a config has a hundred. */
function withoutRoom<Element>(elements: readonly Element[]): readonly Element[] {
  return elements.slice()
}

/** Says that a comma is missing, or goes on behind what has no business there; braces may then be the item's value. */
function beforeGarbage(item: InitializerItem, stream: TokenStream): InitializerItem {
  if (!isBroken(item)) complainAboutSeparator(item, stream)
  if (beginsItem(stream)) return item
  skipGarbage(stream)
  if (isAt(stream, '{')) return { ...item, value: parseInitializer(stream) }
  const { value } = item
  const name = value.kind === 'expression' && value.expression.kind === 'name' ? value.expression : undefined
  // Of words that mean nothing the first one is not complained about as well.
  if (!name || stream.scope.names.has(name.name)) return item
  return { ...item, value: { ...value, kind: 'expression', expression: { ...name, kind: 'broken' } } }
}

function complainAboutSeparator({ value }: InitializerItem, stream: TokenStream): void {
  const token = peek(stream)
  const found = shown(token, previous(stream))
  const isValue = ['number', 'identifier', 'string', 'character'].includes(token.kind)
  const message =
    beginsItem(stream) || (isValue && value.kind === 'list')
      ? `a comma is missing before this ${found}`
      : isValue
        ? `an operator or a comma is missing before this ${found}`
        : `expected \`,\` or \`}\` in the initialiser, found ${found}`
  complainHere(stream, 'c-syntax', message)
}

/** A token as its author knows it: what begins with a macro is called after the macro. */
function shown(token: Token, before: Token): string {
  const call = callChain(token).at(-1)
  return call && call !== callChain(before).at(-1) ? `\`${call.macro.name}\`` : nameOf(token)
}

function isBroken({ value }: InitializerItem): boolean {
  return value.kind === 'expression' && value.expression.kind === 'broken'
}

function parseItem(stream: TokenStream): InitializerItem {
  const designators = withoutRoom(parseDesignators(stream))
  const sign = designators.length === 0 || expect(stream, '=', 'behind the designator')
  if (!sign && (isAt(stream, ',') || isAt(stream, '}'))) {
    const nothing = broken(stream)
    return {
      designators,
      value: { kind: 'expression', expression: nothing, first: nothing.first, last: nothing.last },
    }
  }
  const value = parseInitializer(stream)
  if (value.kind === 'list' || stream.complainedAt !== stream.at) return { designators, value }
  // In front of braces it was no expression to begin with.
  skipGarbage(stream)
  return { designators, value: isAt(stream, '{') ? parseInitializer(stream) : value }
}
