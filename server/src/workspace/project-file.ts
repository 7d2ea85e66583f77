/**
 * One project file, read and understood: what it sets, with absolute paths, which boards it pins, and what is wrong
 * with it. It is a text in JSON; that of a broken one which makes sense by itself counts.
 */
import type { BoardPin } from '../board/pins.ts'
import type { SourceFile } from '../text/source-file.ts'
import type { FileStore } from './file-store.ts'
import { isJailhouseTree } from './headers.ts'
import { folderOf, resolved } from './paths.ts'
import { type BoardSurroundings, boardsOf, type NamedFile, type PlacedConsole } from './project-boards.ts'
import type { JsonPath } from './project-json.ts'
import type { ProjectProblem } from './project-problem.ts'
import type { ProjectEntries } from './project-schema.ts'
import { type ProjectText, readProjectText } from './project-text.ts'

export interface Project {
  readonly file: SourceFile
  /** What it is about: this folder with all in it. */
  readonly folder: string
  readonly entries: SettingEntries
  readonly pins: readonly BoardPin[]
  readonly named: readonly NamedFile[]
  readonly consoles: readonly PlacedConsole[]
  readonly problems: readonly ProjectProblem[]
}

/** The keys that are settings; paths are absolute. */
export type SettingEntries = Omit<ProjectEntries, 'boards' | '$schema'>

export function readProject(file: SourceFile, surroundings: BoardSurroundings): Project {
  const text = readProjectText(file)
  const folder = folderOf(file.path)
  const settings = settingsOf(text, folder, surroundings.files)
  const boards = boardsOf(text, surroundings)
  return {
    file,
    folder,
    entries: settings.entries,
    pins: boards.pins,
    named: boards.named,
    consoles: boards.consoles,
    problems: [...text.problems, ...settings.problems, ...boards.problems],
  }
}

interface ReadSettings {
  readonly entries: SettingEntries
  readonly problems: readonly ProjectProblem[]
}

/** A tree that is none is left out: without any header nothing could be said about the configs. */
function settingsOf(text: ProjectText, folder: string, files: FileStore): ReadSettings {
  const { $schema: _, headers, includePaths, preIncludes, ...others } = text.entries
  const absolute = (path: string): string => resolved(folder, path)
  const tree = headers === undefined ? undefined : absolute(headers)
  const isTree = tree !== undefined && isJailhouseTree(tree, files)
  return {
    entries: {
      ...others,
      ...(isTree && { headers: tree }),
      ...(includePaths && { includePaths: includePaths.map(absolute) }),
      ...(preIncludes && { preIncludes: preIncludes.map(absolute) }),
    },
    problems: [
      ...(tree === undefined || isTree ? [] : [problemOfTree(headers ?? '', tree, text, files)]),
      ...missing(includePaths, 'includePaths', text, (path) => 0 < files.list(absolute(path)).length),
      ...missing(preIncludes, 'preIncludes', text, (path) => files.read(absolute(path)) !== undefined),
    ],
  }
}

function problemOfTree(name: string, tree: string, text: ProjectText, files: FileStore): ProjectProblem {
  const at = text.placeOf(['headers'])
  if (files.list(tree).length === 0) return { ...nothingAt(name, 'folder'), at }
  return {
    code: 'project-no-tree',
    severity: 'error',
    message: `${name} is no Jailhouse source tree`,
    help: 'name the folder that holds `include/jailhouse/cell-config.h`',
    at,
  }
}

function missing(
  names: readonly string[] = [],
  key: 'includePaths' | 'preIncludes',
  text: ProjectText,
  isThere: (name: string) => boolean,
): readonly ProjectProblem[] {
  const kind = key === 'includePaths' ? 'folder' : 'file'
  return names.flatMap((name, index) => {
    const path: JsonPath = [key, index]
    return isThere(name) ? [] : [{ ...nothingAt(name, kind), at: text.placeOf(path) }]
  })
}

function nothingAt(name: string, kind: 'file' | 'folder'): Omit<ProjectProblem, 'at'> {
  return {
    code: 'project-no-file',
    severity: 'error',
    message: `there is no ${kind} ${name}${kind === 'folder' ? ', or nothing is in it' : ''}`,
    help: 'relative paths begin at the folder of this file',
  }
}
