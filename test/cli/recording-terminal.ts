/**
 * A terminal for tests of the command line: remembers what is written to it. And folders with files to work in,
 * since the command line reads the disk.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { run } from '../../server/src/cli/run.ts'
import type { Terminal } from '../../server/src/cli/terminal.ts'

export interface Result {
  readonly status: number
  readonly out: string
  readonly err: string
}

export interface Surroundings {
  readonly workingFolder?: string
  readonly variables?: Terminal['variables']
  /** Columns of the terminal that both streams are; undefined when they are pipes. */
  readonly columns?: number
  readonly now?: () => number
}

/** Runs `warden` with these arguments; every look at the clock is 21 ms after the one before. */
export function warden(args: readonly string[], surroundings: Surroundings = {}): Result {
  const written = { out: '', err: '' }
  const stream = (name: 'out' | 'err') => ({
    write: (text: string) => {
      written[name] += text
    },
    isTerminal: surroundings.columns !== undefined,
    columns: surroundings.columns,
  })
  let clock = 0
  const status = run(args, {
    workingFolder: surroundings.workingFolder ?? '/nowhere',
    variables: surroundings.variables ?? {},
    stdout: stream('out'),
    stderr: stream('err'),
    version: '1.2.3',
    now: surroundings.now ?? (() => (clock += 21)),
  })
  return { status, ...written }
}

/** A folder that holds these files, by relative path, and is gone after the test. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'warden-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}
