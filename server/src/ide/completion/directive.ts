/**
 * Completion in the lines of the preprocessor: the constants that belong into the body of a macro. Which these are, the
 * others in the same body tell, or the field that it sets.
 */
import { constantGroup, documentationOfConstant } from '../../abi/documentation.ts'
import { constantGroups, structures } from '../../abi/interface.ts'
import type { Aggregate, ConstantGroup, Field } from '../../abi/model.ts'
import type { Token } from '../../c/token.ts'
import type { Completion } from './item.ts'
import type { Situation } from './situation.ts'
import type { TypedWord } from './typed-word.ts'
import { constantsOf } from './values.ts'

/** The tokens of the directive that the word stands in, up to the word; undefined where it stands in none. */
export function directiveBefore({ tokens, at }: TypedWord): readonly Token[] | undefined {
  let start = at
  while (0 < start && tokens[start]?.lineStart !== true) start--
  return tokens[start]?.text === '#' ? tokens.slice(start, at) : undefined
}

export function directiveCompletions(before: readonly Token[], situation: Situation): readonly Completion[] {
  const [, directive, , ...body] = before
  if (directive?.text !== 'define') return []
  const named = new Set(body.map(({ text }) => text))
  return groupsFor(body, situation.word).flatMap((group) =>
    constantsOf(group, (name) => !named.has(name), situation),
  )
}

/** Without a hint everything could be meant; then somebody has to have begun. */
function groupsFor(body: readonly Token[], { typed }: TypedWord): readonly ConstantGroup[] {
  const beside = body.flatMap(({ text }) => documentationOfConstant(text)?.group ?? [])
  if (0 < beside.length) return [...new Set(beside)]
  const sign = body.findLastIndex(({ text }, at) => text === '=' && body[at - 2]?.text === '.')
  const name = body[sign - 1]?.text
  if (name !== undefined) return groupsOfFields(name)
  return 2 < typed.length ? constantGroups : []
}

/** What fields of this name take, in whatever struct. */
function groupsOfFields(name: string): readonly ConstantGroup[] {
  const fields = structures.flatMap(fieldsIn).filter((field) => field.name === name)
  const ids = new Set(fields.flatMap(({ constants = [] }) => constants))
  return [...ids].flatMap((id) => constantGroup(id) ?? [])
}

function fieldsIn({ fields }: Aggregate): readonly Field[] {
  return fields.flatMap((field) =>
    typeof field.type === 'string' ? [field] : [field, ...fieldsIn(field.type)],
  )
}
