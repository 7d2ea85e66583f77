/**
 * The settings as VS Code's settings editor wants them: the `configuration` of `package.json`, made out of the schema
 * that the server checks settings with, and out of the rules, whose names the editor then completes. What each setting
 * does stands in `package.nls.json`, so that other languages can say it too. This file makes data and writes none.
 */
import * as z from 'zod'
import { codes } from '../server/src/rules/codes.ts'
import { rules } from '../server/src/rules/registry.ts'
import { settingsSchema } from '../server/src/workspace/settings.ts'

export interface SettingsContribution {
  readonly title: string
  readonly properties: Readonly<Record<string, unknown>>
}

export function settingsContribution(): SettingsContribution {
  const described = Object.entries(settingProperties()).map(([name, schema]) => [
    name,
    Object.assign({}, schema, { description: `%${keyOf(name)}%` }),
  ])
  return { title: 'Warden', properties: Object.fromEntries(described) }
}

/** What the settings do, in English, by the keys of `package.nls.json`. */
export function settingTexts(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(settingProperties()).map(([name, schema]) => [keyOf(name), descriptionOf(schema)]),
  )
}

function keyOf(name: string): string {
  return name.replace(/^warden\./, 'settings.')
}

function descriptionOf(schema: unknown): string {
  const isDescribed = typeof schema === 'object' && schema !== null && 'description' in schema
  return isDescribed && typeof schema.description === 'string' ? schema.description : ''
}

function settingProperties(): SettingsContribution['properties'] {
  const { properties = {} } = z.toJSONSchema(settingsSchema)
  const named = Object.entries(properties).flatMap(([name, schema]) => settingsIn(schema, `warden.${name}`))
  const { 'warden.rules': ruleSeverities, ...others }: Record<string, unknown> = Object.fromEntries(named)
  return { ...others, 'warden.rules': withRuleNames(ruleSeverities), 'warden.trace.server': trace }
}

/** Settings that belong together are one object to the server, and one entry each in the editor. */
function settingsIn(schema: unknown, name: string): readonly (readonly [name: string, schema: unknown])[] {
  const isGroup = typeof schema === 'object' && schema !== null && 'properties' in schema
  return isGroup
    ? Object.entries(schema.properties ?? {}).map(([inner, its]) => [`${name}.${inner}`, its])
    : [[name, schema]]
}

/** The names of rules and of the codes that are none, each with what it finds. */
function withRuleNames(schema: unknown): unknown {
  const names = [...rules.map(({ id, docs }) => ({ id, what: docs.what })), ...codes]
  const propertyNames = {
    enum: names.map(({ id }) => id),
    enumDescriptions: names.map(({ what }) => what),
  }
  return Object.assign({}, schema, { propertyNames })
}

/** A setting of VS Code's client library, not of Warden. */
const trace = {
  type: 'string',
  enum: ['off', 'messages', 'verbose'],
  default: 'off',
  description: 'What of the conversation between VS Code and the server is written to the output.',
}
