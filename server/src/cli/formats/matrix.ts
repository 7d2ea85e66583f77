/**
 * A square of signs, one for every two of some numbered things: readable on a narrow terminal with many of them, since
 * a column is no wider than a sign, and columns that do not fit follow below.
 */

/** @param signOf for two positions from 0; things are shown with numbers from 1 */
export function matrix(
  count: number,
  width: number,
  signOf: (row: number, column: number) => string,
): readonly string[] {
  const digits = `${count}`.length
  const room = Math.max(1, width - indent - digits - gap)
  const isWide = 2 * count <= room
  const perBlock = isWide ? count : room
  const lines: string[] = []
  for (let first = 0; first < count; first += perBlock) {
    const columns = numbers(Math.min(perBlock, count - first)).map((index) => first + index)
    if (0 < first) lines.push('')
    for (let place = digits - 1; 0 <= place; place--)
      lines.push(
        row(
          '',
          digits,
          columns.map((column) => digitOf(column + 1, place)),
          isWide,
        ),
      )
    for (const line of numbers(count))
      lines.push(
        row(
          `${line + 1}`,
          digits,
          columns.map((column) => signOf(line, column)),
          isWide,
        ),
      )
  }
  return lines
}

const indent = 2
const gap = 2

function row(label: string, digits: number, signs: readonly string[], isWide: boolean): string {
  const line = ' '.repeat(indent) + label.padStart(digits) + ' '.repeat(gap) + signs.join(isWide ? ' ' : '')
  return line.trimEnd()
}

/** The digit of a number at a power of ten; a blank in front of the number. */
function digitOf(number: number, place: number): string {
  const text = `${number}`
  return text[text.length - 1 - place] ?? ' '
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}
