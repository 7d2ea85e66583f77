/**
 * The fields of a struct that are not set yet, each with a value to begin with: what the board knows, the constants
 * that the field takes, or a hole.
 */
import type { ConstantGroup, Field } from '../../abi/model.ts'
import { documentationOfStructure } from '../../abi/documentation.ts'
import type { Token } from '../../c/token.ts'
import { type CType, findMember, type Member, memberNames, type RecordType } from '../../c/types.ts'
import { groupsOf } from '../../config/flag-names.ts'
import { type Span, span } from '../../text/span.ts'
import { document, list, prose } from '../markdown.ts'
import { declarationOf } from '../trail.ts'
import { namesOfGroup } from './constant-names.ts'
import { countedMember } from './counted-arrays.ts'
import type { NameGap } from './gap.ts'
import { type Completion, completion } from './item.ts'
import { knownValuesFor } from './known-values.ts'
import { fieldsSetBy, macroCompletion, ownMacros, productOf } from './own-macros.ts'
import type { Situation } from './situation.ts'
import { hole, indented, joined, template, type Template } from './template.ts'
import { fieldAt, lastTag, toMember, type Way } from './way.ts'

export function fieldCompletions(gap: NameGap, situation: Situation): readonly Completion[] {
  const { type } = gap.record
  if (type.kind !== 'record') return []
  const names = openNames(type, gap, situation)
  const isRare = (name: string): boolean => isRarelyWritten(name, gap.record, situation)
  return [
    ...[...names.filter((name) => !isRare(name)), ...names.filter(isRare)].flatMap(
      (name) => fieldCompletion(name, gap.record, situation) ?? [],
    ),
    ...macrosWithFields(gap, situation),
  ]
}

/** Without those of a union whose other member is set, and without what nobody writes. */
function openNames(type: RecordType, { taken, record }: NameGap, { machine }: Situation): readonly string[] {
  const isTaken = (name: string): boolean => taken.has(name)
  return memberNames(type).filter((name) => {
    const way = findMember(type, name) ?? []
    const isOtherMember = way.some((member, at) => {
      const around = at === 0 ? type : way[at - 1]?.type
      return around?.kind === 'record' && around.union && namesBeside(around, member).some(isTaken)
    })
    const isForeign = machine !== undefined && name === (machine === 'x86' ? 'arm' : 'x86')
    return !isTaken(name) && !isOtherMember && !isForeign && !isUnread(name, record)
  })
}

function namesBeside({ body }: RecordType, { at }: Member): readonly string[] {
  return (body?.members ?? []).flatMap(({ name, at: other }) =>
    name === undefined || other === at ? [] : [name],
  )
}

/** Padding; and in the root cell what the head of the system says. */
function isUnread(name: string, { steps }: Way): boolean {
  if (/^(padding|reserved)\d*$/.test(name)) return true
  const isRootCell = steps.at(-1)?.name === 'root_cell'
  return isRootCell && ['signature', 'architecture', 'revision', 'id'].includes(name)
}

/** What the driver sets itself, and counts of arrays that there are not. */
function isRarelyWritten(name: string, record: Way, { analysed }: Situation): boolean {
  const way = toMember(record, name)
  if (!way || lastTag(way) !== 'jailhouse_cell_desc') return false
  return name === 'id' || (name.startsWith('num_') && countedMember(way, analysed) === undefined)
}

function fieldCompletion(name: string, record: Way, situation: Situation): Completion | undefined {
  const way = toMember(record, name)
  const member = record.type.kind === 'record' ? findMember(record.type, name)?.at(-1) : undefined
  if (!way || !member) return undefined
  const field = fieldAt(way)
  const { word } = situation
  const place = withDot(situation)
  const next = word.tokens[word.at + 1]
  const comma = next?.text === ',' ? '' : ','
  return completion({
    label: `.${name}`,
    kind: 'field',
    detail: declarationOf(member).replace(` ${name}`, ''),
    documentation: field && documentationText(field),
    text: isFollowed(next) ? [`.${name}`] : template`.${name} = ${firstValue(way, field, situation)}${comma}`,
    replaces: place,
    filter: isDotted(place) ? `.${name}` : name,
  })
}

/** Whether the name of a field is being changed, and what follows stays. */
function isFollowed(next: Token | undefined): boolean {
  if (!next || next.lineStart) return false
  return next.text === '=' || (!next.spaceBefore && (next.text === '.' || next.text === '['))
}

