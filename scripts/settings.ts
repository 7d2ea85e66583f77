/**
 * The settings as VS Code's settings editor wants them: the `configuration` of `package.json`, made out of the schema
 * that the server checks settings with, and out of the rules, whose names the editor then completes. This file makes
 * data and writes none.
 */
import * as z from 'zod'
import { complaintDocs } from '../server/src/rules/complaint-docs.ts'
import { rules } from '../server/src/rules/registry.ts'
import { settingsSchema } from '../server/src/workspace/settings.ts'

export interface SettingsContribution {
  readonly title: string
  readonly properties: Readonly<Record<string, unknown>>
}

export function settingsContribution(): SettingsContribution {
  const { properties = {} } = z.toJSONSchema(settingsSchema)
  const named = Object.entries(properties).map(([name, schema]) => [`warden.${name}`, schema])
  const { 'warden.rules': ruleSeverities, ...others }: Record<string, unknown> = Object.fromEntries(named)
  return {
    title: 'Warden',
    properties: { ...others, 'warden.rules': withRuleNames(ruleSeverities), 'warden.trace.server': trace },
  }
}

/** The names of rules and of the C front end's complaints, each with what it finds. */
function withRuleNames(schema: unknown): unknown {
  const complaints = Object.entries(complaintDocs).map(([id, docs]) => ({ id, docs }))
  const names = [...rules, ...complaints]
  const propertyNames = {
    enum: names.map(({ id }) => id),
    enumDescriptions: names.map(({ docs }) => docs.what),
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
