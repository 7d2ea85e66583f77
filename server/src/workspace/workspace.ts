/**
 * The workspace: analyses of config files, kept as long as they hold, and the boards that they make up.
 *
 * A config is never judged alone: the configs of its folder are read with it, since its root and the other cells of
 * its board are among them.
 */
import { type Board, boardOf } from '../board/board.ts'
import { type BoardMembers, groupIntoBoards } from '../board/group.ts'
import type { CellConfig, Configuration } from '../config/model.ts'
import type { SourceFile } from '../text/source-file.ts'
import { compareFindings, type Finding } from '../rules/finding.ts'
import { findingsOfBoard, findingsOfOrphan, findingsOfTranslation, type RuleChoice } from '../rules/engine.ts'
import {
  type AnalysisOptions,
  analyse,
  type FileAnalysis,
  isWrittenAsConfig,
  mayBeConfig,
  stillHolds,
} from './analysis.ts'
import { folderOf, resolved } from './paths.ts'

export interface Workspace {
  /** The analysis of a file; undefined when it cannot be read. */
  readonly analysis: (path: string) => FileAnalysis | undefined
  /** The boards and findings of the folders that hold the given files. */
  readonly check: (paths: readonly string[], choice?: RuleChoice) => Check
  /** Every config file in a folder and the folders in it. */
  readonly configsIn: (folder: string) => readonly string[]
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
}

export function createWorkspace(options: AnalysisOptions): Workspace {
  const analyses = new Map<string, FileAnalysis>()
  const analysis = (path: string): FileAnalysis | undefined => {
    const known = analyses.get(path)
    if (known && stillHolds(known, options.files)) return known
    const file = options.files.read(path)
    if (!file) {
      analyses.delete(path)
      return undefined
    }
    const fresh = analyse(file, options)
    analyses.set(path, fresh)
    return fresh
  }
  return {
    analysis,
    configsIn: (folder) => configsIn(folder, options),
    check: (paths, choice = {}) => check(paths, choice, options, analysis),
  }
}

function check(
  paths: readonly string[],
  choice: RuleChoice,
  options: AnalysisOptions,
  analysis: (path: string) => FileAnalysis | undefined,
): Check {
  const asked = new Set(paths)
  const folders = new Set(paths.map(folderOf))
  const analyses = [...folders].flatMap((folder) =>
    configFilesIn(folder, options, asked).flatMap((path) => {
      if (options.isCancelled?.()) return []
      const found = analysis(path)
      return found && isConfig(found) ? [found] : []
    }),
  )
  const { boards, orphans } = groupIntoBoards(analyses.flatMap(({ configurations }) => configurations))
  const checked = boards.map((members) => ({
    members,
    board: boardOf(
      members.root,
      members.cells.map(({ cell }) => cell),
    ),
  }))
  const findings = [
    ...analyses.flatMap(({ translation }) => findingsOfTranslation(translation, choice)),
    ...checked.flatMap(({ board }) => findingsOfBoard(board, choice)),
    ...orphans.flatMap((orphan) => findingsOfOrphan(orphan, choice)),
  ]
  const concerns = (configuration: Configuration): boolean => asked.has(configuration.file.path)
  return {
    boards: checked.filter(
      ({ members: { root, cells } }) => concerns(root) || cells.some(({ cell }) => concerns(cell)),
    ),
    orphans: orphans.filter(concerns),
    findings: findings.filter(({ file }) => asked.has(file.path)).toSorted(compareFindings),
    files: analyses.filter(({ file }) => asked.has(file.path)),
  }
}

/** The configs of one folder, and whatever else in it was asked for by name. */
function configFilesIn(
  folder: string,
  options: AnalysisOptions,
  asked: ReadonlySet<string>,
): readonly string[] {
  return options.files.list(folder).flatMap(({ name, isFolder }) => {
    const path = resolved(folder, name)
    if (isFolder) return []
    return asked.has(path) || (name.endsWith('.c') && isWorthReading(options.files.read(path))) ? [path] : []
  })
}

function isWorthReading(file: SourceFile | undefined): boolean {
  return file !== undefined && mayBeConfig(file)
}

/** A config whose struct is broken at the moment defines none, and still is one. */
function isConfig({ configurations, file }: FileAnalysis): boolean {
  return 0 < configurations.length || isWrittenAsConfig(file)
}

/** Folders deeper than this are no place for configs, and may be a link's endless loop. */
const deepest = 24

function configsIn(folder: string, options: AnalysisOptions, depth = 0): readonly string[] {
  if (deepest < depth) return []
  return options.files.list(folder).flatMap(({ name, isFolder }) => {
    const path = resolved(folder, name)
    if (isFolder)
      return name.startsWith('.') || name === 'node_modules' ? [] : configsIn(path, options, depth + 1)
    return name.endsWith('.c') && isWorthReading(options.files.read(path)) ? [path] : []
  })
}
