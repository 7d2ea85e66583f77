/**
 * A translation unit: the objects that it defines, with what their initialisers make of them.
 *
 * Functions occur in headers only; their bodies are skipped. A mistake costs the declaration that it stands in, at
 * most: reading goes on behind its `;`.
 */
import { merged } from './attributes.ts'
import type { Complain } from './complaint.ts'
import { type Declarator, parseDeclarator } from './declarators.ts'
import { evaluate } from './evaluate.ts'
import { parseExpression } from './expressions.ts'
import type { Initialised } from './initialised.ts'
import { initialize } from './initializer.ts'
import { parseInitializer, parseWholeInitializer } from './initializer-syntax.ts'
import { originOf } from './origin.ts'
import { complainAboutSecond } from './redefinition.ts'
import { copyOfScope, emptyScope, type Scope } from './scope.ts'
import { beginsType, parseSpecifiers, parseTypeName, type Specifiers } from './specifiers.ts'
import type { InitializerList, InitializerSyntax } from './syntax.ts'
import type { Token } from './token.ts'
import {
  accept,
  complainHere,
  expect,
  isAt,
  nameOf,
  peek,
  previous,
  skipTo,
  take,
  type TokenStream,
} from './token-stream.ts'
import type { CType, DataModel } from './types.ts'

/** An object with an initialiser. */
export interface ObjectDefinition {
  readonly name: Token
  readonly type: CType
  readonly value: Initialised
  readonly initializer: InitializerSyntax
  readonly isStatic: boolean
  /** From `section("…")`; several configs in one file are told apart by it. */
  readonly section: string | undefined
  /** From the first specifier to the end of the initialiser. */
  readonly first: Token
  readonly last: Token
}

export interface Unit {
  readonly scope: Scope
  readonly objects: readonly ObjectDefinition[]
  /** What stands between the braces of each function, unread: a header may say something there. */
  readonly bodies: Bodies
}

/** The tokens of functions, by the functions' names. */
export type Bodies = ReadonlyMap<string, readonly Token[]>

/**
 * Parses preprocessed tokens, which end with an `end` token.
 *
 * @param preamble the tokens at the beginning that other units have as well: they are parsed once for all of them
 */
export function parseUnit(
  tokens: readonly Token[],
  end: Token,
  model: DataModel,
  complain: Complain,
  preamble: readonly Token[] = [],
): Unit {
  const known = parsedPreamble(preamble, model)
  const scope = known ? copyOfScope(known.scope) : emptyScope(model)
  const objects = [...(known?.objects ?? [])]
  const bodies = new Map(known?.bodies)
  const stream = newStream(tokens, end, scope, complain)
  if (known) stream.at = preamble.length
  while (peek(stream).kind !== 'end') parseNext(stream, objects, bodies)
  return { scope, objects, bodies }
}

const parsedPreambles = new WeakMap<readonly Token[], Unit | 'unfinished'>()

/** What a preamble declares; undefined where that cannot be told without what follows, or without complaints. */
function parsedPreamble(preamble: readonly Token[], model: DataModel): Unit | undefined {
  let parsed = parsedPreambles.get(preamble)
  if (!parsed) parsedPreambles.set(preamble, (parsed = parsePreamble(preamble, model) ?? 'unfinished'))
  return parsed === 'unfinished' ? undefined : parsed
}

function parsePreamble(preamble: readonly Token[], model: DataModel): Unit | undefined {
  const [end] = preamble
  if (!end) return undefined
  let isFinished = true
  const unfinished = (): void => {
    isFinished = false
  }
  const scope = emptyScope(model)
  const objects: ObjectDefinition[] = []
  const bodies = new Map<string, readonly Token[]>()
  const stream: TokenStream = {
    ...newStream(preamble, end, scope, unfinished),
    // Whoever asks for it has looked at what stands behind the preamble.
    get end() {
      unfinished()
      return { ...end, kind: 'end' as const, text: '' }
    },
  }
  while (stream.at < preamble.length) parseNext(stream, objects, bodies)
  return isFinished ? { scope, objects, bodies } : undefined
}

function newStream(tokens: readonly Token[], end: Token, scope: Scope, complain: Complain): TokenStream {
  const handedIn = { typeName: parseTypeName, initializer: parseInitializer }
  return { tokens, end, at: 0, depth: 0, complainedAt: -1, scope, complain, ...handedIn }
}

function parseNext(
  stream: TokenStream,
  objects: ObjectDefinition[],
  bodies: Map<string, readonly Token[]>,
): void {
  const before = stream.at
  for (const object of parseExternal(stream, bodies)) objects.push(object)
  if (stream.at === before) take(stream)
}

