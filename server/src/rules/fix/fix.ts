/**
 * What a quick fix is: a name and the edits that mend one finding.
 *
 * Rules compose fixes out of the changes in this folder, each of which knows how to make one kind of edit so that
 * formatting and comments survive, or that it cannot be made: in a header, or in what a macro produced.
 */
import type { TextEdit } from '../../text/edit.ts'

export interface Fix {
  /** An order to the editor, such as "add `JAILHOUSE_MEM_DMA`"; lower-case, no full stop. */
  readonly title: string
  /**
   * `safe`: the meaning stays, or is restored beyond doubt. Only such fixes take part in fixing all. One that changes
   * several files is `suggested` in any case, which the engine sees to.
   */
  readonly safety: 'safe' | 'suggested'
  /** In the configs of one board. */
  readonly edits: readonly TextEdit[]
}

/** Edits, or undefined where they cannot be made. */
export type Change = readonly TextEdit[] | undefined

/** One change out of several; none if one of them cannot be made. */
export function together(...changes: readonly Change[]): Change {
  const edits: TextEdit[] = []
  for (const change of changes) {
    if (!change) return undefined
    edits.push(...change)
  }
  return edits
}

/** The fix that makes all of the changes; none if one of them cannot be made. */
export function fix(title: string, safety: Fix['safety'], ...changes: readonly Change[]): readonly Fix[] {
  const edits = together(...changes)
  return edits ? [{ title, safety, edits }] : []
}
