/**
 * Warden in Neovim, with the set-up of `docs/editors/neovim.lua` as it stands there: without a screen, on a copy of an
 * example. `neovim.lua` beside this file is what is done in the editor.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDesk, type Desk, lineOf, repository } from './desk.ts'

interface Finding {
  readonly line: number
  readonly rule: string
  readonly source: string
  readonly message: string
}

interface Seen {
  readonly version: string
  readonly before: readonly Finding[]
  readonly hover: string
  readonly after: readonly Finding[]
  /** The rules of the findings in osprey-service.c: with the settings of the set-up, and with none. */
  readonly service: { readonly asSetUp: readonly string[]; readonly byDefault: readonly string[] }
  readonly ordinary: { readonly findings: number; readonly hover?: string }
  /** Of a header that a config includes, and how many servers a C++ source has. */
  readonly header: {
    readonly filetype: string
    readonly header?: string
    readonly findings: number
    readonly is_saved: boolean
    readonly source: number
  }
}

const isInstalled = spawnSync('nvim', ['--version']).status === 0
const suffix = isInstalled ? '' : ' (skipped: nvim is not installed)'

describe.skipIf(!isInstalled)(`in Neovim${suffix}`, () => {
  let desk: Desk
  let seen: Seen

  beforeAll(() => {
    desk = createDesk('neovim')
    const setUp = join(repository, 'docs/editors/neovim.lua')
    const script = join(import.meta.dirname, 'neovim.lua')
    const answer = desk.seenBy('nvim', ['--headless', '--clean', '-u', setUp, '-S', script])
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- A shape that is wrong fails the tests.
    seen = answer as Seen
  }, 90_000)
  afterAll(() => desk.clear())

  test('the faults of a cell are shown at their lines', () => {
    expect(seen.before.every(({ source }) => source === 'warden')).toBe(true)
    for (const rule of ['cpu-not-in-root', 'pio-conflict-cells'])
      expect(seen.before).toContainEqual(
        expect.objectContaining({ rule, line: lineOf('osprey-vision.c', `MISTAKE [${rule}]`) + 1 }),
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

  test('what is typed in a header counts for the config, with nothing in the header itself', () => {
    expect(seen.header).toEqual({ filetype: 'cpp', findings: 0, is_saved: false, source: 0 })
  })

  test('nothing is said about an ordinary C file', () => {
    expect(seen.ordinary).toEqual({ findings: 0 })
  })
})
