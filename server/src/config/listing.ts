/**
 * The listing of a configuration: a text with a line for each field, its offset, name and value, for people who have
 * the bytes and want to know what they say. Findings about an image point into its listing. This file writes; what
 * it writes down may come from an image or from C.
 */
import { sizeOf } from '../c/types.ts'
import { nounsOf } from './arrays.ts'
import { type FieldStep, fieldsOfMember, type KindOfMember } from './fields-of-view.ts'
import type { ConfigInterface } from './interface.ts'
import { type FieldNotation, meaningText, notationOfField, numeralText } from './listing-notation.ts'
import { listRuns } from './listing-runs.ts'
import { type ListingText, listingText, offsetText, quotedText } from './listing-text.ts'
import type { WrapperMember } from './model.ts'
import { elementOf, lengthOf, scalarOf, type View, viewOfMember } from './view.ts'

export interface ListingContext {
  readonly known: ConfigInterface | undefined
  /** What is added to the offset of a field: the bytes of the file in front of the object. */
  readonly start: number
  readonly kindOf: KindOfMember
}

/**
 * Writes a wrapper struct with all its fields. Subjects of the text are the nodes of what was written; of the wrapper
 * each member, for its name, and the type of each array, for its length.
 */
export function listWrapper(wrapper: View, context: ListingContext, text: ListingText): void {
  if (wrapper.type.kind !== 'record') return
  for (const member of wrapper.type.body?.members ?? []) {
    if (member.name === undefined) continue
    text.add('\n# ')
    text.add(member.name, member)
    if (member.type.kind === 'array') {
      text.add(': ')
      text.add(`${member.type.length ?? 'unknown'}`, member.type)
      text.add(` ${elementsText(viewOfMember(wrapper, member), context.kindOf(member.name))}`)
    }
    text.endLine()
    for (const step of fieldsOfMember(wrapper, member, context.kindOf)) listStep(step, context, text)
  }
}

/** A field as the listing has it behind the offset: its name and value, or what there is to say of it. */
export function fieldText(step: FieldStep, context: ListingContext): string {
  const text = listingText()
  listField(step, context, text)
  return text.text()
}

function elementsText(array: View, kind: WrapperMember['kind']): string {
  const element = array.type.kind === 'array' ? array.type.element : undefined
  const isBytes = element?.kind === 'integer' && element.size === 1
  const unknown = isBytes ? { one: 'byte', many: 'bytes' } : { one: 'element', many: 'elements' }
  const { one, many } =
    kind === undefined || kind === 'header' ? unknown : nounsOf(kind, element?.kind === 'integer')
  return lengthOf(array) === 1 ? one : many
}

function listStep(step: FieldStep, context: ListingContext, text: ListingText): void {
  const { kind, view } = step
  // The heading of the member says what there is to say of the array.
  if (kind === 'array') return
  text.add(offsetText(context.start + view.offset))
  listField(step, context, text)
  text.endLine()
}

function listField(step: FieldStep, context: ListingContext, text: ListingText): void {
  const { kind, path, view } = step
  if (kind === 'element') text.add(path, view.node)
  else if (kind === 'array') text.add(path)
  else if (kind === 'rest')
    text.add(`${path}[${step.from}${step.from < step.to ? `...${step.to}` : ''}]: all zero`)
  else {
    text.add(`${path} = `)
    listValue(step, context, text)
  }
}

function listValue(
  step: FieldStep & { readonly kind: 'value' },
  context: ListingContext,
  text: ListingText,
): void {
  const { view, name, index } = step
  if (step.isUnknown) return listRuns(view, text)
  if (view.node?.kind === 'string') return text.add(quotedText(view.node.bytes), view.node)
  const notation: FieldNotation =
    index === undefined ? notationOfField(name) : { format: 'cpu-set', field: undefined }
  if (view.type.kind === 'array') return listNumbers(view, notation, text)
  listNumber(view, notation, text)
  const scalar = scalarOf(view)
  if (!scalar.known) return text.add(` (${scalar.reason})`)
  const firstBit = 8 * (index ?? 0) * (sizeOf(view.type) ?? 0)
  const meaning = meaningText(scalar.value, notation, context.known, firstBit)
  if (meaning !== undefined) text.add(` (${meaning})`)
}

function listNumbers(view: View, notation: FieldNotation, text: ListingText): void {
  const length = Math.min(lengthOf(view), mostNumbers)
  text.add('{ ')
  for (let index = 0; index < length; index++) {
    const element = elementOf(view, index)
    if (0 < index) text.add(', ')
    if (element) listNumber(element, notation, text)
  }
  text.add(length < lengthOf(view) ? ', ... }' : ' }')
}

/** Of an array inside a struct no more numbers are shown. */
const mostNumbers = 64

function listNumber(view: View, { format }: FieldNotation, text: ListingText): void {
  const scalar = scalarOf(view)
  text.add(scalar.known ? numeralText(scalar.value, format, view.type) : '?', view.node)
}
