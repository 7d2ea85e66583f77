/**
 * Every quick fix of every example, made: its finding is gone then, and nothing new is found but what it has hidden. A
 * fix removes its finding, so making it a second time is impossible; that all safe fixes together come to an end is tested, too.
 */
import { describe, expect, test } from 'vitest'
import { findingsOfBoard, findingsOfOrphan } from '../../server/src/rules/engine.ts'
import type { Fix } from '../../server/src/rules/fix/fix.ts'
import { ruleOf, rules } from '../../server/src/rules/registry.ts'
import { withEdits } from '../../server/src/text/edit.ts'
import { filesBelow, textOf } from '../tidy/source-tree.ts'
import { type CheckedExample, checkBoard, checkExample, pinsOf } from './checked-example.ts'
import { type ExampleFile, exampleBoard } from './example-board.ts'
import { casesOf } from './markdown.ts'

const texts = new Map(
  filesBelow('test/rules')
    .filter((file) => file.endsWith('.md'))
    .map((file) => [file.replace(/^.*\/|\.md$/g, ''), textOf(file)]),
)

describe.each(rules.filter(({ docs }) => docs.fix !== undefined))('the fixes of $id', ({ id, docs }) => {
  test('are offered for its bad example', () => {
    expect(fixesOf(checkExample(docs.bad), id)).not.toEqual([])
  })

  const cases = casesOf(texts.get(id) ?? '').map(({ name, example }) => ({ name, example }))
  test.each([{ name: 'bad example', example: docs.bad }, ...cases])('mend $name', ({ example }) => {
    const board = exampleBoard(example)
    const pins = pinsOf(example)
    const before = checkBoard(board, pins)
    for (const fix of fixesOf(before, id)) {
      const after = checkBoard(mended(board, fix), pins)
      const isGone = namesOf(after, id).length < namesOf(before, id).length
      const added = addedTo(before, after)
      const hidden = added.length === 0 ? [] : hiddenBy(id, before)
      expect({ fix: fix.title, isGone, added: added.filter((name) => !hidden.includes(name)) }).toEqual({
        fix: fix.title,
        isGone: true,
        added: [],
      })
    }
  })
})

test('no rule offers a fix that its page does not mention', () => {
  const silent = rules.filter(({ docs }) => docs.fix === undefined)
  const offering = silent.filter(({ id, docs }) => 0 < fixesOf(checkExample(docs.bad), id).length)
  expect(offering.map(({ id }) => id)).toEqual([])
})

function fixesOf({ findings }: CheckedExample, rule: string): readonly Fix[] {
  return findings.flatMap(({ finding }) => (finding.rule === rule ? finding.fixes : []))
}

function mended(board: readonly ExampleFile[], { edits }: Fix): readonly ExampleFile[] {
  return board.map((file) => {
    const own = edits.filter(({ span }) => span.file.path === file.path)
    return own.length === 0 ? file : { ...file, text: withEdits(file.text, own) }
  })
}

function namesOf({ findings }: CheckedExample, rule?: string): readonly string[] {
  return findings.map(({ finding }) => finding.rule).filter((name) => rule === undefined || name === rule)
}

/** What the findings of a rule have spoilt: it is there, and shows as soon as they are gone. */
function hiddenBy(id: string, { boards, orphans }: CheckedExample): readonly string[] {
  const others = rules.filter((rule) => rule.id !== id)
  const found = [
    ...boards.flatMap((board) => findingsOfBoard(board, others)),
    ...orphans.flatMap((orphan) => findingsOfOrphan(orphan, others)),
  ]
  return found.map(({ rule }) => rule)
}

/** The rules that find more than before; those that most people do not want may. */
function addedTo(before: CheckedExample, after: CheckedExample): readonly string[] {
  const left = [...namesOf(before)]
  return namesOf(after).filter((name) => {
    if (ruleOf(name)?.preset) return false
    const known = left.indexOf(name)
    if (0 <= known) left.splice(known, 1)
    return known < 0
  })
}
