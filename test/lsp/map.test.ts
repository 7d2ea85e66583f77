/** The map through the protocol. What is drawn is tested in `test/ide/map`; here it is for whom, and how it follows. */
import { ResponseError } from 'vscode-languageserver'
import { expect, test } from 'vitest'
import { type MapAnswer, mapRequest } from '../../server/src/lsp/messages-map.ts'
import { left, right, root, sharedRam } from './boards.ts'
import { type Editor, openEditor, uriOf } from './editor.ts'
import { marked } from './shown.ts'

async function mapFor(editor: Editor, path: string, created?: readonly string[]): Promise<MapAnswer | null> {
  const params = { uri: uriOf(path), ...(created && { created }) }
  return mapRequest.result.parse(await editor.request(mapRequest.method, params))
}

function stateOf(answer: MapAnswer | null): readonly string[] {
  return (answer?.data.lanes ?? []).map(({ name, isCreated }) => `${name}${isCreated ? '' : ' (absent)'}`)
}

test('every file of a board has the map of it, with the places of all its files', async () => {
  const editor = await openEditor({ files: sharedRam })
  await editor.open(right)
  const answer = await mapFor(editor, right)
  expect(answer?.root).toBe(uriOf(root))
  expect(stateOf(answer)).toEqual(['root (absent)', 'left', 'right'])
  expect(answer?.html).toContain('RAM of left')
  expect(new Set(answer?.places.map(({ uri }) => uri))).toEqual(new Set([root, left, right].map(uriOf)))
  const [block] =
    answer?.data.blocks.flatMap(({ text }, index) => (text.startsWith('right:') ? [index] : [])) ?? []
  const place = answer?.places.find(({ things }) =>
    things.some(({ kind, index }) => kind === 'block' && index === block),
  )
  expect(place && marked(place.range, editor.textOf(right))).toMatch(/«\{\s+\.phys_start = 0x40100000/)
})

test('what is typed is drawn, saved or not', async () => {
  const editor = await openEditor({ files: sharedRam })
  await editor.open(right)
  expect((await mapFor(editor, left))?.html).not.toContain('0x48100000')
  await editor.edit(right, '0x40100000', '0x48100000')
  expect((await mapFor(editor, left))?.html).toContain('0x48100000')
})

test('the cells are those that somebody has chosen', async () => {
  const editor = await openEditor({ files: sharedRam })
  expect(stateOf(await mapFor(editor, right, ['right', 'no such cell']))).toEqual([
    'root (absent)',
    'left (absent)',
    'right',
  ])
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
