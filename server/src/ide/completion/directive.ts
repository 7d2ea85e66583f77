/**
 * Completion in the lines of the preprocessor: the directives, the macros that conditions ask for, and what belongs into
 * the body of a macro. Which constants these are, the others in the same body tell, or the field that it sets.
 */
import { constantGroup, documentationOfConstant } from '../../abi/documentation.ts'
import { constantGroups, structures } from '../../abi/interface.ts'
import type { Aggregate, ConstantGroup, Field } from '../../abi/model.ts'
import type { Token } from '../../c/token.ts'
import { type Completion, completion } from './item.ts'
import { macroCompletion, ownMacros } from './own-macros.ts'
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
  if (!directive) return directives(situation)
  if (directive.text === 'define') return 2 < before.length ? inBody(before, body, situation) : []
  const isName = /^(ifn?def|elifn?def|undef)$/.test(directive.text) && before.length === 2
  return isName || /^(el)?if$/.test(directive.text) ? macroNames(situation) : []
}

/** Above the struct first the headers without which there is no config. */
function directives({ word, analysed }: Situation): readonly Completion[] {
  const { includes } = analysed.translation.preprocessed
  const missing = headers.filter((name) => !includes.some((include) => include.name === name))
  return [
    ...missing.map((name) => [`include <${name}>`]),
    ...['include', 'define', 'ifdef', 'ifndef', 'if', 'elif', 'else', 'endif', 'undef'].map((name) => [name]),
  ].map((text) =>
    completion({
      label: `#${text.join('')}`,
      kind: 'macro',
      text,
      replaces: word.span,
      filter: text.join(''),
    }),
  )
}

const headers = ['jailhouse/types.h', 'jailhouse/cell-config.h']

function inBody(
  [, , name]: readonly Token[],
  body: readonly Token[],
  situation: Situation,
): readonly Completion[] {
  const { analysed, word } = situation
  const named = new Set([name?.text, ...body.map(({ text }) => text)])
  const isLeft = (one: string): boolean => !named.has(one)
  return [
    ...groupsFor(body, word).flatMap((group) => constantsOf(group, isLeft, situation)),
    ...ownMacros(analysed)
      .filter((macro) => isLeft(macro.name) && macro.nameToken.start < word.span.start)
      .map((macro) => macroCompletion(macro, word.span, analysed)),
  ]
}

/** What a condition may ask for: the author's macros, and those of the headers for who has begun with the name. */
function macroNames({ analysed, word }: Situation): readonly Completion[] {
  const own = ownMacros(analysed)
  const { macros } = analysed.translation.preprocessed
  const begun = 2 < word.typed.length ? [...macros.values()] : []
  const others = begun.filter(
    (macro) => !own.includes(macro) && !macro.name.startsWith('_') && macro.name.startsWith(word.typed),
  )
  return [...own, ...others.slice(0, mostMacros)].map((macro) =>
    completion({ label: macro.name, kind: 'macro', text: [macro.name], replaces: word.span }),
  )
}

const mostMacros = 200

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
