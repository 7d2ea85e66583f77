/**
 * What is said about initialisers that C takes and that hardly anybody means: where gcc warns with `-Wall -Wextra`, and
 * nowhere else. Nothing here decides what is stored.
 */
import { nameAt, type OpenNode, type Step } from './building.ts'
import type { Complain } from './complaint.ts'
import { bytesOfString } from './expression-types.ts'
import { type Origin, writtenAt } from './origin.ts'
import { spanText } from '../text/span.ts'
import type { Designator, InitializerItem, StringLiteral } from './syntax.ts'
import { type ArrayType, type CType, type IntegerType, memberNames, typeName } from './types.ts'
import type { Value } from './value.ts'

/** The first of `count` items that find no room in an object. */
export function complainAboutExcess(
  type: CType,
  item: InitializerItem,
  count: number,
  complain: Complain,
): void {
  const others =
    count === 1 ? '' : `, and so ${count === 2 ? 'is the one' : `are the ${count - 1}`} behind it`
  complain({
    code: 'c-excess-initializer',
    severity: 'warning',
    message: `${roomIn(type)}: \`${shortText(item.value)}\` has no room and is dropped${others}`,
    at: item.value,
  })
}

function roomIn(type: CType): string {
  if (type.kind === 'array') return `the array holds ${counted(type.length ?? 0, 'element')}`
  if (type.kind !== 'record') return 'a number takes one value'
  if (type.union) return `\`${typeName(type)}\` takes a value for one of its members`
  return `\`${typeName(type)}\` has ${counted(memberNames(type).length, 'field')}`
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`
}

/** A string may fill its array to the last byte, without its NUL; what is beyond is lost. */
export function complainAboutLongString(type: ArrayType, literal: StringLiteral, complain: Complain): void {
  const { length } = bytesOfString(literal)
  if (type.length === undefined || length <= type.length) return
  const lost = length - type.length
  complain({
    code: 'c-excess-initializer',
    severity: 'warning',
    message: `the string has ${counted(length, 'byte')} and the array ${type.length}: the last ${lost === 1 ? 'one is' : `${lost} are`} dropped`,
    at: literal,
  })
}

/** A value where an earlier initialiser of the same object has put one. */
export function complainAboutOverridden(
  step: Step,
  earlier: OpenNode,
  later: OpenNode,
  complain: Complain,
): void {
  if (later.kind === 'scalar' && later.expression?.kind === 'broken') return
  const isOther = !step.container.children.has(step.index)
  complain({
    code: 'initializer-overridden',
    severity: 'warning',
    message: isOther
      ? `this value of \`${nameAt(step)}\` replaces an earlier one: a union holds one of its members`
      : `\`${nameAt(step)}\` has a value already, which this one replaces`,
    help: 'delete the one that is not meant',
    at: later.origin,
    related: [{ at: earlier.origin, message: 'the earlier value' }],
  })
}

export function complainAboutScalarBraces(
  type: CType,
  { first, last, ...list }: Braces,
  complain: Complain,
): void {
  if (type.kind === 'opaque' || list.items[0]?.designators[0]) return
  const isEmpty = list.items.length === 0
  complain({
    code: 'c-scalar-braces',
    severity: 'warning',
    message: isEmpty
      ? `empty braces where \`${typeName(type)}\` takes a number: compilers before C23 refuse them`
      : `braces around a value of type \`${typeName(type)}\`, which is no struct and no array`,
    help: isEmpty ? 'write 0' : 'leave them out, or look whether there is one pair too many',
    at: { first, last },
  })
}

type Braces = Origin & { readonly items: readonly InitializerItem[] }

export function complainAboutDesignatedScalar(type: CType, designator: Designator, complain: Complain): void {
  const name = `\`${typeName(type)}\``
  if (designator.kind === 'member') {
    const at = { first: designator.name, last: designator.name }
    const message = `${name} has no field \`${designator.name.text}\``
    complain({ code: 'c-unknown-field', severity: 'error', message, at })
  } else {
    const at = { first: designator.open, last: designator.close }
    complain({ code: 'c-syntax', severity: 'error', message: `${name} is no array`, at })
  }
}

/**
 * A constant of which something gets lost when it is stored. Like gcc, this takes a value for one with or without a
 * sign, whatever the field has: -1 is all ones, and 0xff is -1 in a signed byte.
 */
export function complainAboutTruncation(
  computed: Value,
  stored: Value,
  bits: number | undefined,
  at: Origin,
  complain: Complain,
): void {
  if (!computed.known || !stored.known || computed.value === stored.value) return
  if (computed.hasOverflowed || stored.type.rank === 0) return
  const width = bits ?? stored.type.size * 8
  if (BigInt.asIntN(width, computed.value) === computed.value) return
  if (BigInt.asUintN(width, computed.value) === computed.value) return
  complain({
    code: 'value-truncated',
    severity: 'warning',
    isBeyondDoubt: true,
    message: `${numeral(computed.value, computed.type)} does not fit into ${counted(width, 'bit')}: ${numeral(stored.value, stored.type)} is stored`,
    at,
  })
}

function numeral(value: bigint, { signed }: IntegerType): string {
  if (value < 10n) return `${value}`
  return signed && value < 1000n ? `${value}` : `0x${value.toString(16)}`
}

const mostShown = 40

function shortText(origin: Origin): string {
  const text = spanText(writtenAt(origin)).replaceAll(/\s+/g, ' ')
  return text.length <= mostShown ? text : `${text.slice(0, mostShown - 1)}…`
}
