/**
 * Hover on a field of a struct: what it is, and what this configuration says for it.
 */
import type { Field } from '../abi/model.ts'
import type { Initialised } from '../c/initialised.ts'
import type { Architecture } from '../config/interface.ts'
import { memberNames, typeName } from '../c/types.ts'
import { elementOf, lengthOf, scalarOf, textOf, type View } from '../config/view.ts'
import { counted, hex } from '../rules/wording.ts'
import { commentOnDeclaration } from './comments.ts'
import {
  bold,
  code,
  document,
  type Fact,
  facts,
  type Inline,
  list,
  plain,
  prose,
  shortened,
} from './markdown.ts'
import { architectureIn, namedIn, notationOf, numberText, valueText } from './notation.ts'
import {
  declarationOf,
  documentationOf,
  endOf,
  intoElement,
  intoMember,
  lastMember,
  nameOfTrail,
  placeInImage,
  recordAround,
  type Trail,
} from './trail.ts'

/**
 * The field at the end of a trail, with what the board adds. `withValue` is false where the cursor is in a macro's
 * definition: there the field has as many values as the macro has calls.
 */
export function fieldHover(trail: Trail, added: readonly Fact[] = [], withValue = true): string {
  const member = lastMember(trail)
  const field = documentationOf(trail)
  const record = recordAround(trail)
  const title = member ? declarationOf(member) : nameOfTrail(trail)
  const inRecord = record?.tag === undefined ? '' : ` in ${code(typeName(record))}`
  const first = [...(withValue ? valueFacts(trail) : []), ...added]
  const others: readonly Fact[] = [
    ['unit', field?.unit === undefined ? undefined : prose(field.unit)],
    ['place', withValue ? placeText(trail) : undefined],
  ]
  const parts = withValue ? (elementsList(trail) ?? membersList(trail) ?? namesList(trail)) : undefined
  // What an array or a struct consists of is more important than where it is.
  const hasFirst = first.some(([, value]) => value !== undefined && value !== '')
  return document([
    `${bold(code(title))}${inRecord}`,
    ...(hasFirst ? [facts([...first, ...others]), parts] : [parts, facts(others)]),
    field ? prose(field.meaning) : member && commentOnDeclaration(member.at),
    detailsOf(field, trail.configuration && architectureIn(trail.configuration)),
  ])
}

/** What a field is set to, and what became of it on the way. */
function valueFacts(trail: Trail): readonly Fact[] {
  const { view } = endOf(trail)
  if (view.type.kind === 'record') return []
  if (view.type.kind === 'array') return isCharacters(view) ? [['value', characterText(view)]] : []
  return [
    ['value', scalarText(trail)],
    ['written', conversionText(view.node)],
  ]
}

/** The number at the end of a trail in the notation of its field, or why it is not known. */
export function scalarText(trail: Trail): Inline {
  const scalar = scalarOf(endOf(trail).view)
  if (!scalar.known) return unknownText(scalar.reason)
  return valueText(scalar.value, notationOf(trail)) + (scalar.written ? '' : ', not written')
}

export function unknownText(reason: string): Inline {
  return `not known, because ${prose(reason)}`
}

/** What a conversion to the field's type changed; nothing where the value is stored as it was computed. */
function conversionText(node: Initialised | undefined): Inline | undefined {
  if (node?.kind !== 'scalar' || !node.computed.known || !node.value.known || node.type.kind !== 'integer')
    return undefined
  const { computed, value } = node
  if (computed.value === value.value) return undefined
  const width = node.type.rank === 0 ? 1 : 8 * node.type.size
  return `${numberText(computed.value)} as ${code(computed.type.name)}; the ${width} bits of the field hold ${code(hex(value.value))}`
}

/** `mem_regions[9]`, and where that is in the image. */
export function placeText(trail: Trail): Inline {
  return `${code(nameOfTrail(trail))}, ${placeInImage(trail)}`
}

/** Without what is true on other architectures only. */
function detailsOf(field: Field | undefined, architecture: Architecture | undefined): string {
  return list((field?.details ?? []).filter((text) => concerns(text, architecture)).map(prose))
}

