/**
 * Reading a macro call: the name, and for a function-like macro the arguments behind it, which may go over many
 * lines and directives.
 *
 * A call that is being typed has no closing parenthesis yet, and would swallow the rest of the file. It is taken to
 * end where an argument can hardly go on: at a `;`, at a `}` that it did not open, or at a line that begins like the
 * next item of an initialiser. What stands behind is put back.
 */
import { intersection, withMacro } from './hide-sets.ts'
import { originOf } from './origin.ts'
import type { Complain } from './complaint.ts'
import type { Expansion, HideSet, MacroDefinition, Token } from './token.ts'

export interface ReadCall {
  readonly expansion: Expansion
  /** What may not be expanded in the result. */
  readonly hidden: HideSet
  /** The tokens of each argument as they were written; the variadic ones are one argument, the last. */
  readonly arguments: readonly (readonly Token[])[]
}

export interface CallSource {
  readonly next: () => Token | undefined
  /** Tokens to be read again, the last one first. */
  readonly waiting: Token[]
  readonly state: CallState
}

/** What reading one call leaves for the next one. */
export interface CallState {
  readonly complain: Complain
  /** A call has been found that does not end: no later one is searched for its end through the whole file. */
  hasUnclosedCall: boolean
  /** The name of the macro whose arguments are being read. */
  unfinished: Token | undefined
}

/** The call of an object-like macro. */
export function callWithout(name: Token, macro: MacroDefinition): ReadCall {
  return {
    expansion: { macro, name, last: name, parent: name.expansion },
    hidden: withMacro(name.hidden, macro),
    arguments: [],
  }
}

/** Reads the arguments; without a parenthesis behind it, the name of a function-like macro is just a name. */
export function readCall(name: Token, macro: MacroDefinition, source: CallSource): ReadCall | undefined {
  const open = source.next()
  if (open?.text !== '(' || open.kind !== 'punctuator') {
    if (open) source.waiting.push(open)
    return undefined
  }
  source.state.unfinished = name
  const { inside, close } = insideOfCall(source)
  source.state.unfinished = undefined
  const last = close ?? inside.at(-1) ?? open
  const list = separated(inside, macro)
  if (close) complainAboutCount(name, last, macro, list.length, source)
  else complainAbout(name, last, `the call of \`${macro.name}\` has no closing parenthesis`, source)
  return {
    expansion: { macro, name, last, parent: name.expansion },
    // Prosser's rule: what both the name and the closing parenthesis forbid, and the macro itself.
    hidden: withMacro(intersection(name.hidden, last.hidden), macro),
    arguments: list,
  }
}

interface Inside {
  readonly inside: readonly Token[]
  /** The closing parenthesis, where there is one. */
  readonly close: Token | undefined
}

function insideOfCall(source: CallSource): Inside {
  const inside: Token[] = []
  const nesting = newNesting()
  let cut: number | undefined
  for (let token = source.next(); token; token = source.next()) {
    if (token.text === ')' && token.kind === 'punctuator' && nesting.parentheses === 0)
      return { inside, close: token }
    if (cut === undefined && endsUnclosedCall(token, nesting)) cut = inside.length
    inside.push(token)
    if (cut !== undefined && source.state.hasUnclosedCall) break
    note(token, nesting)
  }
  source.state.hasUnclosedCall = true
  const rest = inside.splice(cut ?? inside.length)
  const next = rest[0]
  for (const token of rest.toReversed()) source.waiting.push(token)
  // What was to follow the call is an item of its own, so a comma is as good as typed.
  if (next?.lineStart && next.text !== '}') source.waiting.push({ ...next, text: ',', end: next.start })
  return { inside, close: undefined }
}

interface Nesting {
  parentheses: number
  braces: number
}

function newNesting(): Nesting {
  return { parentheses: 0, braces: 0 }
}

function note({ kind, text }: Token, nesting: Nesting): void {
  if (kind !== 'punctuator') return
  if (text === '(') nesting.parentheses++
  else if (text === ')') nesting.parentheses--
  else if (text === '{') nesting.braces++
  else if (text === '}') nesting.braces--
}

function endsUnclosedCall({ kind, text, lineStart }: Token, { braces }: Nesting): boolean {
  if (kind !== 'punctuator' || 0 < braces) return false
  return text === ';' || text === '}' || (lineStart && (text === '{' || text === '.' || text === '['))
}

/** The arguments; the variadic ones are one argument, the last. */
function separated(inside: readonly Token[], macro: MacroDefinition): readonly (readonly Token[])[] {
  const parameters = macro.parameters?.length ?? 0
  if (parameters === 0 && inside.length === 0) return []
  let argument: Token[] = []
  const list = [argument]
  const nesting = newNesting()
  for (const token of inside) {
    const separates = token.text === ',' && token.kind === 'punctuator' && nesting.parentheses === 0
    if (separates && (macro.variadic === undefined || list.length <= parameters)) {
      argument = []
      list.push(argument)
    } else {
      argument.push(token)
      note(token, nesting)
    }
  }
  return list
}

function complainAboutCount(
  name: Token,
  last: Token,
  macro: MacroDefinition,
  given: number,
  source: CallSource,
): void {
  const wanted = macro.parameters?.length ?? 0
  const most = wanted + (macro.variadic === undefined ? 0 : 1)
  if (wanted <= given && given <= most) return
  const message = `\`${macro.name}\` takes ${wanted} ${wanted === 1 ? 'argument' : 'arguments'}, here are ${given}`
  complainAbout(name, last, message, source)
}

function complainAbout(name: Token, last: Token, message: string, { state }: CallSource): void {
  state.complain({ code: 'c-macro-call', severity: 'error', message, at: originOf(name, last) })
}
