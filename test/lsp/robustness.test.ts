/** What a client should not do, and may do all the same: the server goes on, and says why only in its output. */
import { type LogMessageParams, MessageType } from 'vscode-languageserver'
import { expect, test } from 'vitest'
import { left, wrongCpu } from './boards.ts'
import { type Editor, openEditor, startEditor, uriOf } from './editor.ts'
import { diagnosticsOf } from './shown.ts'

test.each([
  ['textDocument/hover', {}],
  ['workspace/diagnostic', {}],
])('%s %j gets an answer, and a line in the output', async (method, params) => {
  const editor = await editing()
  await editor.request(method, params).catch(() => undefined)
  const { type, message } = await logged(editor)
  expect(type).toBe(MessageType.Error)
  expect(message).toMatch(/ failed: /)
  expect(message).not.toMatch(/\n\s+at /)
  expect(await diagnosticsOf(editor, left)).toHaveLength(1)
})

test.each([
  ['workspace/didChangeWatchedFiles', {}],
  ['workspace/didChangeWorkspaceFolders', { event: {} }],
])('%s %j is survived', async (method, params) => {
  const editor = await editing()
  await editor.notify(method, params)
  expect((await logged(editor)).message).toMatch(/ failed: /)
  expect(await diagnosticsOf(editor, left)).toHaveLength(1)
})

test('a check that fails is no clean bill of health', async () => {
  const editor = await editing()
  const answer = editor.request('textDocument/diagnostic', {})
  await expect(answer).rejects.toThrow('the check of this file failed')
  await logged(editor)
})

test('a position behind the end of the text has nothing to hover over', async () => {
  const editor = await editing()
  const position = { line: 9999, character: 9999 }
  expect(
    await editor.request('textDocument/hover', { textDocument: { uri: uriOf(left) }, position }),
  ).toBeNull()
})

test('a file that is nowhere has no findings', async () => {
  const editor = await editing()
  expect(await diagnosticsOf(editor, '/example/nowhere.c')).toEqual([])
})

test('a client without folders is served, too', async () => {
  const editor = await openEditor({ files: wrongCpu, folders: [] })
  await editor.open(left)
  expect(await diagnosticsOf(editor, left)).toHaveLength(1)
})

test('the test fails when the server says something that nobody looks at', async () => {
  const editor = await startEditor({ files: {}, capabilities: { workspace: { configuration: true } } })
  await editor.roundTrip()
  await expect(editor.end()).rejects.toThrow('workspace/configuration')
})

async function editing(): Promise<Editor> {
  const editor = await openEditor({ files: wrongCpu })
  await editor.open(left)
  return editor
}

function logged(editor: Editor): Promise<LogMessageParams> {
  return editor.take('window/logMessage')
}
