/**
 * Random structs, unions and enumerations, and the structs of the built-in interface.
 */
import { constantGroups, structures } from '../../server/src/abi/interface.ts'
import type { Field, Structure } from '../../server/src/abi/model.ts'
import type { Choices } from './choices.ts'
import { type Draft, newName } from './random-draft.ts'
import type { IntegerKind, Kind, MemberKind, RecordKind } from './random-kinds.ts'

/** A struct or union of the config's own, declared in the preamble with a tag. */
export function declareRecord(draft: Draft): void {
  const tag = newName(draft, 't')
  const { keyword, record, attributes, body } = randomRecord(draft, 0)
  const before = draft.choices.chance(20)
  const [front, behind] = before ? [` ${attributes}`, ''] : ['', ` ${attributes}`]
  const alias = draft.choices.chance(30) ? `${tag}_t` : undefined
  const definition = `${keyword}${front} ${tag} ${body}${behind}`
  draft.preamble.push(alias === undefined ? `${definition};` : `typedef ${definition} ${alias};`)
  draft.records.push({ ...record, reference: alias ?? `${keyword} ${tag}`, hasTag: true })
}

/** Constants with and without values, negative and large ones among them. */
export function declareEnumeration(draft: Draft): void {
  const { choices } = draft
  const names = Array.from({ length: choices.below(4) + 1 }, () => newName(draft, 'E'))
  const values = [
    '',
    ' = 3',
    ' = -1',
    ` = ${choices.below(1000)} << 4`,
    ' = 0x7ffffff0',
    ' = 0xfffffff0',
    ' = 1ULL << 40',
    " = 'a'",
  ]
  const list = names.map((name) => name + (values[choices.below(values.length)] ?? ''))
  const tag = newName(draft, 'e')
  const body = `${tag} { ${list.join(', ')}${choices.pick('', ',')} }`
  draft.preamble.push(choices.chance(30) ? `typedef enum ${body} ${tag};` : `enum ${body};`)
  draft.enumerations.push(`enum ${tag}`)
  draft.constants.push(...names)
}

/** An anonymous struct around the given members, as every config has it. */
export function inlineRecord(draft: Draft): RecordKind {
  const { keyword, record, attributes, body } = randomRecord(draft, 0)
  return { ...record, reference: `${keyword} ${body} ${attributes}` }
}

interface Made {
  readonly keyword: string
  readonly record: RecordKind
  readonly attributes: string
  readonly body: string
}

function randomRecord(draft: Draft, depth: number): Made {
  const { choices } = draft
  const union = choices.chance(depth === 0 ? 10 : 30)
  const keyword = union ? 'union' : 'struct'
  const attributes = choices.pick(
    '__attribute__((packed))',
    '',
    '__attribute__((__packed__))',
    '__attribute__((packed, aligned(4)))',
    '__attribute__((aligned(16)))',
  )
  const members: MemberKind[] = []
  const lines: string[] = []
  const count = choices.below(6) + 1
  for (let at = 0; at < count; at++) addMember(draft, depth, at === 0, members, lines)
  const body = `{\n${lines.map((line) => `\t${line}\n`).join('')}}`
  const record: RecordKind = { kind: 'record', union, members, reference: '', hasTag: false }
  return { keyword, record, attributes, body }
}

function addMember(draft: Draft, depth: number, isFirst: boolean, to: MemberKind[], lines: string[]): void {
  const { choices } = draft
  const name = newName(draft, choices.pick('f', 'field_', 'x'))
  const choice = isFirst ? choices.below(3) : choices.below(10)
  if (choice === 3 || choice === 4) {
    const { text, widest } = bitType(choices)
    const width = choices.below(widest) + 1
    const attribute = choices.chance(10) ? ` __attribute__((${choices.pick('packed', 'aligned(4)')}))` : ''
    lines.push(`${text} ${name}:${choices.chance(10) ? `${width - 1} + 1` : width}${attribute};`)
    if (choices.chance(15)) lines.push(`${text} :${choices.pick(0, 1, choices.below(widest))};`)
    to.push({ name, kind: { kind: 'integer', spelling: text }, isBits: true })
  } else if ((choice === 5 || choice === 6) && depth < 2) {
    const { keyword, record, attributes, body } = randomRecord(draft, depth + 1)
    const anonymous = choices.chance(40)
    const length = anonymous || choices.chance(60) ? undefined : choices.below(4) + 1
    lines.push(
      `${keyword} ${body} ${attributes}${anonymous ? '' : ` ${name}${length ? `[${length}]` : ''}`};`,
    )
    const kind: Kind = length === undefined ? record : { kind: 'array', element: record, length }
    to.push({ name: anonymous ? undefined : name, kind, isBits: false })
  } else {
    const element = memberType(draft, isFirst)
    const { kind, text } = choices.chance(isFirst ? 30 : 50)
      ? arrayOf(element, draft, isFirst)
      : plain(element)
    const attribute = choices.chance(15)
      ? ` __attribute__((${choices.pick('packed', 'aligned(8)', 'aligned(2)', 'nonstring', 'aligned')}))`
      : ''
    const declaration = (type: string): string => `${type} ${name}${text}${attribute};`
    const spelling = spellingOf(element)
    if (choices.chance(10)) {
      // Several in one declaration: the attribute is for the last one only.
      const first = newName(draft, 'y')
      to.push({ name: first, kind: element, isBits: false }, { name, kind, isBits: false })
      lines.push(`${spelling} ${first}, ${name}${text}${attribute};`)
      return
    }
    lines.push(
      element.kind === 'integer' && element.spelling !== 'char' && choices.chance(8)
        ? `\n#if ${choices.pick('0', '1', 'defined(nowhere)')}\n${declaration(element.spelling.endsWith('8') ? 'signed char' : 'u16')}\n#else\n${declaration(spelling)}\n#endif`
        : declaration(spelling),
    )
    to.push({ name, kind, isBits: false })
  }
}

