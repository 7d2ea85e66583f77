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

test('a file that is read again is the same as long as its text is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'warden-lsp-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const { files, forget, write } = realDisk()
  const path = join(folder, 'board.h')
  const readAgain = () => {
    forget(path)
    return files.read(path)
  }
  write(path, '#define CPU 1\n')
  const first = files.read(path)
  expect(readAgain()).toBe(first)
  write(path, '#define CPU 2\n')
  expect(readAgain()?.text).toBe('#define CPU 2\n')
  write(path, undefined)
  expect(readAgain()).toBeUndefined()
  write(path, '')
  expect(readAgain()?.text).toBe('')
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
