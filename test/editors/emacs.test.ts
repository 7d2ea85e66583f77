/**
 * Warden in Emacs with eglot, with the set-up of `docs/editors/emacs-eglot.el` as it stands there: without a screen, on a
 * copy of an example. `emacs.el` beside this file is what is done in the editor.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDesk, type Desk, lineOf, repository } from './desk.ts'

interface Seen {
  /** The rules in osprey-service.c, and one of its lines after a code action there. */
  readonly asSetUp: readonly string[]
  readonly mended: string
  readonly byDefault: readonly string[]
  /** In osprey-vision.c: at first, and after osprey.c was changed and not saved. */
  readonly findings: readonly {
    readonly line: number
    readonly rule: string
    readonly source: string
    readonly shown: string
  }[]
  readonly after: readonly string[]
  readonly hover: string
  readonly completions: readonly string[]
  readonly definition: readonly string[]
  readonly symbols: readonly string[]
  readonly renamed: number
  readonly ordinary: readonly string[]
  /** Of a header that a config includes. */
  readonly header: {
    readonly mode: string
    readonly isSaved: boolean
    readonly findings: readonly string[]
  }
}

const isInstalled = spawnSync('emacs', ['--batch', '-l', 'eglot']).status === 0
const suffix = isInstalled ? '' : ' (skipped: there is no emacs with eglot)'

describe.skipIf(!isInstalled)(`in Emacs${suffix}`, () => {
  let desk: Desk
  let seen: Seen

  beforeAll(() => {
    desk = createDesk('emacs')
    const setUp = join(repository, 'docs/editors/emacs-eglot.el')
    const answer = desk.seenBy('emacs', ['--batch', '-l', setUp, '-l', join(import.meta.dirname, 'emacs.el')])
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- A shape that is wrong fails the tests.
    seen = answer as Seen
  }, 90_000)
  afterAll(() => desk.clear())

  test('the faults of a cell are shown at their lines, with what to do', () => {
    for (const rule of ['cpu-not-in-root', 'pio-conflict-cells']) {
      const finding = seen.findings.find((one) => one.rule === rule)
      const line = lineOf('osprey-vision.c', `MISTAKE [${rule}]`) + 1
      expect(finding).toMatchObject({ line, source: 'warden' })
      expect(finding?.shown).toMatch(/\nwhy: .*\nhelp: /)
    }
  })

  test('a value is explained, without marks', () => {
    expect(seen.hover).toContain('value  0x118: CPUs 3, 4, 8\n')
    expect(seen.hover).not.toMatch(/[*`|]/)
  })

  test('a code action mends', () => {
    expect(seen.mended).toBe('.num_pio_regions = ARRAY_SIZE(config.pio_regions),')
  })

  test('a flag is completed', () => {
    expect(seen.completions).toEqual(['JAILHOUSE_MEM_COMM_REGION'])
  })

  test('a region leads to the one that covers it, and an address to all that hold it', () => {
    const covering = `osprey.c:${lineOf('osprey.c', '/* RAM for cells */')}`
    expect(seen.definition).toEqual([covering])
    const [first, second] = ['/* Picture buffer A */', 'still the memory of buffer A'].map((text) =>
      lineOf('osprey-vision.c', text),
    )
    expect(seen.symbols).toEqual([
      `osprey-vision.c:${first}`,
      `osprey-vision.c:${(second ?? 0) + 1}`,
      covering,
    ])
  })

  test('a macro is renamed wherever it stands', () => {
    expect(seen.renamed).toBe(3)
  })

  test('a finding goes when the other file of the board is mended, and the others stay', () => {
    expect(seen.after).toContain('pio-conflict-cells')
    expect(seen.after).not.toContain('cpu-not-in-root')
  })

  test('settings count, and count anew when they change', () => {
    expect(seen.asSetUp).not.toContain('cpu-shared-alternatives')
    expect(seen.byDefault).toContain('cpu-shared-alternatives')
  })

  test('what is typed in a header counts for the config, with nothing in the header itself', () => {
    expect(seen.header).toEqual({ mode: 'c-mode', isSaved: false, findings: [] })
  })

  test('nothing is said about an ordinary C file', () => {
    expect(seen.ordinary).toEqual([])
  })
})
