/**
 * Macro replacement: what one call becomes.
 *
 * The algorithm is Dave Prosser's, on which the standard's text is based: every token carries the set of macros that
 * may not be expanded in it any more, so recursion ends where C says it does. Arguments are expanded by themselves
 * before they are put in, unless `#` or `##` stands next to the parameter.
 *
 * Each produced token gets the call as its expansion. A token that came in through an argument keeps its spelling
 * and whatever macros produced it there; the call it was passed to goes to the outer end of that chain.
 */
import { sourceFile } from '../text/source-file.ts'
import type { ComplaintCode } from './complaint.ts'
import { union } from './hide-sets.ts'
import { tokensOf } from './lexer.ts'
import { limits } from './limits.ts'
import type { ReadCall } from './macro-calls.ts'
import type { Expansion, HideSet, MacroDefinition, Token, TokenKind } from './token.ts'

export interface Call extends ReadCall {
  /** The same after full expansion, worked out when it is needed. */
  readonly expandedArgument: (index: number) => readonly Token[]
  /** Whether so many more tokens may be produced. */
  readonly hasRoom: (count: number) => boolean
  /** Says what is wrong, at the call. */
  readonly complain: (code: ComplaintCode, message: string) => void
}

/**
 * The tokens that replace the call of an object-like macro: copies of its body. Undefined where it takes more, since
 * there is a `##` in it.
 */
export function plainReplacement({ expansion, hidden }: ReadCall): readonly Token[] | undefined {
  const { macro, name } = expansion
  if (macro.parameters || macro.body.some(({ text }) => text === '##')) return undefined
  return macro.body.map((token, at) =>
    produced(token, expansion, hidden, at === 0 ? name.spaceBefore : token.spaceBefore),
  )
}

/** The tokens that replace a macro call, before they are scanned again. */
export function replacement(call: Call): readonly Token[] {
  const { macro, name } = call.expansion
  const tokens = substituted(macro.body, call, newRebase(call.expansion)).filter((token) => token.text !== '')
  const first = tokens[0]
  if (first) tokens[0] = { ...first, spaceBefore: name.spaceBefore, lineStart: false }
  return tokens
}

type Rebase = (token: Token) => Expansion

/** C lets no `__VA_OPT__` stand in another one; there it is a name like any other. */
function substituted(body: readonly Token[], call: Call, rebase: Rebase, isOptional = false): Token[] {
  const { macro } = call.expansion
  const isFunction = macro.parameters !== undefined
  const result: Token[] = []
  const addArgument = (tokens: readonly Token[]): void => {
    if (!call.hasRoom(tokens.length)) return
    for (const token of tokens) result.push(produced(token, rebase(token), union(token.hidden, call.hidden)))
  }
  for (let at = 0; at < body.length; at++) {
    const token = body[at]
    const next = body[at + 1]
    if (!token) break
    const parameter = parameterIndex(token, macro)
    const isOperator = token.kind === 'punctuator' && (token.text === '#' || token.text === '##')
    const option = isOptional ? undefined : optionAt(body, isOperator ? at + 1 : at, call, rebase)
    if (isFunction && token.text === '#' && next && parameterIndex(next, macro) !== undefined) {
      result.push(stringised(token, call.arguments[parameterIndex(next, macro) ?? 0] ?? [], call))
      at++
    } else if (option) {
      const { content, close } = option
      if (token.text === '#') result.push(stringised(token, content, call))
      else if (isOperator) pasteAll(content, call, result)
      else if (0 < content.length) result.push(...spacedLike(token, content))
      else result.push(placemarker(token, call))
      at = close
    } else if (token.text === '##' && token.kind === 'punctuator' && 0 < result.length && next) {
      at = pasteNext(body, at, call, rebase, result)
    } else if (parameter === undefined) {
      result.push(produced(token, call.expansion, call.hidden))
    } else if (next?.text === '##') {
      const raw = call.arguments[parameter] ?? []
      if (raw.length === 0) result.push(placemarker(token, call))
      else addArgument(spacedLike(token, raw))
    } else {
      addArgument(spacedLike(token, call.expandedArgument(parameter)))
    }
  }
  return result
}

/** `left ## right`, with the left operand at the end of the result; returns the place of the right one. */
function pasteNext(body: readonly Token[], at: number, call: Call, rebase: Rebase, result: Token[]): number {
  const right = body[at + 1]
  const left = result.at(-1)
  if (!right || !left) return at
  const parameter = parameterIndex(right, call.expansion.macro)
  if (parameter === undefined) {
    result.pop()
    result.push(...pasted(left, produced(right, call.expansion, call.hidden), call))
    return at + 1
  }
  const raw = (call.arguments[parameter] ?? []).map((token) =>
    produced(token, rebase(token), union(token.hidden, call.hidden)),
  )
  const isVariadic = parameter === call.expansion.macro.parameters?.length
  if (isVariadic && left.text === ',') {
    // GNU: the comma goes when the arguments are left out, and is not pasted when they are there, even if empty.
    if (!call.arguments[parameter]) result.pop()
    else for (const token of raw) result.push(token)
    return at + 1
  }
  pasteAll(raw, call, result)
  return at + 1
}

