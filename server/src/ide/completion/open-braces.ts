/**
 * Which braces are open around a token, and what stands in each of them: found by counting, since half of the text may
 * not be there yet. Knows brackets, commas and designators, no types.
 */
import { limits } from '../../c/limits.ts'
import type { Token } from '../../c/token.ts'

/** Tokens from `start` up to, not including, `end`. */
export interface Run {
  readonly start: number
  readonly end: number
}

export interface OpenBrace {
  /** The index of the brace; -1 for what stands in none. */
  readonly at: number
  /** What is complete in it, before the token that was asked about. */
  readonly items: readonly Run[]
  /** Where the item begins that holds the token. */
  readonly itemStart: number
  /** The parentheses and brackets that are open in it, the outermost first. */
  readonly brackets: readonly number[]
}

interface Opened {
  readonly at: number
  readonly isInitialiser: boolean
  readonly items: Run[]
  readonly brackets: number[]
  itemStart: number
  /** Whether the item has got as far as its `=`. */
  hasValue: boolean
}

/** The braces that are open at an index, from the outermost to the innermost. */
export function bracesAround(tokens: readonly Token[], index: number): readonly OpenBrace[] {
  const outside = opened(-1, false)
  const open: Opened[] = []
  for (let at = 0; at <= index; at++) {
    const token = tokens[at]
    const top = open.at(-1) ?? outside
    if (0 <= top.at && beginsItem(tokens, at, top.itemStart, top.hasValue)) endItem(top, at, at)
    if (token?.kind === 'punctuator' && at < index) note(token.text, at, tokens, open, outside)
  }
  return open
}

function opened(at: number, isInitialiser: boolean): Opened {
  return { at, isInitialiser, items: [], brackets: [], itemStart: at + 1, hasValue: false }
}

function note(text: string, at: number, tokens: readonly Token[], open: Opened[], outside: Opened): void {
  const top = open.at(-1) ?? outside
  switch (text) {
    case '{':
      open.push(opened(at, top.isInitialiser || tokens[at - 1]?.text === '='))
      break
    case '}':
      open.pop()
      break
    case '(':
    case '[':
      top.brackets.push(at)
      break
    case ')':
      close('(', top, tokens)
      break
    case ']':
      close('[', top, tokens)
      break
    case '=':
      top.hasValue ||= top.brackets.length === 0
      break
    case ',':
      if (top.brackets.length === 0) endItem(top, at, at + 1)
      break
    case ';':
      if (endsObject(tokens, at, top)) open.length = 0
      outside.brackets.length = 0
      break
  }
}

/** Closes what was opened since the last brace, or nothing. */
function close(opening: string, { brackets }: Opened, tokens: readonly Token[]): void {
  const lowest = Math.max(0, brackets.length - limits.nesting)
  for (let at = brackets.length - 1; lowest <= at; at--)
    if (tokens[brackets[at] ?? 0]?.text === opening) {
      brackets.length = at
      return
    }
}

/** In an initialiser a `;` is a slip, or the end of everything; in the body of a struct it is neither. */
function endsObject(tokens: readonly Token[], at: number, { isInitialiser }: Opened): boolean {
  return isInitialiser && !['.', '[', '{', '}'].includes(tokens[at + 1]?.text ?? '')
}

function endItem(brace: Opened, end: number, next: number): void {
  if (brace.itemStart < end) brace.items.push({ start: brace.itemStart, end })
  brace.itemStart = next
  brace.hasValue = false
  brace.brackets.length = 0
}

/** Whether a field begins here although no comma stands before it. */
function beginsItem(tokens: readonly Token[], at: number, itemStart: number, hasValue: boolean): boolean {
  const token = tokens[at]
  if (token?.text !== '.' || at <= itemStart) return false
  return token.lineStart || ((hasValue || token.spaceBefore) && tokens[at + 2]?.text === '=')
}

export interface Behind {
  /** The rest of the item that holds the index. */
  readonly rest: Run
  readonly items: readonly Run[]
}

/** What follows an index, up to the brace that ends it all. */
export function itemsBehind(tokens: readonly Token[], index: number): Behind {
  const runs: Run[] = []
  let depth = 0
  let start = index + 1
  let hasValue = false
  const end = (at: number, next: number): void => {
    if (start < at || runs.length === 0) runs.push({ start, end: at })
    start = next
    hasValue = false
  }
  let at = index + 1
  for (; at < tokens.length; at++) {
    const token = tokens[at]
    if (!token || token.kind === 'end') break
    const itemStart = runs.length === 0 ? index : start
    if (depth === 0 && beginsItem(tokens, at, itemStart, hasValue)) end(at, at)
    if (token.kind !== 'punctuator') continue
    const { text } = token
    if (text === '{' || text === '(' || text === '[') depth++
    else if (text === ')' || text === ']') depth = Math.max(0, depth - 1)
    else if (text === '}' && depth-- === 0) break
    else if (depth !== 0) continue
    else if (text === ';') break
    else if (text === '=') hasValue = true
    else if (text === ',') end(at, at + 1)
  }
  end(at, at)
  const [rest = { start: index + 1, end: index + 1 }, ...items] = runs
  return { rest, items }
}
