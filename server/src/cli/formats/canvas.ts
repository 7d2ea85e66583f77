/**
 * A row of single signs, each with a look: what the rows of a code frame below the code are drawn on.
 */
import type { Look, Paint } from '../colours.ts'

/** A row that signs are put on one by one. */
export interface Canvas {
  readonly put: (at: number, sign: string, look: Look) => void
  /** A line from one column to before another; what is there already stays. */
  readonly underline: (from: number, to: number, look: Look) => void
  readonly width: () => number
  /** The row, filled up to `width` columns. */
  readonly text: (width?: number) => string
}

export function newCanvas(paint: Paint): Canvas {
  const row: Row = { signs: [], looks: [] }
  const { signs, looks } = row
  const put = (at: number, sign: string, look: Look): void => {
    signs[at] = sign
    looks[at] = look
  }
  return {
    put,
    underline: (from, to, look) => {
      for (let at = from; at < to; at++) if (signs[at] === undefined) put(at, '_', look)
    },
    width: () => signs.length,
    text: (least = 0) => painted(row, Math.max(least, signs.length), paint),
  }
}

/** What is in each column; nothing where there is no sign yet. */
interface Row {
  readonly signs: (string | undefined)[]
  readonly looks: (Look | undefined)[]
}

/** Neighbours of one look are painted together, so that the text is not mostly escape sequences. */
function painted({ signs, looks }: Row, width: number, paint: Paint): string {
  let text = ''
  let run = ''
  let look: Look | undefined
  for (let at = 0; at <= width; at++) {
    const next = looks[at]
    if (next !== look || at === width) {
      text += look === undefined ? run : paint(look, run)
      run = ''
      look = next
    }
    run += at < width ? (signs[at] ?? ' ') : ''
  }
  return text
}
