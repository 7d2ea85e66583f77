/**
 * Symbols of all configs by name, by address and by PCI address: who holds 0x7fb00000 is a question about a machine,
 * not about a file.
 */
import { cellOf } from '../board/cell.ts'
import { writtenAt } from '../c/origin.ts'
import type { Configuration } from '../config/model.ts'
import type { Range } from '../config/range.ts'
import type { Place, View } from '../config/view.ts'
import { bdfText, configurationText } from '../rules/wording.ts'
import type { Span } from '../text/span.ts'
import type { Analysed } from './analysed.ts'
import type { SymbolKind } from './described-elements.ts'
import { authorsName } from './comments.ts'
import { nameOfRegion } from './region-name.ts'
import { reservedRangesOf } from './reserved-ranges.ts'
import { type ConfigSymbol, symbolsOf } from './symbols.ts'

export interface FoundSymbol {
  readonly name: string
  /** Where it belongs, `cell "tern-linux"`; the file editors show by themselves. */
  readonly container: string
  readonly kind: SymbolKind
  readonly span: Span
}

/**
 * What a query finds in a file; without a query its cells.
 *
 * `0x7fb00000` finds every region that holds the address, `00:0e.0` every device that has it. Their names begin with the
 * query, since editors filter once more by name. Anything else finds names that have its characters in this order.
 */
export function symbolsFor(query: string, analysed: Analysed): readonly FoundSymbol[] {
  const wanted = query.trim()
  if (/^0x[0-9a-f]{1,16}$/i.test(wanted)) return holdersOf(BigInt(wanted), wanted, analysed)
  if (/^[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]$/i.test(wanted)) return devicesAt(wanted, analysed)
  return named(wanted.toLowerCase(), analysed)
}

function named(query: string, analysed: Analysed): readonly FoundSymbol[] {
  const found: FoundSymbol[] = []
  const add = ({ name, detail, kind, head, children }: ConfigSymbol, container: string): void => {
    const isGroup = kind === 'array'
    if (!isGroup && isSpelledIn(query, name) && (query !== '' || kind === 'cell'))
      found.push({ name, container: kind === 'cell' ? detail : container, kind, span: head })
    for (const child of children) add(child, container)
  }
  for (const cell of symbolsOf(analysed)) add(cell, cell.name)
  return found
}

function isSpelledIn(query: string, name: string): boolean {
  let at = 0
  for (const character of name.toLowerCase()) if (character === query[at]) at++
  return query.length <= at
}

function holdersOf(address: bigint, query: string, analysed: Analysed): readonly FoundSymbol[] {
  return analysed.configurations.flatMap((configuration) => {
    const cell = cellOf(configuration, undefined)
    const regions = cell.regions.flatMap(({ region, physical, guest }) => {
      const name = nameOfRegion(region, cell)
      if (physical && holds(physical, address)) return placed(name, 'region', region.view, configuration)
      return holds(guest, address) ? placed(`guest of ${name}`, 'region', region.view, configuration) : []
    })
    const ports = cell.ports.flatMap(({ pio, ports: range }) => {
      const name = authorsName(pio.view) ?? `ports ${pio.index}`
      return holds(range, address) ? placed(name, 'ports', pio.view, configuration) : []
    })
    const reserved = reservedRangesOf(configuration).flatMap(({ name, range, place }) =>
      holds(range, address) ? placedAt(name, 'address', place, configuration) : [],
    )
    return [...regions, ...ports, ...reserved]
      .filter(({ span }) => span.file === analysed.file)
      .map((symbol) => ({ ...symbol, name: `${query}: ${symbol.name}` }))
  })
}

function devicesAt(query: string, analysed: Analysed): readonly FoundSymbol[] {
  return analysed.configurations.flatMap((configuration) =>
    configuration.pciDevices.items
      .filter(({ bdf }) => bdf.known && bdfText(bdf.value).startsWith(query.toLowerCase()))
      .flatMap(({ view, written }) =>
        written ? placed(authorsName(view) ?? 'PCI device', 'device', view, configuration) : [],
      )
      .filter(({ span }) => span.file === analysed.file)
      .map((symbol) => ({ ...symbol, name: `${query}: ${symbol.name}` })),
  )
}

function placed(
  name: string,
  kind: SymbolKind,
  { designator, place }: View,
  configuration: Configuration,
): readonly FoundSymbol[] {
  return placedAt(name, kind, designator ?? { first: place.first, last: place.first }, configuration)
}

function placedAt(
  name: string,
  kind: SymbolKind,
  place: Place,
  configuration: Configuration,
): readonly FoundSymbol[] {
  return [{ name, container: configurationText(configuration), kind, span: writtenAt(place) }]
}

function holds({ start, end }: Range, address: bigint): boolean {
  return start <= address && address < end
}
