/**
 * For whom the DMA flag of a memory region counts (catalogue A.4, C 44, C 107, C 108).
 *
 * VT-d and the PVU have tables of their own, which hold only regions with the flag; the AMD IOMMU walks the CPU's
 * tables, where the flag is a bit of every entry. SMMUs walk the cell's page tables and see all that is mapped.
 */
import type { Root } from './root.ts'

export type DmaTranslation = 'VT-d' | 'AMD IOMMU' | 'PVU' | 'none'

/**
 * Which kind of unit reads the flag on this board; undefined when it is not known. The list of units ends at the
 * first one whose base is zero (upstream `iommu_count_units`). An x86 board has units of one kind, or `enable` is
 * refused.
 */
export function dmaTranslationOf({ configuration, architecture }: Root): DmaTranslation | undefined {
  const { constant } = configuration.interface
  if (architecture === undefined) return undefined
  const kinds: readonly (readonly [DmaTranslation, string])[] =
    architecture === 'x86'
      ? [
          ['VT-d', 'JAILHOUSE_IOMMU_INTEL'],
          ['AMD IOMMU', 'JAILHOUSE_IOMMU_AMD'],
        ]
      : architecture === 'arm64'
        ? [['PVU', 'JAILHOUSE_IOMMU_PVU']]
        : []
  for (const { base, type } of configuration.system.platform.iommuUnits) {
    if (base.known && base.value === 0n) break
    if (!base.known || !type.known) return undefined
    const kind = kinds.find(([, name]) => constant(name) === type.value)
    if (kind) return kind[0]
  }
  return 'none'
}
