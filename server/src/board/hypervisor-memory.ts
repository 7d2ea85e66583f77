/**
 * How much memory the hypervisor needs on a board, and how much it can have (catalogue A.1 and H.2).
 *
 * Of its memory the hypervisor takes its code and static data first, then the data of every CPU number up to the
 * highest one, the root configuration, and out of the rest, the page pool, everything that it sets up later. Of a pool
 * that is exhausted one learns by ENOMEM only. Sizes of the code and of structs are those of revision 14 without
 * debugging; another compiler or another configuration makes a few pages of difference, so that the sum is an estimate.
 */
import type { Architecture } from '../config/interface.ts'
import { pageSize } from '../config/range.ts'
import { declaredBytes } from '../config/reading.ts'
import { remembered } from '../config/remembered.ts'
import type { Board } from './board.ts'
import type { Cell } from './cell.ts'
import { pagesForCell, pagesForRoot } from './pool-pages.ts'
import type { Root } from './root.ts'

/** What is needed before there is a page pool, in bytes. */
export interface FixedPart {
  readonly core: bigint
  /** For all CPU numbers up to the highest one. */
  readonly perCpu: bigint
  readonly configuration: bigint
}

export interface Need {
  readonly what: string
  readonly bytes: bigint
}

export interface HypervisorNeed {
  /** From the hypervisor itself to its page tables, in the order in which it is taken. */
  readonly items: readonly Need[]
  /** Cells that can run at the same time, the neediest first. */
  readonly cells: readonly { readonly cell: Cell; readonly bytes: bigint }[]
  /** Of all that together. */
  readonly bytes: bigint
}

/** Code and static data, and `struct per_cpu`: measured on builds of all four variants (catalogue H.2). */
const sizes: Readonly<Record<Architecture, { readonly core: bigint; readonly perCpu: bigint }>> = {
  arm: { core: 0x16000n, perCpu: 0x4000n },
  arm64: { core: 0x1e000n, perCpu: 0x4000n },
  // For Intel; that for AMD has four pages less. 2 MiB of it are the text of the frame buffer console.
  x86: { core: 0x231000n, perCpu: 0x6000n },
}

/** Undefined where the architecture, the CPUs or the size of the configuration is not known. */
export function fixedPartOf({ architecture, cpus, configuration }: Root): FixedPart | undefined {
  const highest = cpus?.at(-1)
  const size = declaredBytes(configuration)
  if (architecture === undefined || highest === undefined || size === undefined) return undefined
  const { core, perCpu } = sizes[architecture]
  return { core, perCpu: perCpu * BigInt(highest + 1), configuration: BigInt(size) }
}

/** What the driver insists on; more is needed to work (upstream `driver/main.c: jailhouse_cmd_enable`). */
export function leastMemory({ core, perCpu, configuration }: FixedPart): bigint {
  return core + perCpu + configuration
}

/** An estimate of everything; undefined where the fixed part is not known. */
export const hypervisorNeedOf = remembered((board: Board): HypervisorNeed | undefined => {
  const fixed = fixedPartOf(board.root)
  if (!fixed) return undefined
  const items: readonly Need[] = [
    { what: 'the hypervisor itself', bytes: fixed.core },
    { what: 'the data of the CPUs', bytes: fixed.perCpu },
    { what: 'the root configuration', bytes: inPages(fixed.configuration) },
    ...pagesForRoot(board, fixed).map(({ what, pages }) => ({ what, bytes: pages * pageSize })),
  ]
  const cells = needyCells(board)
  return { items, cells, bytes: sumOf(items) + sumOf(cells) }
})

/**
 * The most that the hypervisor can have: its memory is mapped to a window of virtual addresses (upstream
 * `asm/jailhouse_header.h: JAILHOUSE_BASE`, `asm/paging.h: REMAP_BASE, UART_BASE`). On x86 and arm64 the window ends with
 * the address space, on 32-bit Arm where the hypervisor maps devices.
 */
export function mostMemory(architecture: Architecture): bigint {
  switch (architecture) {
    case 'arm':
      return 128n << 20n
    case 'arm64':
      return (1n << 30n) - (2n << 20n)
    case 'x86':
      return 256n << 20n
  }
}

/** The neediest cell, and each next one that can run together with those before it. */
function needyCells(board: Board): HypervisorNeed['cells'] {
  const others = new Map(board.cells.map((cell) => [cell, new Set<Cell>()]))
  for (const { first, second, alternative } of board.pairs) {
    if (!alternative) continue
    others.get(first)?.add(second)
    others.get(second)?.add(first)
  }
  const needs = board.cells.map((cell) => ({ cell, bytes: pagesForCell(cell, board) * pageSize }))
  const chosen: HypervisorNeed['cells'][number][] = []
  for (const need of needs.toSorted((a, b) => (b.bytes < a.bytes ? -1 : a.bytes < b.bytes ? 1 : 0)))
    if (!chosen.some(({ cell }) => others.get(cell)?.has(need.cell))) chosen.push(need)
  return chosen
}

function sumOf(needs: readonly { readonly bytes: bigint }[]): bigint {
  return needs.reduce((sum, { bytes }) => sum + bytes, 0n)
}

function inPages(bytes: bigint): bigint {
  return ((bytes + pageSize - 1n) / pageSize) * pageSize
}
