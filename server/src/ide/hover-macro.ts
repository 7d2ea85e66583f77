/**
 * Hover on a macro: its definition, what is documented about it, what this call of it gives, and through which other
 * macros.
 */
import { documentationOfConstant, documentationOfMacro } from '../abi/documentation.ts'
import { constantOfMacro } from '../c/macro-constants.ts'
import type { Expansion, MacroDefinition } from '../c/token.ts'
import type { Translation } from '../c/translate.ts'
import { interfaceOf } from '../config/interface.ts'
import { groupOfName, knownConstants } from '../config/known-constants.ts'
import { hex } from '../rules/wording.ts'
import type { Argument } from './argument.ts'
import { expansionOf, type Expanded } from './call-result.ts'
import type { Analysed } from './analysed.ts'
import { commentOnDeclaration } from './comments.ts'
import { unknownText } from './hover-field.ts'
import {
  bold,
  code,
  codeBlock,
  cut,
  document,
  facts,
  type Inline,
  list,
  prose,
  shortened,
} from './markdown.ts'
import { definitionText, macroHead, textOfTokens } from './macro-text.ts'
import { namedIn, type Notation, notationOf, valueText } from './notation.ts'
import { placeOf } from './source-place.ts'

export function macroHover(
  macro: MacroDefinition,
  call: Expansion | undefined,
  analysed: Analysed,
  elements: (expanded: Expanded) => string | undefined,
): string {
  const { translation } = analysed
  const constant = documentationOfConstant(macro.name)
  const documented = constant?.constant ?? documentationOfMacro(macro.name)
  const expanded = call && expansionOf(call, analysed)
  const made = expanded && elements(expanded)
  return document([
    bold(code(macroHead(macro))),
    facts([
      ['value', valueOf(macro, expanded, translation)],
      ['argument', expanded?.argument && argumentText(expanded.argument)],
    ]),
    made,
    documented
      ? prose(documented.meaning)
      : macro.computed
        ? undefined
        : commentOnDeclaration(macro.nameToken),
    list([...parametersOf(macro), ...(documented?.details ?? []).map(prose)]),
    macro.computed
      ? 'The compiler makes it up anew at each use.'
      : `Defined in ${placeOf(macro.nameToken, analysed.file)}:`,
    macro.computed ? undefined : codeBlock(definitionText(macro)),
    expanded && made === undefined ? expansionText(macro, expanded) : undefined,
    list(chainOf(macro, translation)),
    siblingsText(macro.name, translation),
  ])
}

/** Where the cursor is on a parameter's name in a definition. */
export function parameterHover(macro: MacroDefinition, name: string): string {
  return `${bold(code(name))} is a parameter of ${code(macroHead(macro))}`
}

/** Where a condition asks for a name that nobody has defined. */
export function undefinedMacroHover(name: string): string {
  return document([
    `${bold(code(name))} is not defined here`,
    `In ${code('#if')} it counts as 0. What the build of the hypervisor defines can be said in ${code('warden.json')} or in the settings: ${code(`"defines": { "${name}": "1" }`)}.`,
  ])
}

/** The value of what this call gives; without a call, the number that the macro always stands for. */
function valueOf(
  macro: MacroDefinition,
  expanded: Expanded | undefined,
  translation: Translation,
): Inline | undefined {
  const value = expanded?.value
  if (value && !value.known) return expanded.isText ? undefined : unknownText(value.reason)
  if (value)
    return valueText(
      value.value,
      isNameOf(macro, value.value, expanded.notation) ? notationOf(undefined) : expanded.notation,
    )
  if (macro.parameters || translation.preprocessed.macros.get(macro.name) !== macro) return undefined
  const constant = constantOfMacro(translation, macro.name)
  if (constant === undefined) return undefined
  return expanded?.isTorn
    ? 'none here: the operators around it take its parts'
    : valueText(constant, notationOf(undefined))
}