/** Pastes the end of the result and the first of some tokens, and adds the others. */
function pasteAll([first, ...rest]: readonly Token[], call: Call, result: Token[]): void {
  const left = first && result.pop()
  if (!left) return
  result.push(...pasted(left, first, call))
  for (const token of rest) result.push(token)
}

interface Option {
  /** What stands for it; nothing where there are no variadic arguments. */
  readonly content: readonly Token[]
  /** The place of its closing parenthesis in the body. */
  readonly close: number
}

/** The `__VA_OPT__(…)` at a place of the body; undefined where there is none. */
function optionAt(body: readonly Token[], at: number, call: Call, rebase: Rebase): Option | undefined {
  const { macro } = call.expansion
  const isOption = body[at]?.text === '__VA_OPT__' && body[at + 1]?.text === '('
  if (macro.variadic === undefined || !isOption) return undefined
  const close = closingParenthesis(body, at + 1)
  const isGiven = 0 < call.expandedArgument(macro.parameters?.length ?? 0).length
  return { content: isGiven ? substituted(body.slice(at + 2, close), call, rebase, true) : [], close }
}

function pasted(left: Token, right: Token, call: Call): readonly Token[] {
  if (left.text === '') return spacedLike(left, [right])
  if (right.text === '') return [left]
  const text = left.text + right.text
  if (isTooLong(text, call)) return [left]
  const [token, ...more] = tokensOf(sourceFile('<paste>', text))
  if (token && more.length === 1 && token.text === text)
    return [{ ...left, kind: token.kind, text, hidden: call.hidden }]
  call.complain('c-macro-call', `pasting \`${left.text}\` and \`${right.text}\` does not give a token`)
  return [left, right]
}

function stringised(hash: Token, tokens: readonly Token[], call: Call): Token {
  const text = tokens
    .map((token, index) => {
      const quoted = token.kind === 'string' || token.kind === 'character'
      return (
        (0 < index && token.spaceBefore ? ' ' : '') +
        (quoted ? token.text.replace(/["\\]/g, '\\$&') : token.text)
      )
    })
    .join('')
  return made(hash, 'string', isTooLong(text, call) ? '""' : `"${text}"`, call)
}

/** Such a token can only come out of macros that double it again and again. */
function isTooLong(text: string, call: Call): boolean {
  if (text.length <= limits.madeToken) return false
  call.complain('c-limit', `macros make no token of more than ${limits.madeToken} characters`)
  return true
}

/** Stands for an empty operand of `##`; it has no text and is taken out at the end. */
function placemarker(at: Token, call: Call): Token {
  return made(at, 'stray', '', call)
}

function made(at: Token, kind: TokenKind, text: string, call: Call): Token {
  return { ...produced(at, call.expansion, call.hidden), kind, text }
}

function produced(
  token: Token,
  expansion: Expansion,
  hidden: HideSet,
  spaceBefore = token.spaceBefore,
): Token {
  return {
    kind: token.kind,
    text: token.text,
    file: token.file,
    start: token.start,
    end: token.end,
    spaceBefore,
    lineStart: false,
    expansion,
    hidden,
  }
}

/** The first token of an argument has the space that its parameter had in the body. */
function spacedLike(parameter: Token, tokens: readonly Token[]): readonly Token[] {
  const [first, ...rest] = tokens
  return first && first.spaceBefore !== parameter.spaceBefore
    ? [{ ...first, spaceBefore: parameter.spaceBefore }, ...rest]
    : tokens
}

function parameterIndex(token: Token, macro: MacroDefinition): number | undefined {
  if (token.kind !== 'identifier' || !macro.parameters) return undefined
  const index = macro.parameters.indexOf(token.text)
  if (0 <= index) return index
  return token.text === macro.variadic ? macro.parameters.length : undefined
}

function closingParenthesis(body: readonly Token[], open: number): number {
  let depth = 0
  for (let at = open; at < body.length; at++) {
    const text = body[at]?.text
    if (text === '(') depth++
    if (text === ')' && --depth === 0) return at
  }
  return body.length
}

/** Moves expansions that happened inside an argument under the call that the argument was passed to. */
function newRebase(call: Expansion): Rebase {
  const known = new Map<Expansion, Expansion>()
  const moved = (inner: Expansion | undefined): Expansion => {
    if (inner === undefined || inner === call.parent) return call
    const before = known.get(inner)
    if (before) return before
    const after: Expansion = { ...inner, parent: moved(inner.parent) }
    known.set(inner, after)
    return after
  }
  return (token) => moved(token.expansion)
}
