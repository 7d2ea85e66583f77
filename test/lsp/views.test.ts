/** What is shown beside a config, and compiled configs, through the protocol. */
import { expect, test } from 'vitest'
import {
  type ImageAnswer,
  imageHoverRequest,
  imageRequest,
  viewRequest,
  type ViewStage,
} from '../../server/src/lsp/messages-views.ts'
import { builtImages } from '../../server/src/config/built-images.ts'
import { analyse } from '../../server/src/workspace/analysis.ts'
import { sourceFile } from '../../server/src/text/source-file.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { left, right, root, sharedRam } from './boards.ts'
import { memoryDisk } from './disk.ts'
import { type Editor, openEditor, uriOf } from './editor.ts'

async function view(editor: Editor, path: string, stage: ViewStage): Promise<string | undefined> {
  const answer = await editor.request(viewRequest.method, { uri: uriOf(path), stage })
  return viewRequest.result.parse(answer)?.text
}

async function image(editor: Editor, path: string): Promise<ImageAnswer | null> {
  return imageRequest.result.parse(await editor.request(imageRequest.method, { uri: uriOf(path) }))
}

async function explanation(editor: Editor, path: string, field: string): Promise<string | undefined> {
  const answer = await editor.request(imageHoverRequest.method, { uri: uriOf(path), field })
  return imageHoverRequest.result.parse(answer)?.markdown.replaceAll('\u00a0', ' ')
}

/** A disk with images, since those of `openEditor` hold texts only. */
function diskWithImage(
  path: string,
  bytes: Uint8Array,
  texts: Readonly<Record<string, string>> = sharedRam,
): ReturnType<typeof memoryDisk> {
  const disk = memoryDisk(texts)
  const { files } = disk
  return {
    ...disk,
    files: {
      ...files,
      list: (folder) =>
        path.startsWith(`${folder}/`)
          ? [...files.list(folder), { name: path.slice(folder.length + 1), isFolder: false }]
          : files.list(folder),
      readBytes: (asked) => (asked === path ? bytes : files.readBytes(asked)),
    },
  }
}

function built(path: string): Uint8Array {
  const files = memoryFiles(sharedRam)
  const file = sourceFile(path, sharedRam[path] ?? '')
  const { translation, configurations } = analyse(file, { files, settings: defaultSettings, roots: [] })
  const [only] = builtImages(translation, configurations).images
  if (!only) throw new Error(`${path} has no image`)
  return only.bytes
}

test('a config is shown at each stage, and as it is typed', async () => {
  const editor = await openEditor({ files: sharedRam })
  await editor.open(right)
  expect(await view(editor, right, 'preprocessed')).toMatch(/\.phys_start = 0x40100000/)
  expect(await view(editor, right, 'cell')).toMatch(
    /^0x[0-9a-f]+ {2}mem_regions\[0\]\.phys_start = 0x40100000$/m,
  )
  expect(await view(editor, right, 'image')).toMatch(
    /00 00 10 40 00 00 00 00 {2}mem_regions\[0\]\.phys_start/,
  )
  await editor.edit(right, '0x40100000', '0x48100000')
  expect(await view(editor, right, 'image')).toMatch(
    /00 00 10 48 00 00 00 00 {2}mem_regions\[0\]\.phys_start/,
  )
})

