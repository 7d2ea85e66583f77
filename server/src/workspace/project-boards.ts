/**
 * The boards of a project file: patterns become the files that they match, and what names nothing, or names something
 * twice, is said at its place. What is inside the files is not asked here.
 */
import type { BoardPin } from '../board/pins.ts'
import type { Span } from '../text/span.ts'
import { sourceOfImage } from './config-files.ts'
import { filesMatching } from './file-patterns.ts'
import type { FileStore } from './file-store.ts'
import { folderOf, nameOf, relativeTo, resolved } from './paths.ts'
import type { JsonPath } from './project-json.ts'
import type { ProjectProblem } from './project-problem.ts'
import type { PlacedBoard, ProjectText } from './project-text.ts'

export interface ProjectBoards {
  readonly pins: readonly BoardPin[]
  readonly problems: readonly ProjectProblem[]
  /** Files that are named one by one, and what they are said to be. */
  readonly named: readonly NamedFile[]
  readonly consoles: readonly PlacedConsole[]
}

/** Where Linux in a root cell is said to print. */
export interface PlacedConsole {
  /** The file of the root configuration. */
  readonly root: string
  readonly address: bigint
  readonly at: Span
}

export interface NamedFile {
  readonly path: string
  readonly as: 'root' | 'cell'
  readonly at: Span
}

export interface BoardSurroundings {
  readonly files: FileStore
  /** Whether a folder below belongs to this project file and to none nearer. */
  readonly isOurs: (folder: string) => boolean
}

export function boardsOf(text: ProjectText, surroundings: BoardSurroundings): ProjectBoards {
  const reading: Reading = {
    ...surroundings,
    text,
    folder: folderOf(text.file.path),
    problems: [],
    named: [],
    consoles: [],
    roots: new Map(),
    owners: new Map(),
  }
  const pins = text.boards.flatMap((board) => pinOf(board, reading) ?? [])
  const { problems, named, consoles } = reading
  return { pins, problems, named, consoles }
}

interface Reading extends BoardSurroundings {
  readonly text: ProjectText
  readonly folder: string
  readonly problems: ProjectProblem[]
  readonly named: NamedFile[]
  readonly consoles: PlacedConsole[]
  /** Where roots are named, by path. */
  readonly roots: Map<string, Span>
  /** The boards that cells are on, by the path of the cell. */
  readonly owners: Map<string, Owner>
}

interface Owner {
  readonly root: string
  readonly at: Span
}

/** Undefined for a board without a root. */
function pinOf({ entry, path }: PlacedBoard, reading: Reading): BoardPin | undefined {
  const root = rootOf(entry.root, [...path, 'root'], reading)
  if (root === undefined) return undefined
  const cells = new Set<string>()
  for (const [index, pattern] of entry.cells.entries())
    for (const cell of cellsOf(pattern, [...path, 'cells', index], root, reading)) cells.add(cell)
  const concurrent = (entry.concurrent ?? []).map((names, set) =>
    names.flatMap((name, index) => memberOf(name, [...path, 'concurrent', set, index], [...cells], reading)),
  )
  const said = { root, cells: [...cells], concurrent, by: 'warden.json' } as const
  if (entry.rootConsole === undefined) return said
  const rootConsole = BigInt(entry.rootConsole)
  const at = reading.text.placeOf([...path, 'rootConsole'])
  reading.consoles.push({ root, address: rootConsole, at })
  return { ...said, rootConsole }
}

function rootOf(name: string, path: JsonPath, reading: Reading): string | undefined {
  const at = reading.text.placeOf(path)
  const root = resolved(reading.folder, name)
  if (matchesOf(name, reading).paths[0] !== root) {
    reading.problems.push({ ...nothingAt(name, 'there is no file'), severity: 'error', at })
    return undefined
  }
  const before = reading.roots.get(root)
  if (before) reading.problems.push(pinnedTwice(`${name} is the root of another board as well`, at, before))
  else reading.roots.set(root, at)
  reading.named.push({ path: root, as: 'root', at })
  return root
}

function cellsOf(pattern: string, path: JsonPath, root: string, reading: Reading): readonly string[] {
  const at = reading.text.placeOf(path)
  const { paths, isPattern, isCutOff } = matchesOf(pattern, reading)
  if (isCutOff) reading.problems.push({ ...cutOff, at })
  // Of the files that a pattern happens to match, an image beside its source is the same cell once more.
  const isMeant = (file: string): boolean =>
    file !== root && /\.c(ell)?$/.test(file) && sourceOfImage(file, reading.files) === undefined
  const found = isPattern ? paths.filter(isMeant) : paths
  if (found.length === 0 && !isCutOff) {
    const severity = isPattern ? 'warning' : 'error'
    const what = isPattern ? 'no config matches' : 'there is no file'
    reading.problems.push({ ...nothingAt(pattern, what), severity, at })
  }
  if (!isPattern) reading.named.push(...found.map((file) => ({ path: file, as: 'cell', at }) as const))
  const taken = found.filter((file) => (reading.owners.get(file)?.root ?? root) !== root)
  const [first] = taken
  const owner = first === undefined ? undefined : reading.owners.get(first)
  if (first !== undefined && owner) {
    const others = taken.length === 1 ? 'is' : `and ${taken.length - 1} more are`
    const [cell, board] = [first, owner.root].map((file) => relativeTo(reading.folder, file))
    reading.problems.push(pinnedTwice(`${cell} ${others} on the board of ${board} already`, at, owner.at))
  }
  const own = found.filter((file) => !taken.includes(file))
  for (const file of own) if (!reading.owners.has(file)) reading.owners.set(file, { root, at })
  return own
}

/** The cell that is meant by its path, or by its mere name where only one cell of the board has it. */
function memberOf(
  name: string,
  path: JsonPath,
  cells: readonly string[],
  reading: Reading,
): readonly string[] {
  const exact = resolved(reading.folder, name)
  if (cells.includes(exact)) return [exact]
  const alike = cells.filter((cell) => nameOf(cell) === name)
  if (alike.length === 1) return alike
  reading.problems.push({
    code: 'project-not-on-board',
    severity: 'error',
    message:
      alike.length === 0
        ? `${name} is no cell of this board`
        : `${alike.length} cells of this board are called ${name}`,
    help:
      alike.length === 0
        ? 'name one of the files that the patterns in `cells` match'
        : `write the path, as ${relativeTo(reading.folder, alike[0] ?? '')}`,
    at: reading.text.placeOf(path),
  })
  return []
}

function matchesOf(text: string, { folder, files, isOurs }: Reading): ReturnType<typeof filesMatching> {
  const matches = filesMatching(text, folder, files, isOurs)
  return matches.isPattern
    ? matches
    : { ...matches, paths: matches.paths.filter((path) => isOurs(folderOf(path))) }
}

function nothingAt(name: string, what: string): Pick<ProjectProblem, 'code' | 'message' | 'help'> {
  return {
    code: 'project-no-file',
    message: `${what} ${name} in the folder of this file or below`,
    help: 'paths begin at the folder of this file',
  }
}

const cutOff: Omit<ProjectProblem, 'at'> = {
  code: 'project-no-file',
  severity: 'error',
  message: 'there are too many files to compare all of them with this pattern',
  help: 'put a folder in front of it',
}

function pinnedTwice(message: string, at: Span, before: Span): ProjectProblem {
  return {
    code: 'project-pinned-twice',
    severity: 'error',
    message,
    at,
    related: { at: before, message: 'it is named here first' },
  }
}
