/**
 * How the bytes of an image are laid out: which kind of configuration it is, and the wrapper struct that its author
 * must have declared. Structs, signature and revision come from the headers in use, the lengths of the arrays from the
 * counts in the image.
 */
import type { Translation } from '../c/translate.ts'
import { type CType, findMember, type RecordType, sizeOf, unsignedCharType } from '../c/types.ts'
import { allArrays, type CountedArray, countedArrays } from './array-order.ts'
import { definedRecord } from './defined-types.ts'
import type { CutArray, UnknownLayoutReason } from './image.ts'
import { charactersAt, fieldAt, type ImageBytes, lengthOfBytes } from './image-bytes.ts'
import { headerMemberName, wordType, wrapperArrayName, type WrapperPart } from './image-wrapper.ts'
import { interfaceOf } from './interface.ts'
import type { Configuration } from './model.ts'
import { signatureOf } from './signature.ts'
import { cellTag, systemTag } from './wrapper-members.ts'

type Kind = Configuration['kind']

export interface ImageLayout {
  readonly kind: Kind
  readonly parts: readonly WrapperPart[]
  /** Bytes from the configuration's first one that the parts take; more than there are in a file that is cut. */
  readonly size: number
  readonly cut: CutArray | undefined
  /** The fields that count the arrays that are cut, the first one included. */
  readonly cutCounts: readonly string[]
  readonly unknown: UnknownLayoutReason | undefined
}

/** Four times what the hypervisor accepts for a cell (catalogue X 3). */
const largestImage = 256 * 1024

export function layoutOf(bytes: ImageBytes, headers: Translation): ImageLayout {
  const { kind, unknown } = identify(bytes, headers)
  if (unknown) return firstFieldsOnly(kind ?? 'cell', bytes, unknown)
  const unsized = unsizedArrayIn(kind ?? 'cell', bytes, headers)
  return unsized
    ? firstFieldsOnly(kind ?? 'cell', bytes, unsized)
    : fullLayout(kind ?? 'cell', bytes, headers)
}

/** An array that is there, and of which nobody knows how long it is. */
function unsizedArrayIn(
  kind: Kind,
  bytes: ImageBytes,
  headers: Translation,
): UnknownLayoutReason | undefined {
  const cell = headerType('cell', headers)
  const at = cellOffset(kind, headers)
  const unsized = countedArrays(headers).find(({ countField, unit }) => {
    const count = cell && fieldAt(cell, countField, at, bytes)
    return count !== undefined && count !== 0n && sizeOfUnit(unit) === 0
  })
  return unsized && { why: 'foreign-array', countField: unsized.countField }
}

/** Bytes that a count of one stands for; 0 where that is not known. */
function sizeOfUnit(unit: CountedArray['unit']): number {
  return unit === 'bytes' ? 1 : ((unit && sizeOf(unit)) ?? 0)
}

/** Where the cell's own description begins: in a root configuration, behind the description of the machine. */
function cellOffset(kind: Kind, headers: Translation): number {
  const header = headerType(kind, headers)
  return kind === 'cell' || !header ? 0 : (findMember(header, 'root_cell')?.[0]?.offset ?? 0)
}

interface Identified {
  readonly kind: Kind | undefined
  readonly unknown: UnknownLayoutReason | undefined
}

const kinds: readonly Kind[] = ['system', 'cell']

function identify(bytes: ImageBytes, headers: Translation): Identified {
  const size = lengthOfBytes(bytes)
  const marked = kinds.find((candidate) => beginsAs(candidate, bytes, headers))
  if (largestImage < size) return { kind: marked, unknown: { why: 'size', size, most: largestImage } }
  if (!kinds.every((candidate) => headerType(candidate, headers)))
    return { kind: marked, unknown: { why: 'headers' } }
  const otherRevision = marked && unknownRevision(marked, bytes, headers)
  if (otherRevision) return { kind: marked, unknown: otherRevision }
  // The signature may be the one thing that is wrong: that of the other kind, or none.
  const fits = (kind: Kind): boolean => fullLayout(kind, bytes, headers).size === size
  const kind = marked !== undefined && fits(marked) ? marked : (kinds.find(fits) ?? marked)
  // A file that ends within the signature may have been either.
  if (kind !== undefined || isCutSignature(bytes, headers)) return { kind, unknown: undefined }
  if (0 < bytes.lost) return { kind, unknown: { why: 'header-lost' } }
  const found = charactersAt(bytes, 0, 8).replace(/[^ -~].*$/s, '')
  return { kind: /^JHSYS|^JAILSYS/.test(found) ? 'system' : 'cell', unknown: { why: 'signature', found } }
}

