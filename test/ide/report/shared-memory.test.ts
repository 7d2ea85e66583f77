/**
 * The shared memory of a report against a definition that looks at each piece of a small machine by itself: random
 * regions of root and two cells, both of them running.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Board } from '../../../server/src/board/board.ts'
import { stretchesOf } from '../../../server/src/ide/report/stretches.ts'
import { boardFrom } from '../../board/partition/boards.ts'
import { type NaiveMachine, NaiveState } from '../../board/partition/naive-machine.ts'
import { addresses, boards, exampleOf, machines, naiveWays } from '../../board/partition/random-machines.ts'
import { reportOf } from './reported.ts'

test.each(machines)('every piece of $name that several reach is told with who reaches it', (setup) => {
  fc.assert(
    fc.property(boards, (cells) => {
      const board = boardFrom(exampleOf(setup, cells))
      const state = new NaiveState({ ...setup.machine, cells })
      for (const index of [1, 2]) {
        state.create(index)
        state.load(index)
        state.start(index)
      }
      expect(told(board)).toEqual(naive(state, setup.machine))
    }),
    { numRuns: 30 },
  )
})

/** For each piece that is told of: whether it is a violation, and the ways of each. */
function told(board: Board): readonly string[] {
  const [set] = reportOf(board).sets
  const memory = (set?.shared ?? []).filter(({ kind }) => kind === 'memory')
  return addresses().flatMap((address) => {
    const found = memory.filter(({ ranges }) =>
      ranges.some(({ start, end }) => start <= BigInt(address) && BigInt(address) < end),
    )
    expect(found.length).toBeLessThan(2)
    return found.map(({ classification, holders }) => {
      const ways = holders.map(({ cell, rights, says }) => `${cell} ${rights.join('+')} ${says}`)
      return `${address.toString(16)} ${classification}: ${[...new Set(ways)].toSorted().join(', ')}`
    })
  })
}

function naive(state: NaiveState, machine: Omit<NaiveMachine, 'cells'>): readonly string[] {
  return addresses().flatMap((address) => {
    const ways = state.cells.flatMap((cell, index) =>
      addresses().flatMap((guest) =>
        naiveWays(cell, guest, address, machine.kind).flatMap((way) => wayOf(way, index, machine.kind)),
      ),
    )
    if (new Set(ways.map(({ cell }) => cell)).size < 2) return []
    const isShared = ({ cell, region }: Way): boolean =>
      cell === 0 || (state.machine.cells[cell]?.[region]?.flags.has('ROOTSHARED') ?? false)
    const isViolation = ways.some((a) => ways.some((b) => a.cell !== b.cell && !(isShared(a) && isShared(b))))
    const texts = ways.map(
      ({ cell, rights, region }) =>
        `${cell === 0 ? 'root' : `cell${cell}`} ${rights} memory region ${region}`,
    )
    const classification = isViolation ? 'violation' : 'declared'
    return [`${address.toString(16)} ${classification}: ${[...new Set(texts)].toSorted().join(', ')}`]
  })
}

interface Way {
  readonly cell: number
  readonly rights: string
  readonly region: number
}

/** `rw- dma 3`; nothing for what no region opens. Without an IOMMU nothing is said about devices at a way. */
function wayOf(text: string, cell: number, kind: NaiveMachine['kind']): readonly Way[] {
  const [access = '', ...marks] = text.split(' ')
  const region = Number(marks.at(-1))
  if (Number.isNaN(region)) return []
  const names = [
    ...(access.includes('r') ? ['read'] : []),
    ...(access.includes('w') ? ['write'] : []),
    ...(access.includes('x') ? ['execute'] : []),
    ...(marks.includes('dma') && kind === 'intel' ? ['devices'] : []),
  ]
  return names.length === 0 ? [] : [{ cell, rights: names.join('+'), region }]
}

const someRanges = fc.array(
  fc.record({ start: fc.nat(40), size: fc.nat(12), name: fc.constantFrom('a', 'b', 'c') }),
  { maxLength: 12 },
)

test('stretches say for each number what lies over it, and none could be longer', () => {
  fc.assert(
    fc.property(someRanges, (entries) => {
      const { all, isComplete } = stretchesOf(
        entries,
        ({ start, size }) => ({ start: BigInt(start), end: BigInt(start + size) }),
        ({ name }) => name,
      )
      expect(isComplete).toBe(true)
      for (let number = 0; number < 60; number++) {
        const over = all.filter(({ range }) => range.start <= BigInt(number) && BigInt(number) < range.end)
        const expected = entries.filter(({ start, size }) => start <= number && number < start + size)
        expect(over.length).toBe(expected.length === 0 ? 0 : 1)
        expect((over[0]?.items ?? []).map(({ name }) => name)).toEqual(expected.map(({ name }) => name))
      }
      const mergeable = all.filter(({ range, items }, index) => {
        const next = all[index + 1]
        return next?.range.start === range.end && namesOf(next.items) === namesOf(items)
      })
      expect(mergeable).toEqual([])
    }),
    { numRuns: 200 },
  )
})

function namesOf(items: readonly { readonly name: string }[]): string {
  return items.map(({ name }) => name).join()
}

test('stretches end at their limit, and say so', () => {
  const ranges = Array.from({ length: 40 }, (_, index) => ({ start: BigInt(index), end: 100n }))
  const { all, isComplete } = stretchesOf(
    ranges,
    (range) => range,
    ({ start }) => `${start}`,
    100,
  )
  expect(isComplete).toBe(false)
  expect(all.length).toBeLessThan(14)
})
