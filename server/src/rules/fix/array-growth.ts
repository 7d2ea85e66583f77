/**
 * What has to follow when elements are put in between those of an array, or taken out: the declared length, the count,
 * and the numbers by which others refer to the elements behind. Where one of them cannot follow for certain, there is
 * no such change.
 */
import { writtenAt } from '../../c/origin.ts'
import { memberMeasured } from '../../config/measured-member.ts'
import type { ConfigArray, Configuration, Element, PciDevice } from '../../config/model.ts'
import { fieldOf, type Place } from '../../config/view.ts'
import { span, spanText } from '../../text/span.ts'
import { numberLike } from './author-numbers.ts'
import { editableSpan } from './editable.ts'
import { type Change, together } from './fix.ts'
import { hasConditions } from './lines.ts'
import { replacing } from './replacing.ts'

/** By how many elements an array grows behind one of them; where that one goes, it is -1. */
export interface Growth {
  readonly index: number
  readonly by: number
}

/** The declared length and the count of an array after some growths. */
export function growing(
  configuration: Configuration,
  array: ConfigArray<Element>,
  growths: readonly Growth[],
): Change {
  const total = sumOf(growths)
  if (total === 0) return []
  const { member, declaredLength } = array
  const length = member && changingNumber(member.lengthPlace, declaredLength + total)
  if (!isAlone(configuration) || isConditional(configuration)) return undefined
  return together(length, countAfter(configuration, array, growths))
}

/** A count that measures the array follows by itself; one that leaves out the last elements still does so. */
function countAfter(
  { cell }: Configuration,
  { member, count, countField }: ConfigArray<Element>,
  growths: readonly Growth[],
): Change {
  const node = fieldOf(cell.view, countField)?.node
  if (!node) return []
  const expression = node.kind === 'scalar' ? node.expression : undefined
  if (expression && memberMeasured(expression) === member?.name) return []
  if (!count.known) return undefined
  const counted = sumOf(growths.filter(({ index }) => BigInt(index) < count.value))
  return counted === 0 ? [] : changingNumber(count.place, Number(count.value) + counted)
}

/**
 * The numbers of the memory regions at which the sections of ivshmem devices begin, after some growths. There is no such
 * change where a section itself would grow or go, since its neighbours are found by their distance to it.
 */
export function movingSections(configuration: Configuration, growths: readonly Growth[]): Change {
  return together(
    ...configuration.pciDevices.items.map((device) => movingStart(device, configuration, growths)),
  )
}

function movingStart(
  { type, shmemRegionsStart, shmemPeers }: PciDevice,
  { interface: { constant } }: Configuration,
  growths: readonly Growth[],
): Change {
  if (type.known && type.value !== constant('JAILHOUSE_PCI_TYPE_IVSHMEM')) return []
  if (!type.known || !shmemRegionsStart.known || !shmemPeers.known) return undefined
  const start = Number(shmemRegionsStart.value)
  const behind = start + 2 + Number(shmemPeers.value)
  if (growths.some(({ index }) => start <= index && index < behind)) return undefined
  const moved = sumOf(growths.filter(({ index }) => index < start))
  return moved === 0 ? [] : changingNumber(shmemRegionsStart.place, start + moved)
}

/** Only a number that stands in the file: a name or a sum may stand for something that others mean as well. */
function changingNumber(place: Place, value: number): Change {
  const written = editableSpan(place)
  const text = written && spanText(written)
  if (text === undefined || !/^(0[xX][0-9a-fA-F]+|0|[1-9]\d*)$/.test(text)) return undefined
  return value < 0 ? undefined : replacing(place, numberLike(text, BigInt(value)))
}

/** Whether no other configuration has the same struct, whose array would then grow, too. */
function isAlone({ translation: { objects }, view }: Configuration): boolean {
  return objects.filter(({ type }) => type === view.type).length === 1
}

/** Whether parts of the struct or of its initialiser are there under a condition, and numbers perhaps twice. */
function isConditional({ translation: { objects }, view, members, file }: Configuration): boolean {
  const object = objects.find(({ type }) => type === view.type)
  if (!object) return true
  const starts = [object.first, ...members.map(({ place }) => place.first)]
    .map((token) => writtenAt({ first: token, last: token }))
    .flatMap((at) => (at.file === file ? [at.start] : []))
  const end = writtenAt({ first: object.last, last: object.last })
  return end.file !== file || hasConditions(span(file, Math.min(...starts), end.end))
}

function sumOf(growths: readonly Growth[]): number {
  return growths.reduce((sum, { by }) => sum + by, 0)
}
