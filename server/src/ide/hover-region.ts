/**
 * Hover on a memory region and on its fields: what the cell sees where, what is behind it, with which rights, and who
 * else has it.
 */
import type { Cell } from '../board/cell.ts'
import { decodeFlags, groupsOf, namesWrittenIn } from '../config/flag-names.ts'
import type { LiveRegion } from '../config/memory.ts'
import type { MemoryRegion } from '../config/model.ts'
import { pageSize } from '../config/range.ts'
import type { Scalar } from '../config/view.ts'
import { hex, listText, rangeText } from '../rules/wording.ts'
import { cellFor, type Surroundings } from './cell-context.ts'
import { elementTitle } from './element-title.ts'
import { unknownText } from './hover-field.ts'
import { rolesOf } from './ivshmem-sections.ts'
import { code, document, type Fact, facts, type Inline, shortened } from './markdown.ts'
import { coversText, holderFacts, mappedOverText, usesTable } from './region-board.ts'
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
    live && usesTable(live, cell, surroundings),
  ])
}

/** What the board says about one field of a region; about the whole of it, `regionHover` says more. */
export function regionFieldFacts(
  field: string,
  { configuration }: Trail,
  index: number,
  surroundings: Surroundings,
): readonly Fact[] {
  const cell = configuration && cellFor(configuration, surroundings)
  const live = cell?.regions.find((candidate) => candidate.index === index)
  if (!cell || !live) return []
  switch (field) {
    case 'phys_start':
      return [
        ['physical', live.physical ? code(rangeText(live.physical)) : physicalText(live)],
        ...holderFacts(live, cell, surroundings),
        ['ivshmem', rolesOf(live.region, cell, surroundings).join('; ')],
      ]
    case 'virt_start':
      return [
        ['guest', code(rangeText(live.guest))],
        ['overlaps', overlapsText(live, cell)],
        ['covers', coversText(live, cell)],
      ]
    case 'size':
      return [
        ['guest', code(rangeText(live.guest))],
        ['physical', physicalText(live)],
      ]
    case 'flags':
      return [['mapping', mappingText(live, cell, surroundings)]]
    default:
      return []
  }
}

function liveFacts(
  region: LiveRegion,
  trail: Trail,
  cell: Cell,
  surroundings: Surroundings,
): readonly Fact[] {
  return [
    ['guest', code(rangeText(region.guest))],
    ['physical', physicalText(region)],
    ['access', accessText(region, trail)],
    ['mapping', mappingText(region, cell, surroundings)],
    ...holderFacts(region, cell, surroundings),
    ['overlaps', overlapsText(region, cell)],
    ['covers', coversText(region, cell)],
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

/** The rights and properties, named as in the headers without what all names begin with. */
function accessText({ flags, configuration }: LiveRegion, trail: Trail): Inline {
  const field = intoMember(trail, 'flags')
  const written = field ? namesWrittenIn(endOf(field).view.node, configuration.translation) : []
  const groups = groupsOf(field && documentationOf(field))
  const { named, rest } = decodeFlags(flags, groups, configuration.interface, written)
  const names = named.map(({ name }) => code(name.replace(/^JAILHOUSE_MEM_/, '')))
  if (rest !== 0n) names.push(`${code(hex(rest))} without a name`)
  return names.length === 0 ? `none, ${code('flags')} is 0` : names.join(' ')
}

function mappingText(region: LiveRegion, cell: Cell, surroundings: Surroundings): Inline {
  if (region.isPageMapped) return pagesText(region)
  const over = mappedOverText(region, cell, surroundings)
  return `${trapsText(region)}${over === undefined ? '' : `; ${over}`}`
}

/** Only whole pages are mapped (upstream `paging.c: paging_create`): the low bits of the target are dropped. */
function pagesText({ physical }: LiveRegion): Inline {
  const excess = physical === undefined ? 0n : physical.start & (pageSize - 1n)
  if (physical === undefined || excess === 0n) return 'page-mapped'
  return `page-mapped, from ${code(hex(physical.start - excess))} on: ${code('phys_start')} is rounded down`
}

function trapsText({ has }: LiveRegion): Inline {
  const widths = (['8', '16', '32', '64'] as const).filter((width) => has(`JAILHOUSE_MEM_IO_${width}`))
  const permitted =
    widths.length === 0 ? 'and no width is permitted' : `permitted with ${listText(widths)} bits`
  return `sub-page: every access traps, ${permitted}`
}

function overlapsText(region: LiveRegion, cell: Cell): Inline | undefined {
  const texts: Inline[] = []
  for (const { earlier, later, shared } of cell.guestOverlaps) {
    if (earlier.index === region.index)
      texts.push(`region ${later.index} replaces it at guest ${code(rangeText(shared))}`)
    if (later.index === region.index)
      texts.push(`it replaces region ${earlier.index} at guest ${code(rangeText(shared))}`)
  }
  for (const { earlier, later, shared } of cell.physicalAliases) {
    const other = earlier.index === region.index ? later : later.index === region.index ? earlier : undefined
    if (other) texts.push(`region ${other.index} also shows physical ${code(rangeText(shared))}`)
  }
  return texts.length === 0 ? undefined : shortened(texts, 5).join('; ')
}
