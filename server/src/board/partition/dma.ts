/**
 * What devices reach: through which table the IOMMUs of a board lead the accesses of a cell's devices.
 *
 * | IOMMU | table |
 * |---|---|
 * | none | none: every device reaches all physical memory |
 * | VT-d | one of its own, of the page-mapped regions with DMA (upstream `vtd.c: iommu_map_memory_region`) |
 * | AMD | that of the CPUs; only pages of regions with DMA (upstream `svm.c`, `amd_iommu.c`) |
 * | MMU-500 | that of the CPUs, whatever the flags (upstream `smmu.c: arm_smmu_setup_context_bank`) |
 * | SMMUv3 | that of *root's* CPUs, for all cells: the stream's entry is made of the cell that runs while it is written (upstream `smmu-v3.c: arm_smmu_write_strtab_ent`; catalogue C 99) |
 * | PVU | one of its own, of the regions with DMA, never changed after creation (upstream `ti-pvu.c`) |
 *
 * Devices that no configuration lists are not judged here: behind an SMMUv3 they go unchecked (catalogue C 98).
 */
import type { LiveRegion } from '../../config/memory.ts'
import { pageSize, type Range } from '../../config/range.ts'
import type { Cell } from '../cell.ts'
import type { Root } from '../root.ts'
import { type Access, flaggedAccess, noAccess } from './access.ts'
import { isIvshmem } from './interceptors.ts'
import { type MappedBy, type Mapping, namedPhysical } from './mapping.ts'
import type { Stroke } from './painting.ts'

export type IommuKind = 'VT-d' | 'AMD' | 'MMU-500' | 'SMMUv3' | 'PVU'

/** The kinds of units that a board has; empty when devices go unrestricted. */
export type Iommus = ReadonlySet<IommuKind>

const types: readonly (readonly [IommuKind, string, Root['architecture']])[] = [
  ['AMD', 'JAILHOUSE_IOMMU_AMD', 'x86'],
  ['VT-d', 'JAILHOUSE_IOMMU_INTEL', 'x86'],
  ['SMMUv3', 'JAILHOUSE_IOMMU_SMMUV3', 'arm64'],
  ['PVU', 'JAILHOUSE_IOMMU_PVU', 'arm64'],
  ['MMU-500', 'JAILHOUSE_IOMMU_ARM_MMU500', 'arm64'],
]

/** The list of units ends at the first base of zero; units of a foreign type are passed over; 32-bit Arm has none. */
export function iommusOf({ architecture, configuration }: Root): Iommus {
  const kinds = new Set<IommuKind>()
  for (const { base, type } of configuration.system.platform.iommuUnits) {
    if (!base.known || base.value === 0n) break
    if (!type.known) continue
    for (const [kind, name, on] of types)
      if (on === architecture && configuration.interface.constant(name) === type.value) kinds.add(kind)
  }
  return kinds
}

/** The table of devices where it is not that of the CPUs: its entries after enabling, or after creation. */
export function separateStrokes(cell: Cell, root: Root): readonly Stroke<Mapping>[] {
  if (!hasSeparateTable(iommusOf(root))) return []
  return cell.regions.flatMap((region) =>
    region.isPageMapped ? deviceStrokes(region, region.guest, namedPhysical(region).start) : [],
  )
}

/**
 * What a region, or a part of it, adds to a separate table; nothing without DMA. For the communication region too,
 * the IOMMU is told the physical address that it names.
 */
export function deviceStrokes(
  region: LiveRegion,
  guest: Range,
  physical: bigint,
): readonly Stroke<Mapping>[] {
  if (!region.has('JAILHOUSE_MEM_DMA')) return []
  const physicalStart = physical & ~(pageSize - 1n)
  const by: MappedBy = { kind: 'region', region }
  return [{ range: guest, paint: { guest, physicalStart, access: flaggedAccess(region), by } }]
}

export function hasSeparateTable(iommus: Iommus): boolean {
  return iommus.has('VT-d') || iommus.has('PVU')
}

/** What devices of a cell may do through an entry of its CPUs' table. */
export function sharedTableAccess({ access, by }: Mapping, iommus: Iommus, isRoot: boolean): Access {
  const whole = { read: access.read, write: access.write, execute: false }
  if (iommus.size === 0 || iommus.has('MMU-500')) return whole
  if (iommus.has('SMMUv3')) return isRoot ? whole : noAccess
  if (!iommus.has('AMD') || by.kind !== 'region') return noAccess
  return by.region.has('JAILHOUSE_MEM_DMA') ? flaggedAccess(by.region) : noAccess
}

/**
 * Whether the configuration lists anything for the cell that could access memory by itself: physical PCI devices on
 * x86, streams on arm64 with IOMMUs. Without IOMMUs every cell may have such devices.
 */
export function hasBusMasters(cell: Cell, iommus: Iommus): boolean {
  if (iommus.size === 0) return true
  const { pciDevices, streamIds } = cell.configuration
  if (iommus.has('VT-d') || iommus.has('AMD'))
    return pciDevices.items.some((device) => !isIvshmem(device, cell))
  return 0 < streamIds.items.length
}