test('while a value is not known, the view says why there is no image', async () => {
  const editor = await openEditor({ files: sharedRam })
  await editor.open(right)
  await editor.edit(right, '0x40100000', 'WHO_KNOWS')
  expect(await view(editor, right, 'image')).toMatch(/^# config has no image, because .*WHO_KNOWS/)
  expect(await view(editor, right, 'cell')).toContain('mem_regions[0].size = 0x100000')
})

test('other files have no views', async () => {
  const editor = await openEditor({ files: { ...sharedRam, '/example/driver.c': 'int x;\n' } })
  expect(await view(editor, '/example/driver.c', 'cell')).toBeUndefined()
  expect(await image(editor, left)).toBeNull()
  expect(await image(editor, '/example/none.cell')).toBeNull()
})

test('an image is shown field by field', async () => {
  const editor = await openEditor({ files: diskWithImage('/example/other.cell', built(right)) })
  const answer = await image(editor, '/example/other.cell')
  expect(answer?.title).toMatch(/^config: a cell configuration, [\d,]+ bytes$/)
  const row = answer?.rows.find(({ field }) => field === 'mem_regions[0].phys_start')
  expect(row).toMatchObject({
    bytes: ['00 00 10 40 00 00 00 00'],
    member: 'mem_regions',
    value: '0x40100000',
  })
  expect(answer?.rows.flatMap(({ field }) => field ?? [])).toContain('cell.signature')
})

test('findings about an image are at the rows that they are about', async () => {
  const bytes = built(root)
  // The revision stands behind the signature and the architecture (catalogue A.1).
  bytes[6] = 99
  const editor = await openEditor({ files: diskWithImage('/elsewhere/other.cell', bytes) })
  const answer = await image(editor, '/elsewhere/other.cell')
  const [finding] = answer?.findings.filter(({ message }) => /revision/.test(message)) ?? []
  expect(answer?.rows[finding?.row ?? -1]?.field).toBe('header.revision')
})

test('a finding about an image says where it is in the listing, and which page is about it', async () => {
  const bytes = built(root)
  bytes[6] = 99
  const editor = await openEditor({
    files: diskWithImage('/elsewhere/other.cell', bytes),
    initializationOptions: { rulePages: 'file:///pages' },
  })
  const [finding] = (await image(editor, '/elsewhere/other.cell'))?.findings ?? []
  expect(finding?.page).toBe(`file:///pages/${finding?.rule}.md`)
  // A line for the title, one for the header's name, then a line for each field.
  expect(finding?.range.start.line).toBeGreaterThan(2)
})

test('places of a finding in the image itself have a row, those in other files have none', async () => {
  // Its source is gone, so it is on the board by itself, and shares its memory with the other cell.
  const { [right]: source, ...others } = sharedRam
  expect(source).toBeDefined()
  const path = right.replace(/c$/, 'cell')
  const editor = await openEditor({ files: diskWithImage(path, built(right), others) })
  const answer = await image(editor, path)
  const shared = answer?.findings.find(({ rule }) => rule === 'overlap-other-cell')
  expect(answer?.rows[shared?.row ?? -1]?.field).toMatch(/^mem_regions\[0\]/)
  expect(shared?.related).toContainEqual(expect.objectContaining({ uri: uriOf(left), row: null }))
})

test('a field of an image is explained as in C, with its value and what the board says', async () => {
  const editor = await openEditor({ files: diskWithImage('/example/other.cell', built(right)) })
  const said = await explanation(editor, '/example/other.cell', 'mem_regions[0].phys_start')
  const text = await hoverInSource(editor)
  expect(said).toContain('__u64 phys_start')
  expect(said).toMatch(/\| value \| `0x40100000`/)
  // What is true of the field in any config is said in the same words.
  const [meaning] = /^[A-Z][^|\n]+$/m.exec(said ?? '') ?? []
  expect(meaning).toBeDefined()
  expect(text).toContain(meaning)
})

test('a member, a name and several elements are explained, and what is not there is not', async () => {
  const editor = await openEditor({ files: diskWithImage('/example/other.cell', built(right)) })
  const explain = (field: string) => explanation(editor, '/example/other.cell', field)
  expect(await explain('mem_regions')).toContain('num_memory_regions')
  expect(await explain('cell.name')).toMatch(/\| image \|/)
  expect(await explain('mem_regions[0...1]')).toContain('0x40100000')
  const nowhere = ['', 'mem_regions[77]', 'cell.nothing', '....', '[9]', `a${'[0]'.repeat(1000)}`]
  expect(await Promise.all(nowhere.map(explain))).toEqual(nowhere.map(() => undefined))
  expect(await explanation(editor, right, 'cell.name')).toBeUndefined()
})

/** What a hover on the first address of the source says. */
async function hoverInSource(editor: Editor): Promise<string> {
  await editor.open(right)
  const [before = ''] = editor.textOf(right).split('phys_start')
  const line = before.split('\n').length - 1
  const hover = await editor.request<{ contents: { value: string } } | null>('textDocument/hover', {
    textDocument: { uri: uriOf(right) },
    position: { line, character: before.length - before.lastIndexOf('\n') },
  })
  return hover?.contents.value ?? ''
}
