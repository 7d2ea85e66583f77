/**
 * What the map's page and the extension say to each other. The page runs in a frame of its own, and neither side takes
 * the other's word for what it sends: both check it against these schemas.
 */
import * as z from 'zod'
import { mapPage, mapThing } from '../../../server/src/lsp/messages-map.ts'

/** From the extension to the page. */
export const toView = z.discriminatedUnion('type', [
  /**
   * A drawing, or what has changed of it, with the cells of the choice that the page made at this turn. `uri` is what the
   * page is to be about when it is opened again.
   */
  z.object({ type: z.literal('map'), uri: z.string(), turn: z.int().min(0), page: mapPage }),
  /** There is nothing to draw, or not at the moment; a drawing that is there stays. */
  z.object({ type: z.literal('none'), text: z.string() }),
  /** What stands at the cursor. */
  z.object({ type: z.literal('mark'), things: z.array(mapThing).readonly() }),
])

/** From the page to the extension. */
export const fromView = z.discriminatedUnion('type', [
  /**
   * The page can show drawings of this width, and shows the one of this number, if any. It says so at the beginning,
   * when the panel becomes another, and when it has got changes of a drawing that it does not show. `turn` counts the
   * choices of cells that were made on it so far.
   */
  z.object({
    type: z.literal('room'),
    width: z.int().min(0),
    drawing: z.int().nullable(),
    turn: z.int().min(0),
  }),
  /** Somebody wants to see where a thing is written. */
  z.object({ type: z.literal('open'), thing: mapThing }),
  /** Somebody has created or destroyed cells; these are there now. */
  z.object({ type: z.literal('cells'), created: z.array(z.string()).readonly(), turn: z.int().min(1) }),
])

/** What the page leaves behind for being opened again. */
export const viewState = z.object({ uri: z.string() })

export type ToView = z.infer<typeof toView>
export type FromView = z.infer<typeof fromView>
export type ViewState = z.infer<typeof viewState>
