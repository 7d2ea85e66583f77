/**
 * An array of numbers of which nobody knows what they mean, in a listing: all of them in one line, as C would have them.
 * Of the one such array that upstream had, the bitmap of I/O ports, the meaning is added.
 */
import { sizeOf } from '../c/types.ts'
import type { ListingText } from './listing-text.ts'
import { isPortBitmap, portsLetThrough } from './port-bitmap.ts'
import { elementOf, lengthOf, scalarOf, type View } from './view.ts'

/** All numbers of an array, those that repeat themselves once: `{ 0x01, [1...7] = 0x00 }`. */
export function listRuns(view: View, text: ListingText): void {
  const numbers = Array.from({ length: Math.min(lengthOf(view), mostInRuns) }, (_, index) => {
    const element = elementOf(view, index)
    const scalar = element && scalarOf(element)
    return { node: element?.node, value: scalar?.known ? scalar.value : undefined }
  })
  const size = view.type.kind === 'array' ? (sizeOf(view.type.element) ?? 0) : 0
  text.add('{ ')
  for (const [index, { from, to }] of runsIn(numbers.map(({ value }) => value)).entries()) {
    const { node, value } = numbers[from] ?? {}
    if (0 < index) text.add(', ')
    if (from < to) text.add(`[${from}...${to}] = `)
    text.add(value === undefined ? '?' : numberText(value, size), node)
  }
  text.add(numbers.length < lengthOf(view) ? ', ... }' : ' }')
  if (isPortBitmap(view.type)) text.add(` (${portsText(numbers.map(({ value }) => Number(value ?? -1n)))})`)
}

interface Run {
  readonly from: number
  readonly to: number
}

function runsIn(values: readonly (bigint | undefined)[]): readonly Run[] {
  const runs: { from: number; to: number }[] = []
  for (const [index, value] of values.entries()) {
    const run = runs.at(-1)
    if (run && values[run.from] === value) run.to = index
    else runs.push({ from: index, to: index })
  }
  return runs
}

/** An array that C declares may have any length. */
const mostInRuns = 65_536

function portsText(bytes: readonly number[]): string {
  const ports = portsLetThrough(bytes).map(({ first, last }) =>
    first === last ? hexText(first) : `${hexText(first)}-${hexText(last)}`,
  )
  return ports.length === 0 ? 'no ports' : `ports ${ports.join(', ')}`
}

function numberText(value: bigint, size: number): string {
  return `0x${BigInt.asUintN(8 * size, value)
    .toString(16)
    .padStart(2 * size, '0')}`
}

function hexText(port: number): string {
  return `0x${port.toString(16)}`
}
