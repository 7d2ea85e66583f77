/**
 * Random initialisers for any type. A stack of places says which subobject comes next, so that braces can be left
 * out anywhere and a list can go on positionally behind any designator.
 */
import { argument, condition, expression, literal } from './random-expressions.ts'
import { define, type Draft, newName } from './random-draft.ts'
import {
  type ArrayKind,
  canHold,
  firstName,
  isBarMask,
  isNumberFirst,
  isText,
  type Kind,
  type RecordKind,
} from './random-kinds.ts'

type Container = ArrayKind | RecordKind

/** A subobject of a container, by the number of the element or member. */
interface Place {
  readonly container: Container
  readonly index: number
}

/** A list that is being written. */
interface Written {
  readonly items: string[]
  /** From the object whose braces these are to the place that comes next; empty when all is full. */
  places: readonly Place[]
  /** Undefined where `#if` leaves open how far the list has come. */
  isKnown: boolean
  /**
   * Whether a string can come next without a designator: behind one element of an array of integers, gcc 12 takes it
   * for the whole of that array, which is its own mistake.
   */
  mayBeText: boolean
}

/** A value for a field or object, not counting that it could be left without braces. */
export function initializer(kind: Kind, draft: Draft, depth: number): string {
  const { choices } = draft
  if (kind.kind === 'integer') return choices.chance(4) ? `{ ${expression(draft)} }` : expression(draft)
  if (isBarMask(kind) && choices.chance(30))
    return `JAILHOUSE_IVSHMEM_BAR_MASK_${choices.pick('INTX', 'MSIX_64K')}`
  if (isText(kind) && choices.chance(60)) return choices.chance(15) ? `{ ${text(draft)} }` : text(draft)
  if (kind.kind === 'record' && kind.hasTag && isNumberFirst(kind) && choices.chance(4))
    return `(${kind.reference}){ ${choices.pick('', `.${firstName(kind)} = `)}${literal(draft)} }`
  if (kind.kind === 'record' && choices.chance(5)) return `BRACED(${list(kind, draft, depth).slice(1, -1)})`
  return list(kind, draft, depth)
}

/** How deep braces are nested, at least where they can be left out. */
const outermost = 4

/** `{ … }` with the most freedom that C gives. */
export function list(kind: Container, draft: Draft, depth = outermost): string {
  const { choices } = draft
  if (!canHold(kind)) return '{}'
  if (depth < outermost && choices.chance(6) && isNumberFirst(kind)) return '{ 0 }'
  const written: Written = {
    items: [],
    places: [{ container: kind, index: 0 }],
    isKnown: true,
    mayBeText: true,
  }
  const most = depth === outermost ? choices.pick(14, 25) : 6
  for (let count = choices.below(most); 0 <= count; count--) addItem(written, kind, draft, depth)
  if (written.isKnown && written.places.length === 0 && choices.chance(50))
    for (let count = choices.below(3); 0 <= count; count--)
      written.items.push(choices.pick('7', 'sizeof(u64)'))
  const last = written.items.at(-1) ?? ''
  const end = last === '' || last.startsWith('\n#') || draft.choices.chance(50) ? '' : ','
  return `{ ${written.items.map((item, at) => (item.startsWith('\n#') || at === written.items.length - 1 ? item : `${item},`)).join(separator(draft))}${end} }`
}

function separator({ choices, parameters }: Draft): string {
  if (parameters) return ' '
  return choices.pick(' ', '\n\t', '\n\t/* next, */ ', ' // { .end\n')
}

function addItem(written: Written, kind: Container, draft: Draft, depth: number): void {
  const { choices, parameters } = draft
  if (choices.chance(20) && addInterfaceMacro(written, kind, draft)) return
  if (choices.chance(5) && parameters === undefined) written.items.push(directiveLines(draft))
  if (choices.chance(7) && parameters === undefined) addBranches(written, kind, draft, depth)
  else if (choices.chance(7)) addMacro(written, kind, draft, depth)
  else addPlain(written, kind, draft, depth)
}

