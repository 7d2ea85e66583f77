/**
 * Hints, symbols, navigation, renaming and the structure of a text through the protocol. What each of them finds is
 * tested in `test/ide`; here it is that it arrives, where, and for whom.
 */
import {
  type Diagnostic,
  DiagnosticTag,
  type DocumentHighlight,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  type InlayHint,
  type Location,
  type Range,
  type SelectionRange,
  type SymbolInformation,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import { describe, expect, test } from 'vitest'
import { filesOf, left, right, root, sharedRam } from './boards.ts'
import { type Editor, modern, openEditor, uriOf } from './editor.ts'
import { at, diagnosticsOf, marked, refused } from './shown.ts'

const everywhere: Range = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } }

function about(path: string): { readonly textDocument: { readonly uri: string } } {
  return { textDocument: { uri: uriOf(path) } }
}

async function opened(): Promise<Editor> {
  const editor = await openEditor({ files: sharedRam })
  await editor.open(right)
  return editor
}

async function hints(editor: Editor, range = everywhere): Promise<readonly unknown[]> {
  const found = await editor.request<InlayHint[] | null>('textDocument/inlayHint', {
    ...about(right),
    range,
  })
  return (found ?? []).map(({ label }) => label)
}

describe('inlay hints', () => {
  test('stand beside what they explain, in the range that was asked for', async () => {
    const editor = await opened()
    expect(await hints(editor)).toEqual([
      'CPU 2',
      '= 0xc0000001',
      '[0]',
      'to 0x401fffff',
      'to 0xfffff',
      '= 1 MiB',
      '= 0x47',
      '[1]',
      'to 0x80000fff',
      '= 4 KiB',
      '= 0x23',
    ])
    expect(await hints(editor, { start: everywhere.start, end: everywhere.start })).toEqual([])
    const [first] = await editor.request<InlayHint[]>('textDocument/inlayHint', {
      ...about(right),
      range: everywhere,
    })
    expect(first?.paddingLeft).toBe(true)
  })

  test('of each kind can be switched off, and the editor is told to ask again', async () => {
    const capabilities = {
      ...modern,
      workspace: { ...modern.workspace, inlayHint: { refreshSupport: true } },
    }
    const editor = await openEditor({ files: sharedRam, capabilities })
    await editor.open(right)
    await editor.configure({ inlayHints: { regionEnds: false, cpuLists: false } })
    await editor.take('workspace/diagnostic/refresh')
    await editor.take('workspace/inlayHint/refresh')
    expect(await hints(editor)).toEqual(['= 0xc0000001', '[0]', '= 0x47', '[1]', '= 0x23'])
  })
})

describe('symbols', () => {
  test('of a document are nested', async () => {
    const capabilities = {
      ...modern,
      textDocument: { ...modern.textDocument, documentSymbol: { hierarchicalDocumentSymbolSupport: true } },
    }
    const editor = await openEditor({ files: sharedRam, capabilities })
    await editor.open(right)
    const [cell] = await editor.request<DocumentSymbol[]>('textDocument/documentSymbol', about(right))
    expect(cell?.name).toBe('right')
    const regions = cell?.children?.find(({ name }) => name === 'memory regions')
    expect(regions?.children?.map(({ name, detail }) => [name, detail])).toEqual([
      ['RAM of right', '0x40100000 as 0x0-0xfffff (1 MiB)'],
      ['communication region', 'guest 0x80000000-0x80000fff (4 KiB)'],
    ])
  })

  test('of a document are a list for an editor that does not nest them', async () => {
    const editor = await opened()
    const symbols = await editor.request<SymbolInformation[]>('textDocument/documentSymbol', about(right))
    expect(symbols.map(({ name, containerName }) => [containerName, name])).toContainEqual([
      'memory regions',
      'RAM of right',
    ])
  })

  test('of all configs are found by address, open or not, as they stand in the editor', async () => {
    const editor = await opened()
    const found = async (query: string): Promise<readonly string[]> =>
      (await editor.request<SymbolInformation[]>('workspace/symbol', { query })).map(({ name }) => name)
    expect(await found('0x401fffff')).toEqual(
      expect.arrayContaining(['0x401fffff: RAM of left', '0x401fffff: RAM of right']),
    )
    await editor.edit(right, '0x40100000', '0x50100000')
    expect(await found('0x401fffff')).not.toContain('0x401fffff: RAM of right')
    expect(await found('RAM of r')).toContain('RAM of right')
  })
})

