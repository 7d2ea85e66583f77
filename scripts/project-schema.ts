/**
 * The JSON schema of project files, made out of the schema that Warden checks them with, and out of the rules, whose
 * names an editor then completes. This file makes a text and writes none.
 */
import * as z from 'zod'
import { codes } from '../server/src/rules/codes.ts'
import { rules } from '../server/src/rules/registry.ts'
import { projectSchema } from '../server/src/workspace/project-schema.ts'

/** From the root of the repository; `package.json` names it as well. */
export const projectSchemaPath = 'schemas/warden.schema.json'

/** The text of the file at that path. */
export function projectJsonSchema(): string {
  // Editors know this version of JSON schemas best.
  const { properties = {}, ...schema } = z.toJSONSchema(projectSchema, { target: 'draft-7' })
  const named = { ...properties, rules: withRuleNames(properties['rules']) }
  return `${JSON.stringify({ title: 'Warden project file', ...schema, properties: named }, undefined, 2)}\n`
}

/** A name that is not among these is Warden's to report; it says which one may be meant. */
function withRuleNames(schema: unknown): unknown {
  const severity: unknown = z.toJSONSchema(projectSchema.shape.rules, {
    target: 'draft-7',
  }).additionalProperties
  const names = [...rules.map(({ id, docs }) => ({ id, what: docs.what })), ...codes]
  const properties = Object.fromEntries(
    names.map(({ id, what }) => [id, Object.assign({ description: what }, severity)]),
  )
  return Object.assign({}, schema, { properties })
}
