/**
 * What Warden's own client says to the server beyond the protocol. This is all that the client may know of the server,
 * and every other editor does without it.
 */

/** The `initializationOptions`; all of them may be left out. */
export interface ServerOptions {
  /** The folder with the pages about the rules, as a URI: codes of diagnostics become links to them. */
  readonly rulePages?: string
  /** The settings, for a client that answers no `workspace/configuration`. */
  readonly settings?: unknown
}
