/**
 * The beginnings of configs, with the headers that they include, as they were read last; see `c/preamble.ts`. They are
 * known for a store of files, since a file of another store is another file.
 */
import type { Preambles } from '../c/preamble.ts'
import type { FileStore } from './file-store.ts'

const known = new WeakMap<FileStore, Preambles>()

/** Those of the files in a store: the same list for the same store, for a translation to use and to add to. */
export function preamblesOf(files: FileStore): Preambles {
  let preambles = known.get(files)
  if (!preambles) known.set(files, (preambles = []))
  return preambles
}