/** Sentences about one architecture begin with its name. */
function concerns(text: string, architecture: Architecture | undefined): boolean {
  const about = /^(x86|Intel|AMD|arm64|Arm|PVU|32-bit Arm)\b/.exec(text)?.[1]
  if (about === undefined || architecture === undefined) return true
  if (about === 'x86' || about === 'Intel' || about === 'AMD') return architecture === 'x86'
  if (about === '32-bit Arm') return architecture === 'arm'
  return about === 'Arm' ? architecture !== 'x86' : architecture === 'arm64'
}

/** The names in a value, each with its meaning. */
export function namesList(trail: Trail): string | undefined {
  const scalar = scalarOf(endOf(trail).view)
  if (!scalar.known) return undefined
  return list(
    namedIn(scalar.value, notationOf(trail)).map(({ name, meaning }) =>
      meaning === undefined ? foreignText(name, trail) : `${code(name)}: ${prose(meaning)}`,
    ),
  )
}

/** A name of the user's headers, and what they say about it. */
function foreignText(name: string, { configuration }: Trail): Inline {
  const macro = configuration?.translation.preprocessed.macros.get(name)
  const comment = macro && commentOnDeclaration(macro.nameToken)
  const said = comment === undefined ? '' : `, and say: ${comment}`
  return `${code(name)}: only your headers know this name${said}`
}

/** The elements of an array that were written, each in the notation of the field. */
function elementsList(trail: Trail): string | undefined {
  const { view } = endOf(trail)
  if (view.type.kind !== 'array' || isCharacters(view)) return undefined
  const written = Array.from({ length: Math.min(lengthOf(view), mostElements) }, (_, index) => {
    const element = elementOf(view, index)?.node && intoElement(trail, index)
    return element ? [{ index, element }] : []
  }).flat()
  const texts = written.flatMap(({ index, element }) =>
    isZero(element) ? [] : [`${code(`[${index}]`)} ${elementText(element)}`],
  )
  if (texts.length === 0) return list([written.length === 0 ? 'all zero, not written' : 'all zero'])
  return list(shortened(texts, 12))
}

function isZero(trail: Trail): boolean {
  const { view } = endOf(trail)
  const scalar = view.type.kind === 'integer' ? scalarOf(view) : undefined
  return scalar?.known === true && scalar.value === 0n
}

function elementText(trail: Trail): Inline {
  const { type } = endOf(trail).view
  return type.kind === 'record' ? shortened(membersIn(trail, ''), 4).join(', ') : scalarText(trail)
}

/** The numbers in a struct that were written, those of structs in it too. */
function membersList(trail: Trail): string | undefined {
  const { view } = endOf(trail)
  return view.type.kind === 'record' ? list(shortened(membersIn(trail, ''), 16)) : undefined
}

function membersIn(trail: Trail, prefix: string): readonly Inline[] {
  const { type } = endOf(trail).view
  const names = type.kind === 'record' ? memberNames(type) : []
  return names.flatMap((name): readonly Inline[] => {
    const member = intoMember(trail, name)
    const inner = member && endOf(member).view
    if (!member || !inner?.node) return []
    if (inner.type.kind === 'record') return membersIn(member, `${prefix}${name}.`)
    return inner.type.kind === 'integer' ? [`${code(`${prefix}${name}`)} ${scalarText(member)}`] : []
  })
}

/** An array of numbers that is longer than this is no field of a config. */
const mostElements = 256

function isCharacters({ type }: View): boolean {
  return type.kind === 'array' && type.element.kind === 'integer' && type.element.name === 'char'
}

function characterText(view: View): Inline {
  const text = textOf(view)
  if (text === undefined) return unknownText('not all of its characters are constants')
  const used = new TextEncoder().encode(text).length
  const cut = view.node?.kind === 'string' && view.node.bytes.length < view.node.writtenLength
  const tail = cut
    ? `: cut off, since ${counted(view.node.writtenLength, 'character was', 'characters were')} written`
    : ''
  return `${code(`"${text}"`)}, ${used} of ${counted(lengthOf(view), 'byte', 'bytes')}${plain(tail)}`
}
