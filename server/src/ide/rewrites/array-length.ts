/**
 * How long an array is: declared as long as it is written, and counted by what the compiler knows of it.
 *
 * A count that follows its array leaves the image as it is. Another length takes away elements that are all zero, or
 * makes room for those that C has dropped; the count goes with it.
 */
import { constantOfText } from '../../c/macro-constants.ts'
import { writtenAt } from '../../c/origin.ts'
import type { InitializerList, InitializerSyntax } from '../../c/syntax.ts'
import { ivshmemDevicesOf } from '../../config/ivshmem.ts'
import type { Token } from '../../c/token.ts'
import type { Configuration } from '../../config/model.ts'
import { type DeclaredArray, declaredArrays, elementSize } from '../../config/reading.ts'
import { fieldOf } from '../../config/view.ts'
import { resizing } from '../../rules/fix/elements.ts'
import { replacing } from '../../rules/fix/replacing.ts'
import { counted } from '../../rules/wording.ts'
import type { SourceFile } from '../../text/source-file.ts'
import { contains, hull, spanText } from '../../text/span.ts'
import type { Analysed } from '../analysed.ts'
import { endOf, type Trail } from '../trail.ts'
import { plainSpan, type Rewrite } from './rewrite.ts'

/** For the array around the cursor, or whose declaration or count it is at. */
export function arrayLengths(
  { file, translation, configurations }: Analysed,
  trails: readonly Trail[],
  offset: number,
): readonly Rewrite[] {
  return configurations.flatMap((configuration) =>
    declaredArrays(configuration).flatMap((array) => {
      const isCounted = endsAtCount(trails, configuration, array)
      const isThere = isCounted || isInArray(trails, array) || isInDeclaration(array, file, offset)
      if (!isThere) return []
      const object = translation.objects.find(({ name }) => name === configuration.place.first)
      return [
        ...declaredAsWritten(configuration, array, object?.initializer, file),
        ...(isCounted ? countedByCompiler(configuration, array, file) : []),
      ]
    }),
  )
}

function isInArray(trails: readonly Trail[], { member }: DeclaredArray): boolean {
  return trails.some(({ stops }) => stops[1]?.member?.name === member.name)
}

function isInDeclaration(
  { member: { place, lengthPlace } }: DeclaredArray,
  file: SourceFile,
  offset: number,
): boolean {
  const { file: where, start, end } = hull(writtenAt(place), writtenAt(lengthPlace))
  return where === file && file.text.lastIndexOf('\n', start) < offset && offset <= end + 1
}

function endsAtCount(
  trails: readonly Trail[],
  { cell }: Configuration,
  { countField }: DeclaredArray,
): boolean {
  const count = fieldOf(cell.view, countField)?.node
  return count !== undefined && trails.some((trail) => endOf(trail).view.node === count)
}

/** None where the two agree, where a device refers to what would go, and where the count says something else. */
function declaredAsWritten(
  configuration: Configuration,
  array: DeclaredArray,
  initializer: InitializerSyntax | undefined,
  file: SourceFile,
): readonly Rewrite[] {
  const { count, member, declaredLength } = array
  const written = initializer && writtenElements(configuration, array, initializer)
  if (written === undefined || written === 0 || written === declaredLength) return []
  if (isHalfRead(array, configuration) || written < endOfReferences(configuration, array)) return []
  const number = numberOfCount(array, file)
  const agrees = count.known && [written, declaredLength].some((length) => count.value === BigInt(length))
  if (number !== undefined && (array.isCountedInBytes || !agrees)) return []
  const edits = resizing(array, written)
  if (!edits || !plainSpan(member.lengthPlace, file)) return []
  const title = `Declare \`${member.name}\` with ${counted(written, 'element', 'elements')}, as many as are written`
  return [{ title, kind: 'refactor.rewrite.length.declaration', edits }]
}

/**
 * How many elements the author wrote, those among them for which there is no room. Undefined where the list is not one
 * element an item: who counts there may miscount.
 */
function writtenElements(
  configuration: Configuration,
  { member, writtenLength, declaredLength }: DeclaredArray,
  initializer: InitializerSyntax,
): number | undefined {
  if (writtenLength < declaredLength) return writtenLength
  const view = fieldOf(configuration.view, member.name)
  const list = view?.node && listAt(initializer, view.node.origin.first)
  if (!list || list.isUnclosed || list.surplus || view.type.kind !== 'array') return undefined
  const isOfNumbers = view.type.element.kind === 'integer'
  const areItems = list.items.every(({ designators, value }) => {
    const isElement = isOfNumbers
      ? value.kind === 'expression' && value.expression.kind !== 'broken'
      : value.kind === 'list'
    return designators.length === 0 && isElement
  })
  return areItems ? list.items.length : undefined
}

/** The list that begins with a token, as the value of a field of the object. */
function listAt(syntax: InitializerSyntax, first: Token): InitializerList | undefined {
  const items = syntax.kind === 'list' ? syntax.items : []
  return items.flatMap(({ value }) => (value.kind === 'list' && value.first === first ? [value] : []))[0]
}

/** Whether something in the initialiser is no proper C: there may be more elements than were understood. */
function isHalfRead({ place }: DeclaredArray, { translation }: Configuration): boolean {
  const initialiser = writtenAt(place)
  return translation.complaints.some(
    ({ severity, at }) => severity === 'error' && contains(initialiser, writtenAt(at)),
  )
}

/** Devices name regions and capabilities by position, those that are not written among them. */
function endOfReferences(configuration: Configuration, { kind }: DeclaredArray): number {
  const { pciDevices } = configuration
  if (kind === 'memory') {
    const sections = ivshmemDevicesOf(configuration).flatMap((device) => device.sections)
    return sections.reduce((end, { index }) => Math.max(end, index + 1), 0)
  }
  if (kind !== 'pciCaps') return 0
  return pciDevices.items.reduce((end, { capsStart, numCaps }) => {
    if (!capsStart.known || !numCaps.known) return Number.POSITIVE_INFINITY
    return numCaps.value === 0n ? end : Math.max(end, Number(capsStart.value + numCaps.value))
  }, 0)
}

/** `ARRAY_SIZE` of the array, or its size in bytes, where the count is a number that is right. */
function countedByCompiler(
  configuration: Configuration,
  array: DeclaredArray,
  file: SourceFile,
): readonly Rewrite[] {
  const { count, member, isCountedInBytes, declaredLength } = array
  const bytes = elementSize(configuration, array)
  const length = isCountedInBytes ? bytes && bytes * declaredLength : declaredLength
  if (numberOfCount(array, file) === undefined || !count.known || count.value !== BigInt(length ?? -1))
    return []
  const { translation, place } = configuration
  const name = `${place.first.text}.${member.name}`
  const text = isCountedInBytes ? `sizeof(${name})` : `ARRAY_SIZE(${name})`
  const edits = constantOfText(translation, text) === count.value ? replacing(count.place, text) : undefined
  return edits ? [{ title: `Write \`${text}\``, kind: 'refactor.rewrite.length.count', edits }] : []
}

/** The digits of a count that is written as nothing but a number. */
function numberOfCount({ count }: DeclaredArray, file: SourceFile): string | undefined {
  const place = count.written ? plainSpan(count.place, file) : undefined
  const text = place && spanText(place)
  return text !== undefined && /^\d\w*$/.test(text) ? text : undefined
}
