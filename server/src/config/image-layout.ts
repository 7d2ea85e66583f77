/**
 * How the bytes of an image are laid out: which kind of configuration it is, and the wrapper struct that its author
 * must have declared. Structs, signature and revision come from the headers in use, the lengths of the arrays from the
 * counts in the image.
 */
import type { Translation } from '../c/translate.ts'
import { findMember, type RecordType, sizeOf } from '../c/types.ts'
import { foreignCountFields, orderOfKinds } from './array-order.ts'
import { type ArrayKind, factsOf } from './arrays.ts'
import type { CutArray, UnknownLayoutReason } from './image.ts'
import { charactersAt, fieldAt, type ImageBytes, lengthOfBytes } from './image-bytes.ts'
import {
  cellHeaderTag,
  definedRecord,
  headerMemberName,
  wordType,
  wrapperArrayName,
  type WrapperPart,
} from './image-wrapper.ts'
import { interfaceOf } from './interface.ts'
import type { Configuration } from './model.ts'
import { signatureOf } from './signature.ts'

type Kind = Configuration['kind']

export interface ImageLayout {
  readonly kind: Kind
  readonly parts: readonly WrapperPart[]
  /** Bytes from the configuration's first one that the parts take; more than there are in a file that is cut. */
  readonly size: number
  readonly cut: CutArray | undefined
  /** The arrays that are counted and cut, the first one included. */
  readonly cutCounts: readonly ArrayKind[]
  readonly unknown: UnknownLayoutReason | undefined
}

/** Four times what the hypervisor accepts for a cell (catalogue X 3). */
const largestImage = 256 * 1024

export function layoutOf(bytes: ImageBytes, headers: Translation): ImageLayout {
  const { kind, unknown } = identify(bytes, headers)
  if (unknown) return firstFieldsOnly(kind ?? 'cell', bytes, unknown)
  const foreign = foreignArrayIn(kind ?? 'cell', bytes, headers)
  return foreign
    ? firstFieldsOnly(kind ?? 'cell', bytes, foreign)
    : fullLayout(kind ?? 'cell', bytes, headers)
}

function foreignArrayIn(
  kind: Kind,
  bytes: ImageBytes,
  headers: Translation,
): UnknownLayoutReason | undefined {
  const cell = headerType('cell', headers)
  const counts = (field: string): bigint | undefined =>
    cell && fieldAt(cell, field, cellOffset(kind, headers), bytes)
  const countField = foreignCountFields(headers).find((field) => 0n < (counts(field) ?? 0n))
  return countField === undefined ? undefined : { why: 'foreign-array', countField }
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
  return definedRecord(kind === 'system' ? 'jailhouse_system' : cellHeaderTag, headers)
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
  const cutCounts: ArrayKind[] = []
  for (const array of orderOfKinds(headers)) {
    const counted = Number(fieldAt(cell, factsOf(array).countField, cellAt, bytes) ?? 0n)
    const element = array === 'cpus' ? wordType(counted, headers) : elementType(array, headers)
    const stride = element && sizeOf(element)
    if (counted === 0 || !element || stride === undefined || stride === 0) continue
    const [length, available] = [array === 'cpus' ? counted / stride : counted, lengthOfBytes(bytes) - end]
    const present = Math.min(length, Math.max(0, Math.ceil(available / stride)))
    if (available < length * stride) {
      const complete = Math.max(0, array === 'cpus' ? available : Math.floor(available / stride))
      cut ??= { kind: array, counted, complete, missing: 0 }
      cutCounts.push(array)
    }
    if (0 < present)
      parts.push({ name: wrapperArrayName(array), kind: array, element, length: present, offset: end })
    end += length * stride
  }
  const missing = end - lengthOfBytes(bytes)
  if (missing < 0) parts.push({ name: 'surplus', kind: 'surplus', length: -missing, offset: end })
  return { kind, parts, size: end, cut: cut && { ...cut, missing }, cutCounts, unknown: undefined }
}

function elementType(kind: ArrayKind, headers: Translation): RecordType | undefined {
  const { tag } = factsOf(kind)
  return tag === undefined ? undefined : definedRecord(tag, headers)
}

/** Signature and revision are where they have been since the signature has five or six characters. */
function firstFieldsOnly(kind: Kind, bytes: ImageBytes, unknown: UnknownLayoutReason): ImageLayout {
  const part: WrapperPart = { name: headerMemberName(kind), kind: 'first-fields', header: kind, offset: 0 }
  const size = Math.min(lengthOfBytes(bytes), 8)
  return { kind, parts: [part], size, cut: undefined, cutCounts: [], unknown }
}
