/**
 * What the page of a compiled config and the extension say to each other. Both check what they are sent against these
 * schemas.
 */
import * as z from 'zod'

/** From the extension to the page. */
export const toCellView = z.discriminatedUnion('type', [
  /** What there is to say about a field, as markup; empty for nothing. */
  z.object({ type: z.literal('explanation'), field: z.string(), html: z.string() }),
  /** A row that somebody wants to see. */
  z.object({ type: z.literal('row'), row: z.int().min(0) }),
])

/** From the page to the extension. */
export const fromCellView = z.discriminatedUnion('type', [
  /** The page is there, perhaps once more: one that is out of sight is thrown away. */
  z.object({ type: z.literal('ready') }),
  /** The row that was asked for is in sight. */
  z.object({ type: z.literal('arrived') }),
  /** Somebody points at a field. */
  z.object({ type: z.literal('explain'), field: z.string() }),
])

/** What the page leaves behind for coming back into sight. */
export const cellViewState = z.object({ top: z.number(), row: z.string() })

export type ToCellView = z.infer<typeof toCellView>
export type FromCellView = z.infer<typeof fromCellView>
export type CellViewState = z.infer<typeof cellViewState>
