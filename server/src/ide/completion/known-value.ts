/** A value that follows from the rest of the board. */
export interface KnownValue {
  readonly text: string
  /** What it is, in a few words. */
  readonly because: string
}
