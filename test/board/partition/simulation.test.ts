/**
 * The whole partition against `naive-machine.ts`: random regions of root and two cells on a machine of twelve pages,
 * random commands, and every address looked at, in steps of a quarter page.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cell } from '../../../server/src/board/cell.ts'
import type { Board } from '../../../server/src/board/board.ts'
import type { GuestPoint } from '../../../server/src/board/partition/guest-space.ts'
import {
  type Command,
  type History,
  possibleCommands,
  statesAfter,
} from '../../../server/src/board/partition/history.ts'
import { partitionOf } from '../../../server/src/board/partition/partition.ts'
import { boardFrom } from './boards.ts'
import { find, type NaiveCell, NaiveState } from './naive-machine.ts'
import { addresses, boards, exampleOf, machines, naiveWays, rightsOf, step } from './random-machines.ts'

const anyCommands = fc.array(
  fc.record({
    does: fc.constantFrom<Command['does']>('create', 'load', 'start', 'destroy'),
    cell: fc.integer({ min: 1, max: 2 }),
  }),
  { maxLength: 6 },
)

/** Both cells are created to begin with, since most commands need that. */
const commands = anyCommands.map((more) => [
  { does: 'create', cell: 1 } as const,
  { does: 'create', cell: 2 } as const,
  ...more,
])

test.each(machines)('every address of $name is as in the naive simulation', (setup) => {
  fc.assert(
    fc.property(boards, commands, (cells, wanted) => {
      const board = boardFrom(exampleOf(setup, cells))
      const history = possibleCommands(
        wanted.flatMap(({ does, cell }) => {
          const found = board.cells[cell - 1]
          return found ? [{ does, cell: found }] : []
        }),
      )
      const state = new NaiveState({ ...setup.machine, cells })
      for (const { does, cell } of history) state[does](board.cells.indexOf(cell) + 1)
      expect(spaceOf(board, board.rootCell, history)).toEqual(naiveSpace(state.cells[0]))
      for (const [index, cell] of board.cells.entries())
        expect(spaceOf(board, cell, history)).toEqual(naiveSpace(state.cells[index + 1]))
      expect(reachOf(board, history)).toEqual(naiveReach(board, history, state))
    }),
    { numRuns: 100 },
  )
})

function spaceOf(board: Board, cell: Cell, history: History): readonly string[] {
  const { guestLookup } = partitionOf(board)
  return addresses().map((address) => {
    const point = guestLookup(cell, BigInt(address), cell.isRoot ? history : undefined)
    return `${address.toString(16)} ${described(point)}`
  })
}

function described(point: GuestPoint): string {
  switch (point.kind) {
    case 'mapped': {
      const { by } = point.mapping
      const name = by.kind === 'region' ? `${by.region.index}` : by.kind
      return `page ${name} ${point.physical.toString(16)} ${rightsOf(point.access)}`
    }
    case 'trapped': {
      const { by, physical } = point
      return by.kind === 'unit' ? `trap ${by.what}` : `trap ${by.region.index} ${physical?.toString(16)}`
    }
    case 'comm':
    case 'hypervisor state':
      return 'comm'
    case 'hidden':
    case 'APIC page':
    case 'nothing':
      return point.kind
  }
}

function naiveSpace(cell: NaiveCell | undefined): readonly string[] {
  return addresses().map((address) => `${address.toString(16)} ${cell ? naivePoint(cell, address) : ''}`)
}

function naivePoint({ pages, handlers }: NaiveCell, address: number): string {
  const page = pages.get(address - (address % 0x1000))
  if (page) {
    if (page.phys === undefined) return page.by
    return `page ${page.by} ${(page.phys + (address % 0x1000)).toString(16)} ${page.rights}`
  }
  const handler = handlers[find(handlers, address)]
  if (!handler) return 'nothing'
  if (handler.phys === undefined) return `trap ${handler.by}`
  return `trap ${handler.by} ${(handler.phys + address - handler.start).toString(16)}`
}

/** For every step of physical memory the ways to it, as `cell@guest rights dma trapped region`. */
function reachOf(board: Board, history: History): readonly string[] {
  const { reachOf: ask } = partitionOf(board)
  return addresses().map((address) => {
    const start = BigInt(address)
    const ways = ask({ start, end: start + BigInt(step) }, history).map((way) => {
      const marks = `${rightsOf(way)}${way.dma ? ' dma' : ''}${way.trapped ? ' trapped' : ''}`
      const name = `${board.cells.indexOf(way.cell)}${way.isRunning ? '' : '!'}`
      return `${name}@${way.guest.start.toString(16)} ${marks} ${way.via?.index}`
    })
    return `${address.toString(16)}: ${ways.toSorted().join(', ')}`
  })
}

function naiveReach(board: Board, history: History, state: NaiveState): readonly string[] {
  const states = statesAfter(history)
  const present = [
    { name: '-1', cell: state.cells[0] },
    ...[...states].map(([cell, phase]) => {
      const index = board.cells.indexOf(cell)
      return { name: `${index}${phase === 'running' ? '' : '!'}`, cell: state.cells[index + 1] }
    }),
  ]
  return addresses().map((address) => {
    const ways = present.flatMap(({ name, cell }) =>
      addresses().flatMap((guest) =>
        cell
          ? naiveWays(cell, guest, address, state.machine.kind).map(
              (way) => `${name}@${guest.toString(16)} ${way}`,
            )
          : [],
      ),
    )
    return `${address.toString(16)}: ${ways.toSorted().join(', ')}`
  })
}
