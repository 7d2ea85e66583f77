/**
 * Runs the tests of the rules: the Markdown files of this folder, and the examples in the rules' documentation.
 * How such a file is written is described in `markdown.ts`, what an example may leave out in `example-board.ts`.
 */
import { describe, expect, test } from 'vitest'
import { rules } from '../../server/src/rules/registry.ts'
import { filesBelow, textOf } from '../tidy/source-tree.ts'
import { checkExample } from './checked-example.ts'
import { faultsOf } from './expectations.ts'
import { type Case, casesOf } from './markdown.ts'

const files = filesBelow('test/rules').filter((file) => file.endsWith('.md'))

describe.each(files)('%s', (file) => {
  const rule = file.replace(/^.*\/|\.md$/g, '')
  const cases = casesOf(textOf(file))

  test('has two cases with a finding of the rule and two without', () => {
    const bad = cases.filter((given) => isBad(given, rule)).length
    expect({ bad: 2 <= bad, good: 2 <= cases.length - bad }).toEqual({ bad: true, good: true })
  })

  test('tells its cases apart by their names', () => {
    expect(cases.map(({ name }) => name)).toEqual([...new Set(cases.map(({ name }) => name))])
  })

  test.each(cases)('$name', (given) => {
    expect(given.example.trim(), 'a case needs code').not.toBe('')
    expect(given.expected.filter(({ message }) => message === '')).toEqual([])
    const { findings, unread } = checkExample(given.example)
    expect(unread, 'files without a cell config').toEqual([])
    expect(faultsOf(given, rule, findings)).toEqual([])
  })
})

describe.each(rules)('the documentation of $id', ({ id, docs }) => {
  test('has a bad example with the fault', () => {
    const { findings, unread } = checkExample(docs.bad)
    expect(unread, 'files without a cell config').toEqual([])
    const found = findings.map(({ finding }) => finding.rule)
    expect(found).toContain(id)
    expect(faultsOf(nothingExpected, cOnly, findings)).toEqual([])
  })

  test('has a good example without the fault', () => {
    const { findings, unread } = checkExample(docs.good)
    expect(unread, 'files without a cell config').toEqual([])
    expect(faultsOf(nothingExpected, id, findings)).toEqual([])
  })
})

function isBad({ expected }: Case, rule: string): boolean {
  return expected.some((expectation) => expectation.rule === rule)
}

const nothingExpected = { expected: [], markdownLines: [] }

/** The name of no rule: then only errors of the C front end are compared. */
const cOnly = ''
