/**
 * The scan for macro calls: tokens in, tokens without macros out.
 *
 * Tokens come from a `TokenSource`, where results of calls are put back in front to be scanned again. That is why a
 * macro's name at the end of a result can take its arguments from the text that follows.
 */
import { positionAt } from '../text/source-file.ts'
import type { Complain } from './complaint.ts'
import { limits } from './limits.ts'
import { replacement } from './macros.ts'
import { originOf } from './origin.ts'
import type { Expansion, HideSet, MacroDefinition, Token } from './token.ts'

export interface TokenSource {
  /** The next token, `undefined` behind the last one. */
  readonly next: () => Token | undefined
}

export interface Expander {
  readonly macros: ReadonlyMap<string, MacroDefinition>
  readonly calls: Expansion[]
  readonly complain: Complain
  /** How many tokens all calls together have produced. */
  produced: number
  /** The next value of `__COUNTER__`. */
  counter: number
}

/** Expands everything that a source gives, and hands each finished token to `emit`. */
export function expandAll(source: TokenSource, expander: Expander, emit: (token: Token) => void): void {
  const waiting: Token[] = []
  const next = (): Token | undefined => waiting.pop() ?? source.next()
  for (let token = next(); token; token = next()) {
    const macro = token.kind === 'identifier' ? expander.macros.get(token.text) : undefined
    if (!macro || token.hidden?.has(macro.name) || !expandCall(token, macro, next, waiting, expander))
      emit(token)
  }
}

export function expandTokens(tokens: readonly Token[], expander: Expander): readonly Token[] {
  const result: Token[] = []
  let at = 0
  expandAll({ next: () => tokens[at++] }, expander, (token) => result.push(token))
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
  if (macro.computed) {
    waiting.push(computedToken(name, macro, expander))
    return true
  }
  const call =
    macro.parameters === undefined ? callWithout(name, macro) : readCall(name, macro, next, waiting, expander)
  if (!call) return false
  expander.calls.push(call.expansion)
  const expanded: (readonly Token[])[] = []
  const tokens = replacement({
    ...call,
    expandedArgument: (index) => (expanded[index] ??= expandTokens(call.arguments[index] ?? [], expander)),
    complainAboutPaste: (left, right) =>
      expander.complain({
        code: 'c-macro-call',
        severity: 'error',
        message: `pasting \`${left.text}\` and \`${right.text}\` does not give a token`,
        at: originOf(name, call.expansion.last),
      }),
  })
  countProduced(tokens.length, name, expander)
  for (let at = tokens.length - 1; 0 <= at; at--) {
    const token = tokens[at]
    if (token) waiting.push(token)
  }
  return true
}

interface ReadCall {
  readonly expansion: Expansion
  readonly hidden: HideSet
  readonly arguments: readonly (readonly Token[])[]
}

function callWithout(name: Token, macro: MacroDefinition): ReadCall {
  return {
    expansion: { macro, name, last: name, parent: name.expansion },
    hidden: new Set([...(name.hidden ?? []), macro.name]),
    arguments: [],
  }
}

/** Reads the arguments; without a parenthesis behind it, the name of a function-like macro is just a name. */
function readCall(
  name: Token,
  macro: MacroDefinition,
  next: () => Token | undefined,
  waiting: Token[],
  expander: Expander,
): ReadCall | undefined {
  const open = next()
  if (open?.text !== '(' || open.kind !== 'punctuator') {
    if (open) waiting.push(open)
    return undefined
  }
  const parameters = macro.parameters?.length ?? 0
  const list: Token[][] = [[]]
  let depth = 0
  let last = open
  for (let token = next(); ; token = next()) {
    if (!token) {
      complainAboutCall(name, last, `the call of \`${macro.name}\` has no closing parenthesis`, expander)
      break
    }
    last = token
    if (token.text === ')' && depth === 0) break
    const separates = token.text === ',' && depth === 0 && token.kind === 'punctuator'
    if (token.text === '(') depth++
    else if (token.text === ')') depth--
    if (separates && (macro.variadic === undefined || list.length <= parameters)) list.push([])
    else list.at(-1)?.push(token)
  }
  const isEmpty = list.length === 1 && list[0]?.length === 0
  if (parameters === 0 && isEmpty) list.pop()
  const expected = parameters + (macro.variadic === undefined ? 0 : 1)
  if (expected < list.length || list.length < parameters)
    complainAboutCount(name, last, macro, list.length, expander)
  return {
    expansion: { macro, name, last, parent: name.expansion },
    hidden: hiddenBehind(name, last, macro),
    arguments: list,
  }
}

/** Prosser's rule: what both the name and the closing parenthesis forbid, and the macro itself. */
function hiddenBehind(name: Token, last: Token, macro: MacroDefinition): HideSet {
  const hidden = new Set([macro.name])
  for (const other of name.hidden ?? []) if (last.hidden?.has(other)) hidden.add(other)
  return hidden
}

function computedToken(name: Token, macro: MacroDefinition, expander: Expander): Token {
  const expansion = { macro, name, last: name, parent: name.expansion }
  expander.calls.push(expansion)
  const base = { ...name, expansion, hidden: new Set([macro.name]) }
  switch (macro.computed) {
    case 'counter':
      return { ...base, kind: 'number', text: `${expander.counter++}` }
    case 'file':
      return { ...base, kind: 'string', text: `"${name.file.path}"` }
    default:
      return { ...base, kind: 'number', text: `${lineOf(name)}` }
  }
}

function lineOf(token: Token): number {
  let call = token.expansion
  while (call?.parent) call = call.parent
  const { file, start } = call?.name ?? token
  return positionAt(file, start).line + 1
}

function countProduced(count: number, name: Token, expander: Expander): void {
  const before = expander.produced
  expander.produced += count
  if (limits.expandedTokens < before || expander.produced <= limits.expandedTokens) return
  const message = `macros are expanded no further: they have produced more than ${limits.expandedTokens} tokens`
  expander.complain({ code: 'c-limit', severity: 'error', message, at: originOf(name) })
}

function complainAboutCount(
  name: Token,
  last: Token,
  macro: MacroDefinition,
  given: number,
  expander: Expander,
): void {
  const wanted = macro.parameters?.length ?? 0
  const message = `\`${macro.name}\` takes ${wanted} ${wanted === 1 ? 'argument' : 'arguments'}, here are ${given}`
  complainAboutCall(name, last, message, expander)
}

function complainAboutCall(name: Token, last: Token, message: string, { complain }: Expander): void {
  complain({ code: 'c-macro-call', severity: 'error', message, at: originOf(name, last) })
}
