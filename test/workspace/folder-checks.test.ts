/** Checks of folders are kept while they hold, and only then. */
import { expect, test } from 'vitest'
import { diagnosticsOf } from '../../server/src/ide/diagnostics.ts'
import { memoryFiles, overlaidFiles } from '../../server/src/workspace/file-store.ts'
import { createFolderChecks } from '../../server/src/workspace/folder-checks.ts'
import { defaultSettings, type Settings } from '../../server/src/workspace/settings.ts'
import { createWorkspace } from '../../server/src/workspace/workspace.ts'
import { exampleBoard } from '../rules/example-board.ts'

const root = '/example/example.c'
const cell = '/example/example-cell.c'
const header = '/example/cpu.h'

const texts = Object.fromEntries(
  exampleBoard('.cpus = { 0b10 },').map(({ path, text }) => [
    path,
    path === cell ? text.replace('0b10', 'CPU').replace('#include', '#include "cpu.h"\n#include') : text,
  ]),
)

const changes: readonly (readonly [what: string, path: string, text: string])[] = [
  ['a config changes', cell, `${texts[cell]}\n`],
  ['its root changes', root, `${texts[root]}\n`],
  ['a header of it changes', header, '#define CPU 0b100\n'],
  ['a config appears', '/example/example-new.c', texts[cell] ?? ''],
]

test('a check is kept while only other files change', () => {
  const { checks, files } = folder()
  const before = checks.of('/example')
  expect(before.files.map(({ file }) => file.path)).toEqual([cell, root])
  files.open('/example/driver.c', 'int x;\n')
  files.open('/elsewhere/example.c', texts[root] ?? '')
  expect(checks.of('/example')).toBe(before)
})

test('a check is kept while files are opened and closed as they are', () => {
  const { checks, files } = folder()
  const before = checks.of('/example')
  files.open(cell, texts[cell] ?? '')
  expect(checks.of('/example')).toBe(before)
  files.open(cell, `${texts[cell]}\n`)
  files.open(cell, texts[cell] ?? '')
  files.close(cell)
  expect(checks.of('/example').files).toEqual(before.files)
})

test.each(changes)('a check is made again when %s', (_, path, text) => {
  const { checks, files } = folder()
  const before = checks.of('/example')
  files.open(path, text)
  const after = checks.of('/example')
  expect(after).not.toBe(before)
  files.close(path)
  expect(checks.of('/example')).not.toBe(after)
})

test('of a folder that was not asked about lately only what was found is kept', () => {
  const { checks, files } = twoFolders()
  const before = checks.of('/example')
  expect(checks.foundIn('/example')).toBeUndefined()
  checks.of('/other')
  expect(checks.foundIn('/other')).toBeUndefined()
  const found = checks.foundIn('/example')
  expect(found?.findings).toBe(before.findings)
  expect(found && diagnosticsOf(found, cell)).toEqual(diagnosticsOf(before, cell))
  const again = checks.of('/example')
  expect(again).not.toBe(before)
  expect(again.findings).toEqual(before.findings)
  files.open('/other/example.c', '')
  expect(checks.foundIn('/other')).toBeUndefined()
})

test('what is included is known as long as anything is kept', () => {
  const { checks } = twoFolders()
  const included = () => [header, cell, root, '/example/other.h'].map(checks.isIncluded)
  expect(included()).toEqual([false, false, false, false])
  checks.of('/example')
  expect(included()).toEqual([true, false, false, false])
  checks.of('/other')
  expect(checks.foundIn('/example')).toBeDefined()
  expect(included()).toEqual([true, false, false, false])
})

test.each(changes)('what was found is not kept when %s', (_, path, text) => {
  const { checks, files } = twoFolders()
  checks.of('/example')
  checks.of('/other')
  files.open(path, text)
  expect(checks.foundIn('/example')).toBeUndefined()
  files.close(path)
  expect(checks.foundIn('/example')).toBeDefined()
})

test('a file by itself is the same one as in its folder, while that is kept', () => {
  const { checks } = twoFolders()
  const analysis = (path: string) => checks.of('/example').files.find(({ file }) => file.path === path)
  expect(checks.analysis(root)).not.toBe(analysis(root))
  expect(checks.analysis(root)).toBe(analysis(root))
  expect(checks.analysis('/nowhere.c')).toBeUndefined()
})

test('the settings and the project file choose severities', () => {
  const { checks, files } = folder({ 'cpu-not-in-root': 'hint' })
  files.open(header, '#define CPU 0b100000\n')
  const severities = (): readonly string[] =>
    checks
      .of('/example')
      .findings.filter(({ rule }) => rule === 'cpu-not-in-root')
      .map(({ severity }) => severity)
  expect(severities()).toEqual(['hint'])
  files.open('/example/warden.json', '{ "rules": { "cpu-not-in-root": "warning" } }')
  expect(severities()).toEqual(['warning'])
})

function twoFolders() {
  const others: Readonly<Record<string, string>> = Object.fromEntries(
    Object.entries(texts).map(([path, text]) => [path.replace('/example/', '/other/'), text]),
  )
  const files = overlaidFiles(memoryFiles({ ...texts, ...others, [header]: '#define CPU 0b10\n' }))
  const workspace = createWorkspace({ files, settings: defaultSettings, roots: ['/'] })
  return { files, checks: createFolderChecks(workspace, 1) }
}

function folder(rules: Settings['rules'] = {}) {
  const files = overlaidFiles(memoryFiles({ ...texts, [header]: '#define CPU 0b10\n' }))
  const workspace = createWorkspace({ files, settings: { ...defaultSettings, rules }, roots: ['/example'] })
  return { files, checks: createFolderChecks(workspace) }
}
