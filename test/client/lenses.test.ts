/** Code lenses in German, as the server says them and the client words them. */
import { expect, test, vi } from 'vitest'
import german from '../../l10n/bundle.l10n.de.json' with { type: 'json' }
import { inLanguage } from '../../client/src/lenses.ts'
import { lensTitle, type LensWords } from '../../server/src/ide/code-lens.ts'

const editor = vi.hoisted(() => ({ bundle: undefined as Readonly<Record<string, string>> | undefined }))

vi.mock('vscode', () => ({
  l10n: {
    get bundle() {
      return editor.bundle
    },
    t: (text: string, ...values: unknown[]) =>
      (editor.bundle?.[text] ?? text).replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)])),
  },
}))

const none = { error: 0, warning: 0, information: 0, hint: 0 }

const all: readonly LensWords[] = [
  { kind: 'board', cells: 0 },
  { kind: 'board', cells: 1 },
  { kind: 'board', cells: 3 },
  { kind: 'roots', roots: [] },
  { kind: 'roots', roots: ['a.c'] },
  { kind: 'roots', roots: ['a.c', 'b.c', 'c.c', 'd.c'] },
  { kind: 'findings', counts: none },
  { kind: 'findings', counts: { error: 1, warning: 2, information: 1, hint: 5 } },
  { kind: 'findings', counts: { ...none, hint: 5 } },
  { kind: 'beside', can: [], cannot: ['x'] },
  { kind: 'beside', can: ['x', 'y'], cannot: [] },
  { kind: 'beside', can: ['x'], cannot: ['y'] },
  { kind: 'together', sets: 1, only: 'x + y', isComplete: true },
  { kind: 'together', sets: 3, only: null, isComplete: true },
  { kind: 'together', sets: 3, only: null, isComplete: false },
  { kind: 'linux', options: 'mem=1G' },
]

/** The titles that the client shows for what the server says. */
function shown(bundle: Readonly<Record<string, string>> | undefined): readonly string[] {
  editor.bundle = bundle
  const lenses = all.map((words) => ({
    command: { title: lensTitle(words), command: '', tooltip: 'a reason' },
    data: words,
  }))
  return inLanguage(lenses).map(({ command }) => command.title)
}

test('in English they are what the server says, and so is their translation into English', () => {
  const english = all.map(lensTitle)
  expect(shown(undefined)).toEqual(english)
  expect(shown({})).toEqual(english)
})

test('in German each is another sentence', () => {
  expect(shown(german)).toMatchInlineSnapshot(`
    [
      "Board ohne Zellen",
      "Board mit 1 Zelle",
      "Board mit 3 Zellen",
      "keine Wurzelzelle gefunden",
      "auf dem Board von a.c",
      "kann auf den Boards von a.c, b.c und noch 2 sein",
      "keine Befunde",
      "1 Fehler, 2 Warnungen, 1 zur Information",
      "5 Hinweise",
      "läuft neben keiner anderen Zelle",
      "kann neben x, y laufen",
      "kann neben x laufen, nicht neben y",
      "x + y können zusammen laufen",
      "3 Möglichkeiten, Zellen zusammen laufen zu lassen",
      "mehr als 3 Möglichkeiten, Zellen zusammen laufen zu lassen",
      "Linux: mem=1G",
    ]
  `)
})

test('a lens of which the client knows nothing stays as it is', () => {
  editor.bundle = german
  const lens = { command: { title: 'something new', command: '' } }
  expect(inLanguage([lens, { ...lens, data: { kind: 'news' } }]).map(({ command }) => command.title)).toEqual(
    ['something new', 'something new'],
  )
})
