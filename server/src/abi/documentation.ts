/**
 * What is known about a struct, field, constant or macro, by its name. The names may come from the user's own
 * headers, of whatever revision: what this revision does not have is undefined, never guessed.
 */
import { constantGroups, macros, structures } from './interface.ts'
import type { Aggregate, Constant, ConstantGroup, Field, MacroDoc, Structure } from './model.ts'

export interface DocumentedConstant {
  readonly constant: Constant
  readonly group: ConstantGroup
}

/** The struct or union with this tag, as `jailhouse_memory`. */
export function documentationOfStructure(tag: string): Structure | undefined {
  return structuresByTag().get(tag)
}

/**
 * The field at the end of `path`, which begins inside the struct or union with the tag:
 * `('jailhouse_system', ['platform_info', 'arm', 'gicd_base'])`.
 *
 * Members of anonymous structs and unions count as members of the one around. The path may lead through fields
 * whose type is another documented struct; array indices are left out of it.
 */
export function documentationOfField(structureTag: string, path: readonly string[]): Field | undefined {
  let aggregate: Aggregate | undefined = documentationOfStructure(structureTag)
  let field: Field | undefined
  for (const name of path) {
    field = aggregate && fieldOf(aggregate, name)
    aggregate = field && aggregateOf(field)
  }
  return field
}

export function documentationOfConstant(name: string): DocumentedConstant | undefined {
  return constantsByName().get(name)
}

export function documentationOfMacro(name: string): MacroDoc | undefined {
  return macrosByName().get(name)
}

/** The group with this id, as a field names it in `constants`. */
export function constantGroup(id: string): ConstantGroup | undefined {
  return groupsById().get(id)
}

function fieldOf({ fields }: Aggregate, name: string): Field | undefined {
  if (name === '') return undefined
  for (const field of fields) {
    if (field.name === name) return field
    if (field.name !== '' || typeof field.type === 'string') continue
    const inner = fieldOf(field.type, name)
    if (inner) return inner
  }
  return undefined
}

function aggregateOf({ type }: Field): Aggregate | undefined {
  if (typeof type !== 'string') return type
  return documentationOfStructure(type.replace(/^(struct|union) /, ''))
}

const structuresByTag = once(() => new Map(structures.map((structure) => [structure.tag, structure])))
const macrosByName = once(() => new Map(macros.map((macro) => [macro.name, macro])))
const groupsById = once(() => new Map(constantGroups.map((group) => [group.id, group])))
const constantsByName = once(() => {
  const all = constantGroups.flatMap((group) => group.constants.map((constant) => ({ constant, group })))
  return new Map(all.map((entry) => [entry.constant.name, entry]))
})

/** Starting the program must not pay for maps that a run may never ask. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
