/**
 * On what ground several cells have the same memory: because it is declared, by flag or as a section of an ivshmem
 * link, or because nobody has thought of it.
 *
 * A cell that has the same memory by several regions shares it on purpose only if all of them say so. What the
 * hypervisor does with the flags is in the partition; here they count as what the author has signed.
 */
import type { Cell } from '../../board/cell.ts'
import { endsOf, type LinkEnd, type Section } from '../../board/links.ts'
import { isOfPages, namedPhysical } from '../../board/partition/mapping.ts'
import type { Reach } from '../../board/partition/reach.ts'
import { remembered } from '../../config/remembered.ts'
import type { MemoryRegion } from '../../config/model.ts'
import { sectionText } from '../../rules/section-wording.ts'
import { bdfText, listText } from '../../rules/wording.ts'
import type { SharedResource } from './report.ts'
import type { ReportContext } from './report-context.ts'

type Judgement = Pick<SharedResource, 'classification' | 'ground'>

/** @param ways at least two cells' ways to the same bytes, each opened by a region */
export function sharingGround(ways: readonly Reach[], context: ReportContext): Judgement {
  const breaches = breachesAmong(ways)
  if (0 < breaches.length) return violation(breaches, context)
  const links = linksOf(ways)
  const declaring = [
    ...new Set(ways.filter(({ via }) => via?.has('JAILHOUSE_MEM_ROOTSHARED')).map(({ cell }) => cell)),
  ].filter((cell) => !cell.isRoot)
  const names = declaring.map(context.nameOf)
  const strangers = ways.filter(writesAnothersSection).map(({ cell }) => context.nameOf(cell))
  return {
    classification: 'declared',
    ground: [
      ...links,
      ...(links.length === 0 ? [`flagged \`JAILHOUSE_MEM_ROOTSHARED\` by ${listText(names)}`] : []),
      ...(strangers.length === 0
        ? []
        : [`beside its role in the link, ${listText([...new Set(strangers)])} may write it`]),
    ].join('; '),
  }
}

interface Breach {
  readonly first: Reach
  readonly second: Reach
}

/** Pairs of ways of different cells that nothing declares. */
function breachesAmong(ways: readonly Reach[]): readonly Breach[] {
  return ways.flatMap((second, index) =>
    ways
      .slice(0, index)
      .flatMap((first) =>
        first.cell === second.cell || isDeclared(first, second) ? [] : [{ first, second }],
      ),
  )
}

/** The root cell shares what a cell's region says is shared, whatever its own says (catalogue D 5, D 6, D 8). */
function isDeclared(a: Reach, b: Reach): boolean {
  if ([a, b].every(({ cell, via }) => cell.isRoot || via?.has('JAILHOUSE_MEM_ROOTSHARED'))) return true
  return sectionsOf(a).some(({ bdf }) => sectionsOf(b).some((other) => other.bdf === bdf))
}

function violation(breaches: readonly Breach[], context: ReportContext): Judgement {
  const name = ({ cell }: Reach): string => context.nameOf(cell)
  const withRoot = breaches.filter(({ first, second }) => first.cell.isRoot || second.cell.isRoot)
  const among = breaches.filter((breach) => !withRoot.includes(breach))
  const takers = withRoot.map(({ first, second }) => (first.cell.isRoot ? second : first))
  const claimants = [...new Set(among.flatMap(({ first, second }) => [name(first), name(second)]))]
  return {
    classification: 'violation',
    ground: [
      ...(among.length === 0
        ? []
        : [`claimed by ${listText(claimants)}, not declared shared by all of them`]),
      ...(withRoot.length === 0
        ? []
        : [
            `${keptText(withRoot)}, not declared shared by ${listText([...new Set(takers.map(name))])}`,
            ...new Set(withRoot.flatMap((breach) => reasonToKeep(breach, context) ?? [])),
          ]),
    ].join('; '),
  }
}

function keptText(breaches: readonly Breach[]): string {
  const ways = breaches.map(({ first, second }) => (first.cell.isRoot ? first : second))
  const isForCpus = ways.some(({ read, write, execute }) => read || write || execute)
  return isForCpus ? 'the root cell keeps it' : 'devices of the root cell keep their way to it'
}

/** Why creating the cell did not take it away (upstream `control.c: unmap_from_root_cell`; catalogue C 36 to C 45). */
function reasonToKeep({ first, second }: Breach, { partition }: ReportContext): string | undefined {
  const [ours, theirs] = first.cell.isRoot ? [first, second] : [second, first]
  if (!theirs.via) return undefined
  const isForCpus = ours.read || ours.write || ours.execute
  if (!isForCpus && partition.iommus.has('PVU')) return 'a PVU cannot take back what it has mapped'
  if (!isForCpus)
    return theirs.via.has('JAILHOUSE_MEM_DMA')
      ? undefined
      : 'VT-d goes by the flags of the region that is taken, which lack `JAILHOUSE_MEM_DMA`'
  if (!isOfPages(namedPhysical(theirs.via)) && !ours.trapped)
    return 'a region that is not of whole pages takes nothing from mapped memory'
  if (ours.trapped && isOfPages(namedPhysical(theirs.via)))
    return 'a region of whole pages takes nothing from what root has by sub-page regions'
  if (ours.guest.start !== ours.physical.start)
    return "it is taken from root's guest addresses, and root has it at another one"
  return undefined
}

interface NamedSection {
  readonly bdf: bigint
  readonly text: string
  readonly end: LinkEnd
  readonly section: Section
}

/** What the region of a way is to the ivshmem devices of its cell. */
function sectionsOf({ cell, via }: Reach): readonly NamedSection[] {
  return via ? (sectionsByRegion(cell).get(via.region) ?? []) : []
}

const sectionsByRegion = remembered((cell: Cell): ReadonlyMap<MemoryRegion, readonly NamedSection[]> => {
  const found = new Map<MemoryRegion, NamedSection[]>()
  for (const end of endsOf(cell))
    for (const section of end.sections) {
      const { bdf } = end.device
      const text = `${sectionText(section)} of the ivshmem link ${bdfText(bdf)}`
      found.set(section.region, [...(found.get(section.region) ?? []), { bdf, text, end, section }])
    }
  return found
})

/** What the sections are called of the links that several of the cells have there. */
function linksOf(ways: readonly Reach[]): readonly string[] {
  const sections = ways.flatMap((way) => sectionsOf(way).map((section) => ({ ...section, cell: way.cell })))
  const isLink = (bdf: bigint): boolean =>
    1 < new Set(sections.filter((section) => section.bdf === bdf).map(({ cell }) => cell)).size
  return [...new Set(sections.flatMap(({ bdf, text }) => (isLink(bdf) ? [text] : [])))]
}

/** The hypervisor alone writes the state table, and each peer its own output section. */
function writesAnothersSection(way: Reach): boolean {
  if (!way.write) return false
  return sectionsOf(way).some(({ section: { role }, end }) => {
    if (role.kind === 'common') return false
    return role.kind === 'state' || BigInt(role.peer) !== end.device.id
  })
}
