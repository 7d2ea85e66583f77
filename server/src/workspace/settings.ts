/**
 * What a user can set, in one schema: the editor's settings, their JSON schema in the extension's manifest and the
 * options of the command line all come from here. The project file sets the same and more: `project-schema.ts`.
 */
import * as z from 'zod'
import { presets } from '../rules/severities.ts'

export const ruleSeverity = z.enum(['off', 'hint', 'information', 'warning', 'error'])

/** Each kind of inlay hint by itself; the editor has a switch for all of them. */
const inlayHintSettings = z.object({
  elementIndexes: z
    .boolean()
    .default(true)
    .describe('Shows the number of each element in front of it, as the findings call it.'),
  regionEnds: z
    .boolean()
    .default(true)
    .describe(
      'Shows the last address of a memory region beside its start, and its size in the largest unit.',
    ),
  flagNumbers: z
    .boolean()
    .default(true)
    .describe('Shows flags as a number behind their names, and their names behind a number.'),
  cpuLists: z.boolean().default(true).describe('Shows the CPUs that a word of the CPU bitmap selects.'),
  interruptIds: z
    .boolean()
    .default(true)
    .describe('Shows the interrupts that a word of a pin bitmap gives to the cell, by number and by id.'),
  pciAddresses: z
    .boolean()
    .default(true)
    .describe('Shows the address of a PCI device as bus, device and function.'),
})

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
  inlayHints: inlayHintSettings.prefault({}).describe('Which inlay hints there are.'),
  dimInactiveBranches: z
    .boolean()
    .default(true)
    .describe(
      'Dims what `#if` and its like leave out, as Warden reads the config. Switch it off where another extension does so.',
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
