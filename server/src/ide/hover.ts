/**
 * Hover: from a place in a text to what there is to say about it, as Markdown. This file only sends each subject to
 * the file that knows about it.
 */
import { typeName } from '../c/types.ts'
import type { SourceFile } from '../text/source-file.ts'
import type { Span } from '../text/span.ts'
import type { Analysed } from './analysed.ts'
import { boardFacts } from './board-facts.ts'
import type { Surroundings } from './cell-context.ts'
import { type Subject, subjectAt } from './cursor.ts'
import { memberHover } from './hover-array.ts'
import { configurationHover } from './hover-configuration.ts'
import { elementHover, elementsTable } from './hover-element.ts'
import { fieldHover } from './hover-field.ts'
import { includeHover } from './hover-include.ts'
import { macroHover, parameterHover, undefinedMacroHover } from './hover-macro.ts'
import { suppressionHover, type SuppressedAround } from './hover-suppression.ts'
import { typeHover } from './hover-type.ts'
import { definedValueHover, valueHover } from './hover-value.ts'
import type { Fact } from './markdown.ts'
import { endOf, isName, type Trail } from './trail.ts'

export interface HoverContent {
  readonly markdown: string
  /** What the content is about. */
  readonly span: Span
}

/**
 * What to show for an offset; undefined where there is nothing to say.
 *
 * @param surroundings the cell that the file describes, for files with several configurations any of them, and more
 * @param file the file that the offset is in, when it is one that the analysed file includes
 */
export function hoverAt(
  analysed: Analysed,
  surroundings: Surroundings & SuppressedAround,
  offset: number,
  file: SourceFile = analysed.file,
): HoverContent | undefined {
  const suppression = suppressionHover(file, offset, surroundings)
  if (suppression) return suppression
  const subject = subjectAt(analysed, file, offset)
  const markdown = subject && markdownOf(subject, analysed, surroundings)
  return subject && markdown ? { markdown, span: subject.span } : undefined
}

function markdownOf(subject: Subject, analysed: Analysed, surroundings: Surroundings): string | undefined {
  switch (subject.kind) {
    case 'include':
      return includeHover(subject.include, analysed)
    case 'macro':
      return macroHover(subject.macro, subject.call, analysed, ({ elements }) =>
        elementsTable(elements, surroundings),
      )
    case 'undefined-macro':
      return undefinedMacroHover(subject.name)
    case 'parameter':
      return parameterHover(subject.macro, subject.name)
    case 'type':
      return typeHover(subject.type, subject.name, analysed.file)
    case 'part':
      return partHover(subject.trail, surroundings)
    case 'spot':
      return spotHover(subject, analysed, surroundings)
  }
}

function spotHover(
  { spot, source, span: at }: Extract<Subject, { kind: 'spot' }>,
  { translation, file }: Analysed,
  surroundings: Surroundings,
): string | undefined {
  if (source.by === 'definition') {
    if (spot.kind === 'expression') return definedValueHover(spot, source.macro, translation, at)
    const { type } = endOf(spot.trail).view
    return spot.kind === 'braces' ? typeHover(type, typeName(type), file) : fieldHover(spot.trail, [], false)
  }
  if (spot.kind !== 'expression') return partHover(spot.trail, surroundings)
  if (spot.trail?.configuration && isName(spot.trail))
    return configurationHover(spot.trail.configuration, surroundings)
  const passed = source.by === 'argument' ? source : undefined
  const added = (trail: Trail, bits: bigint | undefined): readonly Fact[] =>
    boardFacts(trail, surroundings, bits)
  return valueHover(spot, { translation, at, around: passed?.argument.inside, passed, added })
}

/** An object, a member of the wrapper, an element, or else a field: what is said where one of them is named. */
export function partHover(trail: Trail, surroundings: Surroundings): string | undefined {
  const { index, view } = endOf(trail)
  if (trail.stops.length === 1)
    return trail.configuration && configurationHover(trail.configuration, surroundings)
  if (index !== undefined && view.type.kind === 'record') return elementHover(trail, surroundings)
  const added = boardFacts(trail, surroundings)
  return memberHover(trail, surroundings) ?? fieldHover(trail, added)
}