function memberType(draft: Draft, isFirst: boolean): IntegerKind | RecordKind {
  const { choices, records } = draft
  if (!isFirst && choices.chance(30)) {
    const known = [...records, ...interfaceRecords.values()]
    return known[choices.below(known.length)] ?? integerOf('u32')
  }
  const others = [
    'short int',
    'int',
    'long',
    'unsigned long',
    'long long int',
    '_Bool',
    'bool',
    'size_t',
    'const u32',
  ]
  const enumerations = draft.enumerations.length === 0 ? ['int long unsigned long'] : draft.enumerations
  const sized = ['u32', 'u8', 'u16', 'u64', 'char', 's8', 's16', 's32', 's64', '__u32', '__u64', 'unsigned']
  const all = [...sized, ...others, ...enumerations]
  return integerOf(all[choices.below(all.length)] ?? 'u32')
}

/** The length is spelled in many ways, and always the same number. */
function arrayOf(element: Kind, draft: Draft, isFirst: boolean): { kind: Kind; text: string } {
  const { choices } = draft
  if (!isFirst && choices.chance(6)) return { kind: { kind: 'array', element, length: 0 }, text: '[0]' }
  const length = choices.below(6) + 1
  const inner = choices.chance(15) ? choices.below(3) + 1 : undefined
  const name = newName(draft, 'N')
  if (choices.chance(20)) draft.preamble.push(`#define ${name} ${length}`)
  const defined = draft.preamble.at(-1) === `#define ${name} ${length}` ? name : `${length}`
  const text = choices.pick(
    defined,
    defined,
    `${length - 1} + 1`,
    `(${length} * 8) / sizeof(u64)`,
    `sizeof(u8[${length}])`,
    `(${length}UL << 1) >> 1`,
    `1 ? ${length} : 0`,
    `sizeof((char[]){ ${Array.from({ length }, () => '1').join(', ')} })`,
  )
  const kind: Kind = inner === undefined ? element : { kind: 'array', element, length: inner }
  return { kind: { kind: 'array', element: kind, length }, text: `[${text}]${inner ? `[${inner}]` : ''}` }
}

function plain(kind: Kind): { kind: Kind; text: string } {
  return { kind, text: '' }
}

function bitType(choices: Choices): { readonly text: string; readonly widest: number } {
  const [text, widest] = choices.pick<readonly [string, number]>(
    ['u32', 32],
    ['__u8', 8],
    ['u16', 16],
    ['u64', 64],
    ['int', 32],
    ['_Bool', 1],
    ['s8', 8],
    ['long', 32],
  )
  return { text, widest }
}

function integerOf(spelling: string): IntegerKind {
  return { kind: 'integer', spelling }
}

function spellingOf(kind: IntegerKind | RecordKind): string {
  return kind.kind === 'integer' ? kind.spelling : kind.reference
}

/** The structs of the built-in headers, by their tag. */
export const interfaceRecords: ReadonlyMap<string, RecordKind> = recordsOfInterface()

function recordsOfInterface(): ReadonlyMap<string, RecordKind> {
  const known = new Map<string, RecordKind>()
  for (const structure of structures) known.set(structure.tag, recordOf(structure, known))
  return known
}

function recordOf({ kind, tag, fields }: Structure, known: ReadonlyMap<string, RecordKind>): RecordKind {
  const members = fields.map((field) => memberOf(field, known))
  const hasTag = tag !== ''
  return { kind: 'record', union: kind === 'union', members, reference: `${kind} ${tag}`, hasTag }
}

function memberOf({ name, type, length, bits }: Field, known: ReadonlyMap<string, RecordKind>): MemberKind {
  const element: Kind =
    typeof type === 'string'
      ? (known.get(type.replace(/^(struct|union) /, '')) ?? integerOf(type))
      : recordOf({ ...type, tag: '' }, known)
  const kind: Kind = length === undefined ? element : { kind: 'array', element, length: numberOf(length) }
  return { name: name === '' ? undefined : name, kind, isBits: bits !== undefined }
}

/** Lengths in the interface are sums of numbers and constants. */
function numberOf(sum: string): number {
  const constants = constantGroups.flatMap((group) => group.constants)
  return sum
    .split('+')
    .map((part) => part.trim())
    .map((part) => Number(constants.find(({ name }) => name === part)?.value ?? part))
    .reduce((total, part) => total + part)
}