async function filesLedTo(editor: Editor, method: string, place: string): Promise<readonly string[]> {
  const found = await editor.request<Location[] | null>(method, at(editor, right, place))
  return (found ?? []).map(({ uri }) => uri)
}

describe('navigation', () => {
  test('leads from a region to that of the root cell, and to that of the other cell', async () => {
    const editor = await opened()
    expect(await filesLedTo(editor, 'textDocument/definition', '0x40100000')).toEqual([uriOf(root)])
    expect(await filesLedTo(editor, 'textDocument/implementation', '0x40100000')).toEqual([uriOf(left)])
  })

  test('finds where a name is meant in all files, and marks those in this one', async () => {
    const editor = await opened()
    const params = { ...at(editor, right, 'JAILHOUSE_MEM_READ'), context: { includeDeclaration: true } }
    const references = await editor.request<Location[]>('textDocument/references', params)
    expect(new Set(references.map(({ uri }) => uri))).toEqual(new Set([root, left, right].map(uriOf)))
    const own = await editor.request<DocumentHighlight[]>(
      'textDocument/documentHighlight',
      at(editor, right, 'config'),
    )
    expect(own).toBeNull()
    const array = await editor.request<DocumentHighlight[]>(
      'textDocument/documentHighlight',
      at(editor, right, 'mem_regions'),
    )
    expect(array.map(({ kind, range }) => `${kind} ${marked(range, editor.textOf(right))}`)).toEqual([
      '1 struct jailhouse_memory «mem_regions»[2];',
      '2 .cell.num_memory_regions = ARRAY_SIZE(config.«mem_regions»),',
      '3 .«mem_regions» = {',
    ])
  })

  test('leaves a declaration out when the editor does not want it', async () => {
    const editor = await opened()
    const params = { ...at(editor, right, 'mem_regions'), context: { includeDeclaration: false } }
    expect(await editor.request<Location[]>('textDocument/references', params)).toHaveLength(2)
  })
})

describe('renaming', () => {
  test('changes the name in all places, and says before what it will change', async () => {
    const editor = await opened()
    const place = at(editor, right, 'mem_regions')
    expect(await editor.request('textDocument/prepareRename', place)).toMatchObject({
      placeholder: 'mem_regions',
    })
    const edit = await editor.request<WorkspaceEdit>('textDocument/rename', { ...place, newName: 'memory' })
    expect(Object.keys(edit.changes ?? {})).toEqual([uriOf(right)])
    expect(edit.changes?.[uriOf(right)]?.map(({ newText }) => newText)).toEqual([
      'memory',
      'memory',
      'memory',
    ])
  })

  test('changes the configuration object wherever it is meant', async () => {
    const editor = await opened()
    const place = { ...at(editor, right, 'config.mem_regions'), newName: 'guest' }
    const edit = await editor.request<WorkspaceEdit>('textDocument/rename', place)
    const changes = edit.changes?.[uriOf(right)] ?? []
    const meant = editor.textOf(right).match(/(?<![\w-])config\b(?!\.h)/g) ?? []
    expect(changes.map(({ newText }) => newText)).toEqual(meant.map(() => 'guest'))
    expect(1 < changes.length).toBe(true)
  })

  test('says why it will not do', async () => {
    const editor = await opened()
    const keyword = at(editor, right, 'struct')
    expect((await refused(editor.request('textDocument/prepareRename', keyword)))?.message).toBe(
      'Warden does not rename this: `struct` is a word of C itself.',
    )
    const field = at(editor, right, 'phys_start')
    expect((await refused(editor.request('textDocument/prepareRename', field)))?.message).toBe(
      'Warden does not rename this: `phys_start` is defined outside of the text, by Warden or by the settings.',
    )
    const place = { ...at(editor, right, 'mem_regions'), newName: 'cpus' }
    expect((await refused(editor.request('textDocument/rename', place)))?.message).toContain('in use')
    expect(await editor.request('textDocument/prepareRename', at(editor, right, '0x40100000'))).toBeNull()
  })
})

