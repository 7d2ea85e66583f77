/**
 * What the hypervisor takes out of its page pool, in pages: for itself and the root cell, and for each other cell
 * (catalogue H.2; upstream wherever `page_alloc(&mem_pool, …)` stands). Whatever the configuration does not say, such as
 * how many stream ids an SMMU knows, is taken as it usually is.
 */
import type { Architecture } from '../config/interface.ts'
import type { LiveRegion } from '../config/memory.ts'
import type { IommuUnit } from '../config/model.ts'
import { pageSize, type Range, sizeOfRange } from '../config/range.ts'
import { declaredBytes } from '../config/reading.ts'
import { remembered } from '../config/remembered.ts'
import type { Board } from './board.ts'
import type { Cell } from './cell.ts'
import { type Mapping, numberOfTables, type PageTables, pageTablesFor, unitedTables } from './page-tables.ts'
import { unitInterceptors } from './partition/interceptors.ts'
import { countedDevices, physicalFunctionsOf } from './pci.ts'
import { isPrivate } from './root-loss.ts'
import type { Root } from './root.ts'

export interface PoolItem {
  readonly what: string
  readonly pages: bigint
}

/** What the fixed part of the memory takes up, in bytes; see `hypervisor-memory.ts`. */
interface Fixed {
  readonly core: bigint
  readonly perCpu: bigint
}

/** What is taken in `jailhouse enable`, beside the data of the CPUs and the configuration. */
export function pagesForRoot({ root, rootCell }: Board, fixed: Fixed): readonly PoolItem[] {
  const tables = numberOfTables(unitedTables(tablesOf(rootCell), hidingTables(root)))
  return [
    { what: 'bookkeeping', pages: bookkeeping(root) },
    { what: 'page tables of the hypervisor', pages: ownTables(root, fixed) },
    { what: 'page tables of the root cell', pages: rootTablesOf(root) + tables + dmaTables(rootCell) },
    { what: 'devices of the root cell', pages: devicePages(rootCell, root) },
    { what: 'IOMMUs', pages: iommuPages(root) },
  ]
}

/** What is taken when a cell is created, some of it for tables of the root cell that have to be divided. */
export function pagesForCell(cell: Cell, { root, rootCell }: Board): bigint {
  const description =
    BigInt(declaredBytes(cell.configuration) ?? 0) + (root.architecture === 'x86' ? 16384n : 8192n)
  const roots = tablesOf(rootCell)
  const divided = unitedTables(roots, pageTablesFor(cell.regions.filter(isTaken).map(holeIn)))
  const dividing = numberOfTables(divided) - numberOfTables(roots)
  const own = rootTablesOf(root) + numberOfTables(tablesOf(cell)) + dmaTables(cell)
  return ceiling(description, pageSize) + own + dividing + devicePages(cell, root)
}

/** The bitmaps of both page pools, and the page table of parked CPUs. */
function bookkeeping(root: Root): bigint {
  const { hypervisorMemory } = root
  const bytes = hypervisorMemory ? sizeOfRange(hypervisorMemory.range) : 0n
  return ceiling(bytes / pageSize, 8n * pageSize) + 4n + rootTablesOf(root)
}

/** The highest table of a cell: on arm64 two pages for the 40 bits of addresses that most CPUs have. */
function rootTablesOf({ architecture }: Root): bigint {
  return architecture === 'arm64' ? 2n : 1n
}

/** How many tables above that of a 2 MiB block a mapping of its own, in a 1 GiB of its own, needs. */
const upperTables: Readonly<Record<Architecture, bigint>> = { arm: 1n, arm64: 2n, x86: 2n }

/** For its memory, in which the data of the CPUs are mapped page by page; its console; devices; and every CPU's own. */
function ownTables(root: Root, { core, perCpu }: Fixed): bigint {
  const { architecture, hypervisorMemory, debugConsole, cpus } = root
  if (architecture === undefined || !hypervisorMemory) return 0n
  const { start } = hypervisorMemory.range
  const { ofMegabytes } = pageTablesFor([
    { virtual: { start: 0n, end: sizeOfRange(hypervisorMemory.range) }, physical: start, isSmall: false },
    { virtual: { start: core, end: core + perCpu }, physical: 0n, isSmall: true },
  ])
  const upper = upperTables[architecture]
  const memory = upper + numberOfTables({ ofGigabytes: [], ofMegabytes })
  const console = !debugConsole ? 0n : architecture === 'x86' ? 1n + upper : 1n
  const devices = ceiling(deviceBytes(root), 2n << 20n) + upper
  return memory + console + devices + BigInt(cpus?.length ?? 0) * (upper + 1n)
}

/** Of the registers that the hypervisor maps for itself. */
function deviceBytes({ gicFrames, iommuWindows, ecam, pciIsVirtual, configuration }: Root): bigint {
  const windows = [...gicFrames, ...iommuWindows, ...(ecam && pciIsVirtual === false ? [ecam] : [])]
  const chips = BigInt(configuration.irqchips.items.length) * pageSize
  return windows.reduce((sum, { range }) => sum + sizeOfRange(range), chips)
}

const tablesOf = remembered(
  ({ regions }: Cell): PageTables =>
    pageTablesFor(regions.filter(({ isPageMapped }) => isPageMapped).map(mappingOf)),
)

