/**
 * How the map says things: short names, since there is little room, in the words of `rules/wording.ts` otherwise.
 */
import { bdfText, sizeSumText } from '../../rules/wording.ts'
import { authorsName } from '../comments.ts'
import type { Holding } from './holdings.ts'
import { englishWords, filled, type MapWords } from './map-words.ts'

/** `00:0e.0` */
export function shortBdf(bdf: bigint): string {
  return bdfText(bdf).replace(/ \(.*/, '')
}

/** `RWX D`: read, write, execute, and D for devices; `–` where there is nothing. */
export function rightsText({ read, write, execute, dma }: Holding): string {
  const cpus = `${read ? 'R' : ''}${write ? 'W' : ''}${execute ? 'X' : ''}`
  return [cpus, dma ? 'D' : ''].filter((part) => part !== '').join(' ') || '–'
}

/** The same in four columns, as in a list of files: `rwxd`, `r---`. */
export function rightsColumns({ read, write, execute, dma }: Holding): string {
  return `${read ? 'r' : '-'}${write ? 'w' : '-'}${execute ? 'x' : '-'}${dma ? 'd' : '-'}`
}

/** What the author calls the region; otherwise its number. */
export function regionName({ region }: Pick<Holding, 'region'>, words: MapWords = englishWords): string {
  if (!region) return 'GICV'
  return authorsName(region.region.view) ?? filled(words.region, `${region.index}`)
}

const units: readonly (readonly [bigint, string])[] = [
  [1n << 60n, 'EiB'],
  [1n << 50n, 'PiB'],
  [1n << 40n, 'TiB'],
  [1n << 30n, 'GiB'],
  [1n << 20n, 'MiB'],
  [1n << 10n, 'KiB'],
]

/** `1 MiB`, `≈ 1.8 GiB`: three digits and the unit; `≈` where that is not all. */
export function shortSize(size: bigint): string {
  const [bytes, unit] = units.find(([least]) => least <= size) ?? [1n, 'B']
  const tenths = (size * 10n) / bytes
  const isExact = tenths * bytes === size * 10n
  const number =
    tenths % 10n === 0n || 1000n <= tenths ? `${tenths / 10n}` : `${tenths / 10n}.${tenths % 10n}`
  return `${isExact ? '' : '≈ '}${number} ${unit}`
}

/** The size in full, for who wants to know it exactly. */
export function exactSize(size: bigint): string {
  return sizeSumText(size)
}

/** `a, b and 3 more` of many names. */
export function namesText(names: readonly string[], words: MapWords = englishWords, most = 3): string {
  if (names.length <= most) return names.join(', ')
  return filled(words.more, names.slice(0, most - 1).join(', '), `${names.length - most + 1}`)
}
