/**
 * Inlay hints: what a number in the text amounts to, beside it, in a few characters. The number of an element in its
 * array, the last address of a region, the CPUs and interrupts behind a bitmap. Plain data in, plain data out.
 */
import type { SourceFile } from '../text/source-file.ts'
import type { Span } from '../text/span.ts'
import { writtenAt } from '../c/origin.ts'
import { scalarOf } from '../config/view.ts'
import { cpusText, hex, numbersText, pinsText, sizeText, spisText } from '../rules/wording.ts'
import type { Analysed } from './analysed.ts'
import { shortBdf } from './map/map-wording.ts'
import { cut } from './markdown.ts'
import { namedIn, type Notation, notationOf, setBits } from './notation.ts'
import { isSetInText } from './set-in-text.ts'
import { endOf, intoMember, type Trail, trailTo } from './trail.ts'
import { allPartsWritten, partsWritten } from './written-parts.ts'

export type InlayHintKind =
  | 'elementIndex'
  | 'regionEnd'
  | 'flagNumber'
  | 'cpuList'
  | 'interruptIds'
  | 'pciAddress'

export interface InlayHint {
  readonly kind: InlayHintKind
  /** In the analysed file. */
  readonly offset: number
  readonly text: string
  /** Whether it belongs to what is before the offset or behind it. */
  readonly belongsTo: 'before' | 'behind'
}

/**
 * The hints in a stretch of the analysed file, by rising offset. Nothing is said about values that are not known, and
 * about those that a macro has made, which have no place of their own.
 */
export function inlayHintsIn(
  analysed: Analysed,
  { start, end }: Pick<Span, 'start' | 'end'>,
  isWanted: (kind: InlayHintKind) => boolean,
): readonly InlayHint[] {
  return analysed.translation.objects
    .filter(({ first, last }) => mayReach(first.file, last.file, analysed))
    .flatMap((object) => {
      const whole = trailTo(object, analysed.configurations)
      return [whole, ...allPartsWritten(whole)].flatMap((trail) => hintsFor(trail, analysed))
    })
    .filter(({ offset, kind }) => start <= offset && offset <= end && isWanted(kind))
    .toSorted((a, b) => a.offset - b.offset)
}

/** Objects of headers have nothing in the file. */
function mayReach(first: SourceFile, last: SourceFile, { file }: Analysed): boolean {
  return first === file || last === file
}

function hintsFor(trail: Trail, analysed: Analysed): readonly InlayHint[] {
  const { view } = endOf(trail)
  if (view.type.kind === 'array') return elementHints(trail, analysed)
  if (view.type.kind !== 'integer' || !isSetInText(trail, analysed)) return []
  const scalar = scalarOf(view)
  if (!scalar.known || view.node?.kind !== 'scalar') return []
  const { file, end } = writtenAt(view.node.origin)
  if (file !== analysed.file) return []
  const said = regionText(trail, scalar.value, analysed) ?? valueText(trail, scalar.value)
  return said ? [{ ...said, offset: end, belongsTo: 'before' }] : []
}

/** `[3]` in front of the fourth element of an array of structs; `[0]-[4]` in front of a call that makes five. */
function elementHints(array: Trail, { file }: Analysed): readonly InlayHint[] {
  const { type } = endOf(array).view
  if (type.kind !== 'array' || type.element.kind !== 'record' || type.length === 1) return []
  const places = new Map<number, number[]>()
  for (const part of partsWritten(array)) {
    const { view, index } = endOf(part)
    if (!view.node || view.designator?.first.text === '[' || index === undefined) continue
    const place = writtenAt(view.node.origin)
    if (place.file === file) places.set(place.start, [...(places.get(place.start) ?? []), index])
  }
  return [...places].map(([offset, indices]) => ({
    kind: 'elementIndex',
    offset,
    text: indexText(Math.min(...indices), Math.max(...indices)),
    belongsTo: 'behind',
  }))
}

function indexText(first: number, last: number): string {
  return first === last ? `[${first}]` : `[${first}]-[${last}]`
}

type Said = Pick<InlayHint, 'kind' | 'text'>

