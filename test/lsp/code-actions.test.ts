/** Code actions through the protocol: what is offered where, and that making it mends the fault. */
import type { CodeAction } from 'vscode-languageserver'
import { expect, test } from 'vitest'
import { right, sharedRam } from './boards.ts'
import { type Editor, openEditor, uriOf } from './editor.ts'
import { diagnosticsOf } from './shown.ts'

const revision = 'JAILHOUSE_CONFIG_REVISION'
const signature = 'JAILHOUSE_CELL_DESC_SIGNATURE'

async function faultyEditor(): Promise<Editor> {
  const editor = await openEditor({ files: sharedRam })
  await editor.open(right)
  await editor.edit(right, signature, 'JAILHOUSE_SYSTEM_SIGNATURE')
  return editor
}

async function actions(
  editor: Editor,
  place: string,
  only?: readonly string[],
): Promise<readonly CodeAction[]> {
  const before = editor.textOf(right).slice(0, editor.textOf(right).indexOf(place)).split('\n')
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
  const diagnostics = await diagnosticsOf(editor, right)
  return editor.request('textDocument/codeAction', {
    textDocument: { uri: uriOf(right) },
    range: { start: position, end: position },
    context: { diagnostics, ...(only && { only }) },
  })
}

async function make(editor: Editor, { edit }: CodeAction): Promise<void> {
  const [change] = edit?.changes?.[uriOf(right)] ?? []
  if (!change) throw new Error('the action changes nothing')
  const lines = editor.textOf(right).split('\n')
  const line = lines[change.range.start.line] ?? ''
  const before = change.newText.endsWith('\n')
    ? line
    : line.slice(change.range.start.character, change.range.end.character)
  await editor.edit(right, before, change.newText.endsWith('\n') ? change.newText + line : change.newText)
}

test('a fix is offered for the finding that it mends, and mends it', async () => {
  const editor = await faultyEditor()
  const [fix, suppress] = await actions(editor, 'JAILHOUSE_SYSTEM_SIGNATURE')
  expect(fix?.title).toBe(`Write \`${signature}\``)
  expect(fix?.isPreferred).toBe(true)
  expect(fix?.diagnostics?.map(({ code }) => code)).toEqual(['signature-mismatch'])
  expect(suppress?.title).toBe('Suppress signature-mismatch here, with a reason')
  if (fix) await make(editor, fix)
  expect(editor.textOf(right)).toContain(`.signature = ${signature}`)
  expect((await diagnosticsOf(editor, right)).map(({ code }) => code)).not.toContain('signature-mismatch')
})

test('a comment that suppresses asks for its reason', async () => {
  const editor = await faultyEditor()
  const [, suppress] = await actions(editor, 'JAILHOUSE_SYSTEM_SIGNATURE')
  if (suppress) await make(editor, suppress)
  const codes = async () => (await diagnosticsOf(editor, right)).map(({ code }) => code)
  expect(await codes()).toEqual(expect.arrayContaining(['signature-mismatch', 'suppression-without-reason']))
  await editor.edit(right, 'warden-ignore signature-mismatch:', 'warden-ignore signature-mismatch: a test')
  expect(await codes()).not.toEqual(expect.arrayContaining(['signature-mismatch']))
})

test('all safe fixes are made at once when that is what the editor asks for', async () => {
  const editor = await faultyEditor()
  const [all, ...others] = await actions(editor, revision, ['source.fixAll'])
  expect(others).toEqual([])
  expect(all?.kind).toBe('source.fixAll.warden')
  if (all) await make(editor, all)
  expect(editor.textOf(right)).toContain(`.signature = ${signature}`)
})

test('where nothing was found nothing is offered', async () => {
  const editor = await faultyEditor()
  expect(await actions(editor, revision)).toEqual([])
})
