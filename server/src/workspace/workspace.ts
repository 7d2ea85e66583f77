/**
 * The workspace: analyses of config files and the boards that they make up, both kept as long as they hold.
 *
 * A config is never judged alone: the configs of its folder are read with it, since its root and the other cells of
 * its board are among them.
 */
import { type Grouping, groupIntoBoards } from '../board/group.ts'
import { type BoardPin, cellsOfPin } from '../board/pins.ts'
import type { CellConfig, Configuration } from '../config/model.ts'
import { findingsOfOrphan, findingsOfTranslation, type SeverityOf, withSeverities } from '../rules/engine.ts'
import type { Finding } from '../rules/finding.ts'
import {
  type AnalysisOptions,
  analyse,
  type FileAnalysis,
  isImagePath,
  isWrittenAsConfig,
  stillHolds,
} from './analysis.ts'
import {
  type CheckedBoard,
  type CheckedBoards,
  createCheckedBoards,
  findingsAbout,
} from './checked-boards.ts'
import { configFilesIn, configFilesOf, sourceOfImage } from './config-files.ts'
import type { FileStore } from './file-store.ts'
import { analyseImage } from './image-analysis.ts'
import { filesToRead } from './neighbours.ts'

export interface Workspace {
  /** The analysis of a file; undefined when it cannot be read. */
  readonly analysis: (path: string) => FileAnalysis | undefined
  /** The boards that the given files belong to, and what is to be said about the files. */
  readonly check: (paths: readonly string[], choice?: CheckChoice) => Check
  /** The files that are read when the given ones are checked: what may be on a board with them. */
  readonly filesAround: (paths: readonly string[], pins?: readonly BoardPin[]) => readonly string[]
  /** Every config file in a folder and the folders in it. */
  readonly configsIn: (folder: string) => readonly string[]
  /** Every config file in a folder itself: those that are checked together. */
  readonly configsOf: (folder: string) => readonly string[]
}

export interface CheckChoice {
  readonly severityOf?: SeverityOf
  /** What the user has declared about boards, in the order in which it counts. */
  readonly pins?: readonly BoardPin[]
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

export function createWorkspace(options: AnalysisOptions): Workspace {
  const cache: Cache = { options, analyses: new Map(), boards: createCheckedBoards() }
  return {
    analysis: (path) => analysisOf(path, cache),
    filesAround: (paths, pins = []) => filesToRead(new Set(paths), pins, options.files),
    configsIn: (folder) => configFilesIn(folder, options.files),
    configsOf: (folder) => configFilesOf(folder, options.files),
    check: (paths, choice = {}) => check(new Set(paths), choice, cache),
  }
}

interface Cache {
  readonly options: AnalysisOptions
  readonly analyses: Map<string, FileAnalysis>
  readonly boards: CheckedBoards
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

function check(asked: ReadonlySet<string>, choice: CheckChoice, cache: Cache): Check {
  const { severityOf, pins = [], isCancelled } = choice
  const { files } = cache.options
  const analyses = filesToRead(asked, pins, files).flatMap((path) => {
    const analysis = isCancelled?.() ? undefined : analysisOf(path, cache)
    return analysis && isConfig(analysis) ? [analysis] : []
  })
  const grouping = grouped(analyses, pins, files)
  const concerns = (configuration: Configuration): boolean => asked.has(configuration.file.path)
  const boards = grouping.boards
    .filter(({ root, cells }) => concerns(root) || cells.some(({ cell }) => concerns(cell)))
    .flatMap((members) => (isCancelled?.() ? [] : [cache.boards.of(members)]))
  const orphans = grouping.orphans.filter(concerns)
  const checked = analyses.filter(({ file }) => asked.has(file.path))
  const findings = [
    ...checked.flatMap(({ translation }) => findingsOfTranslation(translation)),
    ...checked.flatMap(({ file }) => findingsAbout(file.path, boards)),
    ...orphans.flatMap((orphan) => findingsOfOrphan(orphan)),
  ]
  return {
    boards,
    orphans,
    files: checked,
    findings: withSeverities(findings, severityOf ?? asTheRuleHasIt),
  }
}

/**
 * An image that lies beside its source is on the board already: as its source. It is looked at alone, unless a pin
 * names it: then it takes the place of its source.
 */
function grouped(analyses: readonly FileAnalysis[], pins: readonly BoardPin[], files: FileStore): Grouping {
  const pinned = new Set(pins.flatMap((pin) => [pin.root, ...cellsOfPin(pin)]))
  const alone = new Set<FileAnalysis>()
  const replaced = new Set<string>()
  for (const analysis of analyses) {
    const source = sourceOfImage(analysis.file.path, files)
    if (source === undefined) continue
    if (!pinned.has(analysis.file.path)) alone.add(analysis)
    else if (!pinned.has(source)) replaced.add(source)
  }
  const together = analyses.filter((one) => !alone.has(one) && !replaced.has(one.file.path))
  const groupings = [together, ...[...alone].map((one) => [one])].map((group) =>
    groupIntoBoards(
      group.flatMap(({ configurations }) => configurations),
      pins,
    ),
  )
  return {
    boards: groupings.flatMap(({ boards }) => boards),
    orphans: groupings.flatMap(({ orphans }) => orphans),
  }
}

/** A config whose struct is broken at the moment defines none, and still is one. */
function isConfig({ configurations, file }: FileAnalysis): boolean {
  return 0 < configurations.length || isWrittenAsConfig(file)
}

function asTheRuleHasIt(): undefined {
  return undefined
}
