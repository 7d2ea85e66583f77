/**
 * Where the members of a struct or union lie.
 *
 * The rules are gcc's for the System V ABIs: a member starts at a multiple of its alignment, which `packed` lowers
 * to one and `aligned(n)` raises; a bit-field shares the storage unit of its type when it fits into what is left of
 * it, and when packed it follows the previous bit directly. This file must not know how declarations are written.
 */
import type { Token } from './token.ts'
import { alignmentOf, type CType, type Member, type RecordBody, sizeOf } from './types.ts'

/** A member as declared, before it has a place. */
export interface DeclaredMember {
  readonly name: string | undefined
  readonly type: CType
  /** The width of a bit-field; zero closes the current storage unit. */
  readonly width: number | undefined
  readonly packed: boolean
  /** From `aligned(n)` on the member; undefined when it has none. */
  readonly aligned: number | undefined
  readonly at: Token
}

export interface RecordAttributes {
  readonly union: boolean
  readonly packed: boolean
  readonly aligned: number | undefined
}

/**
 * Lays out a record. A member of unknown size takes no room: what follows it is then wrong, and whoever made it
 * unknown has said so already.
 */
export function layOut(
  declared: readonly DeclaredMember[],
  attributes: RecordAttributes,
  open: Token,
  close: Token,
): RecordBody {
  const members: Member[] = []
  let alignment = attributes.aligned ?? 1
  let nextBit = 0
  let sizeInBits = 0
  for (const member of declared) {
    if (attributes.union) nextBit = 0
    const needed = alignmentFor(member, attributes.packed)
    const size = sizeOf(member.type) ?? 0
    if (member.width === undefined || size === 0) {
      nextBit = roundUp(nextBit, needed * 8)
      members.push(placed(member, nextBit / 8, undefined))
      nextBit += size * 8
      alignment = Math.max(alignment, needed)
    } else if (member.width === 0) {
      nextBit = roundUp(nextBit, alignmentOf(member.type) * 8)
    } else {
      const isPacked = attributes.packed || member.packed
      const unitBits = size * 8
      nextBit = roundUp(nextBit, (member.aligned ?? 0) * 8)
      const crosses = Math.floor(nextBit / unitBits) < Math.floor((nextBit + member.width - 1) / unitBits)
      if (crosses && !isPacked) nextBit = roundUp(nextBit, alignmentOf(member.type) * 8)
      const unit = isPacked ? Math.floor(nextBit / 8) : Math.floor(nextBit / unitBits) * size
      members.push(placed(member, unit, { shift: nextBit - unit * 8, width: member.width }))
      nextBit += member.width
      if (member.name !== undefined) alignment = Math.max(alignment, needed)
    }
    sizeInBits = Math.max(sizeInBits, nextBit)
  }
  return { members, size: roundUp(Math.ceil(sizeInBits / 8), alignment), alignment, open, close }
}

function alignmentFor(member: DeclaredMember, packedRecord: boolean): number {
  const natural = packedRecord || member.packed ? 1 : alignmentOf(member.type)
  return Math.max(natural, member.aligned ?? 1)
}

function placed({ name, type, at }: DeclaredMember, offset: number, bits: Member['bits']): Member {
  return { name, type, offset, bits, at }
}

function roundUp(value: number, to: number): number {
  return to === 0 ? value : Math.ceil(value / to) * to
}
