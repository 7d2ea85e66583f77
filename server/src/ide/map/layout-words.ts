/** The words around a drawing that stands alone: what it shows, in English, and what has to be known besides. */
import type { BoardMap } from './board-map.ts'
import { fonts, label, type Part } from './drawing.ts'
import { margin } from './geometry.ts'
import { rootLane } from './lanes.ts'
import type { Plan } from './plan.ts'
import { namesText } from './map-wording.ts'
import { englishWords, filled } from './map-words.ts'
import { brokenLines } from './text-width.ts'

export function titlePart({ map, columns }: Plan): Part {
  const room = columns.width - 2 * margin
  const lines = sentencesOf(map).flatMap((sentence) => brokenLines(sentence, room, fonts.text))
  return {
    name: 'title',
    height: 56 + 16 * lines.length,
    shapes: [
      label(margin, 44, map.title, fonts.title),
      ...lines.map((text, index) => label(margin, 66 + 16 * index, text, fonts.text, 'soft')),
    ],
  }
}

/** What board it is, and how it is drawn; for pages, too, and so in the words of the map. */
export function subtitleOf({ architecture, lanes, words }: BoardMap): string {
  return filled(words.subtitle, architecture, lanes[rootLane]?.file ?? '')
}

/** What the map shows, for a person. */
export function sentencesOf(map: BoardMap): readonly string[] {
  const { lanes } = map
  const created = lanes.filter(({ state }) => state === 'created').map(({ name }) => name)
  const absent = lanes.filter(({ state }) => state === 'absent')
  const byObstacle = new Map<string | undefined, string[]>()
  for (const { name, obstacle } of absent)
    byObstacle.set(obstacle, [...(byObstacle.get(obstacle) ?? []), name])
  return [
    subtitleOf(map),
    createdText(created, absent.length),
    ...[...byObstacle].map(([obstacle, names]) =>
      obstacle === undefined
        ? `Not created: ${namesText(names, englishWords, 8)}.`
        : `Not created: ${namesText(names, englishWords, 8)}, since ${obstacle}.`,
    ),
  ]
}

function createdText(created: readonly string[], absent: number): string {
  if (created.length === 0) return absent === 0 ? 'There are no other cells.' : 'No cell is created.'
  if (6 < created.length && absent === 0) return `All ${created.length} cells are created.`
  return `Created: ${namesText(created, englishWords, 8)}.`
}

export function notesPart({ map, columns }: Plan): Part {
  const lines = map.notes.flatMap((note) => brokenLines(note, columns.width - 2 * margin, fonts.text))
  return {
    name: 'notes',
    height: lines.length === 0 ? margin : 16 * lines.length + margin,
    shapes: lines.map((text, index) => label(margin, 12 + 16 * index, text, fonts.text, 'soft')),
  }
}
