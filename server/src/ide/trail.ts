/**
 * The way from a configuration object down to one of its parts: `config`, `.mem_regions`, `[9]`, `.phys_start`. From
 * it follows what the part is called, where its documentation is, and what stands for it in the image.
 */
import { documentationOfField } from '../abi/documentation.ts'
import type { Field } from '../abi/model.ts'
import { tokensOf } from '../c/lexer.ts'
import type { ObjectDefinition } from '../c/parser.ts'
import { findMember, type Member, type RecordType, sizeOf, typeName } from '../c/types.ts'
import type { ArrayKind } from '../config/arrays.ts'
import type { Configuration } from '../config/model.ts'
import { elementOf, fieldOf, type View, viewOf } from '../config/view.ts'

export interface Trail {
  readonly object: ObjectDefinition
  /** The configuration that the object is; undefined for any other initialised object. */
  readonly configuration: Configuration | undefined
  /** What lies on the way, the object itself first. */
  readonly stops: readonly [Stop, ...Stop[]]
}

export interface Stop {
  readonly view: View
  /** The member of the record before it; undefined for the object and for elements. */
  readonly member: Member | undefined
  /** The position in the array before it. */
  readonly index: number | undefined
}

/** The trail that has not left the object yet. */
export function trailTo(object: ObjectDefinition, configurations: readonly Configuration[]): Trail {
  const view = viewOf(object.type, object.value)
  return {
    object,
    configuration: configurations.find(({ place }) => place.first === object.name),
    stops: [{ view, member: undefined, index: undefined }],
  }
}

/** One step further, to a member by its name; undefined where there is none. */
export function intoMember(trail: Trail, name: string): Trail | undefined {
  const { view } = endOf(trail)
  const member = view.type.kind === 'record' ? findMember(view.type, name)?.at(-1) : undefined
  const inner = fieldOf(view, name)
  return member && inner && further(trail, { view: inner, member, index: undefined })
}

/** One step further, to an element; undefined behind the end of the array. */
export function intoElement(trail: Trail, index: number): Trail | undefined {
  const inner = elementOf(endOf(trail).view, index)
  return inner && further(trail, { view: inner, member: undefined, index })
}

export function endOf(trail: Trail): Stop {
  return trail.stops.at(-1) ?? trail.stops[0]
}

/** `mem_regions[9].phys_start`, without the object's name unless there is nothing else. */
export function nameOfTrail(trail: Trail): string {
  const [, ...stops] = trail.stops
  const path = stops
    .map(({ member, index }) => (index === undefined ? `.${member?.name ?? ''}` : `[${index}]`))
    .join('')
  return path.startsWith('.') ? path.slice(1) : trail.object.name.text + path
}

/** The record that the last stop is a member of, elements counted as their array. */
export function recordAround(trail: Trail): RecordType | undefined {
  for (let at = trail.stops.length - 1; 0 < at; at--) {
    const type = trail.stops[at - 1]?.view.type
    if (trail.stops[at]?.index === undefined && type?.kind === 'record') return type
  }
  return undefined
}

/** The last member on the way; the last stop is it, or an element in it. */
export function lastMember(trail: Trail): Member | undefined {
  return trail.stops.findLast(({ member }) => member !== undefined)?.member
}

/**
 * What is documented about the last member on the way. It is asked for in the nearest record with a tag, by the
 * names from there on; records around that one are asked next, since revisions moved fields into structs of their own.
 */
export function documentationOf(trail: Trail): Field | undefined {
  const names: string[] = []
  for (let at = trail.stops.length - 1; 0 < at; at--) {
    const name = trail.stops[at]?.member?.name
    if (name !== undefined) names.unshift(name)
    const type = trail.stops[at - 1]?.view.type
    if (type?.kind !== 'record' || type.tag === undefined || names.length === 0) continue
    const field = documentationOfField(type.tag, names)
    if (field) return field
  }
  return undefined
}

/** Whether it is the cell's name that the trail leads to. */
export function isName(trail: Trail): boolean {
  const { configuration, stops } = trail
  if (endOf(trail).member?.name !== 'name' || !configuration) return false
  const cell = stops.at(-2)?.view
  return cell?.type === configuration.cell.view.type && cell.offset === configuration.cell.view.offset
}

/** Which of the hypervisor's arrays the trail goes through, and by which element. */
export function elementOn(trail: Trail): { readonly kind: ArrayKind; readonly index: number } | undefined {
  const [, array, element] = trail.stops
  const name = array?.member?.name
  const kind = trail.configuration?.members.find((member) => member.name === name)?.kind
  if (kind === undefined || kind === 'header' || element?.index === undefined) return undefined
  return { kind, index: element.index }
}

/** `offset 0x1a4, 8 bytes`, from the start of the image; for a bit-field `offset 0x23, bit 1`. */
export function placeInImage(trail: Trail): string {
  const { view, member } = endOf(trail)
  // A file may begin with a note of the compiler.
  const start = trail.configuration?.image?.start ?? 0
  const offset = `offset 0x${(start + view.offset).toString(16)}`
  if (member?.bits) {
    const { shift, width } = member.bits
    return `${offset}, ${width === 1 ? `bit ${shift}` : `bits ${shift} to ${shift + width - 1}`}`
  }
  const size = sizeOf(view.type)
  return size === undefined ? offset : `${offset}, ${size === 1 ? '1 byte' : `${size} bytes`}`
}

/** A member as its struct declares it: `__u32 pin_bitmap[4]`, the type in the header's own spelling. */
export function declarationOf(member: Member): string {
  let { type } = member
  let lengths = ''
  while (type.kind === 'array') {
    lengths += `[${type.length ?? ''}]`
    type = type.element
  }
  const bits = member.bits ? `:${member.bits.width}` : ''
  const spelled = spelledTypeOf(member) ?? typeName(type).replace(' <anonymous>', '')
  return `${spelled} ${member.name ?? ''}${lengths}${bits}`
}

/** The words in front of the member's name; undefined where they are more than words, as a struct's body is. */
export function spelledTypeOf({ at }: Member): string | undefined {
  const tokens = tokensOf(at.file)
  const words: string[] = []
  for (let index = tokens.findIndex(({ start }) => start === at.start) - 1; 0 <= index; index--) {
    const token = tokens[index]
    if (token?.kind !== 'identifier')
      return token?.text === ';' || token?.text === '{' ? words.join(' ') || undefined : undefined
    words.unshift(token.text)
  }
  return undefined
}

function further(trail: Trail, stop: Stop): Trail {
  const [first, ...rest] = trail.stops
  return { ...trail, stops: [first, ...rest, stop] }
}
