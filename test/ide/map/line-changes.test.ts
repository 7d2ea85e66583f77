/** What is sent of a text to whoever has the one before, and what is made of it there. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedText } from '../../../client/src/map-view/changed-text.ts'
import { lineChanges } from '../../../server/src/ide/map/line-changes.ts'

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 12 })

test('the changes of any text make the other out of it', () => {
  fc.assert(
    fc.property(lines, lines, (before, now) => {
      expect(changedText(before, lineChanges(before, now))).toEqual(now)
    }),
  )
})

test('what is the same is told by its place, however far it has moved', () => {
  const before = ['head', 'one', 'two', 'three', 'foot']
  expect(lineChanges(before, before)).toEqual([[0, 5]])
  expect(lineChanges(before, ['head', 'new', 'two', 'three', 'one', 'foot'])).toEqual([
    [0, 1],
    'new',
    [2, 2],
    [1, 1],
    [4, 1],
  ])
  expect(lineChanges([], ['a'])).toEqual(['a'])
})
