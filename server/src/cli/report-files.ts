/**
 * The files that a report rests on, each with its name, its part and its SHA-256. Names begin at the folder of the
 * board, wherever that is, so that the report is the same on every machine; folders that the settings name have
 * names in angle brackets.
 */
import { createHash } from 'node:crypto'
import type { Board } from '../board/board.ts'
import type { Configuration } from '../config/model.ts'
import type { ReportFile } from '../ide/report/report.ts'
import type { SourceFile } from '../text/source-file.ts'
import { isImagePath } from '../workspace/analysis.ts'
import { diskFiles } from '../workspace/node-files.ts'
import { folderOf, foldersAround, isInside, relativeTo } from '../workspace/paths.ts'
import type { Project } from '../workspace/project-file.ts'
import type { Settings } from '../workspace/settings.ts'

export interface NamedFolders {
  readonly nameOfFile: (path: string) => string
  /** A text in which these folders have their names. */
  readonly withoutFolders: (text: string) => string
}

/** What decides about names besides the board itself. */
export interface ReportSurroundings {
  readonly project: Project | undefined
  readonly settings: Settings
  /** The Jailhouse tree in use; undefined for the interface built into Warden. */
  readonly tree: string | undefined
}

export function namedFolders(board: Board, { project, settings, tree }: ReportSurroundings): NamedFolders {
  const own = configurationsOf(board).map(({ file }) => file.path)
  const [root = '/'] = own
  const base =
    tree !== undefined && isInside(tree, root)
      ? tree
      : folderAround([...own, ...(project ? [project.file.path] : [])])
  const folders = [
    { path: base, name: '' },
    ...(tree === undefined ? [] : [{ path: tree, name: '<headers>' }]),
    ...settings.includePaths.map((path, index) => ({ path, name: `<include ${index + 1}>` })),
  ]
  return {
    nameOfFile: (path) => nameIn(folders, base, path),
    withoutFolders: (text) =>
      folders.reduce(
        (shown, { path, name }) =>
          path === '/'
            ? shown
            : shown
                .replaceAll(`${path}/`, name === '' ? '' : `${name}/`)
                .replaceAll(path, name === '' ? '.' : name),
        text,
      ),
  }
}

function nameIn(
  folders: readonly { readonly path: string; readonly name: string }[],
  base: string,
  path: string,
): string {
  if (path.startsWith('<')) return path
  const folder = folders.find((one) => isInside(one.path, path))
  if (!folder) return relativeTo(base, path)
  const name = relativeTo(folder.path, path)
  return folder.name === '' ? name : `${folder.name}/${name}`
}

/** The innermost folder that all files are in. */
function folderAround(paths: readonly string[]): string {
  const [first = '/'] = paths
  return foldersAround(folderOf(first)).find((folder) => paths.every((path) => isInside(folder, path))) ?? '/'
}

export interface ReadFiles {
  readonly files: readonly ReportFile[]
  /** A line for each file that is not any more what was read. */
  readonly problems: readonly string[]
}

/** The configs first, in the order of the board; then the others by name. */
export function filesOfReport(
  board: Board,
  { project, settings }: ReportSurroundings,
  nameOfFile: (path: string) => string,
): ReadFiles {
  const disk = diskFiles()
  const configurations = configurationsOf(board)
  const roles = new Map<string, { readonly file: SourceFile; readonly role: string }>()
  const add = (file: SourceFile, role: string): void => {
    if (!roles.has(file.path)) roles.set(file.path, { file, role })
  }
  for (const { file, kind } of configurations) add(file, kind === 'system' ? 'root configuration' : 'cell')
  const configs = roles.size
  if (project) add(project.file, 'project file')
  for (const file of configurations.flatMap(({ translation }) => translation.preprocessed.files))
    add(file, roleOf(file, settings))
  const problems: string[] = []
  const files = [...roles.values()].map(({ file, role }): ReportFile => {
    const name = nameOfFile(file.path)
    const bytes = file.path.startsWith('<') ? undefined : disk.readBytes(file.path)
    const isAsRead = isImagePath(file.path) || disk.read(file.path)?.text === file.text
    if (!file.path.startsWith('<') && (!bytes || !isAsRead))
      problems.push(`${name}: it has changed since it was read`)
    return {
      name,
      sha256: createHash('sha256')
        .update(bytes ?? file.text)
        .digest('hex'),
      role,
    }
  })
  const others = files.slice(configs).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return { files: [...files.slice(0, configs), ...others], problems }
}

function roleOf({ path }: SourceFile, { preIncludes }: Settings): string {
  if (path.startsWith('<')) return 'built into Warden'
  return preIncludes.includes(path) ? 'read before every config' : 'included'
}

function configurationsOf({ rootCell, cells }: Board): readonly Configuration[] {
  return [rootCell, ...cells].map(({ configuration }) => configuration)
}
