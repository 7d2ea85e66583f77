/**
 * The scan for macro calls: tokens in, tokens without macros out.
 *
 * Tokens come from a `TokenSource`, where results of calls are put back in front to be scanned again. That is why a
 * macro's name at the end of a result can take its arguments from the text that follows.
 */
import type { Complain } from './complaint.ts'
import { limits } from './limits.ts'
import { fileByDirectives, type LineDirective, lineByDirectives } from './line-directives.ts'
import { plainReplacement, replacement } from './macros.ts'
import { type CallState, callWithout, type ReadCall, readCall } from './macro-calls.ts'
import { callChain, originOf } from './origin.ts'
import type { Expansion, MacroDefinition, Token } from './token.ts'

export interface TokenSource {
  /** The next token, `undefined` behind the last one. */
  readonly next: () => Token | undefined
}

export interface Expander extends CallState {
  readonly macros: ReadonlyMap<string, MacroDefinition>
  readonly calls: Expansion[]
  /** How many tokens all calls together have produced, each call counted as one more. */
  produced: number
  /** How many calls are being expanded whose arguments hold the one at hand. */
  depth: number
  /** A call was nested too deeply; that is said once. */
  isTooDeep: boolean
  /** The next value of `__COUNTER__`. */
  counter: number
  /** In the order in which they were read. */
  readonly lines: LineDirective[]
}

export function newExpander(macros: ReadonlyMap<string, MacroDefinition>, complain: Complain): Expander {
  return {
    macros,
    calls: [],
    complain,
    produced: 0,
    depth: 0,
    isTooDeep: false,
    hasUnclosedCall: false,
    unfinished: undefined,
    counter: 0,
    lines: [],
  }
}

/** Expands everything that a source gives, and hands each finished token to `emit`. */
export function expandAll(source: TokenSource, expander: Expander, emit: (token: Token) => void): void {
  for (let token = source.next(); token; token = source.next()) {
    if (token.kind === 'identifier' && expander.macros.has(token.text))
      expandFrom(token, source, expander, emit)
    else emit(token)
  }
}

/** Expands what begins with a macro's name, up to where the tokens come out of the source again as they are. */
function expandFrom(
  name: Token,
  source: TokenSource,
  expander: Expander,
  emit: (token: Token) => void,
): void {
  const waiting = [name]
  const next = (): Token | undefined => waiting.pop() ?? source.next()
  for (let token = waiting.pop(); token; token = waiting.pop()) {
    const macro = token.kind === 'identifier' ? expander.macros.get(token.text) : undefined
    if (!macro || token.hidden?.has(macro.name) || !expandCall(token, macro, next, waiting, expander))
      emit(token)
  }
}

export function expandTokens(tokens: readonly Token[], expander: Expander): readonly Token[] {
  const result: Token[] = []
  let at = 0
  expander.depth++
  expandAll({ next: () => tokens[at++] }, expander, (token) => result.push(token))
  expander.depth--
  return result
}

/** Replaces one call, putting the result back to be scanned; false where the name is no call. */
function expandCall(
  name: Token,
  macro: MacroDefinition,
  next: () => Token | undefined,
  waiting: Token[],
  expander: Expander,
): boolean {
  if (limits.expandedTokens < expander.produced) return false
  if (limits.macroNesting < Math.max(expander.depth, name.hidden?.size ?? 0)) {
    const message = `macros nested more than ${limits.macroNesting} deep are not expanded`
    if (!expander.isTooDeep) complainAboutLimit(name, message, expander)
    expander.isTooDeep = true
    return false
  }
  if (macro.computed) {
    waiting.push(computedToken(name, macro, expander))
    return true
  }
  const call =
    macro.parameters === undefined
      ? callWithout(name, macro)
      : readBehind(name, macro, next, waiting, expander)
  if (!call) return false
  expander.calls.push(call.expansion)
  const tokens = replacedBy(call, expander)
  for (let at = tokens.length - 1; 0 <= at; at--) {
    const token = tokens[at]
    if (token) waiting.push(token)
  }
  return true
}

function replacedBy(call: ReadCall, expander: Expander): readonly Token[] {
  const { macro, name, last } = call.expansion
  if (!hasRoom(macro.body.length + 1, name, expander)) return []
  const expanded: (readonly Token[])[] = []
  return (
    plainReplacement(call) ??
    replacement({
      ...call,
      expandedArgument: (index) => (expanded[index] ??= expandTokens(call.arguments[index] ?? [], expander)),
      hasRoom: (count) => hasRoom(count, name, expander),
      complain: (code, message) =>
        expander.complain({ code, severity: 'error', message, at: originOf(name, last) }),
    })
  )
}

function readBehind(
  name: Token,
  macro: MacroDefinition,
  next: () => Token | undefined,
  waiting: Token[],
  expander: Expander,
): ReadCall | undefined {
  return readCall(name, macro, { next, waiting, state: expander })
}

function computedToken(name: Token, macro: MacroDefinition, expander: Expander): Token {
  const expansion = { macro, name, last: name, parent: name.expansion }
  expander.calls.push(expansion)
  const base = { ...name, expansion, hidden: new Set([macro.name]) }
  const { file, start } = callChain(name).at(-1)?.name ?? name
  switch (macro.computed) {
    case 'counter':
      return { ...base, kind: 'number', text: `${expander.counter++}` }
    case 'file':
      return { ...base, kind: 'string', text: fileByDirectives(file, start, expander.lines) }
    default:
      return { ...base, kind: 'number', text: `${lineByDirectives(file, start, expander.lines)}` }
  }
}

/** Counts tokens that are about to be produced; when they are too many, they are not to be. */
function hasRoom(count: number, name: Token, expander: Expander): boolean {
  const hadRoom = expander.produced <= limits.expandedTokens
  expander.produced += count
  const hasRoomNow = expander.produced <= limits.expandedTokens
  if (hadRoom && !hasRoomNow) {
    const message = `macros are expanded no further: they would produce more than ${limits.expandedTokens} tokens`
    complainAboutLimit(name, message, expander)
  }
  return hasRoomNow
}

function complainAboutLimit(name: Token, message: string, { complain }: Expander): void {
  complain({ code: 'c-limit', severity: 'error', message, at: originOf(name) })
}
