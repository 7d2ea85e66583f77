/** Diagnostics as an editor asks for them, on boards in memory, while their files are edited. */
import { expect, test } from 'vitest'
import { filesOf, left, right, root, sharedRam, wrongCpu } from './boards.ts'
import { type Editor, modern, openEditor } from './editor.ts'
import { diagnosticsOf, pull, shown, shownIn, wordsOf } from './shown.ts'

test('a modern client learns what it may ask', async () => {
  const { initialized } = await openEditor({ files: {} })
  expect(initialized).toEqual({
    serverInfo: { name: 'warden', version: '0.0.0' },
    capabilities: {
      textDocumentSync: { openClose: true, change: 2 },
      hoverProvider: true,
      codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.warden', 'refactor.rewrite'] },
      inlayHintProvider: true,
      documentSymbolProvider: true,
      workspaceSymbolProvider: true,
      definitionProvider: true,
      implementationProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      renameProvider: { prepareProvider: true },
      foldingRangeProvider: true,
      selectionRangeProvider: true,
      documentLinkProvider: {},
      codeLensProvider: {},
      completionProvider: { triggerCharacters: ['.', '<', '"', '/'] },
      signatureHelpProvider: { triggerCharacters: ['(', ','] },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      diagnosticProvider: { identifier: 'warden', interFileDependencies: true, workspaceDiagnostics: true },
    },
  })
})

test('a finding says what is wrong, why it matters and what to do, and names the other place', async () => {
  const editor = await editing(wrongCpu, left, { rulePages: 'file:///extension/docs/rules/' })
  const [finding, ...others] = await diagnosticsOf(editor, left)
  expect(others).toEqual([])
  expect(finding).toMatchInlineSnapshot(`
    {
      "code": "cpu-not-in-root",
      "codeDescription": {
        "href": "file:///extension/docs/rules/cpu-not-in-root.md",
      },
      "message": "the root cell does not have CPU 5
    why: \`cell create\` fails with EBUSY, since a cell can only take CPUs that the root cell has
    help: choose among CPUs 0-3, or add the CPU to the root cell if the machine has it",
      "range": {
        "end": {
          "character": 20,
          "line": 12,
        },
        "start": {
          "character": 8,
          "line": 12,
        },
      },
      "relatedInformation": [
        {
          "location": {
            "range": {
              "end": {
                "character": 20,
                "line": 26,
              },
              "start": {
                "character": 10,
                "line": 26,
              },
            },
            "uri": "file:///example/example.c",
          },
          "message": "the root cell has CPUs 0-3",
        },
      ],
      "severity": 1,
      "source": "warden",
    }
  `)
})

test('a finding about two cells is seen from both sides', async () => {
  const editor = await editing(sharedRam, right)
  await editor.open(left)
  const overlapIn = async (path: string) =>
    (await diagnosticsOf(editor, path)).find(({ code }) => code === 'overlap-other-cell')
  const [seenRight, seenLeft] = [await overlapIn(right), await overlapIn(left)]
  expect(await shownIn(editor, right)).toContainEqual(expect.stringContaining('/* RAM of right */ «{'))
  expect(await shownIn(editor, left)).toContainEqual(expect.stringContaining('/* RAM of left */ «{'))
  expect(wordsOf(seenLeft?.message)).toBe(`found in cell "right": ${wordsOf(seenRight?.message)}`)
  expect(seenRight?.relatedInformation?.map(({ location }) => location)).toEqual([
    { uri: `file://${left}`, range: seenLeft?.range },
  ])
  expect(seenLeft?.relatedInformation?.map(({ location }) => location)).toEqual([
    { uri: `file://${right}`, range: seenRight?.range },
  ])
})

test('while a line is half typed, the findings of the rest of the file stay', async () => {
  const editor = await editing(wrongCpu, left)
  const before = await shownIn(editor, left)
  expect(before).toEqual(['error cpu-not-in-root at .cpus = «{ 0b100000 }»,'])
  await editor.edit(left, '"left"', '')
  const broken = await shownIn(editor, left)
  expect(broken).toContain(before[0])
  expect(broken).toContainEqual(expect.stringMatching(/^error c-syntax at \.cell\.name/))
  await editor.edit(left, '.cell.name = ,', '.cell.name = "l",')
  expect(await shownIn(editor, left)).toEqual(before)
})

test('a finding goes when its fault is mended', async () => {
  const editor = await editing(wrongCpu, left)
  expect(await shownIn(editor, left)).toHaveLength(1)
  await editor.edit(left, '0b100000', '0b10')
  expect(await shownIn(editor, left)).toEqual([])
})

test('a finding goes when the other file of the board is mended', async () => {
  const editor = await editing(wrongCpu, left)
  await editor.open(root)
  expect(await shownIn(editor, left)).toHaveLength(1)
  await editor.edit(root, '0b1111', '0b111111')
  expect(await shownIn(editor, left)).toEqual([])
})

