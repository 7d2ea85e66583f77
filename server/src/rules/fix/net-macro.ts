/** Changes to the arguments of the macro that writes the regions of a network link: its start, or its peer. */
import { writtenAt } from '../../c/origin.ts'
import type { Place } from '../../config/view.ts'
import { span, spanText } from '../../text/span.ts'
import type { Change } from './fix.ts'

/** Replaces an argument of a call that stands in the text as it is. */
export function settingArgument(call: Place, macro: string, index: number, text: string): Change {
  const written = writtenAt(call)
  const source = spanText(written)
  const opening = source.indexOf('(')
  if (source.slice(0, opening).trim() !== macro || !source.endsWith(')')) return undefined
  const argument = argumentsIn(source, opening + 1, source.length - 1)[index]
  if (!argument) return undefined
  return [{ span: span(written.file, written.start + argument.start, written.start + argument.end), text }]
}

interface Argument {
  readonly start: number
  readonly end: number
}

/** What stands between the commas outside of all parentheses, blanks left out. */
function argumentsIn(source: string, from: number, to: number): readonly Argument[] {
  const borders = [from - 1]
  let depth = 0
  for (let index = from; index < to; index++) {
    const character = source[index]
    if (character === '(') depth++
    else if (character === ')') depth--
    else if (character === ',' && depth === 0) borders.push(index)
  }
  borders.push(to)
  return borders.slice(1).map((end, index) => {
    const start = (borders[index] ?? 0) + 1
    const text = source.slice(start, end)
    const blank = text.length - text.trimStart().length
    return { start: start + blank, end: start + text.trimEnd().length }
  })
}
