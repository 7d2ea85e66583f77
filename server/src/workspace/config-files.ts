/**
 * Which files of a folder are worth reading as cell configs: C files whose text looks like one, and images that were
 * made from none of them.
 */
import { remembered } from '../config/remembered.ts'
import type { SourceFile } from '../text/source-file.ts'
import { isImagePath } from './analysis.ts'
import { mayBeConfig } from './config-texts.ts'
import type { FileStore, FolderEntry } from './file-store.ts'
import { folderOf, nameOf, resolved } from './paths.ts'

/** The configs that lie in a folder itself; an image beside its source is no config of its own. */
export function configFilesOf(folder: string, files: FileStore): readonly string[] {
  const entries = files.list(folder)
  const sources = sourcesAmong(entries, folder, files)
  const built = new Set(sources.flatMap((path) => imageNamesOf(path, files)))
  const images = entries
    .filter(({ name, isFolder }) => !isFolder && isImagePath(name) && !built.has(name))
    .map(({ name }) => resolved(folder, name))
  return images.length === 0 ? sources : [...sources, ...images].toSorted()
}

/** The source that an image is made from, if that lies beside it. */
export function sourceOfImage(path: string, files: FileStore): string | undefined {
  if (!isImagePath(path)) return undefined
  const folder = folderOf(path)
  const sources = sourcesAmong(files.list(folder), folder, files)
  return sources.find((source) => imageNamesOf(source, files).includes(nameOf(path)))
}

function sourcesAmong(entries: readonly FolderEntry[], folder: string, files: FileStore): readonly string[] {
  return entries.flatMap(({ name, isFolder }) => {
    const path = resolved(folder, name)
    return !isFolder && isConfigFile(path, files) ? [path] : []
  })
}

/** The images that a source is built to: one of its own name, and one for each section that it names. */
function imageNamesOf(path: string, files: FileStore): readonly string[] {
  const file = files.read(path)
  return [nameOf(path).replace(/\.c$/, '.cell'), ...(file ? imagesOfSections(file) : [])]
}

// Folders are listed again and again, and files that have not changed need not be searched each time.
const isConfigText = remembered(mayBeConfig)
const imagesOfSections = remembered(({ text }: SourceFile): readonly string[] => {
  return [...text.matchAll(/"\.cell\.([\w.-]+)"/g)].map(([, name = '']) => `${name}.cell`)
})

/** Folders deeper than this are no place for configs, and may be a link's endless loop. */
export const deepest = 24

/** The configs in a folder and in the folders in it; hidden folders and installed packages are passed by. */
export function configFilesIn(folder: string, files: FileStore, depth = 0): readonly string[] {
  if (deepest < depth) return []
  const inner = files.list(folder).filter(({ name, isFolder }) => isFolder && mayHoldConfigs(name))
  return [
    ...configFilesOf(folder, files),
    ...inner.flatMap(({ name }) => configFilesIn(resolved(folder, name), files, depth + 1)),
  ]
}

/** Whether a file is a C file whose text looks like a config. */
export function isConfigFile(path: string, files: FileStore): boolean {
  return isSourcePath(path) && isConfigSource(files.read(path))
}

/** The same of a file as it was read; false for one that was not there. */
export function isConfigSource(file: SourceFile | undefined): boolean {
  return file !== undefined && isSourcePath(file.path) && isConfigText(file)
}

/** Headers are no configs, whatever is in them. */
function isSourcePath(path: string): boolean {
  return path.endsWith('.c')
}

/** Whether a folder of this name is searched: not a hidden one, and not one of installed packages. */
export function mayHoldConfigs(folder: string): boolean {
  return !folder.startsWith('.') && folder !== 'node_modules'
}
