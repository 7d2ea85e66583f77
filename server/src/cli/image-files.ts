/** Images on the disk, as far as they are written. */
import { realpathSync, writeFileSync } from 'node:fs'
import { toWindows } from '../workspace/windows-paths.ts'

/** Writes a file; answers why it was not possible, or undefined when it was. */
export function whyNotWritten(path: string, bytes: Uint8Array): string | undefined {
  try {
    writeFileSync(toWindows(path), bytes)
    return undefined
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return reasons.get(code) ?? `it cannot be written: ${code}`
  }
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such folder'],
  ['ENOTDIR', 'there is no such folder'],
  ['EISDIR', 'this is a folder'],
  ['EACCES', 'it cannot be written: permission denied'],
  ['EPERM', 'it cannot be written: permission denied'],
  ['EROFS', 'it cannot be written: the file system is read-only'],
  ['ENOSPC', 'it cannot be written: there is no space left'],
  ['ELOOP', 'it is a link that leads back to itself'],
])

/** Whether two paths lead to one file, links followed; a file that does not exist yet is no other one. */
export function isSameFile(a: string, b: string): boolean {
  return a === b || realPath(a) === realPath(b)
}

function realPath(path: string): string {
  try {
    return realpathSync(toWindows(path))
  } catch {
    return path
  }
}
