/**
 * An element of another config as its author wrote it, to be put into this one: only where it means the same here.
 */
import { tokensOf } from '../../c/lexer.ts'
import { writtenAt } from '../../c/origin.ts'
import type { Configuration } from '../../config/model.ts'
import type { View } from '../../config/view.ts'
import { startOfLineAt } from '../../text/source-file.ts'
import { spanText } from '../../text/span.ts'
import type { KnownNames } from './situation.ts'

/**
 * The braces with what is in them, from the first column on; undefined where a macro made them, and where they name a
 * macro that the headers in use lack.
 */
export function copiedElement(
  { place }: View,
  { interface: theirs }: Configuration,
  { hasMacro }: KnownNames,
): string | undefined {
  const written = writtenAt(place)
  const { file, start, end } = written
  const inside = tokensOf(file).filter((token) => start <= token.start && token.end <= end)
  const isMade = inside[0]?.text !== '{' || place.first.expansion !== undefined
  const isForeign = inside.some(
    ({ kind, text }) => kind === 'identifier' && theirs.named(text).includes(text) && !hasMacro(text),
  )
  if (isMade || isForeign || mostTokens < inside.length) return undefined
  const margin = /^[ \t]*/.exec(file.text.slice(startOfLineAt(file.text, start), start))?.[0] ?? ''
  return spanText(written).replaceAll(`\n${margin}`, '\n')
}

/** A PCI device has some dozens. */
const mostTokens = 300