function addPlain(written: Written, kind: Container, draft: Draft, depth: number): void {
  const { choices } = draft
  if (written.isKnown && 0 < written.places.length && choices.chance(50)) {
    written.items.push(valueAtPlace(written, draft, depth))
    return
  }
  const { text: designators, places } = designated(kind, draft)
  written.places = places
  written.isKnown = true
  const target = kindAt(places)
  const isElided = target.kind !== 'integer' && isNumberFirst(target) && choices.chance(8)
  written.mayBeText = true
  const value = isElided ? valueAtPlace(written, draft, 0) : initializer(target, draft, depth - 1)
  written.items.push(`${designators} = ${value}`)
  if (!isElided) goBehind(written, written.places)
}

function goBehind(written: Written, places: readonly Place[]): void {
  const container = places.at(-1)?.container
  written.mayBeText = container?.kind !== 'array' || container.element.kind !== 'integer'
  written.places = behind(places)
}

/** The next positional value: for the subobject at the place, or for one further inside. */
function valueAtPlace(written: Written, draft: Draft, depth: number): string {
  const { choices } = draft
  const places = [...written.places]
  const kind = kindAt(places)
  const isWhole = kind.kind === 'integer' || !isNumberFirst(kind) || !(depth <= 0 || choices.chance(35))
  if (isWhole && (kind.kind === 'integer' || written.mayBeText || !isText(kind))) {
    goBehind(written, places)
    return initializer(kind, draft, depth - 1)
  }
  // A brace would belong to the outermost of the objects that begin here, so only plain values can follow.
  const { mayBeText } = written
  for (let inner: Kind = kind; inner.kind !== 'integer'; inner = kindAt(places)) {
    if (isText(inner) && mayBeText && choices.chance(50)) {
      goBehind(written, places)
      return text(draft)
    }
    places.push({ container: inner, index: 0 })
  }
  goBehind(written, places)
  return expression(draft)
}

/** A macro gets another meaning between two items, or loses it. */
function directiveLines(draft: Draft): string {
  const { choices, values } = draft
  const known = values[choices.below(Math.max(1, values.length))]
  if (known === undefined) return '\n#undef nowhere\n'
  const undef = choices.chance(50) ? `#undef ${known}\n` : ''
  return choices.pick(
    `\n${undef}#define ${known} ${literal(draft)}\n`,
    `\n#ifdef nowhere\n#undef ${known}\n#include "nowhere.h"\n#else\n#pragma ${known}\n#endif\n`,
    `\n#\n# /* ${known} */ undef ${known} // all of it\n#  define ${known} __COUNTER__ + 0\\\n1\n`,
  )
}

/** `#if` with some items in each branch; none of them is left out without the list staying right. */
function addBranches(written: Written, kind: Container, draft: Draft, depth: number): void {
  const { choices } = draft
  const branch = (): string => {
    const inside: Written = {
      items: [],
      places: written.places,
      isKnown: written.isKnown,
      mayBeText: written.mayBeText,
    }
    for (let count = choices.below(3); 0 <= count; count--) addPlain(inside, kind, draft, depth - 1)
    return inside.items.map((item) => `\n\t${item},`).join('')
  }
  const question = choices.pick(
    `#if ${condition(draft)}`,
    '#ifdef JAILHOUSE_CELL_DESC_REVISION',
    '#ifndef __nowhere__',
    '#ifdef __nowhere__',
  )
  const other = choices.pick(
    '',
    `\n#else${branch()}`,
    `\n#elif ${condition(draft)}${branch()}\n#else // other${branch()}`,
  )
  written.items.push(`\n${question}${branch()}${other}\n#endif\n`)
  written.isKnown = false
}

/** Some items that a macro stands for, with parameters in their values. */
function addMacro(written: Written, kind: Container, draft: Draft, depth: number): void {
  const { choices } = draft
  const parameters = ['one', 'two', 'three'].slice(0, choices.below(4))
  const inside: Written = {
    items: [],
    places: written.places,
    isKnown: written.isKnown,
    mayBeText: written.mayBeText,
  }
  const body: Draft = { ...draft, parameters }
  for (let count = choices.below(3); 0 <= count; count--) addPlain(inside, kind, body, depth - 1)
  const name = newName(draft, 'M')
  const isFunction = 0 < parameters.length || choices.chance(30)
  define(draft, isFunction ? `${name}(${parameters.join(', ')})` : name, inside.items.join(', '))
  written.items.push(isFunction ? `${name}(${parameters.map(() => argument(draft)).join(', ')})` : name)
  written.places = inside.places
  written.isKnown = inside.isKnown
  written.mayBeText = inside.mayBeText
}

