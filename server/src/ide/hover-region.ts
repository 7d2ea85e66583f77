/**
 * Hover on a memory region: what the cell sees where, what is behind it, with which rights, and who else has it.
 */
import type { Cell } from '../board/cell.ts'
import { type RootLoss, rootLoss } from '../board/root-loss.ts'
import type { IvshmemDevice } from '../config/ivshmem.ts'
import type { LiveRegion } from '../config/memory.ts'
import type { MemoryRegion } from '../config/model.ts'
import type { Scalar } from '../config/view.ts'
import { encloses, intersection, overlaps, pageSize } from '../config/range.ts'
import { bdfText, fileName, hex, listText, rangeText } from '../rules/wording.ts'
import { cellFor, cellText, neighboursOf, peersWith, type Surroundings } from './cell-context.ts'
import { elementTitle } from './element-title.ts'
import { type DecodedFlags, decodeFlags, groupsOf, namesWrittenIn } from '../config/flag-names.ts'
import { unknownText } from './hover-field.ts'
import { code, document, type Fact, facts, type Inline, shortened } from './markdown.ts'
import { documentationOf, endOf, intoMember, placeInImage, type Trail } from './trail.ts'

export function regionHover(trail: Trail, index: number, surroundings: Surroundings): string | undefined {
  const { configuration } = trail
  const region = configuration?.memory.items[index]
  if (!configuration || !region) return undefined
  const cell = cellFor(configuration, surroundings)
  const live = cell.regions.find((candidate) => candidate.index === index)
  return document([
    elementTitle(trail, 'memory region'),
    facts([
      ...(live ? liveFacts(live, trail, cell, surroundings) : deadFacts(region)),
      ['ivshmem', rolesOf(region, cell, surroundings).join('; ')],
      ['place', placeInImage(trail)],
    ]),
  ])
}

function liveFacts(
  region: LiveRegion,
  trail: Trail,
  cell: Cell,
  surroundings: Surroundings,
): readonly Fact[] {
  const flags = flagsOf(region, trail)
  const others = neighboursOf(cell, surroundings).filter(({ isRoot }) => !isRoot)
  return [
    ['guest', code(rangeText(region.guest))],
    ['physical', physicalText(region)],
    ['access', accessText(flags)],
    ['mapping', region.isPageMapped ? pagesText(region) : trapsText(flags)],
    ['root cell', cell.isRoot ? undefined : ownerText(region, cell)],
    ['other cells', holdersText(region, cell, others)],
    ['overlaps', overlapsText(region, cell)],
  ]
}

/** Why the region does nothing, or nothing that can be told. */
function deadFacts({ physStart, virtStart, size, flags }: MemoryRegion): readonly Fact[] {
  if (size.known && size.value === 0n) return [['size', '0: everybody ignores this element']]
  return [fact('guest', virtStart), fact('physical', physStart), fact('size', size), fact('flags', flags)]
}

function fact(name: string, scalar: Scalar): Fact {
  return [name, scalar.known ? code(hex(scalar.value)) : unknownText(scalar.reason)]
}

function physicalText({ guest, physical }: LiveRegion): Inline {
  if (!physical) return `a page of the hypervisor, whatever ${code('phys_start')} says`
  return physical.start === guest.start ? 'the same' : code(rangeText(physical))
}

function flagsOf({ flags, configuration }: LiveRegion, trail: Trail): DecodedFlags {
  const field = intoMember(trail, 'flags')
  const written = field ? namesWrittenIn(endOf(field).view.node, configuration.translation) : []
  return decodeFlags(flags, groupsOf(field && documentationOf(field)), configuration.interface, written)
}

/** The rights and properties, named as in the headers without what all names begin with. */
function accessText({ named, rest }: DecodedFlags): Inline {
  const names = named.map(({ name }) => code(name.replace(/^JAILHOUSE_MEM_/, '')))
  if (rest !== 0n) names.push(`${code(hex(rest))} without a name`)
  return names.length === 0 ? `none, ${code('flags')} is 0` : names.join(' ')
}

/** Only whole pages are mapped (upstream `paging.c: paging_create`): the low bits of the target are dropped. */
function pagesText({ physical }: LiveRegion): Inline {
  const excess = physical === undefined ? 0n : physical.start & (pageSize - 1n)
  if (physical === undefined || excess === 0n) return 'page-mapped'
  return `page-mapped, from ${code(hex(physical.start - excess))} on: ${code('phys_start')} is rounded down`
}

