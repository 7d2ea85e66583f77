/**
 * Random cell configs that gcc compiles, many in one file: each is an object in a section of its own. What they are
 * made of is in `random-types.ts`, `random-initializers.ts` and `random-expressions.ts`.
 */
import { type Choices, choicesFrom } from './choices.ts'
import type { Draft } from './random-draft.ts'
import { list } from './random-initializers.ts'
import type { Kind, MemberKind, RecordKind } from './random-kinds.ts'
import { declareEnumeration, declareRecord, inlineRecord, interfaceRecords } from './random-types.ts'

/** One C file with a config for each row of choices; the third row's is in the section `.cell.2`. */
export function fileOf(rows: readonly (readonly number[])[]): string {
  return [prologue, ...rows.map((row, index) => configOf(choicesFrom(row), index))].join('\n')
}

export function sectionOf(index: number): string {
  return `.cell.${index}`
}

/** Macros of the kinds that real files bring with them. */
const prologue = `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define TEXT_(...) #__VA_ARGS__
#define TEXT(...) TEXT_(__VA_ARGS__)
#define FIRST(a, ...) a
#define ONLY(x) (x)
enum { PING = 11, PONG = 13 };
#define PING (PONG - 1)
#define PONG PING * 2
#define NEVER_ENDING(x) sizeof(struct NEVER_ENDING) * AGAIN(x)
#define AGAIN(NEVER_ENDING) ((NEVER_ENDING) - __LINE__)
struct NEVER_ENDING { u8 AGAIN[3]; };
#define TWICE(x) ((x) * 2)
#define APPLY(f, ...) f(__VA_ARGS__)
#define BRACED(list...) { list }
#define COUNT_(a, b, c, d, e, count, ...) count
#define COUNT(...) COUNT_(__VA_ARGS__, 5, 4, 3, 2, 1)
#define SUM(a, ...) (a) __VA_OPT__(+ FIRST(__VA_ARGS__, 0))
`

function configOf(choices: Choices, index: number): string {
  const name = `config_${index}`
  const draft: Draft = {
    choices,
    prefix: `c${index}_`,
    preamble: [],
    records: [],
    enumerations: [],
    constants: [],
    values: [],
    functions: [],
    names: { count: 0 },
    self: undefined,
    parameters: undefined,
  }
  const kind = choices.chance(50) ? jailhouseConfig(draft) : ownConfig(draft)
  const body = list(kind, { ...draft, self: { name, kind } })
  const attribute = `__attribute__((section("${sectionOf(index)}"), used))`
  const storage = choices.pick('', 'static const ', 'static ')
  const declaration = choices.chance(30)
    ? `${storage}${attribute} ${kind.reference} ${name}`
    : `${storage}${kind.reference} ${name} ${attribute}`
  return `${draft.preamble.join('\n')}\n${declaration} = ${body};\n`
}

/** A root or a cell: the header and then some of the arrays, as upstream's configs are written. */
function jailhouseConfig(draft: Draft): RecordKind {
  const { choices } = draft
  if (choices.chance(50)) declareEnumeration(draft)
  const header = choices.pick('jailhouse_cell_desc', 'jailhouse_system')
  const members: MemberKind[] = [
    member(header === 'jailhouse_system' ? 'header' : 'cell', recordNamed(header)),
  ]
  const length = (most: number): number => choices.below(most) + 1
  members.push(member('cpus', arrayOf({ kind: 'integer', spelling: '__u64' }, length(3))))
  for (const [name, tag, most] of arrays)
    if (choices.chance(50)) members.push(member(name, arrayOf(recordNamed(tag), length(most))))
  const lines = members.map(({ name, kind }) =>
    kind.kind === 'array'
      ? `\t${spelling(kind.element)} ${name ?? ''}[${kind.length}];\n`
      : `\t${spelling(kind)} ${name ?? ''};\n`,
  )
  const reference = `struct {\n${lines.join('')}} __attribute__((packed))`
  return { kind: 'record', union: false, members, reference, hasTag: false }
}

const arrays = [
  ['mem_regions', 'jailhouse_memory', 6],
  ['cache_regions', 'jailhouse_cache', 2],
  ['irqchips', 'jailhouse_irqchip', 3],
  ['pio_regions', 'jailhouse_pio', 5],
  ['pci_devices', 'jailhouse_pci_device', 4],
  ['pci_caps', 'jailhouse_pci_capability', 5],
  ['stream_ids', 'jailhouse_stream_id', 3],
] as const

/** Structs that no interface has, for the corners of layout and of initialisers. */
function ownConfig(draft: Draft): RecordKind {
  const { choices } = draft
  for (let count = choices.below(3); 0 < count; count--) declareRecord(draft)
  if (choices.chance(60)) declareEnumeration(draft)
  return inlineRecord(draft)
}

function recordNamed(tag: string): RecordKind {
  const record = interfaceRecords.get(tag)
  if (!record) throw new Error(`the interface has no ${tag}`)
  return record
}

function arrayOf(element: Kind, length: number): Kind {
  return { kind: 'array', element, length }
}

function member(name: string, kind: Kind): MemberKind {
  return { name, kind, isBits: false }
}

function spelling(kind: Kind): string {
  return kind.kind === 'record' ? kind.reference : kind.kind === 'integer' ? kind.spelling : ''
}
