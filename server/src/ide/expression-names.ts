/**
 * What a name of the expanded text is, told by the tokens in front of it: the member of `config.cell.flags` or of
 * `offsetof(struct wrapper, cpus)`, a tag, or a name that stands for itself. The syntax tree knows the expressions in
 * initialisers only; this also works in static assertions and in the lengths of arrays.
 */
import type { Token } from '../c/token.ts'
import type { Translation } from '../c/translate.ts'
import { type CType, findMember, type Member, type RecordType } from '../c/types.ts'
import { remembered } from '../config/remembered.ts'

/** How a name is used. Of text that has not been parsed, as macros that nobody calls, this is all that is known. */
export type NameUse = 'member' | 'tag' | 'ordinary'

/** What the token in front of a name says about it. */
export function useOfName(previous: Token | undefined): NameUse {
  if (previous?.text === '.' || previous?.text === '->') return 'member'
  return /^(struct|union|enum)$/.test(previous?.text ?? '') ? 'tag' : 'ordinary'
}

/** Whether the token at an index stands for an object, a type or a constant of that name, and not for a member. */
export function isOrdinaryName(at: number, translation: Translation): boolean {
  const { tokens } = translation.preprocessed
  const token = tokens[at]
  return (
    token !== undefined &&
    useOfName(tokens[at - 1]) === 'ordinary' &&
    !declaredMembers(translation).has(token) &&
    memberNamedAt(at, translation) === undefined
  )
}

/** The member that the token at an index stands for behind a dot, or in an `offsetof`. */
export function memberNamedAt(at: number, translation: Translation, steps = 0): Member | undefined {
  const name = translation.preprocessed.tokens[at]
  const record = steps < mostSteps ? typeBefore(at, translation, steps) : undefined
  return record?.kind === 'record' && name ? findMember(record, name.text)?.at(-1) : undefined
}

/** So many dots of one expression are followed. */
const mostSteps = 20

/** The type whose member the token would be. */
function typeBefore(at: number, translation: Translation, steps: number): CType | undefined {
  const { tokens } = translation.preprocessed
  if (tokens[at - 1]?.text === ',') return typeInOffset(at - 1, translation)
  if (useOfName(tokens[at - 1]) !== 'member') return undefined
  let before = at - 2
  let depth = 0
  for (; tokens[before]?.text === ']'; depth++) before = openingBefore(tokens, before) - 1
  const name = tokens[before]
  if (name?.kind !== 'identifier') return undefined
  const member = memberNamedAt(before, translation, steps + 1)
  const meaning = member ? undefined : translation.scope.names.get(name.text)
  const isObject = meaning?.kind === 'object' && useOfName(tokens[before - 1]) === 'ordinary'
  return elementOf(member?.type ?? (isObject ? meaning.type : undefined), depth)
}

function elementOf(type: CType | undefined, depth: number): CType | undefined {
  let inner = type
  for (let left = depth; 0 < left; left--) inner = inner?.kind === 'array' ? inner.element : undefined
  return inner
}

/** The index of the bracket that the one at an index closes; that index itself where there is none. */
function openingBefore(tokens: readonly Token[], close: number): number {
  let depth = 0
  for (let at = close; 0 <= at; at--) {
    if (tokens[at]?.text === ']') depth++
    if (tokens[at]?.text === '[' && --depth === 0) return at
  }
  return close
}

/** `__builtin_offsetof ( struct wrapper ,` */
function typeInOffset(comma: number, { preprocessed: { tokens }, scope }: Translation): CType | undefined {
  const isTagged = useOfName(tokens[comma - 2]) === 'tag'
  const open = comma - (isTagged ? 3 : 2)
  if (tokens[open]?.text !== '(' || tokens[open - 1]?.text !== '__builtin_offsetof') return undefined
  const name = tokens[comma - 1]?.text ?? ''
  if (isTagged) return scope.records.get(`${tokens[comma - 2]?.text} ${name}`)
  const meaning = scope.names.get(name)
  return meaning?.kind === 'type' ? meaning.type : undefined
}

/** The names of all members, where they are declared. */
const declaredMembers = remembered(({ scope, objects }: Translation): ReadonlySet<Token> => {
  const names = new Set<Token>()
  const seen = new Set<RecordType>()
  const waiting: CType[] = [...scope.records.values(), ...objects.map(({ type }) => type)]
  for (let type = waiting.pop(); type; type = waiting.pop()) {
    if (type.kind === 'array') waiting.push(type.element)
    if (type.kind !== 'record' || seen.has(type)) continue
    seen.add(type)
    for (const member of type.body?.members ?? []) {
      if (member.name !== undefined) names.add(member.at)
      waiting.push(member.type)
    }
  }
  return names
})
