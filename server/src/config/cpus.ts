/**
 * The CPUs of a cell, out of its bitmap. The hypervisor reads the bitmap bytewise up to `cpu_set_size`
 * (catalogue A.2), so with the integers that configs declare bit n of word w is CPU n + the widths before it. In
 * revision 15 it is a list of physical ids instead.
 */
import type { Configuration } from './model.ts'
import { remembered } from './remembered.ts'

/** CPU numbers in rising order; undefined when a word of the bitmap, or an id, is not known. */
export const cpusOf = remembered((configuration: Configuration): readonly number[] | undefined => {
  const cpus: number[] = []
  let base = 0
  for (const word of configuration.cpus.items) {
    if (word.physId) {
      if (!word.physId.known) return undefined
      cpus.push(Number(word.physId.value))
      continue
    }
    if (!word.bits.known) return undefined
    let rest = BigInt.asUintN(word.width, word.bits.value)
    for (let bit = 0; rest !== 0n; bit++, rest >>= 1n) if (rest & 1n) cpus.push(base + bit)
    base += word.width
  }
  return cpus.toSorted((a, b) => a - b)
})
