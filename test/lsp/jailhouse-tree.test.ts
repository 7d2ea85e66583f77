/** The server on the real Jailhouse tree, read from the disk, header by header. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { jailhouseTree, needsTree } from '../upstream/tree.ts'
import { realDisk } from './disk.ts'
import { type Editor, openEditor } from './editor.ts'
import { diagnosticsOf, hover, shownIn, wordsOf } from './shown.ts'

test.skipIf(jailhouseTree === undefined)(
  `a cell of the tree is checked with its root${needsTree}`,
  async () => {
    const [editor, demo] = await editing('configs/arm64/qemu-arm64-linux-demo.c')
    const errors = (await diagnosticsOf(editor, demo)).filter(({ severity }) => severity === 1)
    expect(errors).toEqual([])
    await editor.edit(demo, '0b1100', '0x30000')
    expect(await shownIn(editor, demo)).toContainEqual(
      expect.stringMatching(/^error cpu-not-in-root at .*0x30000/),
    )
  },
)

test.skipIf(jailhouseTree === undefined)(`the tree's own macros are explained${needsTree}`, async () => {
  const [editor, demo] = await editing('configs/arm64/qemu-arm64-linux-demo.c')
  expect(wordsOf((await hover(editor, demo, 'JAILHOUSE_SHMEM_NET_REGIONS'))?.contents)).toContain(
    '0x7fb01000-0x7fb7ffff',
  )
})

async function editing(path: string): Promise<readonly [Editor, string]> {
  const tree = jailhouseTree ?? ''
  const editor = await openEditor({ files: realDisk(), folders: [tree] })
  const file = join(tree, path)
  await editor.open(file)
  return [editor, file]
}
