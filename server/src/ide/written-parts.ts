/**
 * The parts of an initialised object that something was written for, by its author or by a macro.
 */
import { endOf, intoElement, intoMember, type Trail } from './trail.ts'

/** GNU's `[0 ... 99999]` writes any number of elements; what is shown of them ends here. */
const mostParts = 20_000

/** The parts of a container that the author wrote something for, one step further each. */
export function partsWritten(trail: Trail): readonly Trail[] {
  const { node, type } = endOf(trail).view
  if (node?.kind === 'array')
    return [...node.children.keys()].flatMap((index) => intoElement(trail, index) ?? [])
  if (node?.kind !== 'record' || type.kind !== 'record') return []
  return [...node.children.keys()].flatMap((index) => {
    const member = type.body?.members[index]
    if (!member) return []
    const names =
      member.name === undefined && member.type.kind === 'record' ? namesIn(member.type) : [member.name]
    return names.flatMap((name) => (name === undefined ? [] : (intoMember(trail, name) ?? [])))
  })
}

/** Everything below a trail that was written, outer parts first; the first so many of it. */
export function allPartsWritten(trail: Trail): readonly Trail[] {
  const found: Trail[] = []
  const waiting = [trail]
  for (let next = waiting.pop(); next && found.length < mostParts; next = waiting.pop()) {
    const parts = partsWritten(next).slice(0, mostParts)
    for (const part of parts.toReversed()) waiting.push(part)
    for (const part of parts) found.push(part)
  }
  return found
}

/** Anonymous records have no name to go by; their members are reached from the record around them. */
function namesIn(
  type: Extract<Trail['object']['type'], { kind: 'record' }>,
): readonly (string | undefined)[] {
  return (type.body?.members ?? []).flatMap(({ name, type: inner }) =>
    name === undefined && inner.kind === 'record' ? namesIn(inner) : [name],
  )
}
