/** Hover through the protocol. What it says is tested in `test/ide`; here it is where and for whom. */
import type { ClientCapabilities } from 'vscode-languageserver'
import { expect, test } from 'vitest'
import { left, right, sharedRam } from './boards.ts'
import { modern, openEditor } from './editor.ts'
import { hover, marked, wordsOf } from './shown.ts'

test('a field explains itself, and its name is marked', async () => {
  const editor = await openEditor({ files: sharedRam })
  await editor.open(right)
  const found = await hover(editor, right, 'phys_start')
  expect(wordsOf(found?.contents)).toMatch(/^markdown: .*`0x40100000`/s)
  expect(found?.range && marked(found.range, editor.textOf(right))).toMatch(/\.«phys_start» = 0x40100000/)
})

test('the text in the editor is what is explained', async () => {
  const editor = await openEditor({ files: sharedRam })
  await editor.open(right)
  await editor.edit(right, '0x40100000', '0x40200000')
  const found = await hover(editor, right, 'phys_start')
  expect(wordsOf(found?.contents)).toContain('`0x40200000`')
})

const { diagnostic, ...markdown } = modern.textDocument ?? {}
const parser = { markdown: { parser: 'marked' } }

test.each<[string, Pick<ClientCapabilities, 'general' | 'textDocument'>, RegExp]>([
  [
    'that says what reads its Markdown gets tables',
    { textDocument: markdown, general: parser },
    /^markdown: .*\n\|:--\|:--\|\n/s,
  ],
  ['that reads some Markdown gets lists', { textDocument: markdown }, /^markdown: [^|]*\n- \*\*[^|]*$/],
  ['that reads no Markdown gets none', { general: parser }, /^plaintext: [^|*`]*$/],
])('a client %s', async (_, { textDocument, ...others }, contents) => {
  const capabilities = {
    ...modern,
    ...others,
    textDocument: { ...textDocument, diagnostic: diagnostic ?? {} },
  }
  const editor = await openEditor({ files: sharedRam, capabilities })
  await editor.open(right)
  expect(wordsOf((await hover(editor, right, 'phys_start'))?.contents)).toMatch(contents)
})

test('a comment that suppresses a rule leads to its page', async () => {
  const editor = await openEditor({
    files: sharedRam,
    initializationOptions: { rulePages: 'file:///docs/rules/' },
  })
  await editor.open(right)
  await editor.edit(
    right,
    '.phys_start = 0x40100000',
    '/* warden-ignore cell-id-set: no */ .phys_start = 0x40100000',
  )
  expect(wordsOf((await hover(editor, right, 'cell-id-set'))?.contents)).toContain(
    '[the rule](file:///docs/rules/cell-id-set.md)',
  )
})

test('there is nothing to hover over in other C files, and in files that are not open', async () => {
  const editor = await openEditor({ files: sharedRam })
  await editor.open('/example/driver.c', 'static int phys_start;\n')
  expect(await hover(editor, '/example/driver.c', 'phys_start')).toBeNull()
  const position = { line: 16, character: 25 }
  const textDocument = { uri: `file://${left}` }
  expect(await editor.request('textDocument/hover', { textDocument, position })).toBeNull()
})
