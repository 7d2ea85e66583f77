/**
 * The bytes of an initialised object, as a little-endian compiler lays them into its section.
 *
 * This is the yardstick of the whole front end: for every config that gcc compiles, the bytes are gcc's.
 */
import type { Initialised, InitialisedRecord } from './initialised.ts'
import { type CType, sizeOf } from './types.ts'

/** Why there is no image. */
export interface NoImage {
  readonly reason: string
}

/** Larger objects are no cell configs, and are not worth their memory. */
const largestImage = 64 * 1024 * 1024

/** The object's bytes; a value that is unknown makes the whole image unknown. */
export function imageOf(type: CType, value: Initialised): Uint8Array | NoImage {
  const size = sizeOf(type)
  if (size === undefined) return { reason: 'the size of the object is not known' }
  if (largestImage < size) return { reason: `the object has ${size} bytes` }
  const image = new Uint8Array(size)
  const missing = write(value, 0, image)
  return missing === undefined ? image : { reason: missing }
}

function write(node: Initialised, at: number, image: Uint8Array): string | undefined {
  switch (node.kind) {
    case 'scalar': {
      if (!node.value.known) return node.value.reason
      writeInteger(node.value.value, sizeOf(node.type) ?? 0, at, image)
      return undefined
    }
    case 'string':
      image.set(node.bytes.slice(0, image.length - at), at)
      return undefined
    case 'array': {
      const stride = sizeOf(node.type.element) ?? 0
      for (const [index, child] of node.children) {
        const missing = write(child, at + index * stride, image)
        if (missing !== undefined) return missing
      }
      return undefined
    }
    case 'record':
      return writeRecord(node, at, image)
  }
}

function writeRecord(record: InitialisedRecord, at: number, image: Uint8Array): string | undefined {
  for (const [index, child] of record.children) {
    const member = record.type.body?.members[index]
    if (!member) continue
    if (member.bits && child.kind === 'scalar') {
      if (!child.value.known) return child.value.reason
      writeBits(child.value.value, member.bits.shift, member.bits.width, at + member.offset, image)
    } else {
      const missing = write(child, at + member.offset, image)
      if (missing !== undefined) return missing
    }
  }
  return undefined
}

function writeInteger(value: bigint, size: number, at: number, image: Uint8Array): void {
  let rest = value
  for (let byte = 0; byte < size; byte++, rest >>= 8n) image[at + byte] = Number(rest & 0xffn)
}

function writeBits(value: bigint, shift: number, width: number, at: number, image: Uint8Array): void {
  for (let bit = 0; bit < width; bit++) {
    const position = shift + bit
    const byte = at + (position >> 3)
    const mask = 1 << (position & 7)
    const isSet = (value >> BigInt(bit)) & 1n
    image[byte] = isSet === 1n ? (image[byte] ?? 0) | mask : (image[byte] ?? 0) & ~mask
  }
}
