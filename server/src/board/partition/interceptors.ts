/**
 * Who handles an access that the page tables refuse: the interceptors that a cell's units register, and its sub-page
 * regions (upstream `mmio.c`).
 *
 * The hypervisor keeps them sorted by start and looks them up by bisection, which assumes that they do not overlap.
 * Where they do, either may be found, or none; and taking one away takes whichever is found. That is repeated here
 * step by step, since it decides what a cell really reaches (catalogue C 10, C 37).
 */
import type { LiveRegion } from '../../config/memory.ts'
import { pageSize, type Range, rangeOf } from '../../config/range.ts'
import type { PciDevice } from '../../config/model.ts'
import type { Place } from '../../config/view.ts'
import type { Cell } from '../cell.ts'
import type { Root } from '../root.ts'
import { type Access, emulatedLength, flaggedAccess, noAccess } from './access.ts'
import { namedPhysical } from './mapping.ts'
import { type Patch, type Stroke, painted } from './painting.ts'

export type Interceptor = UnitInterceptor | RegionInterceptor

export interface UnitInterceptor {
  readonly kind: 'unit'
  readonly what: 'GICD' | 'GICR' | 'I/O APIC' | 'configuration space' | 'MSI-X table' | 'VT-d unit'
  readonly range: Range
  /** What in the configuration says so. */
  readonly place: Place
  /** False for VT-d units, which are intercepted only if Linux remapped interrupts before it was enabled. */
  readonly isCertain: boolean
}

/** A sub-page region: accesses of its widths are carried out on the physical range. */
export interface RegionInterceptor {
  readonly kind: 'region'
  readonly region: LiveRegion
  readonly range: Range
  readonly physical: Range
  /** As the flags say; `reach` is how many bytes from the start on some permitted width gets to. */
  readonly access: Access
  readonly reach: bigint
  /**
   * Root got it back from a cell. What it was registered with is a variable on a stack that is gone, so that later
   * accesses are judged by whatever is there (upstream `control.c: remap_to_root_cell`; catalogue C 38).
   */
  readonly isStale: boolean
}

/** Sorted by start; among equal ones, the one that was registered first comes first. */
export type InterceptorTable = Interceptor[]

export function register(table: InterceptorTable, interceptor: Interceptor): void {
  let low = 0
  let high = table.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (interceptor.range.start < (table[middle]?.range.start ?? 0n)) high = middle
    else low = middle + 1
  }
  table.splice(low, 0, interceptor)
}

/** Takes away the interceptor that is *found* at an address, whoever registered it; none if none is found. */
export function unregister(table: InterceptorTable, address: bigint): void {
  const index = indexFound(table, address)
  if (index !== undefined) table.splice(index, 1)
}

/** What an access of one byte finds (upstream `mmio.c: find_region`); wider ones must fit in as a whole. */
export function interceptorAt(table: readonly Interceptor[], address: bigint): Interceptor | undefined {
  const index = indexFound(table, address)
  return index === undefined ? undefined : table[index]
}

function indexFound(table: readonly Interceptor[], address: bigint): number | undefined {
  let start = 0
  let size = table.length
  while (0 < size) {
    const index = start + (size >> 1)
    const range = table[index]?.range
    if (!range) return undefined
    if (address < range.start) {
      size = index - start
    } else if (range.end <= address) {
      size -= index + 1 - start
      start = index + 1
    } else return index
  }
  return undefined
}

/** Who is found at which addresses: between two borders of the table the answer never changes. */
export function dispatchOf(table: readonly Interceptor[]): readonly Patch<Interceptor>[] {
  const borders = table
    .flatMap(({ range }) => [range.start, range.end])
    .toSorted((a, b) => (a < b ? -1 : b < a ? 1 : 0))
  const strokes: Stroke<Interceptor>[] = []
  for (const [index, start] of borders.entries()) {
    const end = borders[index + 1]
    if (end === undefined || end <= start) continue
    strokes.push({ range: { start, end }, paint: interceptorAt(table, start) })
  }
  return painted(strokes)
}

/** What a byte of an interceptor's range permits. Units moderate what comes: they give no access to memory. */
export function interceptedAccess(interceptor: Interceptor, address: bigint): Access {
  if (interceptor.kind === 'unit') return noAccess
  return address - interceptor.range.start < interceptor.reach ? interceptor.access : noAccess
}

/**
 * The interceptor of a sub-page region, or of a part of one that is given back. A communication region of less than
 * a page leads to the physical address that it names (catalogue C 12).
 */
