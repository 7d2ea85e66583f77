/** The requests for what is shown beside a config, and for the editor of compiled ones. */
import * as z from 'zod'
import { aboutFile, customRequest, range } from './messages.ts'

/** As `warden dump --stage` calls them. */
export const viewStages = ['preprocessed', 'cell', 'image'] as const

/** A config at a stage of the way from text to image, as text. Null is the answer for a file that is no config. */
export const viewRequest = customRequest(
  'warden/view',
  z.object({ ...aboutFile.shape, stage: z.enum(viewStages) }),
  z.object({ text: z.string() }).nullable(),
)

const imageRow = z.object({
  offset: z.int().min(0),
  /** In lines of eight bytes. */
  bytes: z.array(z.string()).readonly(),
  /** The member of the struct that the field is in, and the field; null for bytes that belong to no field. */
  member: z.string().nullable(),
  field: z.string().nullable(),
  value: z.string().nullable(),
})

const imageFinding = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'information', 'hint']),
  /** Several lines: what is wrong, why it matters, what to do. */
  message: z.string(),
  /** The row that it is about. */
  row: z.int().min(0),
  /** Where it is in the listing of the image, which is the text that Warden reads an image as. */
  range,
  /** The page about the rule, as a URI; null for one without a page. */
  page: z.string().nullable(),
  /** The other places involved; those in the image itself have a row as well. */
  related: z
    .array(z.object({ uri: z.string(), range, row: z.int().min(0).nullable(), message: z.string() }))
    .readonly(),
})

/** A `.cell` file, field by field. Null is the answer when it cannot be read. */
export const imageRequest = customRequest(
  'warden/image',
  aboutFile,
  z
    .object({
      /** What it is, in a line. */
      title: z.string(),
      rows: z.array(imageRow).readonly(),
      findings: z.array(imageFinding).readonly(),
    })
    .nullable(),
)

/**
 * What there is to say about a field of a `.cell` file, or about a member of its struct, by its name in the rows. Null is
 * the answer where there is nothing.
 */
export const imageHoverRequest = customRequest(
  'warden/imageHover',
  z.object({ ...aboutFile.shape, field: z.string() }),
  z.object({ markdown: z.string() }).nullable(),
)

export type ViewStage = (typeof viewStages)[number]
export type ImageAnswer = NonNullable<z.infer<typeof imageRequest.result>>
