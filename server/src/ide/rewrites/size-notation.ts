/**
 * Sizes as people say them, and back: `0x8000000` and `128 * MB`. The units are macros that the config itself knows,
 * with the values that they have there. The number stays the same, so the image does, too.
 */
import { constantOfText } from '../../c/macro-constants.ts'
import type { MacroDefinition } from '../../c/token.ts'
import type { Translation } from '../../c/translate.ts'
import { editableSpan } from '../../rules/fix/editable.ts'
import { hex } from '../../rules/wording.ts'
import type { Span } from '../../text/span.ts'
import type { Analysed } from '../analysed.ts'
import { notationOf } from '../notation.ts'
import { endOf, type Trail } from '../trail.ts'
import { plainSpan, type Rewrite } from './rewrite.ts'

/** For the size at the cursor. */
export function sizeNotations({ file, translation }: Analysed, trails: readonly Trail[]): readonly Rewrite[] {
  const trail = trails.at(-1)
  const node = trail && endOf(trail).view.node
  if (node?.kind !== 'scalar' || !node.value.known || node.value.value <= 0n || !node.expression) return []
  if (notationOf(trail).format !== 'size') return []
  const { value } = node.value
  const number = node.expression.kind === 'number' ? plainSpan(node.expression, file) : undefined
  const units = unitsOf(translation)
  if (number) return inUnits(value, number, units, translation)
  const place = editableSpan(node.expression)
  const isHere = place?.file === file
  return isHere && usesUnit(place, units, translation)
    ? [rewritten(hex(value), 'refactor.rewrite.number.hexadecimal', place)]
    : []
}

interface Unit {
  readonly macro: MacroDefinition
  readonly bytes: bigint
}

/** The macros that are called like units of memory, the largest first. One that is defined twice may be anything. */
function unitsOf(translation: Translation): readonly Unit[] {
  const { macros, definitions } = translation.preprocessed
  const found = ['K', 'M', 'G'].flatMap((letter) => {
    const names = ['B', 'iB', 'IB'].map((rest) => letter + rest)
    return names.flatMap((name) => {
      const macro = macros.get(name)
      const isOnly = definitions.filter((other) => other.name === name).length === 1
      const bytes = macro && isOnly && !macro.parameters ? constantOfText(translation, name) : undefined
      return macro && bytes !== undefined && 1n < bytes ? [{ macro, bytes }] : []
    })
  })
  return found.toSorted((a, b) => (a.bytes < b.bytes ? 1 : -1))
}

/** In the largest unit that the number is a multiple of. */
function inUnits(
  value: bigint,
  place: Span,
  units: readonly Unit[],
  translation: Translation,
): readonly Rewrite[] {
  const unit = units.find(
    ({ macro, bytes }) => value % bytes === 0n && isDefinedBefore(macro, place, translation),
  )
  if (!unit) return []
  // A unit of few bits has no room for a large multiple of it, and one without parentheses may be a sum.
  const texts = ['', 'ULL'].map((suffix) => `${value / unit.bytes}${suffix} * ${unit.macro.name}`)
  const text = texts.find((candidate) => constantOfText(translation, candidate) === value)
  return text === undefined ? [] : [rewritten(text, 'refactor.rewrite.number.readable', place)]
}

function isDefinedBefore(
  { nameToken }: MacroDefinition,
  place: Span,
  { preprocessed }: Translation,
): boolean {
  if (nameToken.file === place.file) return nameToken.start < place.start
  return preprocessed.includes.every(
    ({ directive: { first } }) => first.file !== place.file || first.start < place.start,
  )
}

function usesUnit(
  { file, start, end }: Span,
  units: readonly Unit[],
  { preprocessed }: Translation,
): boolean {
  return preprocessed.calls.some(({ macro, name }) => {
    const isInPlace = !name.expansion && name.file === file && start <= name.start && name.end <= end
    return isInPlace && units.some((unit) => unit.macro === macro)
  })
}

function rewritten(text: string, kind: Rewrite['kind'], place: Span): Rewrite {
  return { title: `Write \`${text}\``, kind, edits: [{ span: place, text }] }
}
