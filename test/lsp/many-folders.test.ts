/** An editor with files open in more folders than are kept in memory whole. */
import { expect, test } from 'vitest'
import { right, sharedRam } from './boards.ts'
import { openEditor } from './editor.ts'
import { diagnosticsOf } from './shown.ts'

/** So much text that no other folder is kept beside it. */
const padding = `/* ${'-'.repeat(300_000)} */\n`
const elsewhere = right.replace('/example/', '/other/')
const files = Object.fromEntries(
  Object.entries(sharedRam).flatMap(([path, text]) => [
    [path, text],
    [path.replace('/example/', '/other/'), padding + text],
  ]),
)

test('what was found stays known in folders that nobody works in, and their files can be worked in again', async () => {
  const editor = await openEditor({ files, folders: ['/example', '/other'] })
  await editor.open(right)
  const before = await diagnosticsOf(editor, right)
  expect(before.map(({ code }) => code)).toEqual(['overlap-other-cell'])
  await editor.open(elsewhere)
  expect(await diagnosticsOf(editor, elsewhere)).toHaveLength(1)
  const pauses = editor.clock.pauses()
  expect(await diagnosticsOf(editor, right)).toEqual(before)
  expect(editor.clock.pauses()).toBe(pauses)
  await editor.edit(right, '0x40100000', '0x40200000')
  expect(await diagnosticsOf(editor, right)).toEqual([])
  expect(await diagnosticsOf(editor, elsewhere)).toHaveLength(1)
})
