/** Whether a config says the same after its regions have changed places: about its board, and to its devices. */
import { type Board, boardOf } from '../../../server/src/board/board.ts'
import { historyOf, type Phase } from '../../../server/src/board/partition/history.ts'
import { partitionOf } from '../../../server/src/board/partition/partition.ts'
import type { LiveRegion } from '../../../server/src/config/memory.ts'
import type { Configuration } from '../../../server/src/config/model.ts'
import type { FileAnalysis } from '../../../server/src/workspace/analysis.ts'
import type { Check } from '../../../server/src/workspace/workspace.ts'

/** What is not as it was; empty where everything is. */
export function faultsOfOrder(before: FileAnalysis, after: FileAnalysis, check: Check): readonly string[] {
  const [old, changed] = [before.configurations[0], after.configurations[0]]
  if (!old || !changed) return ['the config is lost']
  const boards = check.boards.filter(({ board }) =>
    [board.rootCell, ...board.cells].some(
      ({ configuration }) => configuration.file.path === before.file.path,
    ),
  )
  if (boards.length === 0) return ['no board to compare']
  const faults = boards.flatMap(({ board }) =>
    saidBy(boardWith(board, old)) === saidBy(boardWith(board, changed)) ? [] : ['another partition'],
  )
  const same = regionsOf(old).toSorted().join() === regionsOf(changed).toSorted().join()
  const sections = sectionsOf(old) === sectionsOf(changed)
  return [...faults, ...(same ? [] : ['other regions']), ...(sections ? [] : ['other sections'])]
}

/** The board with one of its configurations in the version that is given. */
function boardWith({ rootCell, cells }: Board, changed: Configuration): Board {
  const current = (own: Configuration): Configuration => (own.file.path === changed.file.path ? changed : own)
  const root = current(rootCell.configuration)
  if (root.kind !== 'system') throw new Error('the root is no root')
  const others = cells.map(({ configuration }) => current(configuration))
  return boardOf(
    root,
    others.flatMap((other) => (other.kind === 'cell' ? [other] : [])),
  )
}

/** All that a board comes to: who reaches what, with what rights, in all usual states of each cell. */
function saidBy(board: Board): string {
  const partition = partitionOf(board)
  const everything = { start: 0n, end: 1n << 60n }
  const phases: readonly Phase[] = ['enabled', 'created', 'loaded', 'running', 'destroyed']
  const histories = board.cells.flatMap((cell) => phases.map((phase) => historyOf(phase, [cell])))
  return valuesText([
    [board.rootCell, ...board.cells].map((cell) => partition.guestSpaceOf(cell)),
    histories.map((history) => partition.rootSpaceAfter(history)),
    histories.map((history) =>
      partition
        .reachOf(everything, history)
        .map(({ cell, ...way }) => ({ ...way, cell: cell.configuration.file.path })),
    ),
  ])
}

/** Values only: a region is what it says, wherever it is written. */
function valuesText(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => {
    if (typeof part === 'bigint') return part.toString(16)
    if (key === 'place' || key === 'via' || key === 'region')
      return isRegion(part) ? regionText(part) : undefined
    return part
  })
}

function isRegion(part: unknown): part is LiveRegion {
  return typeof part === 'object' && part !== null && 'region' in part && 'guest' in part
}

function regionText({ region: { physStart, virtStart, size, flags } }: Pick<LiveRegion, 'region'>): string {
  return [physStart, virtStart, size, flags]
    .map((scalar) => (scalar.known ? scalar.value.toString(16) : '?'))
    .join()
}

function regionsOf({ memory }: Configuration): readonly string[] {
  return memory.items.map((region) => regionText({ region }))
}

function sectionsOf(configuration: Configuration): string {
  const regions = regionsOf(configuration)
  return configuration.pciDevices.items
    .filter(({ shmemPeers }) => shmemPeers.known && shmemPeers.value !== 0n)
    .map(({ shmemRegionsStart: start, shmemPeers: peers }) =>
      start.known && peers.known
        ? regions.slice(Number(start.value), Number(start.value + peers.value) + 2).join(' ')
        : '?',
    )
    .join('\n')
}
