/**
 * Macro definitions: reading a `#define`, those that come from outside of the text, and those that are always there.
 */
import { sourceFile } from '../text/source-file.ts'
import type { Complain } from './complaint.ts'
import { tokensOf } from './lexer.ts'
import { originOf } from './origin.ts'
import type { MacroDefinition, Token } from './token.ts'

/**
 * A definition out of the tokens behind `#define`; undefined, with a complaint, where they are none. A header is
 * lexed once, so its lines begin with the same tokens every time, and each definition is made once as well.
 */
export function parseDefinition(
  directive: Token,
  line: readonly Token[],
  complain: Complain,
): MacroDefinition | undefined {
  const known = knownDefinitions.get(directive)
  if (known) return known
  const made = makeDefinition(directive, line, complain)
  if (made) knownDefinitions.set(directive, made)
  return made
}

const knownDefinitions = new WeakMap<Token, MacroDefinition>()

function makeDefinition(
  directive: Token,
  line: readonly Token[],
  complain: Complain,
): MacroDefinition | undefined {
  const [nameToken, ...rest] = line
  if (nameToken?.kind !== 'identifier') {
    complainAt(nameToken ?? directive, 'expected the name of a macro behind `#define`', complain)
    return undefined
  }
  const base = { name: nameToken.text, nameToken, computed: undefined }
  const open = rest[0]
  if (open?.text !== '(' || open.spaceBefore)
    return { ...base, parameters: undefined, variadic: undefined, body: rest }
  const list = parseParameters(rest, complain)
  return (
    list && { ...base, parameters: list.parameters, variadic: list.variadic, body: rest.slice(list.length) }
  )
}

interface Parameters {
  readonly parameters: readonly string[]
  readonly variadic: string | undefined
  /** How many tokens the list takes, parentheses included. */
  readonly length: number
}

/** `(` (name (`,` name)* (`...` | `,` `...`)?)? `)` */
function parseParameters(tokens: readonly Token[], complain: Complain): Parameters | undefined {
  const parameters: string[] = []
  let variadic: string | undefined
  for (let at = 1; at < tokens.length; at++) {
    const token = tokens[at]
    const next = tokens[at + 1]
    if (!token) break
    if (token.text === ')') return { parameters, variadic, length: at + 1 }
    if (token.text === '...') variadic = '__VA_ARGS__'
    else if (token.kind === 'identifier' && next?.text === '...') {
      variadic = token.text
      at++
    } else if (token.kind === 'identifier') parameters.push(token.text)
    else {
      complainAt(token, `expected the name of a parameter, found \`${token.text}\``, complain)
      return undefined
    }
    if (tokens[at + 1]?.text === ',' && variadic === undefined) at++
  }
  complainAt(tokens[0], 'the list of parameters has no closing parenthesis', complain)
  return undefined
}

/** Whether a second definition says the same as the first: then it is no fault. */
export function sameDefinition(a: MacroDefinition, b: MacroDefinition): boolean {
  return (
    a.computed === b.computed &&
    a.variadic === b.variadic &&
    a.parameters?.join() === b.parameters?.join() &&
    a.body.length === b.body.length &&
    a.body.every((token, at) => {
      const other = b.body[at]
      return token.text === other?.text && (at === 0 || token.spaceBefore === other.spaceBefore)
    })
  )
}

/** What every translation knows, and what `-D` adds. A body may hold anything; a broken name is complained about. */
export function definitionsFrom(
  given: readonly { readonly name: string; readonly body: string }[],
  complain: Complain,
): readonly MacroDefinition[] {
  const all = [...alwaysDefined, ...given.map(({ name, body }) => `${name} ${body.replace(/\r?\n/g, ' ')}`)]
  const macros = all.flatMap((line) => {
    const [first, ...tokens] = tokensOf(sourceFile('<command line>', `define ${line}`)).filter(
      ({ kind }) => kind !== 'end',
    )
    const macro = first && parseDefinition(first, tokens, complain)
    return macro ? [macro] : []
  })
  return [...macros, ...computedMacros()]
}

const alwaysDefined = [
  '__STDC__ 1',
  '__STDC_VERSION__ 201710L',
  '__STDC_HOSTED__ 1',
  '__GNUC__ 12',
  '__LINUX_COMPILER_TYPES_H 1',
]

function computedMacros(): readonly MacroDefinition[] {
  return (['line', 'file', 'counter'] as const).flatMap((computed) => {
    const name = `__${computed.toUpperCase()}__`
    const nameToken = tokensOf(sourceFile('<built-in>', name))[0]
    return nameToken
      ? [{ name, nameToken, parameters: undefined, variadic: undefined, body: [], computed }]
      : []
  })
}

function complainAt(token: Token | undefined, message: string, complain: Complain): void {
  if (token) complain({ code: 'c-directive', severity: 'error', message, at: originOf(token) })
}
