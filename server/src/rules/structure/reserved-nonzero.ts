/** Reserved fields that are not zero. */
import type { CType, Member, RecordType } from '../../c/types.ts'
import { remembered } from '../../config/remembered.ts'
import { elementOf, lengthOf, type Scalar, scalarOf, type View, viewOfMember } from '../../config/view.ts'
import { removingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { replacing } from '../fix/replacing.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const reservedNonzero = defineRule({
  id: 'reserved-nonzero',
  resource: 'structure',
  scope: 'file',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'A field that only fills a gap has a value.',
    why: 'Nobody reads it today. A later revision may give the field a meaning, and then the value has one that nobody chose.',
    fix: 'Takes the field out; where values are written without names, it becomes 0.',
    bad: `
.cache_regions = {
  { .start = 0, .size = 4, .type = JAILHOUSE_CACHE_L3, .padding = 1 },
},`,
    good: `
.cache_regions = {
  { .start = 0, .size = 4, .type = JAILHOUSE_CACHE_L3 },
},`,
    references: ['include/jailhouse/cell-config.h: jailhouse_cache and others'],
    catalogue: 'A.0',
  },
  check(configuration, report) {
    if (configuration.image) return
    for (const { path, record, name, view } of reservedFields(configuration.view, '')) {
      const value = scalarsOf(view).find((scalar) => scalar.known && scalar.value !== 0n)
      if (!value?.known) continue
      report({
        at: value.place,
        message: `the reserved field \`${path}\` is ${hex(value.value)} instead of 0`,
        why: 'nobody reads it now, and a later revision may',
        help: 'take the field out',
        fixes: view.designator
          ? fix('take the field out', 'safe', removingField(record, name))
          : fix('write 0', 'safe', replacing(value.place, '0')),
      })
    }
  },
})

interface Field {
  /** `cache_regions[0].padding` */
  readonly path: string
  readonly view: View
  /** The struct that it is in, and its name there. */
  readonly record: View
  readonly name: string
}

/** Those that something was written for, or for what is around them. */
function reservedFields(view: View, path: string): readonly Field[] {
  const { type, node } = view
  if (node?.kind === 'array' && type.kind === 'array' && holdsReserved(type.element))
    return [...node.children.keys()].flatMap((index) => {
      const element = elementOf(view, index)
      return element ? reservedFields(element, `${path}[${index}]`) : []
    })
  if (node?.kind !== 'record' || type.kind !== 'record' || !holdsReserved(type)) return []
  return membersOf(type).flatMap((member) => {
    const name = member.name === undefined ? path : path === '' ? member.name : `${path}.${member.name}`
    const inner = viewOfMember(view, member)
    const own = { path: name, view: inner, record: view, name: member.name ?? '' }
    return isReserved(member) && path !== '' ? [own] : reservedFields(inner, name)
  })
}

/** Whether there is such a field somewhere in a type. Most structs have none, and need not be looked through. */
function holdsReserved(type: CType): boolean {
  if (type.kind === 'array') return holdsReserved(type.element)
  return type.kind === 'record' && hasReserved(type)
}

const hasReserved = remembered((type: RecordType): boolean =>
  membersOf(type).some((member) => isReserved(member) || holdsReserved(member.type)),
)

function membersOf(type: RecordType): readonly Member[] {
  return type.body?.members ?? []
}

function isReserved({ name = '', type }: Member): boolean {
  const isNumbers = type.kind === 'integer' || (type.kind === 'array' && type.element.kind === 'integer')
  return isNumbers && /^(padding|reserved)\d*$/.test(name)
}

/** Of an array all its numbers. */
function scalarsOf(view: View): readonly Scalar[] {
  if (view.type.kind !== 'array') return [scalarOf(view)]
  return Array.from({ length: lengthOf(view) }, (_, index) => elementOf(view, index)).flatMap((element) =>
    element ? [scalarOf(element)] : [],
  )
}
