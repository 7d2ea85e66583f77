/** Headers that are open beside the configs that include them: what is typed there counts, and nothing is shown there. */
import { expect, test } from 'vitest'
import { mapRequest } from '../../server/src/lsp/messages-map.ts'
import { boardRequest } from '../../server/src/lsp/messages-boards.ts'
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver'
import { filesOf, left, root } from './boards.ts'
import { type Editor, modern, openEditor, startEditor, uriOf } from './editor.ts'
import { diagnosticsOf, hover, shownIn, wordsOf } from './shown.ts'

const header = '/example/example.h'
const ordinary = '/example/ordinary.h'
const elsewhere = '/elsewhere/system.h'

const cells = filesOf(`
//- cell left.c
.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG | JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED | JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE,
.cpus = { CPUS_OF_LEFT },`)

const files = {
  ...cells,
  [left]: `#include "example.h"\n${cells[left] ?? ''}`,
  [header]: '/* The board */\n#define CPUS_OF_LEFT 0b10\n',
  [ordinary]: '#define CPUS_OF_LEFT 0b100000\nstatic inline int one(void) { return 1; }\n',
  [elsewhere]: '#define ONE 1\n',
}

const wrong = ['error cpu-not-in-root at .cpus = «{ CPUS_OF_LEFT }»,']

test('what is typed in a header counts for the configs that include it, until it is closed without being saved', async () => {
  const editor = await editing(left, header)
  expect(await shownIn(editor, left)).toEqual([])
  await editor.edit(header, '0b10', '0b100000')
  expect(await shownIn(editor, left)).toEqual(wrong)
  await editor.close(header)
  expect(await shownIn(editor, left)).toEqual([])
})

test('a client is asked to ask again once somebody has typed in a header, and when it is closed', async () => {
  const editor = await editing(left, header)
  expect(await diagnosticsOf(editor, left)).toEqual([])
  await editor.edit(header, '0b10', '0b100')
  await editor.edit(header, '0b100', '0b100000')
  await strike(editor)
  await editor.take('workspace/diagnostic/refresh')
  expect(await diagnosticsOf(editor, left)).toHaveLength(1)
  await editor.close(header)
  await strike(editor)
  await editor.take('workspace/diagnostic/refresh')
  expect(await diagnosticsOf(editor, left)).toEqual([])
})

test('findings are published for the configs that include a header in which somebody types', async () => {
  const editor = await startEditor({ files, capabilities: {} })
  await editor.open(left)
  await editor.open(header)
  await strike(editor)
  await editor.edit(header, '0b10', '0b100000')
  await strike(editor)
  const { uri, diagnostics } = await editor.takePublished()
  expect([uri, diagnostics.map(({ code }) => code)]).toEqual([uriOf(left), ['cpu-not-in-root']])
  await editor.close(header)
  await strike(editor)
  expect(await editor.takePublished()).toMatchObject({ uri: uriOf(left), diagnostics: [] })
})

test('explanations and the map follow', async () => {
  const editor = await editing(left, header)
  const drawing = async (known?: number) => {
    const answer = await editor.request(mapRequest.method, { uri: uriOf(left), known })
    return mapRequest.result.parse(answer)?.page
  }
  const first = await drawing()
  expect(wordsOf((await hover(editor, left, 'CPUS_OF_LEFT'))?.contents)).toContain('0x2')
  const next = drawing(first?.drawing)
  await editor.edit(header, '0b10', '0b100')
  expect(JSON.stringify((await next)?.html)).toContain('CPU 2')
  expect(wordsOf((await hover(editor, left, 'CPUS_OF_LEFT'))?.contents)).toContain('0x4')
})

test('hints and lenses are asked for again once somebody has typed in a header, and not while a config is typed', async () => {
  const { workspace } = modern
  const refresh = { refreshSupport: true }
  const capabilities = { ...modern, workspace: { ...workspace, inlayHint: refresh, codeLens: refresh } }
  const editor = await openEditor({ files, capabilities })
  await editor.open(left)
  await editor.open(header)
  await diagnosticsOf(editor, left)
  await editor.edit(header, '0b10', '0b11')
  await editor.edit(header, '0b11', '0b110')
  await strike(editor)
  await editor.take('workspace/inlayHint/refresh')
  await editor.take('workspace/codeLens/refresh')
  await editor.edit(left, '"left"', '"kept"')
  await strike(editor)
  expect(editor.clock.waiting()).toBe(0)
})

test('who asks about the workspace is answered when somebody who types in a header makes a pause', async () => {
  const editor = await editing(left, header)
  const ask = (previousResultIds: readonly object[], more: object = {}) =>
    editor.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds, ...more })
  const { items } = await ask([])
  const previous = items.map(({ uri, resultId }) => ({ uri, value: resultId }))
  const answer = ask(previous, { partialResultToken: 1 })
  await editor.roundTrip()
  await editor.edit(header, '0b10', '0b100')
  await editor.roundTrip()
  const pauses = editor.clock.pauses()
  await editor.edit(header, '0b100', '0b100000')
  await editor.roundTrip()
  expect(editor.clock.pauses()).toBe(pauses)
  editor.clock.strike()
  const changed = (await answer).items.filter(({ kind }) => kind === 'full')
  expect(changed.map(({ uri }) => uri)).toEqual([uriOf(left)])
})

