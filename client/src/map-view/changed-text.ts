/** A text as lines, brought up to date by what is sent of it: the other side of the server's `lineChanges`. */
import type { MapPage } from '../../../server/src/lsp/messages-map.ts'

export type Lines = readonly string[]

/** The lines after the changes; what is to be taken from where nothing is, is left out. */
export function changedText(before: Lines, changes: MapPage['html']): Lines {
  return changes.flatMap((change) =>
    typeof change === 'string' ? [change] : before.slice(change[0], change[0] + change[1]),
  )
}
