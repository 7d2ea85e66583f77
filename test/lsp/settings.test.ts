/** The user's settings: what they change, and what happens when they are wrong. */
import { MessageType, type ShowMessageParams } from 'vscode-languageserver'
import { expect, test } from 'vitest'
import { left, wrongCpu } from './boards.ts'
import { openEditor, startEditor } from './editor.ts'
import { diagnosticsOf, shownIn } from './shown.ts'

const rule = 'cpu-not-in-root'

/** As little as it takes to ask for settings and diagnostics. */
const slowCapabilities = { workspace: { configuration: true }, textDocument: { diagnostic: {} } }

test('the first check waits for the settings', async () => {
  let answer: ((settings: unknown) => void) | undefined
  const settings = new Promise((resolve) => {
    answer = resolve
  })
  const editor = await startEditor({ files: wrongCpu, capabilities: slowCapabilities, settings })
  await editor.open(left)
  const shown = shownIn(editor, left)
  await editor.take('workspace/configuration')
  // Time enough for a check that does not wait.
  for (let count = 0; count < 10; count++) await editor.request('no/such/request', {}).catch(() => undefined)
  expect(editor.clock.pauses()).toBe(0)
  answer?.({ rules: { [rule]: 'hint' } })
  expect(await shown).toEqual([expect.stringMatching(/^hint cpu-not-in-root/)])
})

test('a rule is switched off and on again while the file is open', async () => {
  const editor = await openEditor({ files: wrongCpu })
  await editor.open(left)
  expect(await diagnosticsOf(editor, left)).toHaveLength(1)
  await editor.configure({ rules: { [rule]: 'off' } })
  await editor.take('workspace/diagnostic/refresh')
  expect(await diagnosticsOf(editor, left)).toEqual([])
  await editor.configure({})
  await editor.take('workspace/diagnostic/refresh')
  expect(await diagnosticsOf(editor, left)).toHaveLength(1)
})

test('nothing is asked again when the settings come out the same', async () => {
  const editor = await openEditor({ files: wrongCpu, settings: { rules: {} } })
  await editor.open(left)
  await editor.configure({ includePaths: [] })
  expect(await diagnosticsOf(editor, left)).toHaveLength(1)
})

test('a wrong setting is told once, and the others count', async () => {
  const settings = { architecture: 'mips', rules: { [rule]: 'off' } }
  const editor = await openEditor({ files: wrongCpu, settings })
  const { type, message } = await editor.take<ShowMessageParams>('window/showMessage')
  expect(type).toBe(MessageType.Warning)
  expect(message).toMatch(/^Warden: setting architecture: /)
  await editor.open(left)
  expect(await diagnosticsOf(editor, left)).toEqual([])
  await editor.configure({ ...settings, defines: { X: '1' } })
  await editor.take('workspace/diagnostic/refresh')
})

test('the server asks to be told about its section', async () => {
  const editor = await startEditor({ files: {} })
  expect(await editor.take('workspace/configuration')).toEqual({ items: [{ section: 'warden' }] })
  const registrations = [
    await editor.take('client/registerCapability'),
    await editor.take('client/registerCapability'),
  ]
  expect(registrations).toContainEqual({
    registrations: [
      expect.objectContaining({
        method: 'workspace/didChangeConfiguration',
        registerOptions: { section: 'warden' },
      }),
    ],
  })
  expect(registrations).toContainEqual({
    registrations: [
      expect.objectContaining({
        method: 'workspace/didChangeWatchedFiles',
        registerOptions: {
          watchers: [{ globPattern: '**/*.{c,h,cell}' }, { globPattern: '**/warden.json' }],
        },
      }),
    ],
  })
})

test('relative paths begin at the first folder of the workspace', async () => {
  const files = { ...wrongCpu, '/example/own/jailhouse/cell-config.h': '#error "own header"\n' }
  const editor = await openEditor({ files, settings: { includePaths: ['own'] } })
  await editor.open(left)
  expect(await shownIn(editor, left)).toContain(
    'error c-error-directive at «#include <jailhouse/cell-config.h>»',
  )
})

test('for an editor that knows one root they begin there', async () => {
  const files = { ...wrongCpu, '/example/own/jailhouse/cell-config.h': '#error "own header"\n' }
  const editor = await openEditor({ files, settings: { includePaths: ['own'] }, rootUri: 'file:///example' })
  await editor.open(left)
  expect(await shownIn(editor, left)).toContainEqual(expect.stringMatching(/^error c-error-directive/))
})