function trapsText({ named }: DecodedFlags): Inline {
  const widths = named.map(({ name }) => name.replace(/^.*_/, '')).filter((width) => /^\d+$/.test(width))
  const permitted =
    widths.length === 0 ? 'and no width is permitted' : `permitted with ${listText(widths)} bits`
  return `sub-page: every access traps, ${permitted}`
}

function ownerText(region: LiveRegion, cell: Cell): Inline | undefined {
  const { physical } = region
  if (!physical || !cell.root)
    return physical ? 'not known, since no root configuration was found' : undefined
  const touched = cell.root.regions.filter((outer) => outer.physical && overlaps(outer.physical, physical))
  const around = touched.findLast((outer) => outer.physical && encloses(outer.physical, physical))
  const [outer] = around ? [around] : touched
  const file = code(fileName(cell.root.configuration))
  if (!outer) {
    const although = region.has('JAILHOUSE_MEM_ROOTSHARED') ? ', although it is flagged as shared' : ''
    return `no region of ${file} covers it${although}`
  }
  const names = (around ? [around] : touched).map(regionName).join(', ')
  const parts = around ? '' : touched.length === 1 ? 'partly ' : 'in parts '
  return `${parts}${names} of ${file}, ${lossTexts[rootLoss(region, outer)]}`
}

/** In the words of the cell that takes, about the region of the root cell. */
const lossTexts: Readonly<Record<RootLoss, Inline>> = {
  shared: 'shared with it',
  taken: 'taken from it while the cell exists',
  kept: 'not taken from it, since one of the two is no whole pages',
  'taken whole': 'all of which it loses while the cell exists',
}

/** The regions of other cells that show some of the same memory. */
function holdersText(region: LiveRegion, cell: Cell, others: readonly Cell[]): Inline | undefined {
  const { physical } = region
  if (!physical) return undefined
  const holders = others.flatMap((other) =>
    other.regions.flatMap((theirs) => {
      const shared = theirs.physical && intersection(theirs.physical, physical)
      if (!shared) return []
      const part = encloses(shared, physical) ? '' : `${code(rangeText(shared))} `
      const how = cell.isRoot ? takerTexts[rootLoss(theirs, region)] : 'also in'
      return [`${part}${how} ${regionName(theirs)} of ${code(fileName(other.configuration))}`]
    }),
  )
  return holders.length === 0 ? undefined : shortened(holders, 5).join('; ')
}

/** In the words of the root cell, about the region of the other cell. */
const takerTexts: Readonly<Record<RootLoss, Inline>> = {
  shared: 'shared with',
  taken: 'taken by',
  kept: 'also in',
  'taken whole': 'and with it the whole region taken by',
}

function regionName({ index }: LiveRegion): string {
  return `region ${index}`
}

function overlapsText(region: LiveRegion, cell: Cell): Inline | undefined {
  const texts: Inline[] = []
  for (const { earlier, later, shared } of cell.guestOverlaps) {
    if (earlier.index === region.index)
      texts.push(`${regionName(later)} replaces it at guest ${code(rangeText(shared))}`)
    if (later.index === region.index)
      texts.push(`it replaces ${regionName(earlier)} at guest ${code(rangeText(shared))}`)
  }
  for (const { earlier, later, shared } of cell.physicalAliases) {
    const other = earlier.index === region.index ? later : later.index === region.index ? earlier : undefined
    if (other) texts.push(`${regionName(other)} also shows physical ${code(rangeText(shared))}`)
  }
  return texts.length === 0 ? undefined : shortened(texts, 5).join('; ')
}

/** What the region is to the ivshmem devices of the cell (catalogue A.8: state table, common section, outputs). */
export function rolesOf(region: MemoryRegion, cell: Cell, surroundings: Surroundings): readonly Inline[] {
  return cell.ivshmem.flatMap((device) => {
    const section = device.sections.indexOf(region)
    if (section < 0) return []
    const empty = region.size.known && region.size.value === 0n ? ', left out' : ''
    return [`${sectionText(section, device, cell, surroundings)} of ${code(shortBdf(device.bdf))}${empty}`]
  })
}

function sectionText(section: number, device: IvshmemDevice, cell: Cell, surroundings: Surroundings): Inline {
  if (section === 0) return 'state table'
  if (section === 1) return 'section that all peers may write'
  const id = BigInt(section - 2)
  if (id === device.id) return `output of peer ${id}, this cell,`
  const peers = peersWith(id, device, cell, surroundings).map(cellText)
  return peers.length === 0 ? `output of peer ${id}` : `output of peer ${id}, ${peers.join(' or ')},`
}

export function shortBdf(bdf: bigint): string {
  return bdfText(bdf).replace(/ \(.*/, '')
}
