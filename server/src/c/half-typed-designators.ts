/**
 * A field that somebody is about to write above another one. To C, `.flag` and `.cpu_set_size = 8` in the next line are
 * one designator, `.flag.cpu_set_size`, and the field below would be lost while the line above it is being typed.
 *
 * They are two items when the lines say so and the types do not object: the first part leads to no struct that has the
 * field of the next line, and the struct around them has it. gcc refuses such text, so nothing that compiles is changed.
 */
import type { Complain } from './complaint.ts'
import type { Designator, InitializerItem } from './syntax.ts'
import type { Token } from './token.ts'
import { type CType, findMember } from './types.ts'

/** The item below what is half typed, which is complained about; any other item as it is. */
export function withoutHalfTyped(item: InitializerItem, around: CType, complain: Complain): InitializerItem {
  const { designators } = item
  if (designators.length < 2) return item
  const next = designators.findIndex((designator, level) =>
    beginsAnew(designators, designator, level, around),
  )
  const before = designators[next - 1]
  if (next < 1 || before?.kind !== 'member') return item
  const message = `expected \`=\` behind \`.${before.name.text}\``
  complain({ code: 'c-syntax', severity: 'error', message, at: { first: before.name, last: before.name } })
  return { ...item, designators: designators.slice(next) }
}

function beginsAnew(
  designators: readonly Designator[],
  designator: Designator,
  level: number,
  around: CType,
): boolean {
  const before = designators[level - 1]
  if (designator.kind !== 'member' || before?.kind !== 'member') return false
  const { name } = designator
  if (!isInLaterLine(before.name, name) || !hasMember(around, name)) return false
  return !hasMember(typeBehind(designators.slice(0, level), around), name)
}

function isInLaterLine(a: Token, b: Token): boolean {
  return a.file === b.file && a.file.text.slice(a.end, b.start).includes('\n')
}

function hasMember(type: CType | undefined, name: Token): boolean {
  return type?.kind === 'record' && findMember(type, name.text) !== undefined
}

/** The type of what the designators lead to; undefined where one of them leads nowhere. */
function typeBehind(designators: readonly Designator[], around: CType): CType | undefined {
  return designators.reduce<CType | undefined>((type, designator) => {
    if (designator.kind === 'index') return type?.kind === 'array' ? type.element : undefined
    return type?.kind === 'record' ? findMember(type, designator.name.text)?.at(-1)?.type : undefined
  }, around)
}
