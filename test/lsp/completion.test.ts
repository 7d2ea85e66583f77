/** Completion through the protocol. What is offered is tested in `test/ide/completion`; here it is how, and to whom. */
import type { ClientCapabilities, CompletionItem, CompletionList } from 'vscode-languageserver'
import { describe, expect, test } from 'vitest'
import { right, root, sharedRam } from './boards.ts'
import { type Editor, modern, openEditor, uriOf } from './editor.ts'
import { at } from './shown.ts'

const withSnippets: ClientCapabilities = {
  ...modern,
  textDocument: {
    ...modern.textDocument,
    completion: {
      completionItem: {
        snippetSupport: true,
        labelDetailsSupport: true,
        insertTextModeSupport: { valueSet: [1, 2] },
        documentationFormat: ['markdown'],
      },
    },
  },
}

/** What is offered in front of a text. */
async function offered(
  editor: Editor,
  path: string,
  place: string,
  trigger?: string,
): Promise<CompletionList | null> {
  const context = trigger === undefined ? { triggerKind: 1 } : { triggerKind: 2, triggerCharacter: trigger }
  return editor.request('textDocument/completion', { ...at(editor, path, place), context })
}

async function item(editor: Editor, path: string, place: string, label: string): Promise<CompletionItem> {
  const list = await offered(editor, path, place)
  const found = list?.items.find((one) => one.label === label)
  if (!found) throw new Error(`${label} is not among ${list?.items.map((one) => one.label).join(', ')}`)
  return found
}

async function faulty(capabilities: ClientCapabilities = withSnippets): Promise<Editor> {
  const editor = await openEditor({ files: sharedRam, capabilities })
  await editor.open(right)
  return editor
}

describe('for an editor that knows snippets', () => {
  test('there are holes, details beside the labels, and the editor indents', async () => {
    const editor = await faulty()
    await editor.edit(right, '.virt_start = 0,', '.vi/* */')
    expect(await item(editor, right, '/* */', '.virt_start')).toMatchObject({
      insertTextFormat: 2,
      insertTextMode: 2,
      labelDetails: { description: '__u64' },
      documentation: { kind: 'markdown' },
      textEdit: { newText: '.virt_start = ${1:0x40100000},' },
      filterText: '.virt_start',
    })
  })

  test('what has no holes is plain text, and the order is kept', async () => {
    const editor = await faulty()
    await editor.edit(right, 'JAILHOUSE_MEM_EXECUTE', '/* */')
    const list = await offered(editor, right, '/* */')
    expect(list?.items[0]).toMatchObject({ label: 'JAILHOUSE_MEM_EXECUTE', insertTextFormat: 1 })
    const keys = list?.items.map(({ sortText }) => sortText ?? '') ?? []
    expect(keys.toSorted()).toEqual(keys)
    expect(list?.isIncomplete).toBe(false)
  })

  test('all texts of a long list together are small, so that nothing has to be asked for later', async () => {
    const editor = await faulty()
    await editor.edit(right, 'JAILHOUSE_MEM_EXECUTE', '/* */')
    const list = await offered(editor, right, '/* */')
    expect(JSON.stringify(list).length).toBeLessThan(20_000)
    expect(editor.initialized.capabilities.completionProvider?.resolveProvider).toBeUndefined()
  })
})

describe('for an editor that does not', () => {
  test('the holes are filled and the lines indented', async () => {
    const editor = await faulty(modern)
    await editor.edit(right, '/* RAM of right */ {', '/* here */ /* RAM of right */ {')
    const region = await item(editor, right, '/* here */', 'MMIO')
    expect(region).toMatchObject({ insertTextFormat: 1, detail: 'registers of a device' })
    expect(region).not.toHaveProperty('insertTextMode')
    expect(region.textEdit?.newText).toBe(`/* registers */ {
  	.phys_start = 0x0,
  	.virt_start = 0x0,
  	.size = 0x1000,
  	.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },`)
    expect(region.additionalTextEdits).toHaveLength(1)
  })
})

describe('an include', () => {
  test('is completed from the headers that there are', async () => {
    const editor = await faulty()
    await editor.edit(
      right,
      '#include <jailhouse/cell-config.h>',
      '#include <jailhouse/cell-config.h>\n#include <jailhouse/',
    )
    const list = await offered(editor, right, '\nstruct', '/')
    expect(list?.items.map(({ label }) => label)).toEqual([
      'cell-config.h',
      'console.h',
      'pci_defs.h',
      'types.h',
    ])
  })

  test('is where its characters ask by themselves; elsewhere they do not', async () => {
    const editor = await faulty()
    await editor.edit(right, '.virt_start = 0,', '/* */')
    expect(await offered(editor, right, '/* */', '/')).toBeNull()
    expect(await offered(editor, right, '/* */')).not.toBeNull()
  })
})

describe('another C file', () => {
  const path = '/example/example-new.c'

  test('is not disturbed', async () => {
    const editor = await faulty()
    await editor.open(path, 'static int jailed;\nvoid f(void) { jailed = 1; }\n')
    expect(await offered(editor, path, 'ed;')).toBeNull()
    expect(await offered(editor, path, ';', '.')).toBeNull()
    expect(await offered(editor, path, 'void')).toBeNull()
  })

  test('becomes a config of the board for who types the beginning of its name', async () => {
    const editor = await faulty()
    await editor.open(path, 'jailhouse-c\n')
    const list = await offered(editor, path, '\n')
    expect(list?.items.map(({ label }) => label)).toEqual(['jailhouse-root', 'jailhouse-cell'])
    const cell = list?.items[1]
    expect(cell).toMatchObject({
      labelDetails: { description: 'a new cell of example.c' },
      textEdit: { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 11 } } },
    })
    expect(cell?.textEdit?.newText).toContain('.name = "${1:example-new}",')
  })

  test('and of no board where there is none', async () => {
    const editor = await openEditor({ files: {}, capabilities: withSnippets })
    await editor.open('/example/configs/x86/new.c', 'jailhouse')
    const list = await editor.request<CompletionList>('textDocument/completion', {
      textDocument: { uri: uriOf('/example/configs/x86/new.c') },
      position: { line: 0, character: 9 },
    })
    expect(list.items.map(({ labelDetails }) => labelDetails?.description)).toEqual([
      'a new root configuration',
      'a new cell configuration',
    ])
    expect(list.items[0]?.textEdit?.newText).toContain('JAILHOUSE_X86')
  })
})

test('nothing is offered in a file that is not open, and in one that is no C file', async () => {
  const editor = await faulty()
  const position = { line: 3, character: 0 }
  expect(
    await editor.request('textDocument/completion', { textDocument: { uri: uriOf(root) }, position }),
  ).toBeNull()
  await editor.open('/example/warden.json', '{ jail }')
  const textDocument = { uri: uriOf('/example/warden.json') }
  expect(
    await editor.request('textDocument/completion', { textDocument, position: { line: 0, character: 6 } }),
  ).toBeNull()
})
