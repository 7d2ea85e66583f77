/**
 * What the members of a wrapper struct are. Its author names them, so they are recognised by their types: the header by
 * its tag, an array by that of its elements. Arrays of plain integers have no tag, and are told by where they stand.
 */
import { type ArrayType, type Member, type RecordType, sizeOf } from '../c/types.ts'
import type { CountedArray } from './array-order.ts'
import { type ArrayKind, arrayOfTag } from './arrays.ts'
import type { WrapperMember } from './model.ts'
import { isPortBitmap } from './port-bitmap.ts'

export const systemTag = 'jailhouse_system'
export const cellTag = 'jailhouse_cell_desc'

/**
 * The members that have a name, in the order of declaration.
 *
 * @param arrays the arrays in the order of the headers in use
 * @param kinds what the members of an image are, by name; absent for C
 */
export function wrapperMembers(
  wrapper: RecordType,
  arrays: readonly CountedArray[],
  kinds?: ReadonlyMap<string, ArrayKind>,
): readonly WrapperMember[] {
  const kindOf = kinds ? (member: Member) => kinds.get(member.name ?? '') : kindsByType(arrays)
  return (wrapper.body?.members ?? []).flatMap((member) => {
    if (member.name === undefined) return []
    const at = member.type.kind === 'array' ? member.type.lengthAt : undefined
    return {
      name: member.name,
      kind: isHeader(member) ? ('header' as const) : kindOf(member),
      place: { first: member.at, last: member.at },
      lengthPlace: at ?? { first: member.at, last: member.at },
      declaredLength: member.type.kind === 'array' ? member.type.length : undefined,
    }
  })
}

/** Whether a member is the header: what makes a struct the wrapper of a configuration. */
export function isHeader({ type }: Member): boolean {
  return type.kind === 'record' && (type.tag === systemTag || type.tag === cellTag)
}

/** Asked for the members in the order of declaration, each once. */
function kindsByType(arrays: readonly CountedArray[]): (member: Member) => ArrayKind | undefined {
  let hasCpus = false
  let reached = -1
  return ({ type }) => {
    if (type.kind !== 'array') return undefined
    const { element } = type
    if (element.kind === 'record') {
      const kind = element.tag === undefined ? undefined : arrayOfTag(element.tag)
      const found = arrays.findIndex((array) => (kind ? array.kind === kind : isOf(array, type)))
      reached = found < 0 ? reached : found
      hasCpus ||= kind === 'cpus'
      return kind
    }
    if (element.kind !== 'integer' || isPortBitmap(type)) return undefined
    // The CPUs are the first of all, even where they stand in the wrong place.
    if (!hasCpus) {
      hasCpus = true
      reached = arrays.findIndex(({ kind }) => kind === 'cpus')
      return 'cpus'
    }
    const next = arrays.findIndex((array, index) => reached < index && isOf(array, type))
    if (next < 0) return undefined
    reached = next
    return arrays[next]?.kind
  }
}

/** Whether an array of this type may be what is counted: bytes may be counted of any integers. */
function isOf({ unit }: CountedArray, { element }: ArrayType): boolean {
  if (unit === undefined) return false
  if (unit === 'bytes') return element.kind === 'integer'
  if (unit.kind === 'record') return element.kind === 'record' && element.tag === unit.tag
  return element.kind === unit.kind && sizeOf(element) === sizeOf(unit)
}
