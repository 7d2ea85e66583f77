/**
 * The isolation report of a board as content: from the board, with what was found on it and read for it, to the record
 * that the renderers write down. It asks the partition and the other analyses of the board; it judges by no rule.
 */
import type { Board } from '../../board/board.ts'
import type { Cell } from '../../board/cell.ts'
import { alternativesBetween } from '../../board/coexistence.ts'
import { coexistingSets } from '../../board/coexistence-sets.ts'
import { reservationOf } from '../../board/reservation.ts'
import { sizeOfRange } from '../../config/range.ts'
import { fileName, hex, sizeText } from '../../rules/wording.ts'
import type { SourceFile } from '../../text/source-file.ts'
import type { NameOfFile } from '../listing/places.ts'
import { clashText } from '../map/selection.ts'
import { assumptionsOf } from './assumptions.ts'
import type { BoardReport, ReportCell, ReportFile, ReportReservation, ReportSetting } from './report.ts'
import { type ReportContext, reportContext } from './report-context.ts'
import { type FoundOnBoard, reportedFindings } from './reported-findings.ts'
import { setReport } from './set-report.ts'
import { unknownsOf } from './unknowns.ts'
import { violationsIn } from './violations.ts'

/** What the report says and a board does not know. */
export interface ReportFacts extends FoundOnBoard {
  readonly tool: string
  readonly settings: readonly ReportSetting[]
  readonly files: readonly ReportFile[]
  readonly nameOfFile: NameOfFile
  /** Takes the names of folders out of a message that quotes them. */
  readonly withoutFolders: (text: string) => string
  /** Why a cell was taken for one of the board. */
  readonly becauseOf: (cell: Cell) => string
  /** The only set to report on; undefined for all of the largest ones. */
  readonly chosen: readonly Cell[] | undefined
}

export interface ReportOnSets {
  readonly report: BoardReport
  /** The cells of each of its sets. */
  readonly sets: readonly (readonly Cell[])[]
}

export function reportOn(board: Board, facts: ReportFacts): ReportOnSets {
  const context = reportContext(board, facts.nameOfFile)
  const coexistence = coexistingSets(board)
  // Without any cell there is still the root cell and what it does to the hypervisor.
  const largest = coexistence.sets.length === 0 ? [[]] : coexistence.sets
  const sets = facts.chosen ? [facts.chosen] : largest
  const unknowns = unknownsOf(context)
  const reports = sets.map((set) => setReport(set, unknowns, context))
  const report: BoardReport = {
    title: board.rootCell.configuration.cell.name ?? fileName(board.root.configuration),
    architecture: board.root.architecture ?? 'unknown architecture',
    tool: facts.tool,
    settings: facts.settings,
    files: facts.files,
    iommus: [...context.partition.iommus],
    cells: [board.rootCell, ...board.cells].map((cell) => reportCell(cell, facts, context)),
    sets: reports,
    extent: facts.chosen ? 'chosen' : coexistence.isComplete ? 'all' : 'some',
    violations: violationsIn(reports, facts.chosen ? [] : sets, context),
    reservation: reportReservation(board),
    findings: reportedFindings(facts, { ...facts, cellsIn: (config) => cellsIn(config, context) }),
    assumptions: assumptionsOf(context),
    unknowns: unknowns.map((unknown) => ({ ...unknown, reason: facts.withoutFolders(unknown.reason) })),
  }
  return { report, sets }
}

/** A file may hold several; then they are all meant. */
function cellsIn({ path }: SourceFile, { board, nameOf }: ReportContext): readonly string[] {
  const cells = [board.rootCell, ...board.cells].filter(
    ({ configuration }) => configuration.file.path === path,
  )
  return cells.map(nameOf)
}

function reportCell(cell: Cell, facts: ReportFacts, { board, nameOf }: ReportContext): ReportCell {
  const others = cell.isRoot ? [] : board.cells.filter((other) => other !== cell)
  return {
    name: nameOf(cell),
    file: facts.nameOfFile(cell.configuration.file.path),
    because: cell.isRoot ? undefined : facts.becauseOf(cell),
    cpus: cell.cpus,
    alternatives: others.flatMap((other) => {
      const [by] = alternativesBetween(cell, other)
      return by ? [{ name: nameOf(other), by: clashText({ first: cell, second: other, by }) }] : []
    }),
  }
}

function reportReservation(board: Board): ReportReservation | undefined {
  const reservation = reservationOf(board)
  if (!reservation) return undefined
  const { blocks, below, lost } = reservation
  const advice =
    board.root.architecture === 'x86'
      ? blocks.map((block) => `memmap=${megabytes(sizeOfRange(block))}$${hex(block.start)}`)
      : [
          ...(below
            ? [
                `mem=${megabytes(sizeOfRange(below))}${lost === 0n ? '' : `, which leaves ${sizeText(lost)} more unused`}`,
              ]
            : []),
          'a node with `no-map` below `reserved-memory` for each range',
        ]
  return { blocks, advice }
}

/** `1280M` */
function megabytes(size: bigint): string {
  return `${size >> 20n}M`
}