/** Whether all that the notation says about a value is the macro's own name. */
function isNameOf({ name }: MacroDefinition, value: bigint, notation: Notation): boolean {
  const named = namedIn(value, notation)
  return named.length === 1 && named[0]?.name === name
}

function argumentText({ parameter, macro }: Argument): Inline {
  return `${code(parameter)} of ${code(macro.name)}`
}

/** By position: headers of other revisions call them by other names. */
function parametersOf({ name, parameters = [] }: MacroDefinition): readonly Inline[] {
  const documented = documentationOfMacro(name)?.parameters ?? []
  if (documented.length !== parameters.length) return []
  return parameters.map((parameter, at) => `${code(parameter)}: ${prose(documented[at]?.meaning ?? '')}`)
}

/** Only where it says more than the definition does. */
function expansionText(macro: MacroDefinition, { tokens, value }: Expanded): string | undefined {
  if (value?.known && !macro.parameters) return undefined
  if (tokens.length === 0) return macro.body.length === 0 ? undefined : 'Here it expands to nothing.'
  const isSame =
    tokens.length === macro.body.length && tokens.every(({ text }, at) => text === macro.body[at]?.text)
  return isSame ? undefined : document(['Here it expands to', codeBlock(textOfTokens(tokens, 10))])
}

/** Of nested macros, those that explain something; a chain through more of them is read step by step. */
const mostInChain = 10

/** Macros can be nested without any bound; so far they are counted. */
const mostFollowed = 100

/** The macros that the body names, each followed by those of its own body. */
function chainOf(macro: MacroDefinition, translation: Translation): readonly Inline[] {
  const { macros } = translation.preprocessed
  const seen = new Set([macro.name, ...(macro.parameters ?? [])])
  const lines: Inline[] = []
  const follow = ({ body, name: outer }: MacroDefinition): void => {
    for (const { kind, text } of body) {
      const inner = kind === 'identifier' && !seen.has(text) ? macros.get(text) : undefined
      if (!inner || inner.computed) continue
      if (mostFollowed <= seen.size) return
      seen.add(text)
      lines.push(chainLine(inner, outer === macro.name ? undefined : outer, translation))
      follow(inner)
    }
  }
  follow(macro)
  return shortened(lines, mostInChain)
}

function chainLine(inner: MacroDefinition, outer: string | undefined, translation: Translation): Inline {
  const value = inner.parameters ? undefined : constantOfMacro(translation, inner.name)
  const body = textOfTokens(inner.body, 1)
  const isPlain = inner.body.length === 1 && value !== undefined
  const text = isPlain ? '' : ` is ${code(cut(body, 100))}`
  return `${code(macroHead(inner))}${outer === undefined ? '' : ` in ${code(outer)}`}${text}${value === undefined ? '' : ` = ${code(hex(value))}`}`
}

/** The constants that could stand in its place, as the headers in use number them. */
function siblingsText(name: string, translation: Translation): string | undefined {
  const group = documentationOfConstant(name)?.group ?? groupOfName(name)
  const valued = group ? knownConstants(group, interfaceOf(translation)) : []
  const isSibling = valued.some((constant) => constant.name === name)
  if (!group || !isSibling || group.kind === 'text' || group.kind === 'numbers' || valued.length < 2)
    return undefined
  const prefix = commonPrefix(valued.map((constant) => constant.name))
  const items = valued.map((constant) => {
    const text = `${code(constant.name.slice(prefix.length))} ${hex(constant.value)}`
    return constant.name === name ? bold(text) : text
  })
  const start = prefix === '' ? '' : ` ${code(`${prefix}…`)}`
  return `${prose(group.title)}${start}: ${shortened(items, 20).join(' · ')}`
}

/** Up to and with the last underscore that all names share. */
function commonPrefix(names: readonly string[]): string {
  const [first = ''] = names
  let length = 0
  while (length < first.length && names.every((name) => name[length] === first[length])) length++
  return first.slice(0, first.lastIndexOf('_', length - 1) + 1)
}
