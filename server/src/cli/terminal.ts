/**
 * What a command sees of the world that it was started in. The entry point makes it out of the process; tests make
 * one up. Nothing in the command line asks the process for anything in another way, files excepted.
 */

export interface Terminal {
  /** Absolute, with `/` between names. */
  readonly workingFolder: string
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly stdout: OutputStream
  readonly stderr: OutputStream
  /** The version of Warden. */
  readonly version: string
  /** Milliseconds since some moment. */
  readonly now: () => number
}

export interface OutputStream {
  readonly write: (text: string) => void
  readonly isTerminal: boolean
  /** How many columns the terminal has; undefined when nobody knows. */
  readonly columns: number | undefined
}

const usualWidth = 100
const leastWidth = 60

/** How wide a text for people may be: as wide as the terminal, within reason; 100 columns in a file or a pipe. */
export function widthOf({ isTerminal, columns }: OutputStream): number {
  return isTerminal && columns !== undefined ? Math.max(leastWidth, columns) : usualWidth
}
