/**
 * The conditions of `#if`, `#ifdef` and their kin, up to the point where an expression is left; and include guards,
 * which are a condition around a whole file.
 */
import type { SourceFile } from '../text/source-file.ts'
import type { Complain } from './complaint.ts'
import { isTrue } from './conditionals.ts'
import { tokensOf } from './lexer.ts'
import { originOf } from './origin.ts'
import type { Token } from './token.ts'

/** An `#if` that is open. */
export interface ConditionalGroup {
  readonly hash: Token
  readonly directive: Token
  /** One of its branches has been read. */
  isTaken: boolean
  hasElse: boolean
}

export interface ConditionContext {
  readonly isDefined: (name: string) => boolean
  readonly expand: (tokens: readonly Token[]) => readonly Token[]
  readonly hasInclude: (name: string, quoted: boolean) => boolean
  readonly complain: Complain
}

/** Whether the condition of a directive holds; `line` begins with the directive's name. */
export function conditionOf(line: readonly Token[], context: ConditionContext): boolean {
  const [directive, ...rest] = line
  if (!directive) return false
  if (directive.text.endsWith('def')) {
    const name = rest[0]
    if (name?.kind !== 'identifier') {
      complainAt(name ?? directive, `expected the name of a macro behind \`#${directive.text}\``, context)
      return false
    }
    return context.isDefined(name.text) !== directive.text.endsWith('ndef')
  }
  const expanded = withoutDefined(context.expand(withoutDefined(rest, context)), context)
  return isTrue(expanded, (at, message) => complainAt(at ?? directive, message, context)) ?? false
}

/** `defined NAME` and `__has_include(…)` become 1 or 0 before macros get at their operands. */
function withoutDefined(tokens: readonly Token[], context: ConditionContext): readonly Token[] {
  const result: Token[] = []
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    if (!token) break
    const operand = token.text === 'defined' ? definedOperand(tokens, at) : includeOperand(token, tokens, at)
    if (!operand) result.push(token)
    else {
      const truth =
        'macro' in operand
          ? context.isDefined(operand.macro)
          : context.hasInclude(operand.name, operand.quoted)
      result.push({ ...token, kind: 'number', text: truth ? '1' : '0' })
      at = operand.last
    }
  }
  return result
}

function definedOperand(
  tokens: readonly Token[],
  at: number,
): { readonly macro: string; readonly last: number } | undefined {
  const next = tokens[at + 1]
  if (next?.kind === 'identifier') return { macro: next.text, last: at + 1 }
  const name = tokens[at + 2]
  if (next?.text === '(' && name?.kind === 'identifier' && tokens[at + 3]?.text === ')')
    return { macro: name.text, last: at + 3 }
  return undefined
}

function includeOperand(
  token: Token,
  tokens: readonly Token[],
  at: number,
): { readonly name: string; readonly quoted: boolean; readonly last: number } | undefined {
  if (token.text !== '__has_include' || tokens[at + 1]?.text !== '(') return undefined
  const end = tokens.slice(at + 2, at + 2 + mostTokensOfName).findIndex((other) => other.text === ')')
  if (end < 0) return undefined
  const close = at + 2 + end
  const text = tokens
    .slice(at + 2, close)
    .map((inner) => inner.text)
    .join('')
  return { name: text.slice(1, -1), quoted: text.startsWith('"'), last: close }
}

/** A file's name in angle brackets is a token for every word and every separator in it. */
const mostTokensOfName = 64

function complainAt(token: Token, message: string, { complain }: ConditionContext): void {
  complain({ code: 'c-directive', severity: 'error', message, at: originOf(token) })
}

const guards = new WeakMap<SourceFile, string | false>()

/** The macro of an include guard that encloses the whole file; such a file has no effect a second time. */
export function guardOf(file: SourceFile): string | undefined {
  let guard = guards.get(file)
  if (guard === undefined) {
    guard = findGuard(tokensOf(file)) ?? false
    guards.set(file, guard)
  }
  return guard === false ? undefined : guard
}

function findGuard(tokens: readonly Token[]): string | undefined {
  const name = tokens[2]
  if (tokens[0]?.text !== '#' || tokens[1]?.text !== 'ifndef' || name?.kind !== 'identifier') return undefined
  let depth = 0
  for (let at = 0; at < tokens.length - 1; at++) {
    const token = tokens[at]
    const directive = tokens[at + 1]
    if (!token?.lineStart || token.text !== '#' || !directive) continue
    if (/^if(n?def)?$/.test(directive.text)) depth++
    else if (depth === 1 && directive.text.startsWith('el')) return undefined
    else if (directive.text === 'endif' && --depth === 0)
      return tokens[at + 2]?.kind === 'end' ? name.text : undefined
  }
  return undefined
}
