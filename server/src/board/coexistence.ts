/**
 * Which cells can run at the same time. Jailhouse refuses to create a cell whose CPU, name or ivshmem id is taken
 * already, so cells that share one of these are alternatives, and nothing else that they share is a conflict
 * (catalogue D.7).
 */
import type { Cell } from './cell.ts'

export type Alternative =
  | { readonly by: 'cpu'; readonly cpus: readonly number[] }
  | { readonly by: 'name'; readonly name: string }
  | { readonly by: 'ivshmem'; readonly bdf: bigint; readonly id: bigint }
  /** Something that decides about it is not known. */
  | { readonly by: 'doubt' }

/** Why two non-root cells can never run together; undefined when they can. */
export function alternativeBy(a: Cell, b: Cell): Alternative | undefined {
  if (!a.cpus || !b.cpus) return { by: 'doubt' }
  const taken = new Set(b.cpus)
  const cpus = a.cpus.filter((cpu) => taken.has(cpu))
  if (0 < cpus.length) return { by: 'cpu', cpus }
  const name = a.configuration.cell.name
  if (name !== undefined && name !== '' && name === b.configuration.cell.name) return { by: 'name', name }
  for (const device of a.ivshmem) {
    const rival = b.ivshmem.find((other) => other.bdf === device.bdf && other.id === device.id)
    if (rival) return { by: 'ivshmem', bdf: device.bdf, id: device.id }
  }
  return undefined
}
