/**
 * Which files have to be read to check some: their neighbours in the folder, since their root and the other cells of
 * its board are among them, and what pins bring in from elsewhere.
 */
import { type BoardPin, cellsOfPin } from '../board/pins.ts'
import { configFilesOf } from './config-files.ts'
import type { FileStore } from './file-store.ts'
import { folderOf } from './paths.ts'

/** The given files and all that may be on a board with them, sorted. */
export function filesToRead(
  asked: ReadonlySet<string>,
  pins: readonly BoardPin[],
  files: FileStore,
): readonly string[] {
  const homes = foldersOf(asked)
  const concerned = pins
    .map((pin) => ({ root: pin.root, cells: cellsOfPin(pin) }))
    .filter(({ root, cells }) => homes.has(folderOf(root)) || [...cells].some((cell) => asked.has(cell)))
  // Other cells may be on the board of a root by their names.
  const folders = new Set([...homes, ...foldersOf(concerned.map(({ root }) => root))])
  const named = concerned.flatMap(({ root, cells }) => [root, ...cells])
  const around = [...folders].flatMap((folder) => configFilesOf(folder, files))
  return [...new Set([...around, ...named, ...asked])].toSorted()
}

function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  return new Set([...paths].map(folderOf))
}
