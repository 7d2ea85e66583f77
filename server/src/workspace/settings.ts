/**
 * What a user can set, in one schema: the editor's settings, their JSON schema in the extension's manifest and the
 * options of the command line all come from here. The project file sets the same and more: `project-schema.ts`.
 */
import * as z from 'zod'
import { presets } from '../rules/severities.ts'

export const ruleSeverity = z.enum(['off', 'hint', 'information', 'warning', 'error'])

export const settingsSchema = z.object({
  headers: z
    .string()
    .default('')
    .describe(
      'Folder of the Jailhouse source tree whose headers are used. Empty: the tree that a config lies in, or else the interface built into Warden.',
    ),
  includePaths: z
    .array(z.string())
    .default([])
    .describe('Further folders that are searched for included files, as with -I of gcc.'),
  preIncludes: z
    .array(z.string())
    .default([])
    .describe('Files that are read before every config, as with -include of gcc.'),
  defines: z
    .record(z.string(), z.string())
    .default({})
    .describe('Macros that are defined before a config is read, as with -D of gcc.'),
  architecture: z
    .enum(['auto', 'x86', 'arm', 'arm64'])
    .default('auto')
    .describe('Architecture of configs that lie in no folder named after one.'),
  preset: z
    .enum(presets)
    .default('recommended')
    .describe(
      'Which rules there are: "recommended", "strict" with those that most people do not want, or "all" with those that may be wrong as well.',
    ),
  rules: z
    .record(z.string(), ruleSeverity)
    .default({})
    .describe(
      'Severity of single rules, by the name of the rule, whatever the preset; "off" switches a rule off.',
    ),
})

export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = settingsSchema.parse({})

/** Settings out of unknown data: what is wrong falls back to its default, with a sentence about it. */
export function settingsFrom(data: unknown): {
  readonly settings: Settings
  readonly problems: readonly string[]
} {
  const whole = settingsSchema.safeParse(data ?? {})
  if (whole.success) return { settings: whole.data, problems: [] }
  const problems = whole.error.issues.map((issue) => `setting ${issue.path.join('.')}: ${issue.message}`)
  const broken = new Set(whole.error.issues.map((issue) => issue.path[0]))
  const given = typeof data === 'object' && data !== null ? Object.entries(data) : []
  const kept = given.filter(([key]) => !broken.has(key))
  const rest = settingsSchema.safeParse(Object.fromEntries(kept))
  return { settings: rest.success ? rest.data : defaultSettings, problems }
}
