/** Cells that take the whole cache from the root cell. */
import { cachePartitionOf } from '../../board/cache-partitions.ts'
import type { Board } from '../../board/board.ts'
import type { Cell } from '../../board/cell.ts'
import { coexistingSets } from '../../board/coexistence-sets.ts'
import { uncovered } from '../../board/uncovered.ts'
import type { Range } from '../../config/range.ts'
import { defineRule } from '../rule.ts'
import { configurationText, listText } from '../wording.ts'

export const cacheRootExhausted = defineRule({
  id: 'cache-root-exhausted',
  resource: 'cache',
  scope: 'board',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'On x86 the root cell has a cache region, and a cell takes all of its bits; or several cells do so that can exist at ' +
      'the same time.',
    why:
      'Each cell takes its bits from the root cell, which has to keep one at least. When a cell would leave it none, ' +
      '`cell create` fails with EINVAL. That several cells do so together is information, unless `warden.json` declares ' +
      'them concurrent.',
    legal:
      'With JAILHOUSE_CACHE_ROOTSHARED the root cell keeps the bits. A root cell without a cache region has all the bits ' +
      'of the CPU, and how many these are is not known.',
    bad: `
//- x86 root
.cache_regions = { { .start = 0, .size = 4, .type = JAILHOUSE_CACHE_L3 } },
//- x86 cell
.cache_regions = { { .start = 0, .size = 8, .type = JAILHOUSE_CACHE_L3 } },`,
    good: `
//- x86 root
.cache_regions = { { .start = 0, .size = 12, .type = JAILHOUSE_CACHE_L3 } },
//- x86 cell
.cache_regions = { { .start = 0, .size = 8, .type = JAILHOUSE_CACHE_L3 } },`,
    references: ['hypervisor/arch/x86/cat.c: cat_cell_init, shrink_root_cell_mask'],
    catalogue: 'A.6, B X12',
  },
  check(board, report) {
    const own = cachePartitionOf(board.rootCell)
    if (!own) return
    for (const { taking, last, isDeclared } of exhausting(board, own.bits)) {
      const partition = cachePartitionOf(last)
      if (!partition) continue
      const others = taking.filter((cell) => cell !== last)
      const names = listText(others.map(({ configuration }) => configurationText(configuration)))
      report({
        at: partition.region.place,
        severity: isDeclared ? 'error' : 'information',
        configuration: last.configuration,
        message: `${others.length === 0 ? 'the cell takes' : `together with ${names}, the cell takes`} all bits of the cache that the root cell has (${own.bits.start}-${own.bits.end - 1n})`,
        why: 'the root cell has to keep one: `cell create` fails with EINVAL',
        help: 'leave the root cell a bit that no cell takes, or add JAILHOUSE_CACHE_ROOTSHARED',
        related: [
          {
            at: own.region.place,
            message: 'what the root cell has',
            configuration: board.root.configuration,
          },
          ...others.map((cell) => ({
            at: cell.configuration.caches.place,
            message: `what ${configurationText(cell.configuration)} takes`,
            configuration: cell.configuration,
          })),
        ],
      })
    }
  },
})

interface Exhausting {
  readonly taking: readonly Cell[]
  /** The last of them in the order of the board. */
  readonly last: Cell
  readonly isDeclared: boolean
}

/** Single cells that take everything, and sets of others that do so together. */
function exhausting(board: Board, bits: Range): readonly Exhausting[] {
  const takesAll = (cells: readonly Cell[]): boolean =>
    uncovered(bits, cells.flatMap(privateBits)).length === 0
  const alone = board.cells.filter((cell) => takesAll([cell]))
  const rest = coexistingSets(board).sets.flatMap((set): readonly Exhausting[] => {
    const taking = set.filter((cell) => !alone.includes(cell) && 0 < privateBits(cell).length)
    const last = taking.at(-1)
    if (!last || !takesAll(taking)) return []
    const isDeclared = board.concurrent.some((declared) => taking.every((cell) => declared.includes(cell)))
    return [{ taking, last, isDeclared }]
  })
  return [...alone.map((cell) => ({ taking: [cell], last: cell, isDeclared: true })), ...rest]
}

function privateBits(cell: Cell): readonly Range[] {
  const partition = cachePartitionOf(cell)
  return partition && !partition.isShared ? [partition.bits] : []
}
