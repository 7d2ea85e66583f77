/**
 * The outline of a config: its cells, and in each what the cell has, called as its author calls it, with addresses and
 * numbers as details. Plain data in, plain data out.
 */
import { type Cell, cellOf } from '../board/cell.ts'
import { writtenAt } from '../c/origin.ts'
import type { Configuration, WrapperMember } from '../config/model.ts'
import { fieldOf, type Place, type View } from '../config/view.ts'
import { cpusText, fileName, hex, rangeText } from '../rules/wording.ts'
import { nounsOf } from '../config/arrays.ts'
import type { SourceFile } from '../text/source-file.ts'
import { contains, hull, type Span } from '../text/span.ts'
import type { Analysed } from './analysed.ts'
import { reservedRangesOf } from './reserved-ranges.ts'
import { describedElements, type SymbolKind } from './described-elements.ts'

export interface ConfigSymbol {
  readonly name: string
  readonly detail: string
  readonly kind: SymbolKind
  /** All of it. */
  readonly span: Span
  /** Where one goes to see it; within `span`. */
  readonly head: Span
  readonly children: readonly ConfigSymbol[]
}

/** The symbols of the analysed file; what other files define that it includes is not among them. */
export function symbolsOf({ file, translation, configurations }: Analysed): readonly ConfigSymbol[] {
  return configurations.flatMap((configuration) => {
    const object = translation.objects.find(({ name }) => name === configuration.place.first)
    const span = object && writtenAt(object)
    if (!object || span?.file !== file) return []
    return symbolAt({
      name: nameOf(configuration),
      detail: [configuration.kind === 'system' ? 'root cell' : 'cell', configuration.architecture]
        .filter((part) => part !== undefined)
        .join(', '),
      kind: 'cell',
      place: object,
      head: configuration.place,
      children: childrenOf(configuration, file),
      file,
    })
  })
}

function nameOf(configuration: Configuration): string {
  const { name } = configuration.cell
  return name === undefined || name === '' ? fileName(configuration) : name
}

interface Placed extends Pick<ConfigSymbol, 'name' | 'detail' | 'kind' | 'children'> {
  readonly place: Place
  readonly head?: Place | undefined
  readonly file: SourceFile
}

/** Nothing for what is written in another file. */
function symbolAt({ name, detail, kind, place, head, children, file }: Placed): readonly ConfigSymbol[] {
  const whole = head ? hull(writtenAt(place), writtenAt(head)) : writtenAt(place)
  const found = writtenAt(head ?? { first: place.first, last: place.first })
  if (whole.file !== file) return []
  return [{ name, detail, kind, span: whole, head: contains(whole, found) ? found : whole, children }]
}

function childrenOf(configuration: Configuration, file: SourceFile): readonly ConfigSymbol[] {
  const cell = cellOf(configuration, undefined)
  return configuration.members.flatMap((member) => {
    const view = fieldOf(configuration.view, member.name)
    if (!view?.node) return []
    return memberSymbols(member, view, { cell, file })
  })
}

interface Around {
  readonly cell: Cell
  readonly file: SourceFile
}

function memberSymbols({ kind, name }: WrapperMember, view: View, around: Around): readonly ConfigSymbol[] {
  const { cell, file } = around
  const place = { place: view.place, head: view.designator, file }
  if (kind === undefined) return []
  if (kind === 'header')
    return symbolAt({ ...place, name, detail: '', kind: 'array', children: headerSymbols(around) })
  if (kind === 'cpus' && cell.configuration.cpus.isCountedInBytes)
    return symbolAt({ ...place, name: cpusName(cell), detail: '', kind: 'cpus', children: [] })
  const elements = describedElements(kind, cell)
  const { many } = nounsOf(kind, false)
  const children = elements.flatMap(({ view: element, ...described }) =>
    symbolAt({ ...described, place: element.place, head: element.designator, file, children: [] }),
  )
  return symbolAt({
    ...place,
    name: many,
    detail: `${elements.length}`,
    kind: 'array',
    children,
  })
}

function cpusName({ cpus }: Cell): string {
  if (!cpus) return 'CPUs'
  return cpus.length === 0 ? 'no CPU' : cpusText(cpus)
}

/** What the header of a root configuration reserves, and the console of any. */
function headerSymbols({ cell: { configuration }, file }: Around): readonly ConfigSymbol[] {
  const { address } = configuration.cell.console
  const symbols = reservedRangesOf(configuration).flatMap(({ name, range, place }) =>
    symbolAt({ name, detail: rangeText(range), kind: 'address', place, file, children: [] }),
  )
  if (!address.known || !address.written || address.value === 0n) return symbols
  const console = { name: 'console', detail: hex(address.value), kind: 'address', children: [] } as const
  return [...symbols, ...symbolAt({ ...console, place: address.place, file })]
}
