/**
 * What the server needs of the system that it runs on. Node, a browser's worker and a test each bring their own; the
 * server itself knows neither disk nor clock.
 */
import type { FileStore } from '../workspace/file-store.ts'

export interface Surroundings {
  readonly version: string
  /** The files below the editor's open documents. */
  readonly files: FileStore
  /** Says that the file at a path may have changed. */
  readonly forget: (path: string) => void
  /** Does the work once, after so many milliseconds. */
  readonly later: (work: () => void, milliseconds: number) => Cancel
  /** Goes on after messages that have arrived in the meantime were handled, a cancellation for example. */
  readonly pause: () => Promise<void>
  /** Told of everything new. When that has been a while ago, it is a good time to look for garbage. */
  readonly stirred: () => void
}

export type Cancel = () => void
