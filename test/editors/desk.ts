/**
 * What somebody who tries an editor has before them: the program `warden-lsp` where programs are looked for, and a copy
 * of an example board, with a further cell that includes a header, beside ordinary C and C++ files. Which editor it is, is not known here.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { buildSync } from 'esbuild'
import { lampCell } from '../lamp-cell.ts'

export interface Desk {
  /**
   * Starts an editor in the folder of the board and waits until it ends. It writes what it saw as JSON into the file
   * $WARDEN_SEEN, or a `problem`; throws when there is one, or nothing.
   */
  readonly seenBy: (program: string, words: readonly string[]) => unknown
  readonly clear: () => void
}

export const repository = join(import.meta.dirname, '..', '..')

const milliseconds = 80_000

export function createDesk(name: string): Desk {
  const folder = mkdtempSync(join(tmpdir(), `warden-${name}-`))
  const [programs, board, seen] = [join(folder, 'bin'), join(folder, 'osprey'), join(folder, 'seen.json')]
  installServer(programs)
  cpSync(join(repository, 'examples/osprey'), board, { recursive: true })
  for (const ordinary of ['ordinary.c', 'ordinary.cpp'])
    writeFileSync(join(board, ordinary), 'int main(void)\n{\n\treturn 1 << 40;\n}\n')
  for (const [file, text] of Object.entries(lampCell)) writeFileSync(join(board, file), text)
  return {
    seenBy: (program, words) => {
      const { stderr } = spawnSync(program, words, {
        cwd: board,
        encoding: 'utf8',
        timeout: milliseconds,
        env: {
          ...process.env,
          HOME: folder,
          PATH: `${programs}${delimiter}${process.env.PATH}`,
          WARDEN_SEEN: seen,
        },
      })
      if (!existsSync(seen)) throw new Error(`${program} has not got through: ${stderr}`)
      const answer: unknown = JSON.parse(readFileSync(seen, 'utf8'))
      if (typeof answer !== 'object' || answer === null || 'problem' in answer)
        throw new Error(`${program} has stopped: ${JSON.stringify(answer)}`)
      return answer
    },
    clear: () => rmSync(folder, { recursive: true }),
  }
}

/** Counted from 1; of the first line with the text. */
export function lineOf(file: string, text: string): number {
  const content = readFileSync(join(repository, 'examples/osprey', file), 'utf8')
  return content.slice(0, content.indexOf(text)).split('\n').length
}

function installServer(programs: string): void {
  buildSync({
    absWorkingDir: repository,
    entryPoints: ['server/src/main.node.ts'],
    outfile: join(programs, 'warden-lsp'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    banner: { js: '#!/usr/bin/env node' },
    logOverride: { 'empty-import-meta': 'error' },
  })
  chmodSync(join(programs, 'warden-lsp'), 0o755)
}