/** A macro of the interface that makes elements; false where there is none for this array. */
function addInterfaceMacro(written: Written, kind: Container, draft: Draft): boolean {
  if (kind.kind !== 'array' || kind.element.kind !== 'record') return false
  const [place] = written.places
  if (!written.isKnown || written.places.length !== 1 || !place) return false
  const isMemory = kind.element.reference === 'struct jailhouse_memory'
  if (!isMemory && kind.element.reference !== 'struct jailhouse_pio') return false
  const elements = isMemory
    ? `JAILHOUSE_SHMEM_NET_REGIONS(${argument(draft)}, ${draft.choices.below(2)})`
    : `PIO_RANGE(${argument(draft)}, ${argument(draft)})`
  written.items.push(elements)
  const last = Math.min(place.index + (isMemory ? 3 : 0), kind.length - 1)
  goBehind(written, [{ container: kind, index: last }])
  return true
}

/** `.a.b`, `[1]`, `[0 ... 3].c`, and the places on the way. */
function designated(
  kind: Container,
  draft: Draft,
): { readonly text: string; readonly places: readonly Place[] } {
  const { choices } = draft
  const step = kind.kind === 'array' ? indexed(kind, draft) : named(kind, draft)
  const target = kindAt(step.places)
  if (target.kind === 'integer' || !canHold(target) || !choices.chance(30)) return step
  const deeper = designated(target, draft)
  // gcc 12 crashes on empty arrays behind ranges.
  if (!canHold(kindAt(deeper.places))) return step
  return { text: step.text + deeper.text, places: [...step.places, ...deeper.places] }
}

function indexed(container: ArrayKind, { choices }: Draft): ReturnType<typeof designated> {
  const first = choices.below(container.length)
  const number = (index: number): string =>
    choices.pick(
      `${index}`,
      `${index}`,
      `${index}U`,
      `0x${index.toString(16)}`,
      `${index} + 0`,
      `sizeof(u8[${index}])`,
    )
  if (!choices.chance(30)) return { text: `[${number(first)}]`, places: [{ container, index: first }] }
  const last = first + choices.below(container.length - first)
  return { text: `[${number(first)} ... ${number(last)}]`, places: [{ container, index: last }] }
}

function named(container: RecordKind, draft: Draft): ReturnType<typeof designated> {
  const { choices } = draft
  const holders = container.members.flatMap((member, at) =>
    (member.name !== undefined && !container.union) || canHold(member.kind) ? [at] : [],
  )
  const index = holders[choices.below(holders.length)] ?? 0
  const member = container.members[index]
  const here = { container, index }
  if (member?.name !== undefined) {
    const name = choices.chance(4) ? `JOIN(${member.name.slice(0, 1)}, ${member.name.slice(1)})` : member.name
    return { text: `.${name}`, places: [here] }
  }
  if (member?.kind.kind !== 'record') return { text: '', places: [here] }
  const inside = named(member.kind, draft)
  return { text: inside.text, places: [here, ...inside.places] }
}

function kindAt(places: readonly Place[]): Kind {
  const place = places.at(-1)
  if (place?.container.kind === 'array') return place.container.element
  return place?.container.members[place.index]?.kind ?? { kind: 'integer', spelling: 'int' }
}

/** The places that come next when the last one has its value: full containers are left. */
function behind(places: readonly Place[]): readonly Place[] {
  const place = places.at(-1)
  if (!place) return []
  const { container, index } = place
  const count = container.kind === 'array' ? container.length : container.union ? 0 : container.members.length
  const rest = places.slice(0, -1)
  return index + 1 < count ? [...rest, { container, index: index + 1 }] : behind(rest)
}

function text({ choices }: Draft): string {
  const quoted = (): string =>
    choices.pick(
      '"a"',
      '"JHCELL"',
      '""',
      '"abc"',
      '"abcdefghij"',
      '"a\\0b"',
      '"\\x41\\102"',
      '"\\"\\\\"',
      '"é\\n"',
    )
  return choices.pick(
    quoted(),
    `${quoted()} ${quoted()}`,
    'TEXT(a  b)',
    'TEXT("q\\n")',
    'TEXT(JAILHOUSE_X86)',
    'TEXT( \'x\' , "\\\\" )',
    'TEXT()',
    'TEXT(+  - -1, TWICE (3))',
  )
}
