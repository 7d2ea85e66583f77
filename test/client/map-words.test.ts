/** The words of the map's page, as the client says them in the language of the editor. */
import { describe, expect, test, vi } from 'vitest'
import german from '../../l10n/bundle.l10n.de.json' with { type: 'json' }
import { mapWordsInLanguage } from '../../client/src/map-words.ts'
import { mapOf } from '../../server/src/ide/map/board-map.ts'
import { drawnMap } from '../../server/src/ide/map/layout.ts'
import { englishWords } from '../../server/src/ide/map/map-words.ts'
import { pageBody } from '../../server/src/ide/map/page-body.ts'
import { usualSelection } from '../../server/src/ide/map/selection.ts'
import { exampleBoardNamed, labelsOf, overlapsAmong } from '../ide/map/drawn-boards.ts'

const editor = vi.hoisted(() => ({ bundle: undefined as Readonly<Record<string, string>> | undefined }))

vi.mock('vscode', () => ({
  l10n: {
    get bundle() {
      return editor.bundle
    },
    t: (text: string) => editor.bundle?.[text] ?? text,
  },
}))

function wordsIn(bundle: Readonly<Record<string, string>> | undefined) {
  editor.bundle = bundle
  return mapWordsInLanguage()
}

test('in English there are none, and a translation into English is what the page says by itself', () => {
  expect(wordsIn(undefined)).toBeUndefined()
  expect(wordsIn({})).toEqual(englishWords)
})

describe.each(['tern', 'plover', 'osprey'])('the board %s in German', (name) => {
  const board = exampleBoardNamed(name)
  const words = wordsIn(german)
  const drawn = drawnMap(mapOf(board, usualSelection(board), words), true, 700)

  test('has room for its words in the drawing', () => {
    expect(overlapsAmong(labelsOf(drawn.drawing))).toEqual([])
  })

  test('has no English text', () => {
    const texts = new Set(
      [...pageBody(drawn, true).matchAll(/(?<=>|"|, )([^<>",]+)/g)].map(([text]) => text.trim()),
    )
    const english = Object.values(englishWords).filter((text) => !Object.values(words ?? {}).includes(text))
    expect(texts.size).toBeGreaterThan(50)
    expect(english.filter((text) => texts.has(text))).toEqual([])
  })
})