export function regionInterceptor(
  region: LiveRegion,
  range: Range = region.guest,
  physical: Range = namedPhysical(region),
  isStale = false,
): RegionInterceptor {
  const reach = emulatedLength(region, range.end - range.start)
  return { kind: 'region', region, range, physical, access: flaggedAccess(region), reach, isStale }
}

/**
 * The interceptors that the units register for a cell, in their order of registration, before any of its regions.
 *
 * The sizes are those of the units (catalogue D.2). Redistributors are taken to follow one another in the order of
 * CPU numbers, as in `root.ts`. Registers of ivshmem devices are not among them: the guest decides where they are
 * (`relocatableDevices`). A test device is there only in hypervisors that were built for testing.
 */
export function unitInterceptors(cell: Cell, root: Root): readonly UnitInterceptor[] {
  const isArm = root.architecture === 'arm' || root.architecture === 'arm64'
  return [
    ...(isArm ? gicInterceptors(root) : []),
    ...(root.architecture === 'x86' && cell.isRoot ? vtdInterceptors(root) : []),
    ...(root.architecture === 'x86' ? ioApicInterceptors(cell) : []),
    ...(root.ecam ? [unit('configuration space', root.ecam.range, root.ecam.place)] : []),
    ...cell.configuration.pciDevices.items.flatMap((device) => msixInterceptor(device, cell) ?? []),
  ]
}

/** The ivshmem devices, whose registers and MSI-X tables are intercepted wherever the guest puts them. */
export function relocatableDevices(cell: Cell): readonly PciDevice[] {
  return cell.configuration.pciDevices.items.filter((device) => isIvshmem(device, cell))
}

/** The trapped MSI-X table of a physical device; undefined where it has none. */
export function msixInterceptor(
  device: PciDevice,
  cell: Pick<Cell, 'configuration'>,
): UnitInterceptor | undefined {
  const { msixAddress, msixRegionSize, type } = device
  if (!type.known || isIvshmem(device, cell)) return undefined
  if (!msixAddress.known || msixAddress.value === 0n || !msixRegionSize.known) return undefined
  const range = rangeOf(msixAddress.value, msixRegionSize.value)
  return range && unit('MSI-X table', range, msixAddress.place)
}

export function isIvshmem({ type }: PciDevice, { configuration }: Pick<Cell, 'configuration'>): boolean {
  return type.known && type.value === configuration.interface.constant('JAILHOUSE_PCI_TYPE_IVSHMEM')
}

/** Redistributors come first (upstream `irqchip_cell_init`), one for each CPU that root had at the beginning. */
function gicInterceptors(root: Root): readonly UnitInterceptor[] {
  const distributor = root.gicFrames.find(({ name }) => name === 'GICD')
  const redistributors = root.gicFrames.find(({ name }) => name === 'GICR')
  const frames = redistributors
    ? (root.cpus ?? []).slice(0, mostRedistributors).map((cpu) => {
        const start = redistributors.range.start + redistributorSize * BigInt(cpu)
        return unit('GICR', { start, end: start + redistributorSize }, redistributors.place)
      })
    : []
  return [...frames, ...(distributor ? [unit('GICD', distributor.range, distributor.place)] : [])]
}

function ioApicInterceptors({ configuration }: Cell): readonly UnitInterceptor[] {
  return configuration.irqchips.items.flatMap(({ address }) =>
    address.known && address.value !== 0n
      ? [unit('I/O APIC', { start: address.value, end: address.value + pageSize }, address.place)]
      : [],
  )
}

/** One page of each unit, of root only (upstream `vtd.c: vtd_init_ir_emulation`). */
function vtdInterceptors({ iommuWindows, configuration }: Root): readonly UnitInterceptor[] {
  const intel = configuration.interface.constant('JAILHOUSE_IOMMU_INTEL')
  const units = configuration.system.platform.iommuUnits
  return iommuWindows.flatMap(({ range: { start }, unit: index, place }) => {
    const type = units[index]?.type
    if (!type?.known || type.value !== intel) return []
    return [{ ...unit('VT-d unit', { start, end: start + pageSize }, place), isCertain: false }]
  })
}

function unit(what: UnitInterceptor['what'], range: Range, place: Place): UnitInterceptor {
  return { kind: 'unit', what, range, place, isCertain: true }
}

const redistributorSize = 0x20000n

/** A set of more CPUs is a slip of the keyboard; what they would have is not simulated. */
export const mostRedistributors = 1024
