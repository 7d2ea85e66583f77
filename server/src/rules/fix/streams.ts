/** The fix that splits a set of streams of an MMU-500, so that a part of it is an entry of its own. */
import { relationOf, type Stream, streamsOf } from '../../board/streams.ts'
import type { Configuration, StreamId } from '../../config/model.ts'
import { fieldOf } from '../../config/view.ts'
import { growing } from './array-growth.ts'
import { settingNumber } from './author-numbers.ts'
import { repeating } from './element-copies.ts'
import { type Change, together } from './fix.ts'

/**
 * Splits an entry into as few as are needed for each entry of the cell that is a part of it to be one of them. In the
 * cell's own list these are left out, since they are there already.
 */
export function splittingStreams(wide: Stream, cell: Configuration): Change {
  const { element, configuration } = wide
  const parts = streamsOf(cell).filter((other) => relationOf(other, wide) === 'inside')
  const isOwn = cell === configuration
  const words = wordsOf(wide, parts).filter(
    (word) => !isOwn || !parts.some((part) => isSame(part, word, wide)),
  )
  if (mostParts < words.length) return undefined
  const changes = words.map((word) => settingWord(element, word))
  return together(
    repeating(configuration, configuration.streamIds, element, changes),
    growing(configuration, configuration.streamIds, [{ index: element.index, by: words.length - 1 }]),
  )
}

/** A mask has 15 bits, and a unit hardly more groups; beyond that nobody wants a list. */
const mostParts = 64

/** The words of sets that are apart from each other and make up the whole one, by rising id. */
function wordsOf(whole: Stream, parts: readonly Stream[]): readonly bigint[] {
  const inside = parts.filter((part) => relationOf(part, whole) === 'inside')
  const [first] = inside
  if (!first) return [whole.word]
  const bit = highestBit(maskOf(whole.word) & ~maskOf(first.word) & usedBits)
  const [id, mask] = [whole.word & idBits & ~bit, maskOf(whole.word) & ~bit]
  return [id, id | bit].flatMap((half) => wordsOf({ ...whole, word: (mask << 16n) | half }, inside))
}

function isSame(part: Stream, word: bigint, wide: Stream): boolean {
  return relationOf(part, { ...wide, word }) === 'same'
}

function maskOf(word: bigint): bigint {
  return (word >> 16n) & idBits
}

function highestBit(bits: bigint): bigint {
  return 1n << BigInt(bits.toString(2).length - 1)
}

const idBits = 0xffffn

/** Of the highest bit the hypervisor takes no notice (see `board/streams.ts`). */
const usedBits = 0x7fffn

/** A plain number is meant for other units than an MMU-500, as `stream-id-format` says. */
function settingWord({ view }: StreamId, word: bigint): Change {
  const set = fieldOf(view, 'mmu500')
  if (!set?.node) return undefined
  return together(settingNumber(set, 'id', word & idBits), settingNumber(set, 'mask_out', word >> 16n, 'id'))
}
