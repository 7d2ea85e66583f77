/**
 * The body of a struct that is being typed: what is declared in it before and behind the cursor, and whether the length
 * of an array is missing there. Only tokens are looked at, since half a declaration spoils the type.
 */
import type { Token } from '../../c/token.ts'
import type { ExpandedText } from './expanded-text.ts'
import { lengthOf } from './gap.ts'
import { bracesAround, itemsBehind } from './open-braces.ts'

/** A member as it is declared: `struct jailhouse_memory mem_regions[4];` */
export interface DeclaredMember {
  readonly name: string
  /** Undefined for anything but a struct or union. */
  readonly tag: string | undefined
  readonly isArray: boolean
}

export type BodyGap =
  | {
      readonly kind: 'declaration'
      readonly before: readonly DeclaredMember[]
      readonly behind: readonly DeclaredMember[]
      /** `struct` or `union`, where that has been typed already. */
      readonly keyword: string | undefined
      /** How many elements the initialiser gives a member of this name; zero where there is none. */
      readonly initialised: (name: string) => number
    }
  | { readonly kind: 'length'; readonly initialised: number }

/** Undefined where the cursor is not in the body of a struct at the top of the file, or where nothing fits. */
export function bodyGapAt({ tokens, at }: ExpandedText): BodyGap | undefined {
  const [brace, ...inner] = bracesAround(tokens, at)
  if (!brace || 0 < inner.length || !opensStruct(tokens, brace.at)) return undefined
  const initialised = (name: string): number => lengthInInitialiser(name, tokens)
  const before = declarationsIn(tokens.slice(brace.at + 1, at))
  const lead = before.at(-1) ?? []
  const name = lead.at(-2)
  if (lead.at(-1)?.text === '[' && name) return { kind: 'length', initialised: initialised(name.text) }
  const [first] = lead
  const isKeyword = lead.length === 1 && /^(struct|union)$/.test(first?.text ?? '')
  if (0 < lead.length && !isKeyword) return undefined
  return {
    kind: 'declaration',
    before: before.slice(0, -1).flatMap((run) => memberOf(run) ?? []),
    behind: declarationsIn(tokens.slice(at + 1, endOfBody(tokens, at + 1))).flatMap(
      (run) => memberOf(run) ?? [],
    ),
    keyword: isKeyword ? first?.text : undefined,
    initialised,
  }
}

function opensStruct(tokens: readonly Token[], brace: number): boolean {
  const [keyword, tag] = [tokens[brace - 2], tokens[brace - 1]]
  return tag?.text === 'struct' || (tag?.kind === 'identifier' && keyword?.text === 'struct')
}

/** The brace that ends the body, or the end of everything. */
function endOfBody(tokens: readonly Token[], start: number): number {
  let depth = 0
  for (let at = start; at < tokens.length; at++) {
    if (tokens[at]?.text === '{') depth++
    if (tokens[at]?.text === '}' && depth-- === 0) return at
  }
  return tokens.length
}

/** The runs between semicolons, the last one without: it is empty behind one. */
function declarationsIn(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const runs: Token[][] = [[]]
  for (const token of tokens) {
    if (token.text === ';') runs.push([])
    else runs.at(-1)?.push(token)
  }
  return runs
}

function memberOf(run: readonly Token[]): DeclaredMember | undefined {
  const bracket = run.findIndex(({ text }) => text === '[')
  const name = run.at(bracket < 0 ? -1 : bracket - 1)
  if (run.length < 2 || name?.kind !== 'identifier') return undefined
  const isTagged = /^(struct|union)$/.test(run[0]?.text ?? '')
  return { name: name.text, tag: isTagged ? run[1]?.text : undefined, isArray: 0 <= bracket }
}

/** `.mem_regions = { … }` */
function lengthInInitialiser(name: string, tokens: readonly Token[]): number {
  const dot = tokens.findIndex(
    ({ text }, at) =>
      text === '.' &&
      tokens[at + 1]?.text === name &&
      tokens[at + 2]?.text === '=' &&
      tokens[at + 3]?.text === '{' &&
      // Not one of `config.mem_regions`.
      tokens[at - 1]?.kind === 'punctuator',
  )
  if (dot < 0) return 0
  const { rest, items } = itemsBehind(tokens, dot + 3)
  return lengthOf(
    [rest, ...items].filter(({ start, end }) => start < end),
    tokens,
    0,
  )
}
