/** Who else lists the interrupts that a cell lists, in words: interrupt ids of the GIC, or pins of an I/O APIC. */
import type { Cell } from '../board/cell.ts'
import { alternativeBy } from '../board/coexistence.ts'
import { assignablePins } from '../board/conflicts.ts'
import { pinsText, spisText } from '../rules/wording.ts'
import { boardWith, cellText, fileText, type Surroundings } from './cell-context.ts'
import { cut, type Fact, type Inline, plain, shortened } from './markdown.ts'
import { mostOfNumbers } from './notation.ts'

/**
 * For pins of one controller.
 *
 * @param numbers rising
 */
export function pinHolderFacts(
  controller: bigint,
  numbers: readonly number[],
  cell: Cell,
  surroundings: Surroundings,
): readonly Fact[] {
  const board = boardWith(cell, surroundings)
  if (!board || numbers.length === 0) return []
  const listedBy = (other: Cell): readonly number[] => {
    const pins = assignablePins(other).filter((pin) => pin.controller === controller)
    const theirs = new Set(pins.map((pin) => pin.number))
    return numbers.filter((number) => theirs.has(number))
  }
  const others = board.cells.flatMap((other) => {
    const common = other === cell ? [] : listedBy(other)
    if (common.length === 0) return []
    const never = !cell.isRoot && alternativeBy(cell, other) ? ', never beside this cell' : ''
    return [`${cellText(other)} ${textOf(common, numbers, cell)}${never}`]
  })
  const text = others.length === 0 ? undefined : shortened(others, 4).join('; ')
  if (cell.isRoot) return [['taken by', text]]
  return [
    ['root cell', rootText(listedBy(board.rootCell), numbers, cell)],
    ['other cells', text],
  ]
}

/** At creation the pins leave the root cell; that it had them is not required (upstream `irqchip_cell_init`). */
function rootText(theirs: readonly number[], numbers: readonly number[], cell: Cell): Inline {
  const file = cell.root ? fileText(cell.root.configuration) : 'its config'
  if (theirs.length === 0) return `${file} lists none of them`
  const missing = numbers.filter((number) => !theirs.includes(number))
  const but = missing.length === 0 ? '' : `; ${file} does not list ${textOf(missing, numbers, cell)}`
  return `has ${textOf(theirs, numbers, cell)}, but not while the cell exists${but}`
}

function textOf(some: readonly number[], all: readonly number[], { architecture }: Cell): Inline {
  if (some.length === all.length) return some.length === 1 ? 'it' : 'all of them'
  return plain(cut(architecture === 'x86' ? pinsText(some) : spisText(some), mostOfNumbers))
}