/** The word, and the dot in front of it. */
function withDot({ word }: Situation): Span {
  const before = word.tokens[word.at - 1]
  const { file, start, end } = word.span
  return before?.text === '.' && before.end === start ? span(file, before.start, end) : word.span
}

function isDotted({ file, start }: Span): boolean {
  return file.text[start] === '.'
}

export function documentationText({ meaning, unit, details = [] }: Field): string {
  const said = unit === undefined ? prose(meaning) : `${prose(meaning)} Unit: ${prose(unit)}.`
  return document([said, list(details.map(prose))])
}

/** What a field is likely to be set to. */
function firstValue(way: Way, field: Field | undefined, situation: Situation): Template {
  const [known] = knownValuesFor(way, situation)
  if (known) return [known.text.includes('config') ? known.text : hole(known.text)]
  return constantFor(field, situation) ?? emptyValue(way.type, field)
}

/** Of constants one is chosen; of flags there may be more. */
function constantFor(field: Field | undefined, { analysed, machine }: Situation): Template | undefined {
  const groups = groupsOf(field)
  const names = groups.flatMap((group) => namesOfGroup(group, analysed))
  const [first] = names
  const [group] = groups
  if (first === undefined || !group) return undefined
  switch (group.kind) {
    case 'text':
    case 'numbers':
      return [first]
    case 'enumeration':
      return [names.length <= mostChoices ? hole(first, names) : hole(first)]
    case 'flags':
      return [hole(usualFlags(group, names, machine))]
  }
}

const mostChoices = 12

function usualFlags({ id }: ConstantGroup, names: readonly string[], machine: Situation['machine']): string {
  const usual =
    id === 'memory-flag'
      ? ['JAILHOUSE_MEM_READ', 'JAILHOUSE_MEM_WRITE']
      : id === 'console-flag' && machine !== 'x86'
        ? ['JAILHOUSE_CON_ACCESS_MMIO']
        : []
  const there = usual.filter((name) => names.includes(name))
  return 0 < there.length ? there.join(' | ') : (names[0] ?? '0')
}

function emptyValue(type: CType, field: Field | undefined): Template {
  switch (type.kind) {
    case 'record':
      return ['{\n\t', hole(), '\n}']
    case 'array':
      return emptyArray(type.element, field)
    case 'integer':
    case 'opaque':
      return [hole(field?.format === 'size' ? '0x1000' : isInHex(field) ? '0x0' : '0')]
  }
}

function emptyArray(element: CType, field: Field | undefined): Template {
  if (field?.format === 'text') return ['"', hole(), '"']
  if (element.kind === 'record') return ['{\n\t', hole(), '\n}']
  return ['{ ', hole(isInHex(field) ? '0x0' : '0'), ' }']
}

function isInHex(field: Field | undefined): boolean {
  return ['address', 'size', 'port', 'bdf', 'bar-mask', 'pin-bitmap'].includes(field?.format ?? '')
}

/** The author's macros that set fields, unless one of them is set already. */
function macrosWithFields({ record, taken }: NameGap, { analysed, word }: Situation): readonly Completion[] {
  const { type } = record
  // Behind a dot there is no place for them.
  if (type.kind !== 'record' || word.tokens[word.at - 1]?.text === '.') return []
  const names = new Set(memberNames(type))
  const end = word.tokens[word.at + 1]?.text === ',' ? '' : ','
  return ownMacros(analysed)
    .filter((macro) => {
      const fields = productOf(macro) === 'fields' ? fieldsSetBy(macro) : []
      return 0 < fields.length && fields.every((name) => names.has(name) && !taken.has(name))
    })
    .map((macro) => macroCompletion(macro, word.span, analysed, end))
}

/** Every field of the struct that the way leads to, with a value to begin with. */
export function wholeElement(record: Way, situation: Situation): Template {
  const { type } = record
  const names = type.kind === 'record' ? memberNames(type) : []
  // Of the members of a union only one is set.
  const set = type.kind === 'record' && type.union ? names.slice(0, 1) : names
  const lines = set.slice(0, mostFields).flatMap((name) => {
    const way = isUnread(name, record) ? undefined : toMember(record, name)
    return way ? [template`.${name} = ${firstValue(way, fieldAt(way), situation)},`] : []
  })
  return template`{
	${indented(joined(lines, '\n'))}
}`
}

const mostFields = 12

/** What a struct as a whole is about. */
export function structureText(type: CType): string | undefined {
  const tag = type.kind === 'record' ? type.tag : undefined
  const structure = tag === undefined ? undefined : documentationOfStructure(tag)
  return structure && prose(structure.meaning)
}
