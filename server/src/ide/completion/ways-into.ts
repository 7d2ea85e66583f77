/**
 * Where in which object braces and items are, by their designators and positions. A closing brace that is missing is
 * noticed by a field that the struct has not, but one further out has.
 */
import type { Token } from '../../c/token.ts'
import { memberNames } from '../../c/types.ts'
import type { Analysed } from '../analysed.ts'
import type { OpenBrace, Run } from './open-braces.ts'
import { designated, type Designated, toMember, toPosition, type Way } from './way.ts'

/** One for each brace around; the list ends where a type is not known. */
export function waysInto(
  braces: readonly OpenBrace[],
  tokens: readonly Token[],
  { translation }: Analysed,
): readonly Way[] {
  const base = braces.findIndex(({ at }) => tokens[at - 1]?.text === '=')
  const outermost = braces[base]
  const name = outermost && nameBefore(outermost.at - 1, tokens)
  const meaning = name && translation.scope.names.get(name.text)
  if (meaning?.kind !== 'object') return []
  const ways: Way[] = [{ object: name?.text ?? '', type: meaning.type, steps: [] }]
  for (const [index, brace] of braces.entries()) {
    const next = braces[index + 1]
    if (index < base || !next) continue
    const way = wayOfItem({ start: brace.itemStart, end: next.at }, brace, ways, tokens)
    if (!way) return []
    ways.push(way)
  }
  return ways
}

/** The name in front of `=`, or of the lengths between them. */
function nameBefore(sign: number, tokens: readonly Token[]): Token | undefined {
  let at = sign - 1
  while (tokens[at]?.text === ']') {
    while (0 <= at && tokens[at]?.text !== '[') at--
    at--
  }
  const name = tokens[at]
  return name?.kind === 'identifier' && tokens[at - 1]?.text !== '.' ? name : undefined
}

/** Where the value of an item goes; where a closing brace is missing, that is further out. */
function wayOfItem(
  item: Run,
  brace: OpenBrace,
  ways: readonly Way[],
  tokens: readonly Token[],
): Way | undefined {
  const isDesignated = tokens[item.start]?.text === '.' || tokens[item.start]?.text === '['
  const innermost = ways.at(-1)
  if (!isDesignated) return innermost && toPosition(innermost, positionIn(brace, innermost, tokens))
  for (const way of ways.toReversed()) {
    const found = designated(way, tokens, item)
    if (found) return found.way
  }
  return undefined
}

/** How many places of the struct come before the next one. */
function positionIn({ items }: OpenBrace, { type }: Way, tokens: readonly Token[]): number {
  if (type.kind !== 'record') return items.length
  const names = memberNames(type)
  let position = 0
  for (const { start } of items) {
    const named = tokens[start]?.text === '.' ? names.indexOf(tokens[start + 1]?.text ?? '') : position
    position = (named < 0 ? position : named) + 1
  }
  return position
}

/** Where the value goes that holds the mark, and where it begins. */
export function targetOf(
  lead: Run,
  brace: OpenBrace,
  around: Way,
  tokens: readonly Token[],
): Designated | undefined {
  const isDesignated = tokens[lead.start]?.text === '.' || tokens[lead.start]?.text === '['
  if (!isDesignated) {
    const way = toPosition(around, positionIn(brace, around, tokens))
    return way && { way, end: lead.start }
  }
  const found = designated(around, tokens, lead)
  return found && tokens[found.end]?.text === '=' ? { way: found.way, end: found.end + 1 } : undefined
}

/** The object or member in front of a dot, `config` or `config.cell`; what is no object has no members. */
export function objectBefore(
  dot: number,
  tokens: readonly Token[],
  { translation }: Analysed,
): Way | undefined {
  const names: string[] = []
  let at = dot
  while (tokens[at]?.text === '.' && tokens[at - 1]?.kind === 'identifier') {
    names.unshift(tokens[at - 1]?.text ?? '')
    at -= 2
  }
  const [object = '', ...members] = names
  const meaning = translation.scope.names.get(object)
  if (meaning?.kind !== 'object') return undefined
  return members.reduce<Way | undefined>((way, name) => way && toMember(way, name), {
    object,
    type: meaning.type,
    steps: [],
  })
}
