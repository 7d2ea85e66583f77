/**
 * The bytes of an image as its reader sees them: little endian, counted from the configuration's first byte, and not
 * all of them there. It knows no field by name.
 */
import { findMember, type RecordType } from '../c/types.ts'

export interface ImageBytes {
  readonly file: Uint8Array
  /** The offset in the file of the configuration's first byte. */
  readonly start: number
  /** So many bytes at the beginning of the configuration were overwritten. */
  readonly lost: number
}

/** Bytes of the configuration up to the end of the file. */
export function lengthOfBytes({ file, start }: ImageBytes): number {
  return file.length - start
}

/** Why a stretch cannot be read; undefined when it can. It is the end of a sentence that begins with "because". */
export function whyUnreadable(bytes: ImageBytes, at: number, size: number): string | undefined {
  if (lengthOfBytes(bytes) < at + size) return 'the file ends before it'
  return at < bytes.lost ? 'a note of the compiler lies over it' : undefined
}

/** An unsigned number of `size` bytes, bytes behind the end of the file as zero. */
export function numberAt({ file, start }: ImageBytes, at: number, size: number): bigint {
  let value = 0n
  for (let byte = size - 1; 0 <= byte; byte--) value = (value << 8n) | BigInt(file[start + at + byte] ?? 0)
  return value
}

/** The number in a field of a struct; undefined where there is no such field, or it cannot be read. */
export function fieldAt(type: RecordType, name: string, at: number, bytes: ImageBytes): bigint | undefined {
  const way = findMember(type, name)
  const target = way?.at(-1)?.type
  if (!way || target?.kind !== 'integer') return undefined
  const offset = at + way.reduce((sum, member) => sum + member.offset, 0)
  return whyUnreadable(bytes, offset, target.size) === undefined
    ? numberAt(bytes, offset, target.size)
    : undefined
}

export function isZero({ file, start }: ImageBytes, at: number, end: number): boolean {
  for (let byte = at; byte < end; byte++) if ((file[start + byte] ?? 0) !== 0) return false
  return true
}

export function bytesAt({ file, start }: ImageBytes, at: number, size: number): Uint8Array {
  return file.subarray(start + at, start + at + size)
}

/** The characters of a stretch up to its first NUL, as Latin-1. */
export function charactersAt(bytes: ImageBytes, at: number, size: number): string {
  const characters = Array.from(bytesAt(bytes, at, size), (byte) => String.fromCharCode(byte)).join('')
  return characters.split('\0', 1)[0] ?? ''
}

/**
 * The length of the ELF notes with the owner `GNU` that a file begins with, 0 where it begins with none. Their
 * descriptions are padded to eight bytes (System V ABI for x86-64, "Program Property"), so the notes are as well.
 */
export function gnuNotesLength(file: Uint8Array): number {
  const bytes = { file, start: 0, lost: 0 }
  let end = 0
  while (end + noteHeader <= file.length && charactersAt(bytes, end + 12, 4) === 'GNU') {
    const [nameSize, descriptionSize] = [numberAt(bytes, end, 4), numberAt(bytes, end + 4, 4)]
    if (nameSize !== 4n || largestDescription < descriptionSize) break
    end += noteHeader + 8 * Math.ceil(Number(descriptionSize) / 8)
  }
  return Math.min(end, file.length)
}

/** Three words and the padded name. */
const noteHeader = 16

/** Real ones have 16 to 64 bytes. */
const largestDescription = 4096n
