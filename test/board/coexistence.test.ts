/**
 * Which cells can run together: pairs, and the largest sets. The sets are compared with their definition, written down
 * here naively: of all subsets of the cells those whose members do not exclude each other and leave root a CPU, and of
 * these the ones that are part of no other.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Board, boardOf } from '../../server/src/board/board.ts'
import { alternativesBetween } from '../../server/src/board/coexistence.ts'
import { coexistingSets, mostSets } from '../../server/src/board/coexistence-sets.ts'
import type { CellConfig, SystemConfig } from '../../server/src/config/model.ts'
import { boardFrom, cellAt } from './partition/boards.ts'

/** What decides about a cell: its CPUs as a bitmap, its name, and its id on the link 00:01.0. */
interface Facts {
  readonly cpus: number
  readonly name: string
  readonly id: number | undefined
}

const different: readonly Facts[] = [0, 1, 2, 3, 4, 6, 8, 12, 15].flatMap((cpus) =>
  ['a', 'b', ''].flatMap((name) => [undefined, 0, 1].map((id) => ({ cpus, name, id }))),
)

/** A board may have two cells that are alike, but no configuration twice. */
const kinds = [...different, ...different]

/** Each kind of cell is read once, whatever boards are made of them. */
const pool = boardFrom(kinds.map((facts, index) => `//- cell c${index}.c\n${fragment(facts)}`).join('\n'))

function fragment({ cpus, name, id }: Facts): string {
  const device = `.pci_devices = {
    { .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 8, .shmem_dev_id = ${id}, .shmem_peers = 2 },
  },`
  return `.cell.name = "${name}",\n.cpus = { ${cpus} },\n${id === undefined ? '' : device}`
}

function boardWith(picks: readonly number[]): Board {
  const configurations = picks.flatMap((pick): readonly CellConfig[] => {
    const { configuration } = cellAt(pool, pick)
    return configuration.kind === 'cell' ? [configuration] : []
  })
  return boardOf(rootOf(pool), configurations)
}

function rootOf({ rootCell: { configuration } }: Board): SystemConfig {
  if (configuration.kind !== 'system') throw new Error('the root cell has no root configuration')
  return configuration
}

function setsOf(board: Board): readonly (readonly number[])[] {
  return coexistingSets(board).sets.map((set) => set.map((cell) => board.cells.indexOf(cell)))
}

function naiveSets(all: readonly Facts[]): readonly (readonly number[])[] {
  const subsets = Array.from({ length: 2 ** all.length }, (_, bits) =>
    all.flatMap((__, index) => ((bits >> index) & 1 ? [index] : [])),
  )
  const possible = subsets.filter((subset) => {
    const chosen = subset.flatMap((index) => all[index] ?? [])
    const apart = chosen.every((a, index) => chosen.slice(0, index).every((b) => !areAlternatives(a, b)))
    return apart && chosen.reduce((cpus, facts) => cpus | facts.cpus, 0) !== 0xf
  })
  return possible.filter(
    (subset) =>
      0 < subset.length &&
      possible.every((other) => other === subset || subset.some((index) => !other.includes(index))),
  )
}

function areAlternatives(a: Facts, b: Facts): boolean {
  return (
    (a.cpus & b.cpus) !== 0 || (a.name !== '' && a.name === b.name) || (a.id !== undefined && a.id === b.id)
  )
}

describe('the largest sets', () => {
  test('are those of the definition, in reading order', () => {
    const picks = fc.uniqueArray(fc.nat({ max: kinds.length - 1 }), { maxLength: 9 })
    fc.assert(
      fc.property(picks, (chosen) => {
        const expected = naiveSets(chosen.flatMap((pick) => kinds[pick] ?? []))
        const found = setsOf(boardWith(chosen))
        expect(found.map(String).toSorted()).toEqual(expected.map(String).toSorted())
        expect(found.map((set) => set.map((index) => String.fromCodePoint(97 + index)).join(''))).toEqual(
          found.map((set) => set.map((index) => String.fromCodePoint(97 + index)).join('')).toSorted(),
        )
      }),
      { numRuns: 300 },
    )
  })

  test('are one by one of cells of which too little is known', () => {
    const board = boardFrom(
      '//- cell\n.cpus = { SOME },\n//- cell\n.cpus = { 1 << 2 },\n//- cell\n.cpus = { 1 << 3 },',
    )
    expect(setsOf(board)).toEqual([[0], [1, 2]])
  })

  test('are no more than a person reads', () => {
    // Eight trios of one name each: 3 to the 8th sets.
    const names = Array.from({ length: 24 }, (_, index) => `.cell.name = "n${index % 8}",`)
    const board = boardFrom(names.map((name) => `//- cell\n${name}\n.cpus = { 0 },`).join('\n'))
    const { sets, isComplete } = coexistingSets(board)
    expect(isComplete).toBe(false)
    expect(sets.length).toBeLessThanOrEqual(mostSets)
    expect(new Set(sets.map((set) => set.length))).toEqual(new Set([8]))
  })
})

test('two cells can exclude each other for several reasons', () => {
  const board = boardFrom(
    [
      { cpus: 6, name: 'a', id: 1 },
      { cpus: 12, name: 'a', id: 1 },
    ]
      .map((facts) => `//- cell\n${fragment(facts)}`)
      .join('\n'),
  )
  expect(alternativesBetween(cellAt(board, 0), cellAt(board, 1))).toEqual([
    { by: 'cpu', cpus: [2] },
    { by: 'name', name: 'a' },
    { by: 'ivshmem', bdf: 8n, id: 1n },
  ])
})
