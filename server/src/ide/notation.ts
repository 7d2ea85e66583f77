/**
 * How the value of a field is shown: an address, a size, the flags in it, the interrupts that it stands for. Which of
 * them it is, the documentation of the field says; the words are those of the findings.
 */
import type { ConstantGroup, Format } from '../abi/model.ts'
import { type Architecture, architectureOf, type ConfigInterface } from '../config/interface.ts'
import type { Configuration } from '../config/model.ts'
import {
  cpusText,
  frequencyText,
  gicInterruptText,
  hex,
  pinsText,
  sizeText,
  spisText,
} from '../rules/wording.ts'
import { decodeChoice, decodeFlags, groupsOf, namesWrittenIn } from '../config/flag-names.ts'
import type { NamedValue } from '../config/known-constants.ts'
import { shortBdf } from './map/map-wording.ts'
import { code, cut, type Inline, plain } from './markdown.ts'
import { documentationOf, elementOn, endOf, type Trail } from './trail.ts'

/** What has to be known of a field to show its values. */
export interface Notation {
  readonly format: Format | 'cpu-set'
  readonly groups: readonly ConstantGroup[]
  /** What bit 0 of a bitmap stands for; undefined where that is not known. */
  readonly firstBit: number | undefined
  readonly known: ConfigInterface | undefined
  readonly architecture: Architecture | undefined
  readonly written: readonly string[]
}

/** The notation of the number at the end of a trail; `number` where nothing is documented. */
export function notationOf(trail: Trail | undefined): Notation {
  const field = trail && documentationOf(trail)
  const configuration = trail?.configuration
  const element = trail && elementOn(trail)
  const isCpuWord = element?.kind === 'cpus'
  return {
    format: isCpuWord ? 'cpu-set' : (field?.format ?? 'number'),
    groups: groupsOf(field),
    firstBit: trail && (isCpuWord ? firstCpuOf(trail) : firstPinOf(trail)),
    known: configuration?.interface,
    architecture: configuration && architectureIn(configuration),
    written: trail && configuration ? namesWrittenIn(endOf(trail).view.node, configuration.translation) : [],
  }
}

/** A value as one line; what it consists of is for `namedIn` to say at more length. */
export function valueText(value: bigint, notation: Notation): Inline {
  const said = meaningOf(value, notation)
  return said === undefined ? writtenText(value, notation) : `${writtenText(value, notation)}: ${said}`
}

/** `\`0x1000\` = 4096`: in both notations, that of the field first; numbers below ten look the same in both. */
export function numberText(value: bigint, isHexFirst = true): Inline {
  if (-10n < value && value < 10n) return code(`${value}`)
  return isHexFirst ? `${code(hex(value))} = ${value}` : `${code(`${value}`)} = ${hex(value)}`
}

/** The flags or constants that a value consists of, with their meanings; none for other kinds of numbers. */
export function namedIn(value: bigint, { format, groups, known, written }: Notation): readonly NamedValue[] {
  if (!known) return []
  if (format === 'flags') return decodeFlags(value, groups, known, written).named
  return format === 'enumeration' ? decodeChoice(value, groups, known) : []
}

/** Whether each bit of a value stands for something by itself, so that it also says something about part of it. */
export function isBitwise({ format }: Notation): boolean {
  return format === 'flags' || format === 'cpu-set' || format === 'pin-bitmap'
}

export function architectureIn({ identity, interface: known }: Configuration): Architecture | undefined {
  return architectureOf(identity.architecture, known)
}

function writtenText(value: bigint, { format }: Notation): Inline {
  switch (format) {
    case 'flags':
    case 'enumeration':
    case 'bar-mask':
    case 'pin-bitmap':
    case 'cpu-set':
    case 'bdf':
      return code(hex(value))
    case 'address':
    case 'port':
    case 'size':
      return numberText(value)
    case 'number':
    case 'text':
      return numberText(value, largestCount < (value < 0n ? -value : value))
    case 'frequency':
    case 'interrupt-id':
    case 'spi':
      return numberText(value, false)
  }
}

/** Numbers beyond are rarely counted with: they are addresses or masks. */
const largestCount = 0xfffn

