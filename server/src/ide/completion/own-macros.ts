/**
 * The macros that the author of a config has defined for it, in the file or in a header beside it: what they are good
 * for shows in how they begin and in the constants that they are made of.
 */
import { constantOfMacro } from '../../c/macro-constants.ts'
import type { MacroDefinition } from '../../c/token.ts'
import { hex } from '../../rules/wording.ts'
import type { Analysed } from '../analysed.ts'
import { document, codeBlock, prose } from '../markdown.ts'
import { documentationOfMacro } from '../../abi/documentation.ts'
import { definitionText, macroHead } from '../macro-text.ts'
import type { Span } from '../../text/span.ts'
import { type Completion, completion } from './item.ts'
import { hole, joined, template, type Template } from './template.ts'

/** A header of somebody's board may define thousands. */
const mostMacros = 500
const mostNames = 200

/** In the order of their definition; those that stand for nothing are left out. */
export function ownMacros({ translation, file }: Analysed): readonly MacroDefinition[] {
  const { definitions, macros, includes } = translation.preprocessed
  const beside = new Set(
    includes
      .filter(({ quoted, directive }) => quoted && directive.first.file === file)
      .map(({ target }) => target),
  )
  return definitions
    .filter(({ nameToken, body, name }) => {
      const isOwn = nameToken.file === file || beside.has(nameToken.file)
      return isOwn && 0 < body.length && macros.get(name)?.nameToken === nameToken
    })
    .slice(0, mostMacros)
}

/** Whether it makes elements, designators with their values, or a value. */
export function productOf({ body: [first] }: MacroDefinition): 'element' | 'fields' | 'value' {
  if (first?.text === '{') return 'element'
  return first?.text === '.' ? 'fields' : 'value'
}

/** The names that a macro is made of, those of the macros in it included. */
export function namesIn(macro: MacroDefinition, { translation }: Analysed): ReadonlySet<string> {
  const names = new Set<string>()
  const waiting = [macro]
  for (let next = waiting.pop(); next; next = waiting.pop())
    for (const { kind, text } of next.body) {
      if (kind !== 'identifier' || names.has(text) || mostNames <= names.size) continue
      names.add(text)
      const inner = translation.preprocessed.macros.get(text)
      if (inner) waiting.push(inner)
    }
  return names
}

/** The names of the fields that a macro sets: those behind a dot that begins a designator. */
export function fieldsSetBy({ body }: MacroDefinition): readonly string[] {
  return body.flatMap(({ text }, at) => {
    const isDesignator = text === '.' && body[at + 2]?.text === '='
    return isDesignator ? [body[at + 1]?.text ?? ''] : []
  })
}

/** The call of a macro as an item, with a hole for each argument. */
export function macroCompletion(
  macro: MacroDefinition,
  replaces: Span,
  analysed: Analysed,
  end = '',
): Completion {
  const value = macro.parameters ? undefined : constantOfMacro(analysed.translation, macro.name)
  const documented = documentationOfMacro(macro.name)
  return completion({
    label: macroHead(macro),
    kind: 'macro',
    detail: value === undefined ? undefined : hex(value),
    documentation: document([documented && prose(documented.meaning), codeBlock(definitionText(macro))]),
    text: template`${callText(macro)}${end}`,
    replaces,
    filter: macro.name,
  })
}

function callText({ name, parameters }: MacroDefinition): Template {
  if (!parameters) return [name]
  return template`${name}(${joined(
    parameters.map((parameter) => [hole(parameter)]),
    ', ',
  )})`
}
