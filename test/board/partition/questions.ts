/** Memory regions to write down quickly, and the answers of a partition as short texts. */
import type { Board } from '../../../server/src/board/board.ts'
import type { Cell } from '../../../server/src/board/cell.ts'
import { historyOf, type Phase } from '../../../server/src/board/partition/history.ts'
import { partitionOf } from '../../../server/src/board/partition/partition.ts'
import type { Reach } from '../../../server/src/board/partition/reach.ts'
import { hex } from './boards.ts'

export const rw = 'JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE'

export function region(phys: number, virt: number, size: number, flags = rw): string {
  return `{ .phys_start = ${phys}, .virt_start = ${virt}, .size = ${size}, .flags = ${flags} },`
}

export function memory(...regions: readonly string[]): string {
  return `.mem_regions = { ${regions.join('\n')} },\n`
}

export function same(start: number, size: number, flags = rw): string {
  return region(start, start, size, flags)
}

/** Kind of what a guest address leads to, with what says so. */
export function at(board: Board, cell: Cell, address: bigint, phase: Phase = 'enabled'): string {
  const point = partitionOf(board).guestLookup(cell, address, historyOf(phase, board.cells))
  if (point.kind === 'trapped') {
    const { by } = point
    return by.kind === 'unit'
      ? `trapped by ${by.what}`
      : `trapped by region ${by.region.index}${by.isStale ? ', stale' : ''}`
  }
  if (point.kind !== 'mapped') return point.kind
  const { by } = point.mapping
  return `${by.kind}${by.kind === 'region' ? ` ${by.region.index}` : ''} at ${point.physical.toString(16)}`
}

export function inRoot(board: Board, address: bigint, phase: Phase = 'enabled'): string {
  return at(board, board.rootCell, address, phase)
}

export function way(board: Board, { cell, guest, read, write, execute, dma, trapped }: Reach): string {
  const rights = `${read ? 'r' : '-'}${write ? 'w' : '-'}${execute ? 'x' : '-'}`
  const name = cell.isRoot ? 'root' : `cell ${board.cells.indexOf(cell)}`
  return `${name} ${hex(guest)} ${rights}${dma ? ' dma' : ''}${trapped ? ' trapped' : ''}`
}

export function ways(board: Board, start: bigint, end: bigint, phase: Phase): readonly string[] {
  const found = partitionOf(board).reachOf({ start, end }, historyOf(phase, board.cells))
  return found.map((one) => way(board, one))
}
