/**
 * What Warden's own client and the server say to each other beyond the protocol: requests, each with a schema of what is
 * asked and one of what is answered, by which either side checks what it receives. This is all that the client may know
 * of the server, and every other editor does without it.
 *
 * Places are the protocol's: lines and characters from zero, in UTF-16.
 */
import * as z from 'zod'

/** The `initializationOptions`; all of them may be left out. */
export interface ServerOptions {
  /** The folder with the pages about the rules, as a URI: codes of diagnostics become links to them. */
  readonly rulePages?: string
  /** The settings, for a client that answers no `workspace/configuration`. */
  readonly settings?: unknown
  /** Whether the client wants to be told, by `changedNotification`, when answers may have become others. */
  readonly wantsNews?: boolean
  /**
   * Whether the client has the commands that code lenses and code actions name; without them lenses only say something,
   * and pages are not offered.
   */
  readonly hasCommands?: boolean
}

/** Sent, with nothing in it, whenever a document, a file, the settings or the folders have changed. */
export const changedNotification = 'warden/changed'

export interface CustomRequest<Params, Result> {
  readonly method: string
  readonly params: z.ZodType<Params>
  readonly result: z.ZodType<Result>
}

export function customRequest<Params, Result>(
  method: string,
  params: z.ZodType<Params>,
  result: z.ZodType<Result>,
): CustomRequest<Params, Result> {
  return { method, params, result }
}

const position = z.object({ line: z.int().min(0), character: z.int().min(0) })

export const range = z.object({ start: position, end: position })

/** Most requests are about one file. */
export const aboutFile = z.object({ uri: z.string() })
