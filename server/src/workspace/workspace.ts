/**
 * The workspace: analyses of config files and the boards that they make up, both kept as long as they hold.
 *
 * A config is never judged alone: the configs of its folder are read with it, since its root and the other cells of
 * its board are among them.
 */
import { type Board, boardOf } from '../board/board.ts'
import { type BoardMembers, type Grouping, groupIntoBoards } from '../board/group.ts'
import type { CellConfig, Configuration } from '../config/model.ts'
import {
  findingsOfBoard,
  findingsOfOrphan,
  findingsOfTranslation,
  type SeverityOf,
  withSeverities,
} from '../rules/engine.ts'
import type { Finding } from '../rules/finding.ts'
import {
  type AnalysisOptions,
  analyse,
  type FileAnalysis,
  isImagePath,
  isWrittenAsConfig,
  stillHolds,
} from './analysis.ts'
import { configFilesIn, configFilesOf, isOwnImage } from './config-files.ts'
import type { FileStore } from './file-store.ts'
import { analyseImage } from './image-analysis.ts'
import { folderOf } from './paths.ts'

export interface Workspace {
  /** The analysis of a file; undefined when it cannot be read. */
  readonly analysis: (path: string) => FileAnalysis | undefined
  /** The boards that the given files belong to, and what is to be said about the files. */
  readonly check: (paths: readonly string[], choice?: CheckChoice) => Check
  /** Every config file in a folder and the folders in it. */
  readonly configsIn: (folder: string) => readonly string[]
  /** Every config file in a folder itself: those that are checked together. */
  readonly configsOf: (folder: string) => readonly string[]
}

export interface CheckChoice {
  readonly severityOf?: SeverityOf
  /** Asked between files and boards; a check that is cancelled returns what it has. */
  readonly isCancelled?: () => boolean
}

export interface Check {
  readonly boards: readonly CheckedBoard[]
  /** Cells without a root. */
  readonly orphans: readonly CellConfig[]
  /** Of the given files and the files that they include, in reading order. */
  readonly findings: readonly Finding[]
  /** The given files that are cell configs; one that is missing here is none. */
  readonly files: readonly FileAnalysis[]
}

export interface CheckedBoard {
  readonly board: Board
  readonly members: BoardMembers
  /** Of all its files, with the rules' own severities. */
  readonly findings: readonly Finding[]
}

export function createWorkspace(options: AnalysisOptions): Workspace {
  const cache: Cache = { options, analyses: new Map(), boards: new Map() }
  return {
    analysis: (path) => analysisOf(path, cache),
    configsIn: (folder) => configFilesIn(folder, options.files),
    configsOf: (folder) => configFilesOf(folder, options.files),
    check: (paths, choice = {}) => check(new Set(paths), choice, cache),
  }
}

interface Cache {
  readonly options: AnalysisOptions
  readonly analyses: Map<string, FileAnalysis>
  /** By the path of the root's file. */
  readonly boards: Map<string, CheckedBoard>
}

function analysisOf(path: string, { options, analyses }: Cache): FileAnalysis | undefined {
  const known = analyses.get(path)
  if (known && stillHolds(known, options.files)) return known
  const fresh = isImagePath(path) ? freshImage(path, options) : freshText(path, options)
  if (fresh) analyses.set(path, fresh)
  else analyses.delete(path)
  return fresh
}

function freshText(path: string, options: AnalysisOptions): FileAnalysis | undefined {
  const file = options.files.read(path)
  return file && analyse(file, options)
}

function freshImage(path: string, options: AnalysisOptions): FileAnalysis | undefined {
  const bytes = options.files.readBytes(path)
  return bytes && analyseImage(path, bytes, options)
}

function check(asked: ReadonlySet<string>, { severityOf, isCancelled }: CheckChoice, cache: Cache): Check {
  const analyses = analysesAround(asked, cache, isCancelled)
  const grouping = grouped(analyses, cache.options.files)
  const concerns = (configuration: Configuration): boolean => asked.has(configuration.file.path)
  const boards = grouping.boards
    .filter(({ root, cells }) => concerns(root) || cells.some(({ cell }) => concerns(cell)))
    .flatMap((members) => (isCancelled?.() ? [] : [checkedBoard(members, cache)]))
  const orphans = grouping.orphans.filter(concerns)
  const files = analyses.filter(({ file }) => asked.has(file.path))
  const findings = [
    ...files.flatMap(({ translation }) => findingsOfTranslation(translation)),
    ...boards.flatMap((board) => board.findings.filter(({ file }) => asked.has(file.path))),
    ...orphans.flatMap((orphan) => findingsOfOrphan(orphan)),
  ]
  return { boards, orphans, files, findings: withSeverities(findings, severityOf ?? asTheRuleHasIt) }
}

/** An image that lies beside its source is on the board already: as its source. It is looked at alone. */
function grouped(analyses: readonly FileAnalysis[], files: FileStore): Grouping {
  const own = new Set(analyses.filter(({ file }) => isOwnImage(file.path, files)))
  const shared = groupIntoBoards(
    analyses.filter((analysis) => !own.has(analysis)).flatMap(({ configurations }) => configurations),
  )
  const alone = [...own].flatMap(({ configurations }) => configurations.map((one) => groupIntoBoards([one])))
  return {
    boards: [shared, ...alone].flatMap(({ boards }) => boards),
    orphans: [shared, ...alone].flatMap(({ orphans }) => orphans),
  }
}

/** The configs among the given files and beside them. */
function analysesAround(
  asked: ReadonlySet<string>,
  cache: Cache,
  isCancelled: CheckChoice['isCancelled'],
): readonly FileAnalysis[] {
  const folders = new Set([...asked].map(folderOf))
  const paths = new Set([...folders].flatMap((folder) => configFilesOf(folder, cache.options.files)))
  for (const path of asked) paths.add(path)
  return [...paths].toSorted().flatMap((path) => {
    if (isCancelled?.()) return []
    const analysis = analysisOf(path, cache)
    return analysis && isConfig(analysis) ? [analysis] : []
  })
}

/** A config whose struct is broken at the moment defines none, and still is one. */
function isConfig({ configurations, file }: FileAnalysis): boolean {
  return 0 < configurations.length || isWrittenAsConfig(file)
}

/** Configurations are made anew when their file changes, so a board of the same ones is the same board. */
function checkedBoard(members: BoardMembers, { boards }: Cache): CheckedBoard {
  const { root, cells } = members
  const known = boards.get(root.file.path)
  if (known && isSameBoard(known.members, members)) return known
  const board = boardOf(
    root,
    cells.map(({ cell }) => cell),
  )
  const fresh = { members, board, findings: findingsOfBoard(board) }
  boards.set(root.file.path, fresh)
  return fresh
}

function isSameBoard(a: BoardMembers, b: BoardMembers): boolean {
  return (
    a.root === b.root &&
    a.cells.length === b.cells.length &&
    a.cells.every(({ cell }, index) => cell === b.cells[index]?.cell)
  )
}

function asTheRuleHasIt(): undefined {
  return undefined
}
