/**
 * Warden in Neovim, with the set-up of `docs/editors/neovim.lua` as it stands there: without a screen, on a copy of an
 * example. `neovim.lua` beside this file is what is done in the editor.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

interface Finding {
  readonly line: number
  readonly rule: string
  readonly source: string
  readonly message: string
}

interface Seen {
  readonly problem?: string
  readonly version: string
  readonly before: readonly Finding[]
  readonly hover: string
  readonly after: readonly Finding[]
  /** The rules of the findings in osprey-service.c: with the settings of the set-up, and with none. */
  readonly service: { readonly asSetUp: readonly string[]; readonly byDefault: readonly string[] }
  readonly ordinary: { readonly findings: number; readonly hover?: string }
}

const isInstalled = spawnSync('nvim', ['--version']).status === 0
const suffix = isInstalled ? '' : ' (skipped: nvim is not installed)'
const repository = join(import.meta.dirname, '..', '..')
const config = readFileSync(join(repository, 'examples/osprey/osprey-vision.c'), 'utf8')

describe.skipIf(!isInstalled)(`in Neovim${suffix}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'warden-neovim-'))
  let seen: Seen

  beforeAll(() => {
    installServer(join(folder, 'bin'))
    seen = lookAround(folder)
  }, 90_000)
  afterAll(() => rmSync(folder, { recursive: true }))

  test('the faults of a cell are shown at their lines', () => {
    expect(seen.before.every(({ source }) => source === 'warden')).toBe(true)
    for (const rule of ['cpu-not-in-root', 'pio-conflict-cells'])
      expect(seen.before).toContainEqual(
        expect.objectContaining({ rule, line: lineOf(`MISTAKE [${rule}]`) + 1 }),
      )
  })

  test('a value is explained', () => {
    expect(seen.hover).toContain('CPUs 3, 4, 8')
  })

  test('a finding goes when its fault is mended, and the others stay', () => {
    const rules = seen.after.map(({ rule }) => rule)
    expect(rules).toContain('pio-conflict-cells')
    expect(rules).not.toContain('cpu-not-in-root')
  })

  test('settings count, and count anew when they change', () => {
    expect(seen.service.asSetUp).not.toContain('cpu-shared-alternatives')
    expect(seen.service.byDefault).toContain('cpu-shared-alternatives')
  })

  test('nothing is said about an ordinary C file', () => {
    expect(seen.ordinary).toEqual({ findings: 0 })
  })
})

/** What the user of an editor has: the program `warden-lsp` in a folder where programs are looked for. */
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

/** @param folder where `bin` has the server */
function lookAround(folder: string): Seen {
  const answers = join(folder, 'seen.json')
  const boards = join(folder, 'osprey')
  cpSync(join(repository, 'examples/osprey'), boards, { recursive: true })
  writeFileSync(join(boards, 'ordinary.c'), 'int main(void)\n{\n\treturn 1 << 40;\n}\n')
  const setUp = join(repository, 'docs/editors/neovim.lua')
  const script = join(import.meta.dirname, 'neovim.lua')
  const { stderr } = spawnSync('nvim', ['--headless', '--clean', '-u', setUp, '-S', script], {
    cwd: boards,
    encoding: 'utf8',
    timeout: 80_000,
    env: {
      ...process.env,
      HOME: folder,
      PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}`,
      WARDEN_SEEN: answers,
    },
  })
  if (!existsSync(answers)) throw new Error(`Neovim has not got through: ${stderr}`)
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- A shape that is wrong fails the tests.
  const seen: Seen = JSON.parse(readFileSync(answers, 'utf8'))
  expect(seen.problem).toBeUndefined()
  return seen
}

/** Counted from 1. */
function lineOf(text: string): number {
  return config.slice(0, config.indexOf(text)).split('\n').length
}
