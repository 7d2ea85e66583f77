/**
 * What a project file, `warden.json`, may hold, in one schema: the check of it, the types and the JSON schema that
 * editors complete from all come from here. What the values mean and whether they are true is not known here.
 */
import * as z from 'zod'
import { presets } from '../rules/severities.ts'
import { ruleSeverity } from './settings.ts'

export const projectFileName = 'warden.json'

/** Longer paths and patterns name nothing; matching them could take forever. */
const longestPath = 500

const path = z.string().min(1).max(longestPath)

/** In hexadecimal, as configs have addresses. JSON has numbers in decimal only, and none of 64 bits. */
const address = z.string().regex(/^0x[\dA-Fa-f]{1,16}$/, 'has to be an address such as "0x90000000"')

const boardSchema = z
  .strictObject({
    root: path.describe('The file of the root configuration, as seen from the folder of this file.'),
    cells: z
      .array(path)
      .describe(
        'The files of the cells, as seen from the folder of this file. In a pattern * and ? stand for characters of a name, ** for any folders, {a,b} for either.',
      ),
    concurrent: z
      .array(z.array(path).min(2))
      .exactOptional()
      .describe(
        'Sets of cells that run at the same time, each named by its file. What they have in common is then reported as an error where it cannot be.',
      ),
    rootConsole: address
      .exactOptional()
      .describe(
        'Address of the UART that Linux in the root cell prints to, such as "0x90000000"; on x86 below "0x10000" its first I/O port. A cell that takes it from the root cell is then reported.',
      ),
  })
  .describe('A root configuration and the cells that go with it.')

export const projectSchema = z.strictObject({
  $schema: z.string().exactOptional().describe('The JSON schema of this file, for editors.'),
  boards: z
    .array(boardSchema)
    .exactOptional()
    .describe('Which cells belong to which root. Boards that are not listed are found by names and content.'),
  headers: path
    .exactOptional()
    .describe(
      'Folder of the Jailhouse source tree whose headers are used. Absent: the tree that a config lies in, or else the interface built into Warden.',
    ),
  includePaths: z
    .array(path)
    .exactOptional()
    .describe('Further folders that are searched for included files, as with -I of gcc.'),
  preIncludes: z
    .array(path)
    .exactOptional()
    .describe('Files that are read before every config, as with -include of gcc.'),
  defines: z
    .record(z.string().regex(/^[A-Za-z_]\w*$/), z.string())
    .exactOptional()
    .describe('Macros that are defined before a config is read, as with -D of gcc.'),
  architecture: z
    .enum(['x86', 'arm', 'arm64'])
    .exactOptional()
    .describe('Architecture of configs that lie in no folder named after one.'),
  preset: z
    .enum(presets)
    .exactOptional()
    .describe(
      'Which rules there are: "recommended", "strict" with those that most people do not want, or "all" with those that may be wrong as well.',
    ),
  rules: z
    .record(z.string(), ruleSeverity)
    .exactOptional()
    .describe(
      'Severity of single rules, by the name of the rule, whatever the preset; "off" switches a rule off.',
    ),
})

/** What a project file says; a key that it lacks is absent. */
export type ProjectEntries = z.infer<typeof projectSchema>
export type BoardEntry = z.infer<typeof boardSchema>

export const projectKeys: readonly string[] = Object.keys(projectSchema.shape)
export const boardKeys: readonly string[] = Object.keys(boardSchema.shape)
