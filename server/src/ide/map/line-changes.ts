/**
 * A text against the one before it, line by line: what is sent to somebody who has that one already. A drawing is
 * written so that its lines say little each, and most of them stay as they are when a config is edited.
 */

/** A line that is new, or lines to be taken from the text before: the first one, and how many. */
export type LineChange = string | readonly [first: number, count: number]

/** What makes the lines `now` out of the lines `before`; of none, they are all new. */
export function lineChanges(before: readonly string[], now: readonly string[]): readonly LineChange[] {
  const places = new Map(before.map((line, index) => [line, index]))
  const changes: LineChange[] = []
  let first = 0
  let count = 0
  const endRun = (): void => {
    if (0 < count) changes.push([first, count])
    count = 0
  }
  for (const line of now) {
    if (0 < count && before[first + count] === line) {
      count++
      continue
    }
    endRun()
    const place = places.get(line)
    if (place === undefined) changes.push(line)
    else {
      first = place
      count = 1
    }
  }
  endRun()
  return changes
}
