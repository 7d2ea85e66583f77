/** What to write on the command line of Linux in the root cell, so that it leaves the memory of others alone. */
import type { Board } from '../board/board.ts'
import { type Reservation, reservationOf } from '../board/reservation.ts'
import { sizeOfRange } from '../config/range.ts'
import { hex } from '../rules/wording.ts'

export interface ReservationLines {
  readonly reservation: Reservation
  /** Options for the command line; none where only a device tree can say it. */
  readonly options: readonly string[]
}

/** Undefined while the memory of the hypervisor is not known (catalogue H.1). */
export function reservationLines(board: Board): ReservationLines | undefined {
  const reservation = reservationOf(board)
  if (!reservation) return undefined
  const { blocks, below } = reservation
  if (board.root.architecture === 'x86') {
    const options = blocks.map((block) => `memmap=${megabytes(sizeOfRange(block))}$${hex(block.start)}`)
    return { reservation, options }
  }
  return { reservation, options: below ? [`mem=${megabytes(sizeOfRange(below))}`] : [] }
}

/** Blocks are steps of 2 MiB. */
function megabytes(size: bigint): string {
  return `${size >> 20n}M`
}
