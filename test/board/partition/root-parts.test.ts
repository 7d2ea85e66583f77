/** What root has with any choice of cells, against the simulation of that choice, on random machines. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Board } from '../../../server/src/board/board.ts'
import type { Cell } from '../../../server/src/board/cell.ts'
import { historyOf } from '../../../server/src/board/partition/history.ts'
import { partitionOf } from '../../../server/src/board/partition/partition.ts'
import type { Reach } from '../../../server/src/board/partition/reach.ts'
import { boardFrom } from './boards.ts'
import { addresses, boards, exampleOf, machines, rightsOf } from './random-machines.ts'

/** Three cells, of which any may be created, in any order. */
const cases = fc.tuple(boards, boards, fc.shuffledSubarray([0, 1, 2]))

test.each(machines)('parts of root on $name are there when the simulation says so', (setup) => {
  fc.assert(
    fc.property(cases, ([first, [, third], chosen]) => {
      const board = boardFrom(exampleOf(setup, [...first, third]))
      const created = chosen.flatMap((index) => board.cells[index] ?? [])
      expect(waysByParts(board, created)).toEqual(waysSimulated(board, created))
    }),
    { numRuns: 60 },
  )
})

function waysByParts(board: Board, created: readonly Cell[]): readonly string[] {
  const parts = partitionOf(board).rootParts().with(created)
  return linesOf(Array.from(parts, ({ way }) => way))
}

function waysSimulated(board: Board, created: readonly Cell[]): readonly string[] {
  const everything = { start: 0n, end: 1n << 64n }
  const ways = partitionOf(board).reachOf(everything, historyOf('created', created))
  return linesOf(ways.filter(({ cell }) => cell.isRoot))
}

/** The ways to every address that is looked at, each once. */
function linesOf(ways: readonly Reach[]): readonly string[] {
  return addresses()
    .flatMap((address) =>
      ways
        .filter(({ guest }) => guest.start <= BigInt(address) && BigInt(address) < guest.end)
        .map((way) => {
          const physical = way.physical.start + BigInt(address) - way.guest.start
          const how = `${rightsOf(way)} ${way.dma ? 'dma' : ''} ${way.trapped ? 'trapped' : ''}`
          return `${address.toString(16)} ${physical.toString(16)} ${how} ${way.via?.index}`
        }),
    )
    .toSorted()
}
