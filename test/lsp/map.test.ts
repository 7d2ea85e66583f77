/** The map through the protocol. What is drawn is tested in `test/ide/map`; here it is for whom, and how it follows. */
import { ResponseError } from 'vscode-languageserver'
import { expect, test } from 'vitest'
import { changedText } from '../../client/src/map-view/changed-text.ts'
import { type MapAnswer, mapData, mapRequest } from '../../server/src/lsp/messages-map.ts'
import { left, right, root, sharedRam } from './boards.ts'
import { type Editor, openEditor, uriOf } from './editor.ts'
import { marked } from './shown.ts'

async function mapFor(editor: Editor, path: string, options: object = {}): Promise<MapAnswer | null> {
  const params = { uri: uriOf(path), ...options }
  return mapRequest.result.parse(await editor.request(mapRequest.method, params))
}

function htmlOf(answer: MapAnswer | null): string {
  return changedText([], answer?.page.html ?? []).join('\n')
}

function dataOf(answer: MapAnswer | null) {
  return mapData.parse(JSON.parse(changedText([], answer?.page.data ?? []).join('\n')))
}

function stateOf(answer: MapAnswer | null): readonly string[] {
  return dataOf(answer).lanes.map(({ name, isCreated }) => `${name}${isCreated ? '' : ' (absent)'}`)
}

test('every file of a board has the map of it, with the places of all its files', async () => {
  const editor = await openEditor({ files: sharedRam })
  await editor.open(right)
  const answer = await mapFor(editor, right)
  expect(answer?.root).toBe(uriOf(root))
  expect(stateOf(answer)).toEqual(['root (absent)', 'left', 'right'])
  expect(htmlOf(answer)).toContain('RAM of left')
  expect(new Set(answer?.places.map(({ uri }) => uri))).toEqual(new Set([root, left, right].map(uriOf)))
  const block = dataOf(answer).blocks.findIndex(({ text }) => text.startsWith('right:'))
  const place = answer?.places.find(({ things }) =>
    things.some(({ kind, index }) => kind === 'block' && index === block),
  )
  expect(place && marked(place.range, editor.textOf(right))).toMatch(/«\{\s+\.phys_start = 0x40100000/)
})

test('what is typed is drawn, saved or not', async () => {
  const editor = await openEditor({ files: sharedRam })
  await editor.open(right)
  expect(htmlOf(await mapFor(editor, left))).not.toContain('0x48100000')
  await editor.edit(right, '0x40100000', '0x48100000')
  expect(htmlOf(await mapFor(editor, left))).toContain('0x48100000')
})

test('who knows the last drawing is told what has changed, and anybody else everything', async () => {
  const editor = await openEditor({ files: sharedRam })
  await editor.open(right)
  const first = (await mapFor(editor, right))?.page
  await editor.edit(right, '0x40100000', '0x48100000')
  const changes = (await mapFor(editor, right, { known: first?.drawing }))?.page
  const whole = (await mapFor(editor, right, { known: first?.drawing }))?.page
  expect([first?.since, changes?.since, whole?.since]).toEqual([null, first?.drawing, null])
  for (const part of ['html', 'data'] as const) {
    const before = changedText([], first?.[part] ?? [])
    expect(changedText(before, changes?.[part] ?? [])).toEqual(changedText([], whole?.[part] ?? []))
    expect(JSON.stringify(changes?.[part]).length).toBeLessThan(JSON.stringify(whole?.[part]).length / 2)
  }
})

test('the cells are those that somebody has chosen', async () => {
  const editor = await openEditor({ files: sharedRam })
  expect(stateOf(await mapFor(editor, right, { created: ['right', 'no such cell'] }))).toEqual([
    'root (absent)',
    'left (absent)',
    'right',
  ])
})

test('what it says is in the words of the client, if it has any', async () => {
  const editor = await openEditor({ files: sharedRam })
  const words = { ...dataOf(await mapFor(editor, right)).words, always: 'immer', conflict: 'Konflikt' }
  const answer = await mapFor(editor, right, { words })
  expect(htmlOf(answer)).toContain('Konflikt')
  expect(dataOf(answer).words.always).toBe('immer')
  const { always: _, ...incomplete } = words
  await expect(mapFor(editor, right, { words: incomplete })).rejects.toThrow('asks for something else')
})

test('a file that is on no board has no map', async () => {
  const editor = await openEditor({ files: { ...sharedRam, '/example/driver.c': 'int x;\n' } })
  expect(await mapFor(editor, '/example/driver.c')).toBeNull()
  expect(await mapFor(editor, '/example/none.c')).toBeNull()
})

test('whoever asks for something else is told so, and the server goes on', async () => {
  const editor = await openEditor({ files: sharedRam })
  const refused = editor.request(mapRequest.method, { file: right })
  await expect(refused).rejects.toBeInstanceOf(ResponseError)
  await expect(refused).rejects.toThrow('warden/map asks for something else')
  expect(await mapFor(editor, right)).not.toBeNull()
})

test('a client that wants news gets them, and no other', async () => {
  const editor = await openEditor({ files: sharedRam, initializationOptions: { wantsNews: true } })
  await editor.open(right)
  expect(await editor.take('warden/changed')).toEqual({})
})
