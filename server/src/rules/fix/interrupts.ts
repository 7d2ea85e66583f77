/**
 * Changes to the list of interrupts that a cell has on Arm: the bits of SPIs are set, in the words in which they belong.
 */
import { firstSpiId } from '../../config/interrupts.ts'
import type { Configuration, Irqchip } from '../../config/model.ts'
import { elementOf, fieldOf, writtenLengthOf } from '../../config/view.ts'
import { appendingElement, appendingItem, isWithoutGaps } from './elements.ts'
import { settingField } from './fields.ts'
import { type Change, together } from './fix.ts'
import { addingOperand } from './flags.ts'

/**
 * Sets the bits of some interrupts, each in the first entry that covers it, or in a new one.
 * @param entries those that the hypervisor reads
 * @param address that of the distributor, for a new entry
 */
export function grantingSpis(
  configuration: Configuration,
  entries: readonly Irqchip[],
  address: bigint,
  ids: readonly number[],
): Change {
  const changes: Change[] = []
  const rest: number[] = []
  for (const [first, wanted] of byWord(ids)) {
    const covering = entries.find((entry) => wordOf(entry, first) !== undefined)
    if (covering) changes.push(settingBits(covering, wordOf(covering, first) ?? 0, bitsText(wanted, first)))
    else rest.push(...wanted)
  }
  if (0 < rest.length) changes.push(addingEntry(configuration, address, rest))
  return together(...changes)
}

/** The ids, by the first id of the word that each of them is in; every base is a multiple of 32. */
function byWord(ids: readonly number[]): ReadonlyMap<number, readonly number[]> {
  const words = new Map<number, number[]>()
  for (const id of ids) {
    const first = id - (id % 32)
    words.set(first, [...(words.get(first) ?? []), id])
  }
  return words
}

/** Which word of an entry begins with an id. */
function wordOf({ pinBase, pinBitmap }: Irqchip, first: number): number | undefined {
  const word = pinBase.known ? (first - Number(pinBase.value)) / 32 : -1
  return Number.isInteger(word) && 0 <= word && word < pinBitmap.length ? word : undefined
}

/** `1 << (98 - 96)`, as configs write it: so it can be compared with what the base of the entry is. */
function bitsText(ids: readonly number[], first: number): string {
  const [only] = ids
  if (only !== undefined && ids.length === 1) return `1 << (${only} - ${first})`
  return ids.map((id) => `(1 << (${id} - ${first}))`).join(' | ')
}

/** Adds bits, as an expression, to a word of an entry. */
export function settingBits({ view }: Irqchip, word: number, text: string): Change {
  const bitmap = fieldOf(view, 'pin_bitmap')
  const element = bitmap && elementOf(bitmap, word)
  if (!bitmap || !element) return undefined
  if (element.node) return addingOperand(element, text)
  if (!bitmap.node) return settingField(view, 'pin_bitmap', `{ ${withZeros(word, text)} }`)
  const length = writtenLengthOf(bitmap)
  return length <= word && isWithoutGaps(bitmap)
    ? appendingElement(bitmap, withZeros(word - length, text))
    : undefined
}

function withZeros(count: number, text: string): string {
  return [...Array<string>(count).fill('0'), text].join(', ')
}

/** Configs have entries from 32, 160, 288 and so on: of all that are missing, only one such can be added at once. */
function addingEntry(configuration: Configuration, address: bigint, ids: readonly number[]): Change {
  const [lowest = firstSpiId] = ids
  const base = lowest - ((lowest - firstSpiId) % 128)
  if (ids.some((id) => base + 128 <= id)) return undefined
  const words: string[] = []
  for (const [first, wanted] of byWord(ids)) words[(first - base) / 32] = bitsText(wanted, first)
  const bitmap = Array.from(words, (word) => word ?? '0').join(', ')
  const lines = [
    `.address = 0x${address.toString(16)},`,
    `.pin_base = ${base},`,
    `.pin_bitmap = { ${bitmap} },`,
  ]
  return appendingItem(
    configuration,
    configuration.irqchips,
    `{\n${lines.map((line) => `\t${line}\n`).join('')}}`,
  )
}