describe('the structure of a text', () => {
  test('folds, grows selections and leads to included files', async () => {
    const files = { ...sharedRam, '/example/uart.h': '#define UART 1\n' }
    const editor = await openEditor({ files })
    await editor.open(right, `#include "uart.h"\n${sharedRam[right]}`)
    const folds = await editor.request<FoldingRange[]>('textDocument/foldingRange', about(right))
    expect(folds.filter(({ kind }) => kind === 'imports')).toEqual([
      { startLine: 0, endLine: 2, kind: 'imports' },
    ])
    const { position } = at(editor, right, 'JAILHOUSE_MEM_READ')
    const [selection] = await editor.request<SelectionRange[]>('textDocument/selectionRange', {
      ...about(right),
      positions: [position],
    })
    expect(selection && marked(selection.range, editor.textOf(right))).toContain('= «JAILHOUSE_MEM_READ» |')
    expect(selection?.parent?.parent).toBeDefined()
    const links = await editor.request<DocumentLink[]>('textDocument/documentLink', about(right))
    expect(links.map(({ target }) => target)).toEqual([uriOf('/example/uart.h')])
  })

  test('leads from a project file to the files of its boards', async () => {
    const project = '{ "boards": [{ "root": "example.c", "cells": ["example-left.c", "*-right.c"] }] }'
    const editor = await openEditor({ files: { ...sharedRam, '/example/warden.json': project } })
    await editor.open('/example/warden.json')
    const links = await editor.request<DocumentLink[]>(
      'textDocument/documentLink',
      about('/example/warden.json'),
    )
    expect(
      links.map(({ range, target }) => [marked(range, project).replace(/.*«|».*/g, ''), target]),
    ).toEqual([
      ['"example.c"', uriOf(root)],
      ['"example-left.c"', uriOf(left)],
    ])
  })
})

/** The diagnostics that say that something is unnecessary. */
async function taggedIn(editor: Editor): Promise<readonly Diagnostic[]> {
  return (await diagnosticsOf(editor, right)).filter(({ tags }) => tags?.includes(DiagnosticTag.Unnecessary))
}

describe('what the preprocessor leaves out', () => {
  const files = filesOf('//- cell right.c\n#if 0\n.cpus = { 2 },\n#endif\n.cpus = { 4 },')
  const capabilities = {
    ...modern,
    textDocument: { ...modern.textDocument, diagnostic: { tagSupport: { valueSet: [1 as const] } } },
  }

  test('is dimmed, in an editor that can, and unless it is switched off', async () => {
    const editor = await openEditor({ files, capabilities })
    await editor.open(right)
    const [dimmed, ...others] = await taggedIn(editor)
    expect(others).toEqual([])
    expect(dimmed).toMatchObject({ severity: 4, message: 'left out by `#if 0`' })
    expect(dimmed && marked(dimmed.range, editor.textOf(right))).toBe('«.cpus = { 2 },»')
    await editor.configure({ dimInactiveBranches: false })
    await editor.take('workspace/diagnostic/refresh')
    expect(await taggedIn(editor)).toEqual([])
  })

  test('is not mentioned to an editor that cannot dim it', async () => {
    const editor = await openEditor({ files })
    await editor.open(right)
    expect(await taggedIn(editor)).toEqual([])
  })
})

test('other C files, and files that are not open, get no answer, so that nothing of other servers is lost', async () => {
  const editor = await opened()
  const driver = '/example/driver.c'
  await editor.open(driver, '#include <a.h>\n#define A 1\nint config = A;\n{\n\n}\n')
  const place = at(editor, driver, 'A;')
  for (const path of [driver, left]) {
    const params = {
      ...place,
      ...about(path),
      range: everywhere,
      positions: [place.position],
      context: { includeDeclaration: true },
      newName: 'B',
    }
    for (const method of methods)
      expect([method, await editor.request(`textDocument/${method}`, params)]).toEqual([method, null])
  }
})

const methods = [
  'inlayHint',
  'documentSymbol',
  'definition',
  'implementation',
  'references',
  'documentHighlight',
  'prepareRename',
  'rename',
  'foldingRange',
  'selectionRange',
  'documentLink',
]
