/**
 * Hover on a member of the wrapper struct: which of the hypervisor's arrays it is, and whether what was declared,
 * written and counted agree.
 */
import { documentationOfField, documentationOfStructure } from '../abi/documentation.ts'
import { type CType, type Member, sizeOf, typeName } from '../c/types.ts'
import type { CountedArray } from '../config/array-order.ts'
import { type ArrayKind, factsOf, nounsOf } from '../config/arrays.ts'
import { wrapperArrayName } from '../config/image-wrapper.ts'
import type { ConfigArray, Configuration } from '../config/model.ts'
import { counted, cpusText } from '../rules/wording.ts'
import { cpusOf } from '../config/cpus.ts'
import type { Surroundings } from './cell-context.ts'
import { unknownText } from './hover-field.ts'
import { bold, code, cut, document, type Fact, facts, type Inline, list, plain, prose } from './markdown.ts'
import { mostOfNumbers } from './notation.ts'
import { cpuFacts } from './resource-facts.ts'
import { declarationOf, endOf, placeInImage, type Trail } from './trail.ts'

/** The member at the end of a trail of one step. Undefined where the trail is another one. */
export function memberHover(trail: Trail, surroundings: Surroundings): string | undefined {
  const { view, member } = endOf(trail)
  const { configuration } = trail
  if (trail.stops.length !== 2 || !member || !configuration) return undefined
  const kind = configuration.members.find(({ name }) => name === member.name)?.kind
  const title = bold(code(declarationOf(member)))
  const place: Fact = ['place', placeInImage(trail)]
  if (kind === undefined)
    return document([title, facts([...foreignFacts(member, configuration), place]), structureText(view.type)])
  if (kind === 'header')
    return document([title, facts([['order', 'the first, read by name'], place]), structureText(view.type)])
  const array = arrayOf(configuration, kind)
  const { arrays } = configuration.interface
  return document([
    title,
    facts([
      [
        'array',
        `${nounsOf(kind, array.isCountedInBytes).many}, the ${placeAmong(
          arrays.findIndex((one) => one.kind === kind),
          arrays,
        )}`,
      ],
      ['CPUs', kind === 'cpus' ? cpusIn(configuration) : undefined],
      ...(kind === 'cpus' ? cpuFacts(configuration, undefined, surroundings) : []),
      ['counted', countText(array, view.type)],
      ['declared', counted(array.declaredLength, 'element', 'elements')],
      ['written', writtenText(array)],
      ['element', elementText(view.type)],
      place,
    ]),
    kind === 'cpus' ? cpuSetText() : structureText(view.type),
  ])
}

/** An array that the headers in use count, and Warden does not know; or none. */
function foreignFacts({ name, type }: Member, { interface: { arrays } }: Configuration): readonly Fact[] {
  const tag = tagOf(type.kind === 'array' ? type.element : type)
  const at = arrays.findIndex((array) => {
    const { unit, kind } = array
    if (kind !== undefined) return false
    return tag === undefined
      ? wrapperArrayName(array) === name
      : unit !== undefined && unit !== 'bytes' && tagOf(unit) === tag
  })
  const array = arrays[at]
  if (!array) return [['order', 'no array that the hypervisor knows']]
  return [
    ['array', `one that only your headers know, the ${placeAmong(at, arrays)}`],
    ['counted', `by ${code(array.countField)}`],
    ['element', elementText(type)],
  ]
}

function tagOf(type: CType): string | undefined {
  return type.kind === 'record' ? type.tag : undefined
}

/** `3rd of 8 behind the header` */
function placeAmong(at: number, arrays: readonly CountedArray[]): string {
  return `${ordinal(at + 1)} of ${arrays.length} behind the header`
}

/** What is documented about the bitmap stands with the field that gives its length. */
function cpuSetText(): string | undefined {
  const field = documentationOfField('jailhouse_cell_desc', ['cpu_set_size'])
  return field && document([prose(field.meaning), list((field.details ?? []).map(prose))])
}

export function arrayOf(configuration: Configuration, kind: ArrayKind): ConfigArray<unknown> {
  return configuration[kind]
}

function cpusIn(configuration: Configuration): Inline {
  const cpus = cpusOf(configuration)
  if (!cpus) return 'not known'
  return cpus.length === 0 ? 'none' : plain(cut(cpusText(cpus), mostOfNumbers))
}

/** What the header says; for the CPU bitmap that is bytes. */
function countText(array: ConfigArray<unknown>, type: CType): Inline {
  const { count, declaredLength, isCountedInBytes } = array
  const field = code(array.countField)
  if (!count.known) return `by ${field}: ${unknownText(count.reason)}`
  const wanted = isCountedInBytes ? (sizeOf(type) ?? 0) : declaredLength
  const unit = isCountedInBytes
    ? counted(count.value, 'byte', 'bytes')
    : counted(count.value, 'element', 'elements')
  const missing = count.written ? '' : ', which is not written'
  const differs = count.value === BigInt(wanted) ? '' : `: not the ${wanted} that are declared`
  return `${unit} by ${field}${missing}${differs}`
}

function writtenText({ kind, writtenLength, declaredLength }: ConfigArray<unknown>): Inline {
  const text = counted(writtenLength, 'element', 'elements')
  if (declaredLength <= writtenLength) return text
  const rest = declaredLength - writtenLength
  return `${text}; the other ${rest === 1 ? 'one is' : `${rest} are`} all zero: each ${factsOf(kind).zeroElement}`
}

function elementText(type: CType): Inline | undefined {
  if (type.kind !== 'array') return undefined
  const size = sizeOf(type.element)
  return `${code(typeName(type.element))}${size === undefined ? '' : `, ${counted(size, 'byte', 'bytes')}`}`
}

function structureText(type: CType): string | undefined {
  const record = type.kind === 'array' ? type.element : type
  const documented =
    record.kind === 'record' && record.tag !== undefined ? documentationOfStructure(record.tag) : undefined
  return documented && prose(documented.meaning)
}

function ordinal(number: number): string {
  return `${number}${['th', 'st', 'nd', 'rd'][number] ?? 'th'}`
}
