/** What stands above configurations. */
import { expect, test } from 'vitest'
import { lensesIn, lensTitle } from '../../server/src/ide/code-lens.ts'
import { positionAt } from '../../server/src/text/source-file.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { createWorkspace } from '../../server/src/workspace/workspace.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { exampleBoard } from '../rules/example-board.ts'

/** The lenses of a file of an example, a line each: title, what a click does, and more about it in brackets. */
function lensesOf(example: string, name: string, without = ''): readonly string[] {
  const files = exampleBoard(example).filter(({ path }) => !path.endsWith(`/${without}`))
  const texts = Object.fromEntries(files.map(({ path, text }) => [path, text]))
  const path = Object.keys(texts).find((one) => one.endsWith(`/${name}`)) ?? name
  const workspace = createWorkspace({ files: memoryFiles(texts), settings: defaultSettings, roots: ['/'] })
  const analysis = workspace.analysis(path)
  if (!analysis) throw new Error(`${name} cannot be read`)
  const check = workspace.check(Object.keys(texts))
  return lensesIn(analysis, check).map(({ words, tooltip, action }) => {
    const target = action.kind === 'copy' ? `copies ${action.text}` : action.kind
    return `${lensTitle(words)} → ${target}${tooltip === '' ? '' : ` (${tooltip.replace(/\n/g, '; ')})`}`
  })
}

const ram = (start: string): string =>
  `{ .phys_start = ${start}, .virt_start = 0, .size = 0x200000, .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE },`

const board = `//- root
.header.hypervisor_memory = { .phys_start = 0x7c000000, .size = 0x400000 },
//- cell a.c
.cpus = { 0b0010 }, .mem_regions = { ${ram('0x70000000')} },
//- cell b.c
.cpus = { 0b0100 }, .mem_regions = { ${ram('0x70200000')} },
//- cell c.c
.cpus = { 0b0110 }, .mem_regions = { ${ram('0x70400000')} },`

test('a cell says which board it is on and why, what was found, and what it can run beside', () => {
  const lenses = lensesOf(board, 'example-a.c')
  expect(lenses[0]).toMatch(/^on the board of example\.c → root \(its file name continues example\)$/)
  expect(lenses[1]).toMatch(/ → problems$/)
  expect(lenses[2]).toBe('can run beside b, not beside c → map (c: both have CPU 1)')
  expect(lenses).toHaveLength(3)
})

test('a cell that excludes all others says so', () => {
  expect(lensesOf(board, 'example-c.c')[2]).toMatch(
    /^runs beside no other cell → map \(a: both have CPU 1; b: /,
  )
})

test('a root cell says what can run together, and what Linux has to leave alone', () => {
  const lenses = lensesOf(board, 'example.c')
  expect(lenses[0]).toBe('board of 3 cells → map (example-a.c, example-b.c, example-c.c)')
  expect(lenses[2]).toBe('2 ways to run cells together → map (a + b; c)')
  // The lowest block begins at 0x70000000, and the memory of the example's root at zero (catalogue H.1).
  const [, copied = ''] = /→ copies (\S+)/.exec(lenses[3] ?? '') ?? []
  expect(copied).toBe('mem=1792M')
})

test('a cell without a root offers to choose one', () => {
  const [first] = lensesOf(board, 'example-a.c', 'example.c')
  expect(first).toBe('no root cell found → root')
})

test('lenses stand where the definition of the configuration begins', () => {
  const [, { path, text } = { path: '', text: '' }] = exampleBoard(board)
  const workspace = createWorkspace({
    files: memoryFiles({ [path]: text }),
    settings: defaultSettings,
    roots: ['/'],
  })
  const analysis = workspace.analysis(path)
  const lenses = analysis ? lensesIn(analysis, workspace.check([path])) : []
  const lines = lenses.map(({ span }) => text.split('\n')[positionAt(span.file, span.start).line])
  expect(new Set(lines)).toEqual(new Set(['struct {']))
})
