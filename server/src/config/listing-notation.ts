/**
 * How a listing shows values: addresses and bit fields in hexadecimal, counts in decimal, and behind them in
 * parentheses what the headers in use call them. Which of them a field holds, the documentation of the interface says;
 * of a field that it does not know the number is shown.
 */
import { documentationOfField } from '../abi/documentation.ts'
import type { Field, Format } from '../abi/model.ts'
import type { CType } from '../c/types.ts'
import { decodeChoice, decodeFlags, type DecodedFlags, groupsOf } from './flag-names.ts'
import type { ConfigInterface } from './interface.ts'

/** A field by the struct that it belongs to: the tag, and the way inside it. */
export interface FieldName {
  readonly tag: string | undefined
  readonly path: readonly string[]
}

export type ListedFormat = Format | 'cpu-set'

/** How the numbers in a field are shown. */
export interface FieldNotation {
  readonly format: ListedFormat
  readonly field: Field | undefined
}

export function notationOfField({ tag, path }: FieldName): FieldNotation {
  const field = tag === undefined ? undefined : documentationOfField(tag, path)
  return { format: field?.format ?? 'number', field }
}

/** A number as it is written in the listing. */
export function numeralText(value: bigint, format: ListedFormat, type: CType): string {
  switch (format) {
    case 'number':
    case 'enumeration':
    case 'interrupt-id':
    case 'spi':
    case 'frequency':
    case 'text':
      return `${value}`
    case 'pin-bitmap':
    case 'bar-mask':
      return hexadecimal(value, 2 * (type.kind === 'integer' ? type.size : 0))
    case 'address':
    case 'size':
    case 'flags':
    case 'port':
    case 'bdf':
    case 'cpu-set':
      return hexadecimal(value, 0)
  }
}

/**
 * What a number stands for; undefined where there is nothing to add.
 *
 * @param firstBit what bit 0 of a word of the CPU bitmap stands for
 */
export function meaningText(
  value: bigint,
  { format, field }: FieldNotation,
  known: ConfigInterface | undefined,
  firstBit: number,
): string | undefined {
  if (format === 'bdf') return bdfText(value)
  if (format === 'cpu-set') return cpusText(value, firstBit)
  if (!known) return undefined
  if (format === 'flags') return flagsText(decodeFlags(value, groupsOf(field), known))
  if (format !== 'enumeration') return undefined
  const chosen = decodeChoice(value, groupsOf(field), known).map(({ name }) => name)
  return chosen.length === 0 ? undefined : chosen.join(' + ')
}

function flagsText({ named, rest }: DecodedFlags): string | undefined {
  if (named.length === 0) return undefined
  const names = named.map(({ name }) => name)
  return [...names, ...(rest === 0n ? [] : [hexadecimal(rest, 0)])].join(' | ')
}

function hexadecimal(value: bigint, digits: number): string {
  const text = (value < 0n ? -value : value).toString(16).padStart(digits, '0')
  return `${value < 0n ? '-' : ''}0x${text}`
}

/** `00:0e.0` */
function bdfText(value: bigint): string {
  return `${twoDigits(value >> 8n)}:${twoDigits((value >> 3n) & 31n)}.${value & 7n}`
}

function twoDigits(value: bigint): string {
  return value.toString(16).padStart(2, '0')
}

function cpusText(value: bigint, firstBit: number): string | undefined {
  const cpus: number[] = []
  for (let bit = 0, rest = BigInt.asUintN(64, value); rest !== 0n; bit++, rest >>= 1n)
    if ((rest & 1n) === 1n) cpus.push(firstBit + bit)
  if (cpus.length === 0) return undefined
  return `${cpus.length === 1 ? 'CPU' : 'CPUs'} ${cpus.join(', ')}`
}
