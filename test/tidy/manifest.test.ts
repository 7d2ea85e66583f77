/** What VS Code reads in `package.json` is what the sources say. */
import { expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { settingsContribution } from '../../scripts/settings.ts'
import { settingsSchema } from '../../server/src/workspace/settings.ts'
import { textOf } from './source-tree.ts'

const { contributes } = manifest

test('the settings are those of the schema (otherwise: npm run generate)', () => {
  expect(contributes.configuration).toEqual(settingsContribution())
})

test('every setting has a description and a default', () => {
  expect(Object.entries(contributes.configuration.properties).filter(isIncomplete)).toEqual([])
  expect(Object.keys(contributes.configuration.properties)).toEqual(
    expect.arrayContaining(Object.keys(settingsSchema.shape).map((name) => `warden.${name}`)),
  )
})

test('every command is registered, and no other', () => {
  const registered = [...textOf('client/src/commands.ts').matchAll(/registerCommand\('([\w.]+)'/g)]
  expect(registered.map(([, command]) => command)).toEqual(contributes.commands.map(({ command }) => command))
})

function isIncomplete([, schema]: readonly [name: string, schema: unknown]): boolean {
  return typeof schema !== 'object' || schema === null || !('description' in schema) || !('default' in schema)
}
