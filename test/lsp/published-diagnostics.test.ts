/** Diagnostics for a client that does not ask for them. */
import type { ClientCapabilities, PublishDiagnosticsParams } from 'vscode-languageserver'
import { expect, test } from 'vitest'
import { left, root, wrongCpu } from './boards.ts'
import { type Editor, type EditorOptions, startEditor } from './editor.ts'

/** An editor that can do next to nothing. */
async function plainEditor(initializationOptions?: unknown): Promise<Editor> {
  return startEditor({ files: wrongCpu, capabilities: {}, initializationOptions })
}

test('the server does not offer what the client cannot ask for', async () => {
  const { initialized } = await plainEditor()
  expect(initialized.capabilities).not.toHaveProperty('diagnosticProvider')
})

const refresh = { refreshSupport: true }

test.each<
  [string, EditorOptions['clientInfo'], ClientCapabilities['workspace'] & { diagnostic?: object }, boolean]
>([
  ['never asks again', undefined, {}, false],
  ['asks again', undefined, { diagnostics: refresh }, true],
  ['asks again and says so as Helix does', { name: 'helix' }, { diagnostic: refresh }, true],
  ['asks again about other files only', { name: 'Neovim' }, { diagnostics: refresh }, false],
])('a client that asks, could be told, and %s', async (_, clientInfo, workspace, isAsked) => {
  const capabilities = { workspace, textDocument: { diagnostic: {}, publishDiagnostics: {} } }
  const { initialized } = await startEditor({ files: wrongCpu, capabilities, clientInfo })
  expect('diagnosticProvider' in initialized.capabilities).toBe(isAsked)
})

test('findings are published a moment after the last change, once', async () => {
  const editor = await plainEditor()
  await editor.open(left)
  await editor.edit(left, '"left"', '"lef"')
  await editor.edit(left, '"lef"', '"le"')
  await editor.roundTrip()
  expect(editor.clock.waiting()).toBe(1)
  editor.clock.strike()
  expect(summary(await editor.takePublished())).toEqual([left, 3, ['cpu-not-in-root']])
})

test('what has not changed is not published again', async () => {
  const editor = await plainEditor()
  await editor.open(left)
  await strike(editor)
  expect(summary(await editor.takePublished())).toEqual([left, 1, ['cpu-not-in-root']])
  await editor.edit(left, '"left"', '"kept"')
  await strike(editor)
  await editor.edit(left, '0b100000', '0b10')
  await strike(editor)
  expect(summary(await editor.takePublished())).toEqual([left, 3, []])
})

test('a change in one file is published for the others of its board', async () => {
  const editor = await plainEditor()
  await editor.open(left)
  await editor.open(root)
  await strike(editor)
  expect(summary(await editor.takePublished())).toEqual([left, 1, ['cpu-not-in-root']])
  await editor.edit(root, '0b1111', '0b111111')
  await strike(editor)
  expect(summary(await editor.takePublished())).toEqual([left, 1, []])
})

test('the findings of a document go when it is closed', async () => {
  const editor = await plainEditor()
  await editor.open(left)
  await strike(editor)
  await editor.takePublished()
  await editor.close(left)
  await strike(editor)
  expect(summary(await editor.takePublished())).toEqual([left, undefined, []])
})

test('settings come with the initialization, and with the news that they have changed', async () => {
  const editor = await plainEditor({ settings: { rules: { 'cpu-not-in-root': 'hint' } } })
  await editor.open(left)
  await strike(editor)
  const published = await editor.takePublished()
  expect(published.diagnostics.map(({ severity }) => severity)).toEqual([4])
  const settings = { warden: { rules: { 'cpu-not-in-root': 'off' } } }
  await editor.notify('workspace/didChangeConfiguration', { settings })
  await strike(editor)
  expect(summary(await editor.takePublished())).toEqual([left, 1, []])
})

test('nothing is published before the settings are known', async () => {
  let answer: ((settings: unknown) => void) | undefined
  const settings = new Promise((resolve) => {
    answer = resolve
  })
  const capabilities = { workspace: { configuration: true } }
  const editor = await startEditor({ files: wrongCpu, capabilities, settings })
  await editor.take('workspace/configuration')
  await editor.open(left)
  await editor.request('no/such/request', {}).catch(() => undefined)
  editor.clock.strike()
  await editor.request('no/such/request', {}).catch(() => undefined)
  expect(editor.clock.pauses()).toBe(0)
  answer?.({ rules: { 'cpu-not-in-root': 'hint' } })
  expect((await editor.takePublished()).diagnostics.map(({ severity }) => severity)).toEqual([4])
  await strike(editor)
})

/** Lets the time pass that the server waits for, as soon as it waits. */
async function strike({ clock, roundTrip }: Editor): Promise<void> {
  await roundTrip()
  expect(clock.waiting()).toBe(1)
  clock.strike()
}

function summary({ uri, version, diagnostics }: PublishDiagnosticsParams): readonly unknown[] {
  return [uri.replace('file://', ''), version, diagnostics.map(({ code }) => code)]
}
