/** How the program starts: whatever lies in the place of its byte code, it runs. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'warden-start-'))
const start = join(folder, 'warden.js')
const bundle = join(folder, 'warden-cli.cjs')
const byteCode = join(folder, 'warden-cli.bin')

beforeAll(() => {
  const entry = join(import.meta.dirname, '..', '..', 'server', 'src', 'main.start.ts')
  buildSync({ entryPoints: [entry], outfile: start, bundle: true, platform: 'node', format: 'cjs' })
  writeFileSync(
    bundle,
    "(function (require, module) { console.log(require('node:path').posix.join('it', 'runs'), typeof module.exports) })",
  )
})

afterAll(() => rmSync(folder, { recursive: true }))

/** What it writes, and whether V8 has taken the byte code. */
function outcome(): string {
  const ask = 'const { program } = require(process.argv[1]); console.log(program.cachedDataRejected)'
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', ask, start], { encoding: 'utf8' })
  return stdout + stderr
}

function makeByteCode(): void {
  const make = `require('node:fs').writeFileSync(process.argv[2], require(process.argv[1]).program.createCachedData())`
  spawnSync(process.execPath, ['-e', make, start, byteCode])
}

it('runs without byte code', () => {
  expect(outcome()).toBe('it/runs object\nundefined\n')
})

it('runs with its own', () => {
  makeByteCode()
  expect(outcome()).toBe('it/runs object\nfalse\n')
})

it('runs with that of another version, which V8 refuses', () => {
  writeFileSync(byteCode, readFileSync(byteCode).fill(0xff, 0, 16))
  expect(outcome()).toBe('it/runs object\ntrue\n')
})

it('does not look at one that is older than the bundle', () => {
  makeByteCode()
  utimesSync(byteCode, 1, 1)
  expect(outcome()).toBe('it/runs object\nundefined\n')
})
