/** What the client shows around the editor, and what its commands write, through the protocol. */
import type { CodeLens } from 'vscode-languageserver'
import { expect, test } from 'vitest'
import {
  type BoardAnswer,
  boardRequest,
  buildRequest,
  checkRequest,
  pinRequest,
  rootsRequest,
} from '../../server/src/lsp/messages-boards.ts'
import type { CustomRequest } from '../../server/src/lsp/messages.ts'
import { left, right, root, sharedRam, wrongCpu } from './boards.ts'
import { type Editor, modern, openEditor, uriOf } from './editor.ts'

async function ask<Params, Result>(
  editor: Editor,
  { method, result }: CustomRequest<Params, Result>,
  params: Params,
): Promise<Result> {
  return result.parse(await editor.request(method, params))
}

async function boardOf(editor: Editor, path: string): Promise<BoardAnswer | null> {
  return ask(editor, boardRequest, { uri: uriOf(path) })
}

test('a cell knows its board, why it is on it, and how it is', async () => {
  const editor = await openEditor({ files: sharedRam })
  const board = await boardOf(editor, right)
  expect(board?.kind).toBe('cell')
  expect(board?.boards).toEqual([
    {
      root: { uri: uriOf(root), name: 'example.c' },
      cells: [left, right].map((path) => ({ uri: uriOf(path), name: path.replace(/.*\//, '') })),
      because: 'its file name continues example',
    },
  ])
  expect(board?.revision).toBe('14')
  expect(board?.rules.map(({ rule }) => rule)).toContain('overlap-other-cell')
  expect(await boardOf(editor, '/example/none.c')).toBeNull()
})

test('root cells are found in the whole workspace', async () => {
  const editor = await openEditor({
    files: { ...sharedRam, '/example/other/other.c': sharedRam[root] ?? '' },
  })
  const roots = await ask(editor, rootsRequest, {})
  expect(roots.map(({ name }) => name)).toEqual(['example.c', 'other.c'])
})

test('a root is chosen in a new project file at the top of the workspace, or in the one that there is', async () => {
  const editor = await openEditor({ files: sharedRam, folders: ['/'] })
  const fresh = await ask(editor, pinRequest, { uri: uriOf(left), root: uriOf(root) })
  expect(fresh).toMatchObject({ uri: uriOf('/warden.json'), isNew: true })
  expect(JSON.parse('text' in fresh ? fresh.text : '')).toEqual({
    boards: [{ root: 'example/example.c', cells: ['example/example-left.c'] }],
  })

  const files = { ...sharedRam, '/example/warden.json': '{ "preset": "strict" }\n' }
  const other = await openEditor({ files })
  const known = await ask(other, pinRequest, { uri: uriOf(left), root: uriOf(root) })
  expect(known).toMatchObject({ uri: uriOf('/example/warden.json'), isNew: false })
  expect(JSON.parse('text' in known ? known.text : '')).toEqual({
    preset: 'strict',
    boards: [{ root: 'example.c', cells: ['example-left.c'] }],
  })
})

test('what was written makes the cell belong to its root', async () => {
  const other = '/example/other.c'
  const editor = await openEditor({ files: { ...sharedRam, [other]: sharedRam[root] ?? '' } })
  const answer = await ask(editor, pinRequest, { uri: uriOf(left), root: uriOf(other) })
  await editor.open('/example/warden.json', 'text' in answer ? answer.text : '')
  const board = await boardOf(editor, left)
  expect(board?.boards.map(({ root: { name }, because }) => [name, because])).toEqual([
    ['other.c', 'warden.json says so'],
  ])
})

test('an image is built from what is in the editor, and not while there are errors', async () => {
  const editor = await openEditor({ files: wrongCpu })
  await editor.open(left)
  const build = (force: boolean) => ask(editor, buildRequest, { uri: uriOf(left), force })
  expect(await build(false)).toMatchObject({ images: [], errors: 1 })
  const { images, errors } = await build(true)
  expect(errors).toBe(0)
  expect(images.map(({ uri }) => uri)).toEqual([uriOf('/example/example-left.cell')])
  const bytes = Buffer.from(images[0]?.base64 ?? '', 'base64')
  expect([bytes.subarray(0, 5).toString('latin1'), bytes.length]).toEqual(['JHCLL', images[0]?.size])
  await editor.edit(left, '0b100000', '(')
  expect((await build(true)).errors).toBeGreaterThan(0)
})

test('a workspace is checked as a whole', async () => {
  const editor = await openEditor({ files: wrongCpu })
  const { files, counts } = await ask(editor, checkRequest, {})
  expect(files).toBe(2)
  expect(counts.error).toBe(1)
})

async function lenses(editor: Editor): Promise<readonly CodeLens[]> {
  return editor.request('textDocument/codeLens', { textDocument: { uri: uriOf(right) } })
}

test('code lenses have the commands of a client that knows them', async () => {
  const editor = await openEditor({ files: sharedRam, initializationOptions: { hasCommands: true } })
  await editor.open(right)
  expect((await lenses(editor)).map(({ command }) => command?.command)).toEqual([
    'warden.chooseRoot',
    'workbench.actions.view.problems',
    'warden.showMap',
  ])
})

test('for any other client they are texts', async () => {
  const editor = await openEditor({ files: sharedRam })
  await editor.open(right)
  const found = await lenses(editor)
  expect(found.map(({ command }) => command?.command)).toEqual(['', '', ''])
  expect(found[0]?.command?.title).toBe('on the board of example.c')
})

test('lenses are asked for anew when something has changed elsewhere', async () => {
  const capabilities = { ...modern, workspace: { ...modern.workspace, codeLens: { refreshSupport: true } } }
  const editor = await openEditor({ files: sharedRam, capabilities })
  await editor.configure({ preset: 'strict' })
  await editor.take('workspace/diagnostic/refresh')
  await expect(editor.take('workspace/codeLens/refresh')).resolves.toBeUndefined()
})
