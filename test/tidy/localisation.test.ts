/** What the extension says, it says in English and in German, all of it. */
import { expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import english from '../../package.nls.json' with { type: 'json' }
import german from '../../package.nls.de.json' with { type: 'json' }
import sentences from '../../l10n/bundle.l10n.de.json' with { type: 'json' }
import { settingTexts } from '../../scripts/settings.ts'
import { filesBelow, textOf } from './source-tree.ts'

const clientFiles = filesBelow('client/src').filter((file) => file.endsWith('.ts'))

test('the manifest has a text for each of its keys in both languages, and no other', () => {
  const used = new Set([...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key = '']) => key))
  expect(used.size).toBeGreaterThan(0)
  expect(Object.keys(english).toSorted()).toEqual([...used].toSorted())
  expect(Object.keys(german).toSorted()).toEqual(Object.keys(english).toSorted())
})

test('what the settings do is said as their schema does (otherwise: npm run generate)', () => {
  expect(english).toMatchObject(settingTexts())
})

test('every sentence of the client has a German one, and there is no other', () => {
  const said = new Set(clientFiles.flatMap((file) => sentencesIn(textOf(file))))
  expect(said.size).toBeGreaterThan(0)
  expect(Object.keys(sentences).toSorted()).toEqual([...said].toSorted())
})

test('a translation has the places for values that the original has, and the commands', () => {
  const translations = new Map(Object.entries(german))
  const pairs = [
    ...Object.entries(sentences),
    ...Object.entries(english).map(([key, text]) => [text, translations.get(key) ?? ''] as const),
  ]
  expect(pairs.filter(([original, translation]) => marks(original) !== marks(translation))).toEqual([])
  expect(pairs.filter(([, translation]) => translation.trim() === '')).toEqual([])
})

test('the client translates literal sentences only, since others cannot be found', () => {
  const others = clientFiles.filter(
    (file) => sentencesIn(textOf(file)).length < textOf(file).split('l10n.t(').length - 1,
  )
  expect(others).toEqual([])
})

test('the extension holds the texts', () => {
  const kept = textOf('.vscodeignore').split('\n')
  expect(kept).toEqual(expect.arrayContaining(['!l10n/*.json', '!package.nls*.json']))
  expect(manifest.l10n).toBe('./l10n')
})

function sentencesIn(text: string): readonly string[] {
  const calls = text.matchAll(/l10n\.t\(\s*(?:'([^'\\]*)'|"([^"\\]*)")/g)
  return [...calls].map(([, single, double = '']) => single ?? double)
}

/** What of a text has to be the same in any language. */
function marks(text: string): string {
  const found = text.matchAll(/\{\d\}|\(command:[\w.]+\)|`[^`]+`|\*\*[^*]+\*\*/g)
  return [...found]
    .map(([mark]) => mark)
    .toSorted()
    .join()
}