function beginsAs(kind: Kind, bytes: ImageBytes, headers: Translation): boolean {
  const signature = signatureOf(kind, { translation: headers })
  return signature !== undefined && bytes.lost === 0 && charactersAt(bytes, 0, signature.length) === signature
}

function isCutSignature(bytes: ImageBytes, headers: Translation): boolean {
  const found = charactersAt(bytes, 0, lengthOfBytes(bytes))
  const signatures = kinds.map((kind) => signatureOf(kind, { translation: headers }) ?? '')
  return found.length === lengthOfBytes(bytes) && signatures.some((signature) => signature.startsWith(found))
}

function unknownRevision(
  kind: Kind,
  bytes: ImageBytes,
  headers: Translation,
): UnknownLayoutReason | undefined {
  const expected = interfaceOf(headers).revision
  const header = headerType(kind, headers)
  const found = header && fieldAt(header, 'revision', 0, bytes)
  if (expected === undefined || found === undefined || found === expected) return undefined
  return { why: 'revision', found, headers: expected }
}

function headerType(kind: Kind, headers: Translation): RecordType | undefined {
  return definedRecord(kind === 'system' ? systemTag : cellTag, headers)
}

function fullLayout(kind: Kind, bytes: ImageBytes, headers: Translation): ImageLayout {
  const header = headerType(kind, headers)
  const cell = headerType('cell', headers)
  const nothing = { kind, parts: [], size: 0, cut: undefined, cutCounts: [], unknown: undefined }
  if (!header?.body || !cell) return nothing
  const cellAt = cellOffset(kind, headers)
  const parts: WrapperPart[] = [{ name: headerMemberName(kind), kind: 'header', type: header, offset: 0 }]
  let end = header.body.size
  if (lengthOfBytes(bytes) < end) return { ...nothing, parts, size: end }
  let cut: CutArray | undefined
  const cutCounts: string[] = []
  for (const array of allArrays(headers)) {
    const counted = Number(fieldAt(cell, array.countField, cellAt, bytes) ?? 0n)
    const size = counted * sizeOfUnit(array.unit)
    if (size === 0) continue
    const available = lengthOfBytes(bytes) - end
    if (available < size) {
      const complete = Math.max(0, Math.floor(available / sizeOfUnit(array.unit)))
      cut ??= { array, counted, complete, missing: 0 }
      cutCounts.push(array.countField)
    }
    const element = elementOf(array, counted, headers)
    const present = Math.ceil(Math.min(size, Math.max(0, available)) / (sizeOf(element) ?? 1))
    if (0 < present)
      parts.push({
        name: wrapperArrayName(array),
        kind: 'array',
        array,
        element,
        length: present,
        offset: end,
      })
    end += size
  }
  const missing = end - lengthOfBytes(bytes)
  if (missing < 0) parts.push({ name: 'surplus', kind: 'surplus', length: -missing, offset: end })
  return { kind, parts, size: end, cut: cut && { ...cut, missing }, cutCounts, unknown: undefined }
}

/** What the array is made of. Bytes are words in a bitmap of CPUs; what others are, nobody knows. */
function elementOf({ kind, unit }: CountedArray, counted: number, headers: Translation): CType {
  if (unit !== undefined && unit !== 'bytes') return unit
  return kind === 'cpus' ? wordType(counted, headers) : unsignedCharType
}

/** Signature and revision are where they have been since the signature has five or six characters. */
function firstFieldsOnly(kind: Kind, bytes: ImageBytes, unknown: UnknownLayoutReason): ImageLayout {
  const part: WrapperPart = { name: headerMemberName(kind), kind: 'first-fields', header: kind, offset: 0 }
  const size = Math.min(lengthOfBytes(bytes), 8)
  return { kind, parts: [part], size, cut: undefined, cutCounts: [], unknown }
}
