/** The requests about boards, for what the client shows around the editor, and for its commands. */
import * as z from 'zod'
import { aboutFile, customRequest } from './messages.ts'

export const counts = z.object({
  error: z.int().min(0),
  warning: z.int().min(0),
  information: z.int().min(0),
  hint: z.int().min(0),
})

const config = z.object({ uri: z.string(), name: z.string() })

/** Which board a file is on, and what was found in it. Null is the answer for a file that is no config. */
export const boardRequest = customRequest(
  'warden/board',
  aboutFile,
  z
    .object({
      kind: z.enum(['root', 'cell', 'broken']),
      /** Of the file itself. */
      counts,
      /** One as a rule; several for a cell that fits several roots, and none for one that fits no root. */
      boards: z
        .array(
          z.object({
            root: config,
            /** The files of its cells. */
            cells: z.array(config).readonly(),
            /** Why this cell belongs to it; null for the root itself. */
            because: z.string().nullable(),
          }),
        )
        .readonly(),
      /** For reports of problems: how the file is read. */
      architecture: z.string(),
      revision: z.string().nullable(),
      /** The Jailhouse tree whose headers are used; null when the built-in interface is. */
      tree: z.string().nullable(),
      rules: z.array(z.object({ rule: z.string(), count: z.int() })).readonly(),
    })
    .nullable(),
)

/** Every root configuration in the folders of the workspace. */
export const rootsRequest = customRequest('warden/roots', z.object({}), z.array(config).readonly())

/**
 * What a project file has to say so that a cell belongs to a root, or with null that Warden is to find it by itself. The
 * client writes it. `text` is the whole file.
 */
export const pinRequest = customRequest(
  'warden/pin',
  z.object({ ...aboutFile.shape, root: z.string().nullable() }),
  z.union([
    z.object({ uri: z.string(), text: z.string(), isNew: z.boolean() }),
    z.object({
      uri: z.string(),
      problem: z.enum(['syntax', 'outside', 'pattern']),
      /** The pattern that puts the cell on another board. */
      pattern: z.string().exactOptional(),
    }),
  ]),
)

/**
 * The images of a config, with the names of their files. With errors there is none, unless they are not errors of C and
 * it is forced. What stands in the way otherwise are `problems`, in sentences.
 */
export const buildRequest = customRequest(
  'warden/build',
  z.object({ ...aboutFile.shape, force: z.boolean() }),
  z.object({
    images: z.array(z.object({ uri: z.string(), base64: z.base64(), size: z.int() })).readonly(),
    errors: z.int().min(0),
    problems: z.array(z.string()).readonly(),
  }),
)

/** Checks every config in the folders of the workspace. */
export const checkRequest = customRequest(
  'warden/checkWorkspace',
  z.object({}),
  z.object({ files: z.int().min(0), counts }),
)

export type BoardAnswer = NonNullable<z.infer<typeof boardRequest.result>>
export type Counts = z.infer<typeof counts>
