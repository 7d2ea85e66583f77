/**
 * The IOMMU units of a root configuration, as far as the hypervisor uses them (upstream `arm64/iommu.c` and
 * `x86/iommu.c: iommu_count_units`; catalogue A.10).
 */
import type { ConfigInterface } from '../config/interface.ts'
import type { IommuUnit } from '../config/model.ts'
import type { Root } from './root.ts'

export type IommuKind = 'AMD' | 'Intel' | 'SMMUv2' | 'SMMUv3' | 'PVU' | 'MMU-500'

/** The units up to the first one whose base is zero, where the list ends; up to one that is not known. */
export function unitsInUse({ configuration, architecture }: Root): readonly IommuUnit[] {
  const units = configuration.system.platform.iommuUnits
  const end = units.findIndex(({ base }) => !base.known || base.value === 0n)
  return architecture === 'x86' || architecture === 'arm64'
    ? units.slice(0, end < 0 ? units.length : end)
    : []
}

/** Whether it is known where the list of units ends, and what they are. */
export function areUnitsKnown(root: Root): boolean {
  const used = unitsInUse(root)
  const next = root.configuration.system.platform.iommuUnits[used.length]
  return root.architecture !== undefined && next?.base.known !== false && used.every(({ type }) => type.known)
}

/** Undefined for a type that the headers in use do not know, and while it is not known. */
export function kindOfUnit({ type }: IommuUnit, { constant }: ConfigInterface): IommuKind | undefined {
  return type.known ? kinds.find(([, name]) => constant(name) === type.value)?.[0] : undefined
}

/** The kinds of the units in use, each once. */
export function unitKindsOf(root: Root): ReadonlySet<IommuKind> {
  return new Set(unitsInUse(root).flatMap((unit) => kindOfUnit(unit, root.configuration.interface) ?? []))
}

/** The units that are PCI functions, as those of AMD are, and which functions; the host bridge 00:00.0 is none. */
export function unitFunctions(root: Root): readonly { readonly unit: IommuUnit; readonly bdf: bigint }[] {
  return unitsInUse(root).flatMap((unit) => {
    const { bdf } = unit.amd
    const isFunction = kindOfUnit(unit, root.configuration.interface) === 'AMD'
    return isFunction && bdf.known && bdf.value !== 0n ? [{ unit, bdf: bdf.value }] : []
  })
}

/** A variant of Jailhouse has SMMUv2 in the place of MMU-500. */
const kinds: readonly (readonly [IommuKind, string])[] = [
  ['AMD', 'JAILHOUSE_IOMMU_AMD'],
  ['Intel', 'JAILHOUSE_IOMMU_INTEL'],
  ['SMMUv3', 'JAILHOUSE_IOMMU_SMMUV3'],
  ['PVU', 'JAILHOUSE_IOMMU_PVU'],
  ['MMU-500', 'JAILHOUSE_IOMMU_ARM_MMU500'],
  ['SMMUv2', 'JAILHOUSE_IOMMU_SMMUV2'],
]
