/**
 * What the server knows while it runs: the open documents in front of the disk, the folders of the workspace, the
 * settings, and the checks that follow from them. Handlers ask it; those that bring news tell it.
 *
 * It leaves every answer to the workspace and works out none of its own. What the client can do is no concern of it.
 */
import type { CancellationToken } from 'vscode-languageserver'
import type { Board } from '../board/board.ts'
import type { CheckedFiles } from '../ide/diagnostics.ts'
import type { Finding } from '../rules/finding.ts'
import type { SourceFile } from '../text/source-file.ts'
import { type FileAnalysis, isImagePath } from '../workspace/analysis.ts'
import { isConfigFile, isConfigSource } from '../workspace/config-files.ts'
import { overlaidFiles } from '../workspace/file-store.ts'
import { createFolderChecks, type FolderChecks } from '../workspace/folder-checks.ts'
import { folderOf, isInside, nameOf, resolved } from '../workspace/paths.ts'
import type { NamedFile } from '../workspace/project-boards.ts'
import { projectFileName } from '../workspace/project-schema.ts'
import { defaultSettings, type Settings } from '../workspace/settings.ts'
import { type Check, createWorkspace, type Workspace } from '../workspace/workspace.ts'
import { type ConfigIndex, createConfigIndex } from './config-index.ts'
import { stopIfCancelled } from './guard.ts'
import { createNews, type News } from './news.ts'
import type { Surroundings } from './surroundings.ts'

export interface Session {
  readonly news: News
  /** The folders of the workspace, in the client's order. */
  readonly roots: () => readonly string[]
  readonly settings: () => Settings
  /**
   * The check of all configs in the folder of a file; undefined when the file cannot be one of them. Files that have
   * changed are read one by one, with pauses between them in which a cancellation gets through. An image may be one of
   * them, or lie beside its source; it is checked by itself.
   */
  readonly checkFor: (path: string, token: CancellationToken) => Promise<Check | undefined>
  /**
   * The boards in the folder of a file, with what is known before any rule has been asked; otherwise like `checkFor`.
   * None where the file cannot be on one.
   */
  readonly boardsFor: (path: string, token: CancellationToken) => Promise<readonly Board[]>
  /** What that check finds. Of folders that were checked before it may be all that is kept. */
  readonly foundFor: (path: string, token: CancellationToken) => Promise<CheckedFiles | undefined>
  /** What is wrong with a project file; undefined for any other file. */
  readonly projectFindings: (path: string) => readonly Finding[] | undefined
  /** The files that a project file names one by one, and where; none for any other file. */
  readonly filesNamedIn: (path: string) => readonly NamedFile[]
  /** All configs in the folders of the workspace, sorted. */
  readonly configFiles: (token: CancellationToken) => Promise<readonly string[]>
  /** A config by itself; undefined when it cannot be read. A cancellation gets through before. */
  readonly analysisOf: (path: string, token: CancellationToken) => Promise<FileAnalysis | undefined>
  /** All configs in the folders of the workspace, and the project files that hold for them, sorted. */
  readonly filesToCheck: (token: CancellationToken) => Promise<readonly string[]>

  // What is new. Each of these tells the news, if there is any.
  /** A document is open, or has changed: of any file, since configs may include it. */
  readonly opened: (path: string, text: string) => void
  readonly closed: (path: string) => void
  readonly changedOnDisk: (paths: readonly string[]) => void
  readonly setSettings: (settings: Settings) => void
  readonly setRoots: (roots: readonly string[]) => void
}