test('an open config is asked about again even when its findings were told with those of the workspace', async () => {
  const editor = await editing(left, header)
  await diagnosticsOf(editor, left)
  await editor.edit(header, '0b10', '0b100000')
  await editor.request('workspace/diagnostic', { previousResultIds: [] })
  await strike(editor)
  await editor.take('workspace/diagnostic/refresh')
  expect(await diagnosticsOf(editor, left)).toHaveLength(1)
})

test.each([header, ordinary])('in %s itself nothing is shown', async (path) => {
  const editor = await editing(left, header, ordinary)
  await diagnosticsOf(editor, left)
  const textDocument = { uri: uriOf(path) }
  const position = { line: 0, character: 10 }
  const range = { start: position, end: position }
  const asked = [
    ['textDocument/hover', { position }],
    ['textDocument/completion', { position }],
    ['textDocument/signatureHelp', { position }],
    ['textDocument/definition', { position }],
    ['textDocument/references', { position, context: { includeDeclaration: true } }],
    ['textDocument/documentHighlight', { position }],
    ['textDocument/prepareRename', { position }],
    ['textDocument/inlayHint', { range }],
    ['textDocument/codeLens', {}],
    ['textDocument/documentSymbol', {}],
    ['textDocument/foldingRange', {}],
    ['textDocument/documentLink', {}],
  ] as const
  for (const [method, params] of asked) {
    const answer = await editor.request(method, { textDocument, ...params })
    expect([method, answer]).toEqual([method, null])
  }
  const actions = { textDocument, range, context: { diagnostics: [] } }
  const offered = await editor.request<readonly unknown[] | null>('textDocument/codeAction', actions)
  expect(offered ?? []).toEqual([])
  expect(await diagnosticsOf(editor, path)).toEqual([])
  expect(boardRequest.result.parse(await editor.request(boardRequest.method, textDocument))).toBeNull()
})

test('of a header that no config includes there is no news, and nothing is worked out', async () => {
  const editor = await openEditor({ files, initializationOptions: { wantsNews: true } })
  await editor.open(left)
  await editor.take('warden/changed')
  await diagnosticsOf(editor, left)
  await strike(editor)
  await editor.roundTrip()
  const pauses = editor.clock.pauses()
  for (const [path, before, after] of [
    [ordinary, 'return 1', 'return 2'],
    [elsewhere, 'ONE 1', 'ONE 2'],
  ] as const) {
    await editor.open(path)
    await editor.edit(path, before, after)
    await editor.close(path)
  }
  await editor.roundTrip()
  expect(editor.clock.waiting()).toBe(0)
  expect(await diagnosticsOf(editor, left)).toEqual([])
  expect(editor.clock.pauses()).toBe(pauses)
})

test('a header that somebody only looks at is no news either', async () => {
  const editor = await openEditor({ files, initializationOptions: { wantsNews: true } })
  await editor.open(left)
  await editor.take('warden/changed')
  await diagnosticsOf(editor, left)
  await strike(editor)
  await editor.open(header)
  await editor.close(header)
  await editor.roundTrip()
  expect(editor.clock.waiting()).toBe(0)
})

test('a header outside of the workspace stays outside when somebody looks at it', async () => {
  const text = (files[left] ?? '').replace('example.h', '../elsewhere/system.h')
  const editor = await openEditor({ files: { ...files, [left]: text } })
  await editor.open(left)
  const before = await shownIn(editor, left)
  expect(before).toContainEqual(expect.stringMatching(/^error c-include-not-found/))
  await editor.open(elsewhere)
  await editor.edit(left, '"left"', '"kept"')
  expect(await shownIn(editor, left)).toEqual(before)
})

test('a header that is not on the disk yet counts as soon as it is open', async () => {
  const editor = await openEditor({ files: { ...files, [header]: '' } })
  await editor.open(left)
  editor.disk.write(header, undefined)
  await editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(header), type: 3 }] })
  await editor.take('workspace/diagnostic/refresh')
  expect((await diagnosticsOf(editor, left)).map(({ code }) => code)).toContain('c-include-not-found')
  await editor.open(header, files[header])
  expect(await diagnosticsOf(editor, left)).toEqual([])
})

test('a header that several configs include counts for the ones that are not open, too', async () => {
  const shared = { ...files, [root]: `#include "example.h"\n${cells[root] ?? ''}` }
  const editor = await openEditor({ files: shared })
  await editor.open(root)
  await editor.open(header)
  await diagnosticsOf(editor, root)
  await editor.edit(header, '0b10', '0b100000')
  const { items } = await editor.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
    previousResultIds: [],
  })
  expect(items.map((item) => (item.kind === 'full' ? item.items.map(({ code }) => code) : []))).toEqual([
    ['cpu-not-in-root'],
    [],
  ])
})

async function editing(...paths: readonly string[]): Promise<Editor> {
  const editor = await openEditor({ files })
  for (const path of paths) await editor.open(path)
  return editor
}

/** Lets the time pass that the server waits for, as soon as it waits. */
async function strike({ clock, roundTrip }: Editor): Promise<void> {
  await roundTrip()
  expect(clock.waiting()).toBeGreaterThan(0)
  clock.strike()
  await roundTrip()
}
