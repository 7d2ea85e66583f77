/** The server on a real disk, in a folder that lives as long as a test. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { left, root, wrongCpu } from './boards.ts'
import { realDisk } from './disk.ts'
import { type Editor, openEditor, uriOf } from './editor.ts'
import { diagnosticsOf, shownIn } from './shown.ts'

test('a board is found on the disk around the file that is opened', async () => {
  const { editor, inFolder } = await onDisk(wrongCpu)
  await editor.open(inFolder(left))
  expect(await shownIn(editor, inFolder(left))).toEqual([expect.stringMatching(/^error cpu-not-in-root/)])
})

test('a change on the disk counts as soon as the client tells', async () => {
  const { editor, inFolder } = await onDisk(wrongCpu)
  await editor.open(inFolder(left))
  expect(await diagnosticsOf(editor, inFolder(left))).toHaveLength(1)
  editor.disk.write(inFolder(root), (wrongCpu[root] ?? '').replace('0b1111', '0b111111'))
  expect(await diagnosticsOf(editor, inFolder(left))).toHaveLength(1)
  const changes = [{ uri: uriOf(inFolder(root)), type: 2 }]
  await editor.notify('workspace/didChangeWatchedFiles', { changes })
  await editor.take('workspace/diagnostic/refresh')
  expect(await diagnosticsOf(editor, inFolder(left))).toEqual([])
})

test('spaces and umlauts in a path are no obstacle', async () => {
  const { editor, inFolder } = await onDisk(wrongCpu, 'für Zellen, 100%')
  const path = inFolder(left)
  await editor.open(path)
  const [finding] = await diagnosticsOf(editor, path)
  expect(finding?.relatedInformation?.map(({ location: { uri } }) => decodeURIComponent(uri))).toEqual([
    `file://${inFolder(root)}`,
  ])
})

interface OnDisk {
  readonly editor: Editor
  readonly inFolder: (path: string) => string
}

async function onDisk(files: Readonly<Record<string, string>>, name = 'boards'): Promise<OnDisk> {
  const folder = join(mkdtempSync(join(tmpdir(), 'warden-lsp-')), name)
  onTestFinished(() => rmSync(dirname(folder), { recursive: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const editor = await openEditor({ files: realDisk(), folders: [folder] })
  return { editor, inFolder: (path) => join(folder, path) }
}
