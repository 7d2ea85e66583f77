/**
 * Sets that only a vendor's headers know, such as one of processors of another kind: bitmaps behind the header, each
 * counted in bytes. What they are for is not known; but what is handed out like CPUs only one cell can have at a time.
 */
import type { Configuration } from '../config/model.ts'
import { remembered } from '../config/remembered.ts'
import { elementOf, fieldOf, lengthOf, scalarOf } from '../config/view.ts'
import type { Cell } from './cell.ts'

/** Whether the two have a bit in common in sets of the same name. False where a set is not known. */
export function haveForeignBitInCommon(a: Cell, b: Cell): boolean {
  const theirs = foreignSetsOf(b.configuration)
  return [...foreignSetsOf(a.configuration)].some(([name, bits]) => (bits & (theirs.get(name) ?? 0n)) !== 0n)
}

/** By the names of the members; the authors of one vendor's configs call them alike. */
const foreignSetsOf = remembered((configuration: Configuration): ReadonlyMap<string, bigint> => {
  const { members, interface: known } = configuration
  if (!known.arrays.some(({ kind, unit }) => kind === undefined && unit === 'bytes')) return new Map()
  const others = members.filter(({ kind }) => kind === undefined)
  return new Map(others.map(({ name }) => [name, bitsIn(configuration, name)]))
})

function bitsIn({ view }: Configuration, name: string): bigint {
  const set = fieldOf(view, name)
  if (set?.type.kind !== 'array' || set.type.element.kind !== 'integer') return 0n
  const width = 8 * set.type.element.size
  let bits = 0n
  for (let index = 0; index < Math.min(lengthOf(set), mostWords); index++) {
    const word = scalarOf(elementOf(set, index) ?? set)
    if (word.known) bits |= BigInt.asUintN(width, word.value) << BigInt(width * index)
  }
  return bits
}

/** More is no set of anything that a machine has. */
const mostWords = 64
