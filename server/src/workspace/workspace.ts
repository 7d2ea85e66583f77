/**
 * The workspace: analyses of config files and the boards that they make up, both kept as long as they hold.
 *
 * A config is never judged alone: the configs of its folder are read with it, since its root and the other cells of
 * its board are among them.
 */
import type { Board } from '../board/board.ts'
import { type BoardMembers, type Grouping, groupIntoBoards } from '../board/group.ts'
import { type BoardPin, cellsOfPin } from '../board/pins.ts'
import { forgetTokens } from '../c/lexer.ts'
import type { CellConfig, Configuration } from '../config/model.ts'
import { findingsOfOrphan, findingsOfTranslation, type SeverityOf, withSeverities } from '../rules/engine.ts'
import type { Finding } from '../rules/finding.ts'
import { type SuppressedFinding, withSuppressions } from '../rules/suppressions.ts'
import type { SourceFile } from '../text/source-file.ts'
import { type AnalysisOptions, analyse, type FileAnalysis, isImagePath, holdNow } from './analysis.ts'
import {
  type CheckedBoard,
  type CheckedBoards,
  createCheckedBoards,
  findingsAbout,
} from './checked-boards.ts'
import { configFilesIn, configFilesOf, sourceOfImage } from './config-files.ts'
import { isWrittenAsConfig } from './config-texts.ts'
import type { FileStore } from './file-store.ts'
import { isAmong, type Probe } from './headers.ts'
import { analyseImage } from './image-analysis.ts'
import {
  allPins,
  createSettingsOfFiles,
  type SettingsOfFiles,
  type WorkspaceOptions,
} from './file-settings.ts'
import { filesToRead } from './neighbours.ts'
import type { Project } from './project-file.ts'
import { projectFindings } from './project-findings.ts'

export interface Workspace {
  /** The analysis of a file; undefined when it cannot be read. */
  readonly analysis: (path: string) => FileAnalysis | undefined
  /** Whether that has been made already, so that it is had for nothing. */
  readonly isAnalysed: (path: string) => boolean
  /** Whether another file that was analysed has included the one at a path, or looked for it there. */
  readonly isIncluded: (path: string) => boolean
  /** Whether files are what they were found to be. */
  readonly holds: (probes: readonly Probe[]) => boolean
  /** Keeps what is known of a file no longer. It is worked out again when somebody asks. */
  readonly letGo: (file: SourceFile) => void
  /** The boards that the given files belong to, and what is to be said about the files. */
  readonly check: (paths: readonly string[], choice?: CheckChoice) => Check
  /** The boards that the given files belong to, before any rule has looked at them. */
  readonly boardsOf: (paths: readonly string[]) => readonly Board[]
  /** The files that are read when the given ones are checked: what may be on a board with them. */
  readonly filesAround: (paths: readonly string[], pins?: readonly BoardPin[]) => readonly string[]
  /** Every config file in a folder and the folders in it. */
  readonly configsIn: (folder: string) => readonly string[]
  /** Every config file in a folder itself: those that are checked together. */
  readonly configsOf: (folder: string) => readonly string[]
  /** The project that a file belongs to; a project file belongs to itself. */
  readonly projectOf: (path: string) => Project | undefined
  /** What is wrong with a project file, with the severities that it chooses itself. */
  readonly projectFindings: (project: Project) => readonly Finding[]
  /** Says that files may have appeared or gone. What changes inside of files is noticed by itself. */
  readonly filesChanged: () => void
}

export interface CheckChoice {
  /** What was said about boards for this once; it comes before what project files say. */
  readonly pins?: readonly BoardPin[]
  /** Asked between files and boards; a check that is cancelled returns what it has. */
  readonly isCancelled?: () => boolean
}

export interface Check {
  readonly boards: readonly CheckedBoard[]
  /** Cells without a root. */
  readonly orphans: readonly CellConfig[]
  /** Of the given files, the files that they include and their project files, in reading order. */
  readonly findings: readonly Finding[]
  /** Those that comments in the files keep from being shown. */
  readonly suppressed: readonly SuppressedFinding[]
  /** The given files that are cell configs; one that is missing here is none. */
  readonly files: readonly FileAnalysis[]
  /** Those that the given files belong to. */
  readonly projects: readonly Project[]
}

export function createWorkspace(options: WorkspaceOptions): Workspace {
  const settings = createSettingsOfFiles(options)
  const cache: Cache = { options, settings, analyses: new Map(), boards: createCheckedBoards() }
  return {
    analysis: (path) => analysisOf(path, cache),
    isAnalysed: (path) => knownAnalysis(path, cache) !== undefined,
    isIncluded: (path) => [...cache.analyses.values()].some(({ analysis }) => includes(analysis, path)),
    holds: (probes) => holdNow(probes, options.files),
    letGo: (file) => letGo(file, cache),
    filesAround: (paths, pins) =>
      filesToRead(new Set(paths), allPins(pins, settings.projectsOf(paths)), options.files),
    configsIn: (folder) => configFilesIn(folder, options.files),
    configsOf: (folder) => configFilesOf(folder, options.files),
    check: (paths, choice = {}) => check(new Set(paths), choice, cache),
    boardsOf: (paths) => found(new Set(paths), {}, cache).boards.map(({ board }) => board),
    projectOf: (path) => settings.of(path).project,
    projectFindings: (project) => withSeverities(findingsOfProject(project, cache), severityIn(cache)),
    filesChanged: settings.filesChanged,
  }
}

