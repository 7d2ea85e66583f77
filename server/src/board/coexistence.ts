/**
 * Which cells can run at the same time. Jailhouse refuses to create a cell whose CPU, name or ivshmem id is taken
 * already, so cells that share one of these are alternatives, and nothing else that they share is a conflict
 * (catalogue D.7).
 */
import type { Cell } from './cell.ts'
import { haveForeignBitInCommon } from './foreign-sets.ts'

export type Alternative =
  | { readonly by: 'cpu'; readonly cpus: readonly number[] }
  | { readonly by: 'name'; readonly name: string }
  | { readonly by: 'ivshmem'; readonly bdf: bigint; readonly id: bigint }
  /** Something that decides about it is not known: CPUs, or what both have in a set of a vendor. */
  | { readonly by: 'doubt' }

/** The most certain reason why two non-root cells can never run together; undefined when they can. */
export function alternativeBy(a: Cell, b: Cell): Alternative | undefined {
  return alternativesBetween(a, b)[0]
}

/** Every reason why two non-root cells can never run together, the most certain one first; none when they can. */
export function alternativesBetween(a: Cell, b: Cell): readonly Alternative[] {
  if (!a.cpus || !b.cpus) return [{ by: 'doubt' }]
  const reasons: Alternative[] = []
  const { cpus: others } = b
  const cpus = a.cpus.filter((cpu) => others.includes(cpu))
  if (0 < cpus.length) reasons.push({ by: 'cpu', cpus })
  const name = a.configuration.cell.name
  if (name !== undefined && name !== '' && name === b.configuration.cell.name)
    reasons.push({ by: 'name', name })
  for (const { bdf, id } of a.ivshmem)
    if (b.ivshmem.some((other) => other.bdf === bdf && other.id === id))
      reasons.push({ by: 'ivshmem', bdf, id })
  if (reasons.length === 0 && haveForeignBitInCommon(a, b)) reasons.push({ by: 'doubt' })
  return reasons
}
