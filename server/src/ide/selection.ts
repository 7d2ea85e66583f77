/**
 * What is selected when a selection grows: a word, the value that it is in, the field with its value, all that is
 * between two brackets, the brackets, and so on. Works on any text.
 */
import { commentAt } from '../c/comments.ts'
import type { SourceFile } from '../text/source-file.ts'
import { contains, hull, type Span, span } from '../text/span.ts'
import { isNest, type Nest, nestingOf, type Part, spanOfPart } from './nesting.ts'

/** The stretches around an offset, the smallest first, each one larger than the one before. */
export function selectionsAt(file: SourceFile, offset: number): readonly Span[] {
  const { outermost, directives } = nestingOf(file)
  const directive = directives
    .map((line) => line.map(spanOfPart))
    .find((line) => whole(line).some((run) => touches(run, offset)))
  const found = directive ? inDirective(directive, offset) : inNest(outermost, offset)
  const comment = commentAt(file, offset)
  const own = comment ? [span(file, comment.start, comment.end)] : []
  return growing([...own, ...found, outermost.span])
}

/** From the inside to the outside. Brackets can be nested as deep as a text is long, so this is a loop. */
function inNest(outermost: Nest, offset: number): readonly Span[] {
  const layers: (readonly Span[])[] = []
  for (let nest: Nest | undefined = outermost; nest; ) {
    const part = partAt(nest.parts, offset)
    const around = part ? aroundPart(part, nest.parts) : []
    layers.push([...around, ...inside(nest), nest.span])
    nest = part && isNest(part) && offset < part.span.end ? part : undefined
  }
  return layers.toReversed().flat()
}

/** What is between the brackets, comments too, without the white space at its ends. */
function inside({ open, close, span: { file, end } }: Nest): readonly Span[] {
  const start = open?.end ?? 0
  const text = file.text.slice(start, close?.start ?? end)
  const begin = start + text.length - text.trimStart().length
  return text.trim() === '' ? [] : [span(file, begin, begin + text.trim().length)]
}

/** A word that ends at the offset goes before a sign that begins there. */
function partAt(parts: readonly Part[], offset: number): Part | undefined {
  const touching = parts.filter((part) => touches(spanOfPart(part), offset))
  return touching.find((part) => !isNest(part) && part.kind !== 'punctuator') ?? touching.at(-1)
}

/** The part itself, what stands on its side of the `=`, and all between two commas or semicolons. */
function aroundPart(part: Part, parts: readonly Part[]): readonly Span[] {
  const at = parts.indexOf(part)
  if (isSign(part, /^[,;]$/)) return [spanOfPart(part)]
  const before = parts.slice(0, at).findLastIndex((other) => isSign(other, /^[,;]$/))
  const behind = parts.findIndex((other, index) => at < index && isSign(other, /^[,;]$/))
  const item = parts.slice(before + 1, behind < 0 ? parts.length : behind)
  const equals = item.findIndex((other) => isSign(other, /^=$/))
  const side = item.indexOf(part) < equals ? item.slice(0, equals) : item.slice(equals + 1)
  const runs = 0 <= equals && item[equals] !== part ? [[part], side, item] : [[part], item]
  return runs.flatMap((run) => whole(run.map(spanOfPart)))
}

function isSign(part: Part, which: RegExp): boolean {
  return !isNest(part) && part.kind === 'punctuator' && which.test(part.text)
}

/** The word, the words behind the directive's name, and the line. */
function inDirective(line: readonly Span[], offset: number): readonly Span[] {
  const word = line.findLast((token) => touches(token, offset))
  return [...(word ? [word] : []), ...whole(line.slice(2)), ...whole(line)]
}

/** From the beginning of the first to the end of the last; nothing of nothing. */
function whole(run: readonly Span[]): readonly Span[] {
  const [first, ...others] = run
  return first ? [others.reduce(hull, first)] : []
}

function touches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end
}

function growing(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = []
  for (const next of spans) {
    const last = kept.at(-1)
    const isLarger = !last || (contains(next, last) && !contains(last, next))
    if (isLarger) kept.push(next)
  }
  return kept
}
