/** The server as an editor on Windows calls it: drives in either case, colons escaped or not, network shares. */
import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver'
import { expect, test } from 'vitest'
import { pathOf, uriOf as written } from '../../server/src/lsp/conversion.ts'
import { left, root, wrongCpu } from './boards.ts'
import { type Editor, modern, startEditor } from './editor.ts'

test.each([
  ['file:///c%3A/boards/osprey.c', '/c:/boards/osprey.c'],
  ['file:///C:/boards/osprey.c', '/c:/boards/osprey.c'],
  ['file:///c:/boards/x/../osprey.c', '/c:/boards/osprey.c'],
  ['file:///C:%5Cboards%5Cosprey.c', '/c:/boards/osprey.c'],
  ['file:///d%3A/', '/d:'],
  ['file:///c%3A/Zellen%20f%C3%BCr%20alle/a.c', '/c:/Zellen für alle/a.c'],
  ['file://server/share/osprey.c', String.raw`/\\server/share/osprey.c`],
  ['file:///boards/osprey.c', '/boards/osprey.c'],
  ['file:///boards/C:/osprey.c', '/boards/C:/osprey.c'],
  ['file://localhost/boards/osprey.c', '/boards/osprey.c'],
])('%s is the file %s', (uri, path) => {
  expect(pathOf(uri)).toBe(path)
})

test.each([
  ['/c:/boards/osprey.c', 'file:///c%3A/boards/osprey.c'],
  ['/c:/Zellen für alle/a.c', 'file:///c%3A/Zellen%20f%C3%BCr%20alle/a.c'],
  [String.raw`/\\server/share/osprey.c`, 'file://server/share/osprey.c'],
  ['/d:', 'file:///d%3A'],
  [String.raw`/\\server`, 'file://server/'],
  ['/boards/osprey.c', 'file:///boards/osprey.c'],
])('the file %s is written as VS Code does: %s', (path, uri) => {
  expect(written(path)).toBe(uri)
  expect(pathOf(uri)).toBe(path)
})

test('a board on a drive is checked together, however the drive is written', async () => {
  const editor = await under('/c:', 'file:///C%3A/example')
  const findings = await findingsOf(editor, 'file:///c%3A/example/example-left.c')
  expect(findings.map(({ code }) => code)).toEqual(['cpu-not-in-root'])
  expect(findings[0]?.relatedInformation?.map(({ location }) => location.uri)).toEqual([
    'file:///c%3A/example/example.c',
  ])
})

test('what is typed in one file counts in the others, though the editor writes the drive in another way', async () => {
  const editor = await under('/c:', 'file:///c%3A/example')
  const text = (wrongCpu[root] ?? '').replace('0b1111', '0b111111')
  await editor.notify('textDocument/didOpen', {
    textDocument: { uri: 'file:///C:/example/example.c', languageId: 'c', version: 1, text },
  })
  expect(await findingsOf(editor, 'file:///c%3A/example/example-left.c')).toEqual([])
})

test('a board on a network share is checked together', async () => {
  const editor = await under(String.raw`/\\server`, 'file://server/example')
  const findings = await findingsOf(editor, 'file://server/example/example-left.c')
  expect(findings.map(({ code }) => code)).toEqual(['cpu-not-in-root'])
})

/** @param place where the folder of the example lies @param rootUri as the editor calls the folder */
async function under(place: string, rootUri: string): Promise<Editor> {
  const files: Record<string, string> = {}
  for (const [path, text] of Object.entries(wrongCpu)) files[`${place}${path}`] = text
  return startEditor({ files, rootUri, capabilities: { textDocument: modern.textDocument ?? {} } })
}

/** Opens a file with the text of the left cell, and asks. */
async function findingsOf(editor: Editor, uri: string): Promise<readonly Diagnostic[]> {
  const textDocument = { uri, languageId: 'c', version: 1, text: wrongCpu[left] ?? '' }
  await editor.notify('textDocument/didOpen', { textDocument })
  const report = await editor.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument })
  return report.kind === 'full' ? report.items : []
}