/** @param initialRoots the folders of the workspace as they are at the start */
export function createSession(surroundings: Surroundings, initialRoots: readonly string[]): Session {
  const files = overlaidFiles(surroundings.files)
  const news = createNews()
  let latest: { readonly revision: number; readonly folder: string; readonly check: Check } | undefined
  let settings = defaultSettings
  let roots = initialRoots
  let strays: readonly string[] = []
  let index = newIndex()
  let knowledge = newKnowledge()
  return {
    news,
    roots: () => roots,
    settings: () => settings,
    checkFor,
    foundFor: async (path, token) => {
      const known = isConfigFile(path, files) ? knowledge.checks.foundIn(folderOf(path)) : undefined
      return known ?? checkFor(path, token)
    },
    boardsFor: async (path, token) => {
      const { workspace } = knowledge
      if (isImagePath(path)) return workspace.boardsOf([path])
      if (!isConfigFile(path, files)) return []
      await readAround(folderOf(path), token)
      return workspace.boardsOf(workspace.configsOf(folderOf(path)))
    },
    projectFindings: (path) => {
      if (nameOf(path) !== projectFileName) return undefined
      const { workspace } = knowledge
      const project = workspace.projectOf(path)
      return project?.file.path === path ? workspace.projectFindings(project) : []
    },
    filesNamedIn: (path) => {
      const project = nameOf(path) === projectFileName ? knowledge.workspace.projectOf(path) : undefined
      return project?.file.path === path ? project.named : []
    },
    configFiles: (token) => index.all(token),
    analysisOf: async (path, token) => {
      await surroundings.pause()
      stopIfCancelled(token)
      return knowledge.checks.analysis(path)
    },
    filesToCheck: async (token) => {
      const configs = await index.all(token)
      const projects = configs.flatMap((path) => knowledge.workspace.projectOf(path)?.file.path ?? [])
      return [...new Set([...configs, ...projects])].toSorted()
    },
    opened: (path, text) => {
      const before = files.read(path)
      files.open(path, text)
      if (isOurs(path)) welcome(folderOf(path))
      takeNote(path, before)
    },
    closed: (path) => {
      const before = files.read(path)
      files.close(path)
      surroundings.forget(path)
      takeNote(path, before)
    },
    changedOnDisk: (paths) => {
      for (const path of paths) {
        surroundings.forget(path)
        index.reconsider(path)
      }
      knowledge.workspace.filesChanged()
      news.tell('elsewhere')
    },
    setSettings: (changed) => {
      if (JSON.stringify(changed) === JSON.stringify(settings)) return
      settings = changed
      knowledge = newKnowledge()
      news.tell('elsewhere')
    },
    setRoots: (changed) => {
      roots = changed
      index = newIndex()
      knowledge = newKnowledge()
      news.tell('elsewhere')
    },
  }

  async function checkFor(path: string, token: CancellationToken): Promise<Check | undefined> {
    if (isImagePath(path)) return knowledge.workspace.check([path])
    if (!isConfigFile(path, files)) return undefined
    const folder = folderOf(path)
    if (latest?.folder === folder && latest.revision === news.revision()) return latest.check
    latest = undefined
    await readAround(folder, token)
    // Answers that need no rules go out first.
    await surroundings.pause()
    stopIfCancelled(token)
    const check = knowledge.checks.of(folder)
    latest = { revision: news.revision(), folder, check }
    return check
  }

  async function readAround(folder: string, token: CancellationToken): Promise<void> {
    const { workspace } = knowledge
    let isFirst = true
    for (const neighbour of workspace.filesAround(workspace.configsOf(folder))) {
      if (workspace.isAnalysed(neighbour)) continue
      if (!isFirst) await surroundings.pause()
      isFirst = false
      stopIfCancelled(token)
      workspace.analysis(neighbour)
    }
  }

  /**
   * Tells of a document, and of what it changes for others. Most headers and C files in an editor have nothing to do with
   * any config: of these there is no news.
   */
  function takeNote(path: string, before: SourceFile | undefined): void {
    const now = files.read(path)
    index.reconsider(path)
    if (!before || !now) knowledge.workspace.filesChanged()
    if (before !== now && knowledge.checks.isIncluded(path)) news.tell('included')
    else if (!before || !now || isOurs(path) || isConfigSource(before)) news.tell('document')
  }

  /** Whether something is shown in a file itself. */
  function isOurs(path: string): boolean {
    return isConfigFile(path, files) || nameOf(path) === projectFileName
  }

  /** A file that is opened from outside of the workspace makes its folder one of those that may be read. */
  function welcome(folder: string): void {
    if ([...roots, ...strays].some((root) => isInside(root, folder))) return
    strays = [...strays, folder]
    knowledge = newKnowledge()
  }

  function newKnowledge(): Knowledge {
    return knowledgeOf({
      files,
      settings: withAbsolutePaths(settings, roots[0]),
      roots: [...roots, ...strays],
    })
  }

  function newIndex(): ConfigIndex {
    return createConfigIndex(roots, { files, forget: surroundings.forget, pause: surroundings.pause })
  }
}

/** What has been read, under the present settings. */
interface Knowledge {
  readonly workspace: Workspace
  readonly checks: FolderChecks
}

/**
 * The workspace gets no way to be cancelled in the middle of a file or a check: it keeps what it has worked out, and
 * must never keep half of something. The pauses between files come often enough.
 */
function knowledgeOf(options: Parameters<typeof createWorkspace>[0]): Knowledge {
  const workspace = createWorkspace(options)
  return { workspace, checks: createFolderChecks(workspace) }
}

/** Relative paths in the settings begin at the first folder of the workspace. */
function withAbsolutePaths(settings: Settings, base: string = '/'): Settings {
  const { headers, includePaths, preIncludes } = settings
  return {
    ...settings,
    headers: headers === '' ? '' : resolved(base, headers),
    includePaths: includePaths.map((path) => resolved(base, path)),
    preIncludes: preIncludes.map((path) => resolved(base, path)),
  }
}
