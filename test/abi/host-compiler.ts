/**
 * The host's gcc and objcopy, as yardsticks for what our headers mean. Everything happens in a folder of its own,
 * which is removed when the tests of a file have run.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import { builtInHeader, builtInHeaderNames } from '../../server/src/abi/headers.ts'

export const hasCompiler = isRunnable('gcc') && isRunnable('objcopy')

/** A new empty folder, gone when the tests of the file have run. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'warden-abi-'))
  folders.push(folder)
  return folder
}

const folders: string[] = []
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Writes all built-in headers below a new folder, to be named with `-I`. */
export function writtenHeaders(): string {
  const folder = temporaryFolder()
  for (const name of builtInHeaderNames()) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), builtInHeader(name)?.text ?? '')
  }
  return folder
}

/** What gcc prints to its standard output; throws with its messages when it fails. */
export function gcc(args: readonly string[], cwd: string): string {
  return run('gcc', args, cwd)
}

/** Writes, compiles and runs a program, and gives its output. */
export function outputOfProgram(program: string, includes: readonly string[]): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'program.c'), program)
  gcc(['-w', ...includes.map((include) => `-I${include}`), 'program.c', '-o', 'program'], folder)
  return run(join(folder, 'program'), [], folder)
}

/** The image that upstream's build makes of a config, of the object file that gcc made of it. */
export function imageOf(objectFile: string): Buffer {
  const image = objectFile.replace(/\.o$/, '.cell')
  run('objcopy', ['-O', 'binary', '--remove-section=.note.gnu.property', objectFile, image], dirname(image))
  return readFileSync(image)
}

function run(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' })
  if (error) throw error
  if (status !== 0) throw new Error(`${program} ended with status ${status}:\n${stderr}`)
  return stdout
}

function isRunnable(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0
}