/** `;` | static-assertion | specifiers (declarator initialiser? (`,` …)*)? (`;` | body) */
function parseExternal(
  stream: TokenStream,
  bodies: Map<string, readonly Token[]>,
): readonly ObjectDefinition[] {
  if (accept(stream, ';')) return []
  if (isAt(stream, '_Static_assert') || isAt(stream, 'static_assert')) return parseStaticAssertion(stream)
  const first = peek(stream)
  const specifiers = parseSpecifiers(stream)
  if (!specifiers) {
    complainHere(stream, 'c-syntax', `expected a declaration, found ${nameOf(first)}`)
    do skipTo(stream, [';'])
    while (closes(peek(stream)) && take(stream))
    accept(stream, ';')
    return []
  }
  if (accept(stream, ';')) return []
  return parseDeclarators(stream, specifiers, first, bodies)
}

/** At file scope nothing is open that such a token could close. */
function closes({ kind, text }: Token): boolean {
  return kind === 'punctuator' && (text === '}' || text === ')' || text === ']')
}

function parseDeclarators(
  stream: TokenStream,
  specifiers: Specifiers,
  first: Token,
  bodies: Map<string, readonly Token[]>,
): readonly ObjectDefinition[] {
  const objects: ObjectDefinition[] = []
  do {
    const declarator = parseDeclarator(stream, specifiers.type)
    declare(stream, specifiers, declarator)
    if (declarator.isFunction && isAt(stream, '{')) {
      take(stream)
      const start = stream.at
      skipTo(stream, [])
      if (declarator.name) bodies.set(declarator.name.text, stream.tokens.slice(start, stream.at))
      expect(stream, '}', 'to close the function')
      return objects
    }
    if (accept(stream, '=')) {
      const object = parseDefinition(stream, specifiers, declarator, first)
      if (object) objects.push(object)
    }
  } while (accept(stream, ','))
  if (expect(stream, ';', 'behind the declaration') || beginsType(stream)) return objects
  do skipTo(stream, [';'])
  while (closes(peek(stream)) && take(stream))
  accept(stream, ';')
  return objects
}

function declare(stream: TokenStream, specifiers: Specifiers, { name, type, isFunction }: Declarator): void {
  if (!name) {
    complainHere(stream, 'c-syntax', `expected a name in the declaration, found ${nameOf(peek(stream))}`)
    return
  }
  const { names } = stream.scope
  const known = names.get(name.text)
  if (isFunction) names.set(name.text, { kind: 'function', at: name })
  else if (specifiers.isTypedef) names.set(name.text, { kind: 'type', type, at: name })
  else if (known?.kind === 'object' && known.isDefined && isAt(stream, '='))
    complainAboutSecond(`\`${name.text}\``, name, known.at, stream.complain)
  else names.set(name.text, { kind: 'object', type, at: name })
}

const nothing: Pick<InitializerList, 'isUnclosed' | 'surplus'> = {}

/** The name is known inside of its own initialiser: that is how `sizeof(config.cpus)` works. */
function parseDefinition(
  stream: TokenStream,
  specifiers: Specifiers,
  { name, type, attributes }: Declarator,
  first: Token,
): ObjectDefinition | undefined {
  const initializer = parseWholeInitializer(stream)
  if (!name) return undefined
  const { isUnclosed, surplus } = initializer.kind === 'list' ? initializer : nothing
  const { value, type: complete, misplaced } = initialize(type, initializer, stream.scope, stream.complain)
  // The first field in a wrong place shows better where the brace is wrong than the end of the declaration.
  if (surplus && !misplaced)
    stream.complain({
      code: 'c-syntax',
      severity: 'error',
      message: 'this `}` ends the initialiser, which goes on: there is one `}` too many',
      at: originOf(surplus),
    })
  if (isUnclosed && !misplaced) {
    const message = `expected \`}\` to close the initialiser, found ${nameOf(peek(stream))}`
    complainHere(stream, 'c-syntax', message)
  }
  const isConstant = specifiers.isConst && type.kind === 'integer' && value.kind === 'scalar'
  stream.scope.names.set(name.text, {
    kind: 'object',
    type: complete,
    at: name,
    isDefined: true,
    ...(isConstant ? { constant: value.value } : {}),
  })
  return {
    name,
    type: complete,
    value,
    initializer,
    isStatic: specifiers.isStatic,
    section: merged(specifiers.attributes, attributes).section,
    first,
    last: previous(stream),
  }
}

/** `_Static_assert` `(` expression (`,` string)? `)` `;` */
function parseStaticAssertion(stream: TokenStream): readonly ObjectDefinition[] {
  const keyword = take(stream)
  expect(stream, '(', 'behind the assertion')
  const condition = evaluate(parseExpression(stream), stream.scope, stream.complain)
  const text = accept(stream, ',') && peek(stream).kind === 'string' ? `: ${peek(stream).text}` : ''
  if (condition.known && condition.value === 0n)
    stream.complain({
      code: 'c-constant',
      severity: 'error',
      message: `static assertion failed${text}`,
      at: originOf(keyword),
    })
  skipTo(stream, [])
  expect(stream, ')', 'to close the assertion')
  accept(stream, ';')
  return []
}
