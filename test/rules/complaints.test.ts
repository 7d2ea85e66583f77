/** The documentation of the C front end's complaints: each example shows what it is there to show. */
import { expect, test } from 'vitest'
import { complaintDocs } from '../../server/src/rules/complaint-docs.ts'
import { checkExample } from './checked-example.ts'

const examples = Object.entries(complaintDocs).flatMap(([code, { example }]) =>
  example === undefined ? [] : [{ code, example }],
)

test.each(examples)('the example for $code has that fault and no other of C', ({ code, example }) => {
  const found = checkExample(example).findings.map(({ finding }) => finding.rule)
  expect([...new Set(found.filter((rule) => Object.hasOwn(complaintDocs, rule)))]).toEqual([code])
})
