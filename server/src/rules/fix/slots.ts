/**
 * Another slot for an ivshmem device. Its peers find it by its bdf, so that it moves in all cells of the link; and since
 * the slot chooses the interrupt, each of them has to be granted that one.
 */
import type { Board } from '../../board/board.ts'
import type { Cell } from '../../board/cell.ts'
import { assignablePins } from '../../board/conflicts.ts'
import { distributorEntries, distributorOf } from '../../board/irqchips.ts'
import { type LinkEnd, linksOf } from '../../board/links.ts'
import { listsBdf } from '../../board/pci.ts'
import { grantedSpis, pinDevicesOf, pinOf, virtualInterruptsOf } from '../../board/virtual-interrupts.ts'
import { firstSpiId } from '../../config/interrupts.ts'
import type { IvshmemDevice } from '../../config/ivshmem.ts'
import { type Change, together } from './fix.ts'
import { grantingSpis } from './interrupts.ts'
import { replacing } from './replacing.ts'

export interface Move {
  readonly bdf: bigint
  readonly change: Change
}

/** To the lowest slot that is free in all cells of the link, with a pin that none of them uses; undefined without one. */
export function movingToFreeSlot({ bdf }: IvshmemDevice, board: Board): Move | undefined {
  const ends = linksOf(board).find((link) => link.bdf === bdf)?.ends ?? []
  for (let slot = 1n; slot < 32n; slot++) {
    const moved = (bdf & ~0xf8n) | (slot << 3n)
    const change = ends.every((end) => isFreeFor(end, moved)) ? movingAll(ends, moved, board) : undefined
    if (change) return { bdf: moved, change }
  }
  return undefined
}

function isFreeFor({ cell, device }: LinkEnd, bdf: bigint): boolean {
  const others = pinDevicesOf(cell).filter((other) => other.bdf !== device.bdf)
  const isPinFree = others.every((other) => pinOf(other) !== pinOfBdf(bdf))
  return isPinFree && listsBdf(cell.configuration, bdf) === false
}

function pinOfBdf(bdf: bigint): number {
  return Number((bdf >> 3n) & 3n)
}

function movingAll(ends: readonly LinkEnd[], bdf: bigint, board: Board): Change {
  const text = bdf < 0x100n ? `${bdf >> 3n} << 3` : `0x${bdf.toString(16)}`
  return together(
    ...ends.flatMap(({ cell, device }) => {
      const { written, place } = device.device.bdf
      const usesPin = pinDevicesOf(cell).includes(device)
      return [
        written ? replacing(place, text) : undefined,
        usesPin ? granting(cell, pinOfBdf(bdf), board) : [],
      ]
    }),
  )
}

/** What a cell has to be granted for a pin; no such change where somebody else has the interrupt. */
function granting(cell: Cell, pin: number, board: Board): Change {
  const { vpciIrqBase } = cell.configuration.cell
  if (!vpciIrqBase.known) return undefined
  // Without a base there are no interrupts, which is another matter.
  if (vpciIrqBase.value === 0n) return []
  const id = firstSpiId + Number(vpciIrqBase.value) + pin
  const granted = grantedSpis(cell)
  if (!granted || granted.has(id)) return granted && []
  const distributor = distributorOf(cell)
  if (cell.isRoot || !distributor || !isFree(id, cell, board)) return undefined
  return grantingSpis(cell.configuration, distributorEntries(cell), distributor.value, [id])
}

function isFree(id: number, cell: Cell, { rootCell, cells }: Board): boolean {
  const isIn = (other: Cell): boolean => assignablePins(other).some(({ number }) => number === id)
  const isOfRoot = virtualInterruptsOf(rootCell).some((interrupt) => interrupt.id === id)
  return isIn(rootCell) && !isOfRoot && cells.every((other) => other === cell || !isIn(other))
}
