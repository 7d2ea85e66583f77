/** Questions that are given up, or overtaken by the next letter, while the server is at work. */
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver'
import { expect, test } from 'vitest'
import { left, wrongCpu } from './boards.ts'
import { openEditor, uriOf } from './editor.ts'
import { diagnosticsOf, hover, refusalOf } from './shown.ts'

const textDocument = { uri: uriOf(left) }

test('a check that is cancelled half-way ends there', async () => {
  const editor = await openEditor({ files: wrongCpu })
  await editor.open(left)
  const source = new CancellationTokenSource()
  const atWork = editor.clock.hold()
  const answer = editor.request('textDocument/diagnostic', { textDocument }, source.token)
  const refusal = refusalOf(answer)
  await atWork
  source.cancel()
  await editor.roundTrip()
  editor.clock.release()
  expect(await refusal).toBe(LSPErrorCodes.RequestCancelled)
  // The board has two files, with a pause before each.
  expect(editor.clock.pauses()).toBe(1)
})

test('what was read before is not lost, and the next check is whole', async () => {
  const editor = await openEditor({ files: wrongCpu })
  await editor.open(left)
  const source = new CancellationTokenSource()
  const answer = editor.request('textDocument/diagnostic', { textDocument }, source.token)
  const refusal = refusalOf(answer)
  source.cancel()
  expect(await refusal).toBe(LSPErrorCodes.RequestCancelled)
  expect(await diagnosticsOf(editor, left)).toHaveLength(1)
})

test('a search through the folders can be cancelled', async () => {
  const editor = await openEditor({ files: wrongCpu })
  const source = new CancellationTokenSource()
  const atWork = editor.clock.hold()
  const answer = editor.request('workspace/diagnostic', { previousResultIds: [] }, source.token)
  const refusal = refusalOf(answer)
  await atWork
  source.cancel()
  await editor.roundTrip()
  editor.clock.release()
  expect(await refusal).toBe(LSPErrorCodes.RequestCancelled)
  expect(await editor.request('workspace/diagnostic', { previousResultIds: [] })).toMatchObject({
    items: [{ kind: 'full' }, { kind: 'full' }],
  })
})

test('a hover over a text that has changed in the meantime is refused', async () => {
  const editor = await openEditor({ files: wrongCpu })
  await editor.open(left)
  const atWork = editor.clock.hold()
  const answer = hover(editor, left, '.cpus')
  const refusal = refusalOf(answer)
  await atWork
  await editor.edit(left, '0b100000', '0b10')
  await editor.roundTrip()
  editor.clock.release()
  expect(await refusal).toBe(LSPErrorCodes.ContentModified)
})
