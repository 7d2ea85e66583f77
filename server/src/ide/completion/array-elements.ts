/**
 * What can be inserted as an element of an array of structs: whole elements, and the macros that make some. The declared
 * length of the array grows with it, where it is a plain number.
 */
import { documentationOfMacro } from '../../abi/documentation.ts'
import { type ArrayKind, arrayOfTag, nounsOf } from '../../config/arrays.ts'
import type { MacroDefinition } from '../../c/token.ts'
import { type CType, memberNames, typeName } from '../../c/types.ts'
import type { TextEdit } from '../../text/edit.ts'
import { prose } from '../markdown.ts'
import { longerArray } from './appended-elements.ts'
import type { ElementOffer } from './element-offer.ts'
import { elementsFor, spareElementsFor } from './elements.ts'
import { structureText, wholeElement } from './fields.ts'
import type { ElementGap } from './gap.ts'
import { type Completion, completion } from './item.ts'
import { movedReferences } from './moved-elements.ts'
import { fieldsSetBy, macroCompletion, ownMacros, productOf } from './own-macros.ts'
import type { Situation } from './situation.ts'
import { hole, template, type Template } from './template.ts'
import { toElement } from './way.ts'

export function elementCompletions(gap: ElementGap, situation: Situation): readonly Completion[] {
  const element = toElement(gap.array)
  const type = element?.type
  if (!element || type?.kind !== 'record') return []
  const kind = kindOf(type)
  const offers = kind === undefined ? [] : elementsFor(kind, situation)
  const macros = macrosFor(type, situation)
  const plain: ElementOffer = {
    label: kind === undefined ? typeName(type) : nounsOf(kind, false).one,
    detail: 'with its fields',
    documentation: undefined,
    count: 1,
    text: wholeElement(element, situation),
  }
  const complete = (offer: ElementOffer): Completion =>
    completion({
      label: offer.label,
      kind: 'element',
      detail: offer.detail,
      documentation: offer.documentation === undefined ? structureText(type) : prose(offer.documentation),
      ...inserted(offer.text, offer.count, offer.also ?? [], gap, situation),
    })
  return [
    ...[...offers, ...(offers.length + macros.length === 0 ? [plain] : [])].map(complete),
    ...macros.map((macro) => ({
      ...macroCompletion(macro, situation.word.span, situation.analysed),
      ...insertedCall(macro, gap, situation),
    })),
    ...(kind === undefined ? [] : spareElementsFor(kind, situation)).map(complete),
    ...(gap.isIndexed || gap.length === 0 ? [byPosition(gap, situation)] : []),
  ]
}

function kindOf(element: CType | undefined): ArrayKind | undefined {
  const tag = element?.kind === 'record' ? element.tag : undefined
  return tag === undefined ? undefined : arrayOfTag(tag)
}

type Inserted = Pick<Completion, 'text' | 'replaces' | 'also'>

function inserted(
  text: Template,
  count: number,
  also: readonly TextEdit[],
  { array, index, length, isIndexed }: ElementGap,
  situation: Situation,
): Inserted {
  const { word, analysed } = situation
  const kind = kindOf(toElement(array)?.type)
  const isBetween = !isIndexed && index < length
  const needed = isIndexed ? Math.max(length, index + count) : length + count
  const comma = word.tokens[word.at + 1]?.text === ',' ? '' : ','
  return {
    text: template`${isIndexed ? `[${index}] = ` : ''}${text}${comma}`,
    replaces: word.span,
    also: [
      ...also,
      ...longerArray(array.type, needed, analysed),
      ...(kind !== undefined && isBetween ? movedReferences(kind, index, count, situation) : []),
    ],
  }
}

function insertedCall(macro: MacroDefinition, gap: ElementGap, situation: Situation): Inserted {
  const { text } = macroCompletion(macro, situation.word.span, situation.analysed)
  return inserted(text, elementsIn(macro), [], gap, situation)
}

/** How many elements the body of a macro is: one more than there are commas outside of all brackets. */
function elementsIn({ body }: MacroDefinition): number {
  let depth = 0
  let count = 1
  for (const { text } of body) {
    if (text === '{' || text === '(') depth++
    else if (text === '}' || text === ')') depth--
    else if (text === ',' && depth === 0) count++
  }
  return count
}

/** The documented ones and the author's, whose fields are those of the struct. */
function macrosFor(type: CType, { analysed }: Situation): readonly MacroDefinition[] {
  const names = new Set(type.kind === 'record' ? memberNames(type) : [])
  const { macros } = analysed.translation.preprocessed
  const documented = [...macros.values()].filter(({ name }) => documentationOfMacro(name)?.parameters)
  return [...documented, ...ownMacros(analysed)].filter((macro, at, all) => {
    const fields = fieldsSetBy(macro)
    const isKnown = 0 < fields.length || at >= documented.length
    return (
      productOf(macro) === 'element' &&
      isKnown &&
      fields.every((name) => names.has(name)) &&
      all.indexOf(macro) === at
    )
  })
}

/** `[3] = { … }` */
function byPosition(gap: ElementGap, situation: Situation): Completion {
  const text: Template = ['{\n\t', hole(), '\n}']
  const given = inserted(text, 1, [], { ...gap, isIndexed: true }, situation)
  const also = gap.isIndexed ? given.also : inserted(text, 1, [], gap, situation).also
  return completion({
    label: `[${gap.index}] =`,
    kind: 'element',
    detail: 'by its position',
    ...given,
    also,
    filter: `[${gap.index}]`,
  })
}