function meaningOf(value: bigint, notation: Notation): Inline | undefined {
  switch (notation.format) {
    case 'size':
      return 10n <= value && sizeText(value) !== `${value} bytes` ? plain(sizeText(value)) : undefined
    case 'frequency':
      return value === 0n ? undefined : plain(frequencyText(value))
    case 'bdf':
      return code(shortBdf(value))
    case 'bar-mask':
      return barText(value)
    case 'flags':
    case 'enumeration':
      return namesText(value, notation)
    case 'cpu-set':
    case 'pin-bitmap':
      return bitsText(value, notation)
    case 'interrupt-id':
      return isArm(notation) ? plain(gicInterruptText(Number(value))) : undefined
    case 'spi':
      return isArm(notation)
        ? plain(spisText([0, 1, 2, 3].map((slot) => Number(value) + 32 + slot)))
        : undefined
    case 'address':
    case 'number':
    case 'text':
    case 'port':
      return undefined
  }
}

function namesText(value: bigint, { format, groups, known, written }: Notation): Inline | undefined {
  if (!known || groups.length === 0) return undefined
  const decoded =
    format === 'flags'
      ? decodeFlags(value, groups, known, written)
      : { named: decodeChoice(value, groups, known), rest: 0n }
  const names = decoded.named.map(({ name }) => code(name))
  if (decoded.rest !== 0n) names.push(`${code(hex(decoded.rest))} without a name`)
  if (0 < names.length) return names.join(' + ')
  return format === 'flags' ? 'no flag' : undefined
}

function bitsText(value: bigint, notation: Notation): Inline | undefined {
  const { format, firstBit } = notation
  if (firstBit === undefined) return undefined
  const numbers = setBits(value).map((bit) => firstBit + bit)
  if (numbers.length === 0) return format === 'cpu-set' ? 'no CPU' : 'no interrupt'
  if (format === 'cpu-set') return plain(cpusText(numbers))
  return isArm(notation) ? interruptsText(numbers) : plain(pinsText(numbers))
}

/** A list of numbers that is longer than this helps nobody. */
export const mostOfNumbers = 300

/** Interrupt ids of the GIC; SGIs and PPIs, which no bitmap can hand out, one by one. */
export function interruptsText(ids: readonly number[]): Inline {
  const spis = ids.filter((id) => 32 <= id)
  const others = ids.filter((id) => id < 32).map(gicInterruptText)
  return plain(cut([...others, ...(spis.length === 0 ? [] : [spisText(spis)])].join(', '), mostOfNumbers))
}

/**
 * What a mask of a register amounts to. One that is no whole run of upper bits is left as it is. Memory comes in 16
 * bytes and more, ports from 4 on; of a register of 64 bits the upper mask is all ones up to 4 GiB.
 */
export function barText(mask: bigint): Inline | undefined {
  if (mask === 0n) return 'no register'
  if (mask === 0xffffffffn) return 'upper half of a 64-bit register'
  const size = (1n << 32n) - mask
  const isRun = 4n <= size && (size & (size - 1n)) === 0n
  if (!isRun) return undefined
  return size < 16n ? `${plain(sizeText(size))} of I/O ports` : plain(sizeText(size))
}

/** The numbers of the bits that are set, bit 0 first. */
export function setBits(value: bigint): readonly number[] {
  const bits: number[] = []
  const unsigned = BigInt.asUintN(64, value)
  for (let bit = 0; bit < 64; bit++) if ((unsigned >> BigInt(bit)) & 1n) bits.push(bit)
  return bits
}

function isArm({ architecture }: Notation): boolean {
  return architecture === 'arm' || architecture === 'arm64'
}

function firstCpuOf(trail: Trail): number | undefined {
  const { index, view } = endOf(trail)
  return index === undefined || view.type.kind !== 'integer' ? undefined : index * view.type.size * 8
}

/** Pins are counted from the controller's base, 32 in each word. */
function firstPinOf(trail: Trail): number | undefined {
  const element = elementOn(trail)
  const word = endOf(trail).index
  const base = trail.configuration?.irqchips.items[element?.index ?? -1]?.pinBase
  if (element?.kind !== 'irqchips' || word === undefined || !base?.known) return undefined
  return Number(base.value) + 32 * word
}
