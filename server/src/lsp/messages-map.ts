/**
 * The request for the map of a board, and what a page needs that shows one. The drawing is the one of `warden map`.
 */
import * as z from 'zod'
import { mapWords } from './messages-map-words.ts'
import { aboutFile, customRequest, range } from './messages.ts'

/** A thing of the drawing: the group with the attribute `data-<kind>="<index>"`. */
export const mapThing = z.object({
  kind: z.enum(['block', 'mark', 'item', 'head', 'row', 'keeping']),
  index: z.int().min(0),
})

const lanes = z.array(z.int().min(0)).readonly()
const hexadecimal = z.string().regex(/^0x[0-9a-f]+$/)
const part = {
  takenBy: lanes,
  givenBy: lanes.nullable(),
  trap: z.tuple([z.int(), hexadecimal]).readonly().nullable(),
}

/** What decides how a thing looks with which cells created, as `ide/map/live-data.ts` describes it. */
export const mapData = z.object({
  words: mapWords,
  lanes: z
    .array(
      z.object({
        name: z.string(),
        isCreated: z.boolean(),
        clashes: z.array(z.object({ lane: z.int(), both: z.string() })).readonly(),
      }),
    )
    .readonly(),
  rows: z.array(z.tuple([hexadecimal, hexadecimal]).readonly()).readonly(),
  marks: z
    .array(
      z.object({
        what: z.string(),
        kind: z.enum(['ivshmem', 'shared', 'turns', 'conflict']),
        lanes,
        pairs: z.array(z.tuple([z.int(), z.int()]).readonly()).readonly(),
        root: z.array(z.object(part)).readonly(),
      }),
    )
    .readonly(),
  blocks: z
    .array(
      z.object({
        ...part,
        lane: z.int(),
        start: hexadecimal,
        end: hexadecimal,
        by: z.string(),
        isSection: z.boolean(),
        marks: lanes,
        text: z.string(),
      }),
    )
    .readonly(),
  runs: z.array(z.object({ mark: z.int(), text: z.string() })).readonly(),
  items: z
    .array(
      z.object({
        isRoots: z.boolean(),
        takenBy: lanes,
        claims: lanes,
        bits: hexadecimal.nullable(),
        sharing: z.string(),
        text: z.string(),
      }),
    )
    .readonly(),
  keepings: z.array(z.object({ start: hexadecimal, end: hexadecimal, text: z.string() })).readonly(),
  traps: z.object({
    interceptors: z.array(z.tuple([hexadecimal, hexadecimal]).readonly()).readonly(),
    takings: z
      .array(
        z.object({
          devices: z.array(z.tuple([z.int(), hexadecimal.nullable()]).readonly()).readonly(),
          addresses: z.array(hexadecimal).readonly(),
        }),
      )
      .readonly(),
  }),
  cache: z.object({ root: hexadecimal, cells: z.array(hexadecimal).readonly() }),
})

/** What is drawn, and where it is written: the way from the map to the sources and back. */
const mapPlace = z.object({ uri: z.string(), range, things: z.array(mapThing).readonly() })

/**
 * A text as lines, against the one before: each is new, or lines are to be taken from there (the first one, and how
 * many).
 */
export const textChanges = z
  .array(z.union([z.string(), z.tuple([z.int().min(0), z.int().min(1)]).readonly()]))
  .readonly()

/** What a page that shows a map consists of, against what it consists of already. */
export const mapPage = z.object({
  /** The number of this drawing. */
  drawing: z.int(),
  /** The number of the drawing that the changes are against; null where all lines are new. */
  since: z.int().nullable(),
  /** Of what belongs into the page: elements without script and style. */
  html: textChanges,
  /** Of `mapData`, as JSON. */
  data: textChanges,
})

/**
 * The map of the board that a file is on. `created` names cells as the map does; those that it does not know, or that
 * cannot exist beside the ones before, are left out. Without it the cells are those of `warden map`. `room` is how wide
 * the drawing should be at most, in pixels. Null is the answer for a file that is on no board.
 *
 * `words` are for what the page says; without them it does so in English.
 *
 * `known` is the number of the drawing that the client has. If it is the last one that the server has drawn, the answer
 * is the changes against it; and if the client asks for the same as then, it comes when something has changed.
 */
export const mapRequest = customRequest(
  'warden/map',
  z.object({
    ...aboutFile.shape,
    created: z.array(z.string()).readonly().exactOptional(),
    room: z.int().min(0).exactOptional(),
    words: mapWords.exactOptional(),
    known: z.int().exactOptional(),
  }),
  z
    .object({
      /** The file of the root configuration. */
      root: z.string(),
      title: z.string(),
      page: mapPage,
      places: z.array(mapPlace).readonly(),
    })
    .nullable(),
)

export type MapThing = z.infer<typeof mapThing>
export type MapPage = z.infer<typeof mapPage>
export type MapQuestion = z.infer<typeof mapRequest.params>
export type MapAnswer = NonNullable<z.infer<typeof mapRequest.result>>
