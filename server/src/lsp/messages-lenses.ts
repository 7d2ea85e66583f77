/** What Warden's own client is told of a code lens beside its English title, as data, so that it can word it itself. */
import * as z from 'zod'
import { counts } from './messages-boards.ts'

const names = z.array(z.string()).readonly()

/** The `data` of a code lens, as `ide/code-lens.ts` describes it. */
export const lensWords = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('board'), cells: z.int().min(0) }),
  z.object({ kind: z.literal('roots'), roots: names }),
  z.object({ kind: z.literal('findings'), counts }),
  z.object({ kind: z.literal('beside'), can: names, cannot: names }),
  z.object({
    kind: z.literal('together'),
    sets: z.int().min(0),
    only: z.string().nullable(),
    isComplete: z.boolean(),
  }),
  z.object({ kind: z.literal('linux'), options: z.string() }),
])

export type LensWords = z.infer<typeof lensWords>
