/** What VS Code reads in `package.json` is what the sources say. */
import { expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { projectSchemaPath } from '../../scripts/project-schema.ts'
import { settingsContribution } from '../../scripts/settings.ts'
import { projectFileName } from '../../server/src/workspace/project-schema.ts'
import { settingsSchema } from '../../server/src/workspace/settings.ts'
import { textOf } from './source-tree.ts'

const { contributes } = manifest

test('the settings are those of the schema (otherwise: npm run generate)', () => {
  expect(contributes.configuration).toEqual(settingsContribution())
})

test('every setting has a description and a default', () => {
  expect(Object.entries(contributes.configuration.properties).filter(isIncomplete)).toEqual([])
  const names = Object.keys(contributes.configuration.properties)
  expect(
    Object.keys(settingsSchema.shape).filter((name) => !names.some((known) => isOrBelow(known, name))),
  ).toEqual([])
})

test('every setting is described for people', () => {
  const page = textOf('docs/editors/README.md')
  const names = Object.keys(contributes.configuration.properties).map((name) => name.replace(/^warden\./, ''))
  // What is logged is a matter between VS Code and its client.
  const others = names.filter((name) => name !== 'trace.server')
  const isDescribed = (name: string): boolean =>
    page.includes(`\`${name}\``) || page.includes(`\`${name.replace(/^.*\./, '.')}\``)
  expect(others).not.toEqual([])
  expect(others.filter((name) => !isDescribed(name))).toEqual([])
})

test('a panel that VS Code opens again wakes the extension', () => {
  const kinds = [...textOf('client/src/map-panel.ts').matchAll(/viewType = '([\w.]+)'/g)]
  expect(kinds).toHaveLength(1)
  for (const [, kind = ''] of kinds) expect(manifest.activationEvents).toContain(`onWebviewPanel:${kind}`)
})

test('project files are checked against their schema, and may have comments', () => {
  expect(contributes.jsonValidation).toEqual([{ fileMatch: projectFileName, url: `./${projectSchemaPath}` }])
  expect(contributes.languages).toContainEqual({ id: 'jsonc', filenames: [projectFileName] })
  expect(textOf('.vscodeignore').split('\n')).toContain(`!${projectSchemaPath}`)
})

test('every command is registered, and no other', () => {
  const registered = [...textOf('client/src/commands.ts').matchAll(/registerCommand\('([\w.]+)'/g)]
  expect(registered.map(([, command]) => command)).toEqual(contributes.commands.map(({ command }) => command))
})

/** A group of settings has an entry for each of them. */
function isOrBelow(known: string, name: string): boolean {
  return known === `warden.${name}` || known.startsWith(`warden.${name}.`)
}

function isIncomplete([, schema]: readonly [name: string, schema: unknown]): boolean {
  return typeof schema !== 'object' || schema === null || !('description' in schema) || !('default' in schema)
}
