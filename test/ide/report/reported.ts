/** Reports for tests: of boards written down in a few lines, with everything that is not the board's left out. */
import { type Board, boardOf } from '../../../server/src/board/board.ts'
import { reportOn } from '../../../server/src/ide/report/board-report.ts'
import type { BoardReport, Classification, SharedResource } from '../../../server/src/ide/report/report.ts'
import { boardFrom } from '../../board/partition/boards.ts'

export function reportOf(board: Board, facts: Partial<Parameters<typeof reportOn>[1]> = {}): BoardReport {
  return reportOn(board, {
    tool: 'warden',
    settings: [],
    files: [],
    findings: [],
    suppressed: [],
    nameOfFile: (path) => path.replace(/^.*\//, ''),
    withoutFolders: (text) => text,
    becauseOf: () => 'the test says so',
    chosen: undefined,
    ...facts,
  }).report
}

export function reportFrom(example: string): BoardReport {
  return reportOf(boardFrom(example))
}

/** What is shared in a set, in a line each: `memory 0x1000-0x1fff (4 KiB): ground | holders`. */
export function sharedIn(report: BoardReport, classification: Classification, set = 0): readonly string[] {
  return (report.sets[set]?.shared ?? [])
    .filter((one) => one.classification === classification)
    .map(sharedText)
}

export function sharedText({ kind, what, ground, holders }: SharedResource): string {
  const having = holders.map(({ cell, rights }) => [cell ?? 'hypervisor', ...rights].join(' '))
  return `${kind} ${what}: ${ground} | ${having.join(', ')}`
}

/** The same board with cells that are declared to run together. */
export function withConcurrent(board: Board): Board {
  const configurations = board.cells.flatMap(({ configuration }) =>
    configuration.kind === 'cell' ? [configuration] : [],
  )
  return boardOf(board.root.configuration, configurations, [configurations])
}
