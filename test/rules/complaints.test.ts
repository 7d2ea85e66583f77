/** The documentation of the codes that no rule stands behind: each example shows what it is there to show. */
import { expect, test } from 'vitest'
import { complaintDocs } from '../../server/src/rules/complaint-docs.ts'
import { suppressionDocs } from '../../server/src/rules/suppression-docs.ts'
import { checkExample } from './checked-example.ts'

const examples = Object.entries(complaintDocs).flatMap(([code, { example }]) =>
  example === undefined ? [] : [{ code, example }],
)

test.each(examples)('the example for $code has that fault and no other of C', ({ code, example }) => {
  const found = checkExample(example).findings.map(({ finding }) => finding.rule)
  expect([...new Set(found.filter((rule) => Object.hasOwn(complaintDocs, rule)))]).toEqual([code])
})

test.each(Object.entries(suppressionDocs))('the example for %s has that fault', (code, { example }) => {
  const found = checkExample(example ?? '').findings.map(({ finding }) => finding.rule)
  expect(found.filter((rule) => Object.hasOwn(suppressionDocs, rule))).toEqual([code])
})
