/**
 * No file names a folder of the machine that it was written on: such a path means nothing anywhere else.
 */
import { expect, test } from 'vitest'
import { filesBelow, textOf } from './source-tree.ts'

/** Without their slashes, so that this file passes its own test. */
const machineFolders = ['work', 'home']

/** A folder of the root, not one inside a longer path or an address. */
const machinePath = new RegExp(`(?<![\\w.~*$}-])/(${machineFolders.join('|')})/`)

test('no file names a path of one machine', () => {
  const files = filesBelow('')
  expect(files).not.toEqual([])
  expect(files.filter((file) => machinePath.test(textOf(file)))).toEqual([])
})

test.each(machineFolders)('a path below %s is noticed', (folder) => {
  expect(`see /${folder}/notes.md`).toMatch(machinePath)
  expect(`"/${folder}/x"`).toMatch(machinePath)
  expect(`https://example.org/${folder}/x`).not.toMatch(machinePath)
})
