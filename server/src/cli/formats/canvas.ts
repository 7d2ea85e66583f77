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
  const signs = new Map<number, { readonly sign: string; readonly look: Look }>()
  const width = (): number => Math.max(0, ...[...signs.keys()].map((at) => at + 1))
  return {
    put: (at, sign, look) => signs.set(at, { sign, look }),
    underline: (from, to, look) => {
      for (let at = from; at < to; at++) if (!signs.has(at)) signs.set(at, { sign: '_', look })
    },
    width,
    text: (least = 0) => painted(signs, Math.max(least, width()), paint),
  }
}

/** Neighbours of one look are painted together, so that the text is not mostly escape sequences. */
function painted(
  signs: ReadonlyMap<number, { readonly sign: string; readonly look: Look }>,
  width: number,
  paint: Paint,
): string {
  let text = ''
  let run = ''
  let look: Look | undefined
  for (let at = 0; at <= width; at++) {
    const next = signs.get(at)
    if (next?.look !== look || at === width) {
      text += look === undefined ? run : paint(look, run)
      run = ''
      look = next?.look
    }
    run += at < width ? (next?.sign ?? ' ') : ''
  }
  return text
}