interface Cache {
  readonly options: AnalysisOptions
  readonly settings: SettingsOfFiles
  readonly analyses: Map<string, KnownAnalysis>
  readonly boards: CheckedBoards
}

interface KnownAnalysis {
  readonly analysis: FileAnalysis
  /** Of the settings that it was made under. */
  readonly key: string
}

/** The analysis of a file as it was made before, if it still holds. */
function knownAnalysis(path: string, { settings, analyses }: Cache): FileAnalysis | undefined {
  const { options, key } = settings.of(path)
  const known = analyses.get(path)
  return known?.key === key && holdNow(known.analysis.probes, options.files) ? known.analysis : undefined
}

function analysisOf(path: string, cache: Cache): FileAnalysis | undefined {
  const known = knownAnalysis(path, cache)
  if (known) return known
  const { settings, analyses } = cache
  const { options, key } = settings.of(path)
  const analysis = isImagePath(path) ? freshImage(path, options) : freshText(path, options)
  if (analysis) analyses.set(path, { analysis, key })
  else analyses.delete(path)
  return analysis
}

function includes({ file, probes }: FileAnalysis, path: string): boolean {
  return file.path !== path && isAmong(probes, path)
}

function letGo(file: SourceFile, { analyses, boards }: Cache): void {
  analyses.delete(file.path)
  boards.letGo(file.path)
  forgetTokens(file)
}

function findingsOfProject(project: Project, cache: Cache): readonly Finding[] {
  return projectFindings(project, (path) => analysisOf(path, cache))
}

/** Each project has its own. */
function severityIn({ settings }: Cache): Parameters<typeof withSeverities>[1] {
  const known = new Map<string, SeverityOf>()
  return ({ rule, file: { path } }) => {
    const severityOf = known.get(path) ?? settings.of(path).severityOf
    known.set(path, severityOf)
    return severityOf(rule)
  }
}

function freshText(path: string, options: AnalysisOptions): FileAnalysis | undefined {
  const file = options.files.read(path)
  return file && analyse(file, options)
}

function freshImage(path: string, options: AnalysisOptions): FileAnalysis | undefined {
  const bytes = options.files.readBytes(path)
  return bytes && analyseImage(path, bytes, options)
}

/** What is known of files and boards without asking any rule. */
type Found = Pick<Check, 'boards' | 'orphans' | 'projects' | 'files'>

function found(asked: ReadonlySet<string>, choice: CheckChoice, cache: Cache): Found {
  const { isCancelled } = choice
  const { files } = cache.options
  const projects = cache.settings.projectsOf(asked)
  const pins = allPins(choice.pins, projects)
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
  return { boards, orphans, projects, files: analyses.filter(({ file }) => asked.has(file.path)) }
}

function check(asked: ReadonlySet<string>, choice: CheckChoice, cache: Cache): Check {
  const { boards, orphans, projects, files: checked } = found(asked, choice, cache)
  const all = [
    ...checked.flatMap(({ translation }) => findingsOfTranslation(translation)),
    ...checked.flatMap(({ file }) => findingsAbout(file.path, boards)),
    ...orphans.flatMap((orphan) => findingsOfOrphan(orphan)),
    ...projects.flatMap((project) => findingsOfProject(project, cache)),
  ]
  const { findings, suppressed } = withSuppressions(
    all,
    checked.map(({ file }) => file),
    fullyChecked(checked, boards),
  )
  const severityOf = severityIn(cache)
  return {
    boards,
    orphans,
    files: checked,
    projects,
    findings: withSeverities(findings, severityOf),
    suppressed: suppressed.filter(({ finding }) => severityOf(finding) !== 'off'),
  }
}

/** The files about which all has been said that there is: what has no root, or several, is judged in part. */
function fullyChecked(
  analyses: readonly FileAnalysis[],
  boards: readonly CheckedBoard[],
): ReadonlySet<SourceFile> {
  const files = analyses
    .filter(({ translation }) => translation.complaints.every(({ severity }) => severity !== 'error'))
    .map(({ file }) => file)
  return new Set(files.filter((file) => boards.filter(({ members }) => isMember(file, members)).length === 1))
}

function isMember(file: SourceFile, { root, cells }: BoardMembers): boolean {
  return root.file === file || cells.some(({ cell }) => cell.file === file)
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
