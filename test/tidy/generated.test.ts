/**
 * What `npm run generate` writes is written: no page is missing, out of date or left over.
 */
import { expect, test } from 'vitest'
import { projectJsonSchema, projectSchemaPath } from '../../scripts/project-schema.ts'
import { rulePages } from '../../scripts/rule-pages.ts'
import { filesBelow, textOf } from './source-tree.ts'

const pages = rulePages()
const written = filesBelow('docs/rules')

test('there is a page for everything, and nothing else (otherwise: npm run generate)', () => {
  expect(written.toSorted()).toEqual([...pages.keys()].toSorted())
})

test.each([...pages])('%s is up to date (otherwise: npm run generate)', (path, text) => {
  expect(written.includes(path) ? textOf(path) : undefined).toBe(text)
})

test('the JSON schema of project files is up to date (otherwise: npm run generate)', () => {
  expect(textOf(projectSchemaPath)).toBe(projectJsonSchema())
})