function mappingOf({ guest, physical, has }: LiveRegion): Mapping {
  const isSmall = has('JAILHOUSE_MEM_NO_HUGEPAGES') || !physical
  return { virtual: guest, physical: physical?.start ?? 0n, isSmall }
}

/** Its own memory is shown to the root cell as empty pages, each mapped by itself (upstream `setup.c: init_early`). */
function hidingTables({ hypervisorMemory }: Root): PageTables {
  if (!hypervisorMemory) return pageTablesFor([])
  return pageTablesFor([{ virtual: hypervisorMemory.range, physical: 0n, isSmall: true }])
}

function isTaken(region: LiveRegion): boolean {
  return isPrivate(region) && region.isPageMapped && region.physical !== undefined
}

/** What is taken out of the root cell leaves a hole at its borders only. */
function holeIn({ physical, guest }: LiveRegion): Mapping {
  const range: Range = physical ?? guest
  return { virtual: range, physical: range.start, isSmall: false }
}

/** VT-d and the IOMMU of AMD have tables of their own for the memory that devices reach. */
function dmaTables({ root, regions }: Cell): bigint {
  const hasTables = root?.architecture === 'x86' && 0 < root.iommuWindows.length
  if (!hasTables) return 0n
  const reached = regions.filter((region) => region.isPageMapped && region.has('JAILHOUSE_MEM_DMA'))
  return 1n + numberOfTables(pageTablesFor(reached.map(mappingOf)))
}

/** Lists of devices and interceptors, links of ivshmem devices, and on x86 the ports and I/O APICs. */
function devicePages(cell: Cell, root: Root): bigint {
  const isX86 = root.architecture === 'x86'
  const [device, interceptor] = root.architecture === 'arm' ? [320n, 16n] : [344n, 32n]
  const { configuration, regions, ivshmem } = cell
  const intercepted =
    unitInterceptors(cell, root).length + regions.filter((region) => !region.isPageMapped).length
  const links = new Set(ivshmem.map(({ bdf }) => bdf)).size
  const pages = [
    ceiling(BigInt(countedDevices(configuration).length) * device, pageSize),
    ceiling(BigInt(intercepted + 2 * ivshmem.length) * interceptor, pageSize),
    cell.isRoot ? BigInt(links) : BigInt(links - linksOfRoot(cell, root)),
    isX86 ? (isAmd(root) ? 3n : 2n) : 0n,
    isX86 && 0 < configuration.irqchips.items.length ? 1n : 0n,
    unitsOf(root, 'JAILHOUSE_IOMMU_PVU').length === 0 ? 0n : 1n,
  ]
  return pages.reduce((sum, count) => sum + count, 0n)
}

function linksOfRoot({ ivshmem }: Cell, { configuration }: Root): number {
  const there = countedDevices(configuration).flatMap(({ bdf }) => (bdf.known ? [bdf.value] : []))
  return new Set(ivshmem.map(({ bdf }) => bdf).filter((bdf) => there.includes(bdf))).size
}

/** Tables and queues that every unit has, whatever the cells give to devices. */
function iommuPages(root: Root): bigint {
  const { configuration } = root
  const streams = configuration.streamIds.items.flatMap(({ id }) => (id.known ? [id.value >> 8n] : []))
  const buses = new Set(physicalFunctionsOf(configuration).map(({ bdf }) => bdf >> 8n)).size
  const [intel, amd] = [
    unitsOf(root, 'JAILHOUSE_IOMMU_INTEL').length,
    unitsOf(root, 'JAILHOUSE_IOMMU_AMD').length,
  ]
  // Two levels of stream tables with 16 KiB for every 256 streams, and two queues.
  const smmuv3 = 4n + 4n * BigInt(new Set(streams).size)
  return (
    BigInt(unitsOf(root, 'JAILHOUSE_IOMMU_SMMUV3').length) * smmuv3 +
    BigInt(unitsOf(root, 'JAILHOUSE_IOMMU_ARM_MMU500').length) +
    // A device table of 2 MiB, a command buffer and an event log.
    BigInt(amd) * (512n + 2n) +
    (intel === 0 ? 0n : BigInt(intel + buses) + interruptTable(root))
  )
}

/** 16 bytes for each entry, and a power of two of them (upstream `vtd.c: vtd_init`). */
function interruptTable({ configuration }: Root): bigint {
  const limit = configuration.system.platform.x86.vtdInterruptLimit
  if (!limit.known || limit.value < 2n) return 1n
  const entries = 1n << BigInt((limit.value - 1n).toString(2).length)
  return ceiling(16n * entries, pageSize)
}

function isAmd(root: Root): boolean {
  return 0 < unitsOf(root, 'JAILHOUSE_IOMMU_AMD').length
}

/** The units of a type, up to the first one without a base. */
function unitsOf({ iommuWindows, configuration }: Root, name: string): readonly IommuUnit[] {
  const type = configuration.interface.constant(name)
  const listed = new Set(iommuWindows.map(({ unit }) => unit))
  return configuration.system.platform.iommuUnits.filter(
    (unit) => listed.has(unit.index) && unit.type.known && unit.type.value === type,
  )
}

function ceiling(value: bigint, step: bigint): bigint {
  return (value + step - 1n) / step
}
