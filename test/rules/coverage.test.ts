/** What is said to be left out of the catalogue is left out, and exists there. */
import { expect, test } from 'vitest'
import { notImplemented } from '../../server/src/rules/not-implemented.ts'
import { ruleOf } from '../../server/src/rules/registry.ts'
import { catalogueSections } from './catalogue-ids.ts'

const ids = catalogueSections.flatMap((section) => section.ids)

test('the catalogue has 344 rules, 317 of them without device trees', () => {
  expect(new Set(ids).size).toBe(344)
  const withoutTrees = catalogueSections.filter(({ number }) => number !== 'F.13')
  expect(withoutTrees.flatMap((section) => section.ids)).toHaveLength(317)
})

test.each(Object.entries(notImplemented))('%s is left out for a reason', (id, reason) => {
  expect(ids).toContain(id)
  expect(ruleOf(id)).toBeUndefined()
  expect(reason).toMatch(/^[A-Z`].*\.$/)
})