test('changes that build upon each other arrive as they were made', async () => {
  const editor = await editing(wrongCpu, left)
  await editor.edit(left, '.cpus = {', '/* Two lines\n * of comment. */\n.cpus = {')
  await editor.edit(left, 'Two', '2')
  await editor.edit(left, '{ 0b100000 }', '{\n  0b1000000,\n}')
  expect(await shownIn(editor, left)).toEqual(['error cpu-not-in-root at .cpus = «{ 0b1000000, }»,'])
})

test('who has the findings already is told that they are unchanged', async () => {
  const editor = await editing(wrongCpu, left)
  const first = await pull(editor, left)
  expect(first.kind).toBe('full')
  expect(first.resultId).toBeDefined()
  expect(await pull(editor, left, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId })
  await editor.edit(left, '"left"', '"kept"')
  expect(await pull(editor, left, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId })
  await editor.edit(left, '0b100000', '0b1000000')
  const second = await pull(editor, left, first.resultId)
  expect(second.kind).toBe('full')
  expect(second.resultId).not.toBe(first.resultId)
})

test('C files that are no cell configs are left alone', async () => {
  const driver = '/example/driver.c'
  const text = '#include <linux/module.h>\nint broken(\nstruct jailhouse_cell_desc *find(int id);\n'
  const editor = await editing({ [driver]: text }, driver)
  expect(await diagnosticsOf(editor, driver)).toEqual([])
})

test('documents that are in no file are left alone', async () => {
  const editor = await editing(wrongCpu, left)
  const uri = 'untitled:Untitled-1'
  const textDocument = { uri, languageId: 'c', version: 1, text: editor.textOf(left) }
  await editor.notify('textDocument/didOpen', { textDocument })
  expect(await editor.request('textDocument/diagnostic', { textDocument: { uri } })).toMatchObject({
    items: [],
  })
})

test('what is wrong in an included file is shown at the include', async () => {
  const files = {
    ...filesOf(`
//- cell left.c
.cpus = {
  //CPUS
  0b10
},`),
    '/example/outer.h': '/* CPUs */\n#include "cpus.h"\n',
    '/example/cpus.h': 'unheard_of |\n',
  }
  const editor = await editing(files, left)
  await editor.edit(left, '//CPUS', '#include "outer.h"')
  const [finding] = await diagnosticsOf(editor, left)
  expect(finding && shown(finding, editor.textOf(left))).toBe('error c-unknown-name at «#include "outer.h"»')
  expect(finding?.relatedInformation?.[0]).toEqual({
    location: {
      uri: 'file:///example/cpus.h',
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 10 } },
    },
    message: 'the place in cpus.h',
  })
})

test('the text in the editor counts, until it is closed without being saved', async () => {
  const editor = await editing(wrongCpu, root)
  await editor.open(left)
  await editor.edit(left, '0b100000', '0b10')
  expect(await diagnosticsOf(editor, left)).toEqual([])
  await editor.close(left)
  expect(await diagnosticsOf(editor, left)).toHaveLength(1)
})

test('a file that another program changes is read again, and the client is asked to ask again', async () => {
  const editor = await editing(wrongCpu, left)
  expect(await diagnosticsOf(editor, left)).toHaveLength(1)
  editor.disk.write(root, (editor.disk.text(root) ?? '').replace('0b1111', '0b111111'))
  await editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `file://${root}`, type: 2 }] })
  await editor.take('workspace/diagnostic/refresh')
  expect(await diagnosticsOf(editor, left)).toEqual([])
})

test('a client that still shows what another document has changed is asked to ask again, once', async () => {
  const editor = await editing(wrongCpu, left)
  await editor.open(root)
  expect(await diagnosticsOf(editor, left)).toHaveLength(1)
  expect(await diagnosticsOf(editor, root)).toEqual([])
  await editor.edit(root, '0b1111', '0b11111')
  await editor.edit(root, '0b11111', '0b111111')
  await editor.roundTrip()
  editor.clock.strike()
  await editor.take('workspace/diagnostic/refresh')
  expect(await diagnosticsOf(editor, left)).toEqual([])
})

test('a client that has asked about all that a change has touched is left alone', async () => {
  const editor = await editing(wrongCpu, left)
  await editor.open(root)
  expect(await diagnosticsOf(editor, left)).toHaveLength(1)
  await editor.edit(root, '0b1111', '0b111111')
  expect(await diagnosticsOf(editor, left)).toEqual([])
  editor.clock.strike()
  await editor.roundTrip()
})

test('clients get only what they can show', async () => {
  const capabilities = { ...modern, textDocument: { diagnostic: {} } }
  const editor = await openEditor({
    files: wrongCpu,
    capabilities,
    initializationOptions: { rulePages: 'file:///extension/docs/rules' },
  })
  await editor.open(left)
  const [finding] = await diagnosticsOf(editor, left)
  expect(finding).toMatchObject({ code: 'cpu-not-in-root' })
  expect(finding).not.toHaveProperty('relatedInformation')
  expect(finding).not.toHaveProperty('codeDescription')
})

async function editing(
  files: Readonly<Record<string, string>>,
  path: string,
  initializationOptions?: unknown,
): Promise<Editor> {
  const editor = await openEditor({ files, initializationOptions })
  await editor.open(path)
  return editor
}
