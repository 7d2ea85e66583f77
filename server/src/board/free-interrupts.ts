/**
 * Interrupts and CPUs that no cell of the board has yet. Which interrupts the hardware uses no configuration says, so
 * that those beside the virtual ones that the board has already are the best guess.
 */
import { firstSpiId } from '../config/interrupts.ts'
import type { Board } from './board.ts'
import type { Cell } from './cell.ts'
import { assignablePins } from './conflicts.ts'

/** How many consecutive SPIs the ivshmem devices of a cell use. */
const width = 4

/**
 * The first of four SPIs in a row that the root cell can hand out and nobody has: the next ones behind the virtual
 * interrupts of other cells, else the last of all. As an SPI number, which is lower by 32 than the id.
 */
export function freeSpis({ rootCell }: Board, others: readonly Cell[]): number | undefined {
  const grantable = new Set(assignablePins(rootCell).map(({ number }) => number))
  const bases = [rootCell, ...others].flatMap(baseOf)
  const taken = new Set([
    ...others.flatMap((cell) => assignablePins(cell).map(({ number }) => number)),
    ...bases.flatMap(run),
  ])
  const isFree = (id: number): boolean =>
    run(id).every((one) => firstSpiId <= one && grantable.has(one) && !taken.has(one))
  const starts = [...grantable].toSorted((a, b) => a - b).filter(isFree)
  const highest = bases.length === 0 ? undefined : Math.max(...bases)
  const next = highest === undefined ? undefined : starts.find((id) => highest < id)
  const found = next ?? starts.at(-1)
  return found === undefined ? undefined : found - firstSpiId
}

function baseOf({ configuration }: Cell): readonly number[] {
  const { vpciIrqBase } = configuration.cell
  return vpciIrqBase.known && vpciIrqBase.value !== 0n && vpciIrqBase.value < 1024n
    ? [firstSpiId + Number(vpciIrqBase.value)]
    : []
}

function run(first: number): readonly number[] {
  return Array.from({ length: width }, (_, offset) => first + offset)
}

/**
 * The highest CPU of the root cell that no other cell has, or else the highest one: such cells cannot run together. The
 * first CPU stays with the root cell, which needs one. Undefined where there is only one.
 */
export function freeCpu({ root }: Board, others: readonly Cell[]): number | undefined {
  const [, ...cpus] = root.cpus ?? []
  const taken = new Set(others.flatMap((cell) => cell.cpus ?? []))
  return cpus.findLast((cpu) => !taken.has(cpu)) ?? cpus.at(-1)
}
