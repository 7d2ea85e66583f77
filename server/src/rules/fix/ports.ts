/** Changes to the list of I/O ports: a range is replaced by what is to be left of it. */
import { callOfMacro } from '../../config/macro-call.ts'
import type { Configuration, PioRegion } from '../../config/model.ts'
import type { Range } from '../../config/range.ts'
import { removingItem, resizing } from './elements.ts'
import type { Change } from './fix.ts'
import { replacing } from './replacing.ts'

/** Leaves of a range what is given, in its place and in the way in which it is written. */
export function replacingPorts({ pio }: Configuration, range: PioRegion, left: readonly Range[]): Change {
  if (left.length === 0) return removingItem(pio, range)
  const isCall = callOfMacro(range.place, 'PIO_RANGE') !== undefined
  const texts = left.map(({ start, end }) => rangeText(start, end - start, isCall))
  const [change, size] = [
    replacing(range.place, texts.join(', ')),
    resizing(pio, pio.declaredLength + left.length - 1),
  ]
  return change && size && [...change, ...size]
}

function rangeText(base: bigint, length: bigint, isCall: boolean): string {
  const [from, count] = [`0x${base.toString(16)}`, `0x${length.toString(16)}`]
  return isCall ? `PIO_RANGE(${from}, ${count})` : `{ .base = ${from}, .length = ${count} }`
}
