/** When the extension wakes up, with a stand-in for as much of VS Code as that needs. */
import { beforeEach, expect, test, vi } from 'vitest'
import { whenNeeded } from '../../client/src/wake.ts'

const editor = vi.hoisted(() => ({
  textDocuments: [] as { readonly languageId: string; readonly getText: () => string }[],
  headers: [] as string[],
  opened: [] as ((document: object) => void)[],
  changed: [] as ((change: object) => void)[],
}))

vi.mock('vscode', () => ({
  Disposable: { from: () => ({}) },
  languages: {
    match: (_: unknown, { languageId }: { languageId: string }) => (/^(c|jsonc)$/.test(languageId) ? 10 : 0),
  },
  workspace: {
    textDocuments: editor.textDocuments,
    onDidOpenTextDocument: (listener: (document: object) => void) => editor.opened.push(listener),
    onDidChangeTextDocument: (listener: (change: object) => void) => editor.changed.push(listener),
    findFiles: () => Promise.resolve(editor.headers),
  },
}))

const config = document('c', 'struct {\n\tstruct jailhouse_cell_desc cell;\n} config = { };\n')
const other = document('c', 'int main(void) { return 0; }\n')

beforeEach(() => {
  for (const list of Object.values(editor)) list.length = 0
})

test('it sleeps while nothing is about Jailhouse', async () => {
  editor.textDocuments.push(other, document('markdown', 'A `struct jailhouse_system` describes the machine.'))
  expect(await wakenings(() => open(other))).toBe(0)
})

test('it wakes up at once when a config is open already', async () => {
  editor.textDocuments.push(other, config)
  expect(await wakenings(() => undefined)).toBe(1)
})

test('it wakes up when a project file is opened', async () => {
  expect(await wakenings(() => open(document('jsonc', '{}')))).toBe(1)
})

test('it wakes up when a config is opened, and only once', async () => {
  expect(
    await wakenings(() => {
      open(config)
      open(config)
    }),
  ).toBe(1)
})

test('it wakes up when a file becomes a config', async () => {
  expect(await wakenings(() => editor.changed.forEach((listener) => listener({ document: config })))).toBe(1)
})

test('it wakes up in a Jailhouse tree, and only once', async () => {
  editor.headers.push('include/jailhouse/cell-config.h')
  expect(await wakenings(() => open(config))).toBe(1)
  expect(await wakenings(() => undefined)).toBe(1)
})

/** How often the extension wakes up while something happens. */
async function wakenings(happening: () => void): Promise<number> {
  const wake = vi.fn<() => void>()
  whenNeeded(wake)
  happening()
  await Promise.resolve()
  await Promise.resolve()
  return wake.mock.calls.length
}

function open(opened: object): void {
  for (const listener of editor.opened) listener(opened)
}

function document(
  languageId: string,
  text: string,
): { readonly languageId: string; readonly getText: () => string } {
  return { languageId, getText: () => text }
}