/**
 * Beside the start of a memory region its last address, beside its size the size in the largest unit. Where a macro sets
 * the start, the last address stands beside the size as well.
 */
function regionText(trail: Trail, value: bigint, analysed: Analysed): Said | undefined {
  const region = around(trail)
  const { type } = endOf(region).view
  if (type.kind !== 'record' || type.tag !== 'jailhouse_memory') return undefined
  const name = endOf(trail).member?.name ?? ''
  if (starts.includes(name)) return ended(endText(value, numberIn(region, 'size')))
  if (name !== 'size') return undefined
  const written = starts
    .flatMap((start) => intoMember(region, start) ?? [])
    .filter((start) => endOf(start).view.node)
  const isOutOfMacro = 0 < written.length && !written.some((start) => isSetInText(start, analysed))
  const end = isOutOfMacro ? endText(numberIn(region, 'virt_start'), value) : undefined
  const size = /bytes?$/.test(sizeText(value)) ? undefined : `= ${sizeText(value)}`
  return ended([size, end].filter((part) => part !== undefined).join(', '))
}

const starts = ['phys_start', 'virt_start']

function ended(text: string | undefined): Said | undefined {
  return text === undefined || text === '' ? undefined : { kind: 'regionEnd', text }
}

/** Undefined for a region without an end, and for one that goes on behind the last address. */
function endText(start: bigint | undefined, size: bigint | undefined): string | undefined {
  if (start === undefined || size === undefined || size === 0n || 1n << 64n < start + size) return undefined
  return `to ${hex(start + size - 1n)}`
}

function numberIn(region: Trail, name: string): bigint | undefined {
  const field = intoMember(region, name)
  const scalar = field && scalarOf(endOf(field).view)
  return scalar?.known ? scalar.value : undefined
}

function around({ stops: [first, ...rest], ...trail }: Trail): Trail {
  return { ...trail, stops: [first, ...rest.slice(0, -1)] }
}

/** A hint that is longer than this pushes the text away. */
const mostCharacters = 48

function valueText(trail: Trail, value: bigint): Said | undefined {
  const notation = notationOf(trail)
  switch (notation.format) {
    case 'flags':
      return flagsText(trail, value, notation)
    case 'cpu-set': {
      const cpus = numbersIn(value, notation)
      return cpus.length === 0 ? undefined : { kind: 'cpuList', text: cut(cpusText(cpus), mostCharacters) }
    }
    case 'pin-bitmap': {
      const ids = numbersIn(value, notation)
      return ids.length === 0 ? undefined : { kind: 'interruptIds', text: interruptsText(ids, notation) }
    }
    case 'bdf':
      return { kind: 'pciAddress', text: shortBdf(value) }
    default:
      return undefined
  }
}

/** Behind names their number, behind a number the names, as the headers in use have them. */
function flagsText(trail: Trail, value: bigint, notation: Notation): Said | undefined {
  if (!isPlainNumber(trail)) return { kind: 'flagNumber', text: `= ${hex(value)}` }
  const names = namedIn(value, notation).map(({ name }) => name.replace(/^JAILHOUSE_[A-Z]+_/, ''))
  const text = `= ${names.join(' | ')}`
  return names.length === 0 ? undefined : { kind: 'flagNumber', text: cut(text, mostCharacters) }
}

/** On Arm the number that device trees have, and the id that the hypervisor counts. */
function interruptsText(ids: readonly number[], { architecture }: Notation): string {
  const isArm = architecture === 'arm' || architecture === 'arm64'
  if (!isArm) return cut(pinsText(ids), mostCharacters)
  const text = ids.every((id) => 32 <= id) ? spisText(ids) : `ids ${numbersText(ids)}`
  return cut(text, mostCharacters)
}

function numbersIn(value: bigint, { firstBit }: Notation): readonly number[] {
  return firstBit === undefined ? [] : setBits(value).map((bit) => firstBit + bit)
}

/** Whether it is a number in the text itself. */
function isPlainNumber(trail: Trail): boolean {
  const { node } = endOf(trail).view
  const expression = node?.kind === 'scalar' ? node.expression : undefined
  return expression?.kind === 'number' && !expression.token.expansion
}
