/**
 * What a root configuration reserves for the hypervisor: the address ranges that it intercepts or must keep to
 * itself (catalogue, vocabulary of section F, and D.2).
 *
 * Only what is known for certain is listed: a base that is zero or cannot be evaluated reserves nothing.
 */
import type { Architecture } from '../config/interface.ts'
import { type LiveRegion, liveRegionsOf } from '../config/memory.ts'
import { cpusOf } from '../config/cpus.ts'
import type { SystemConfig } from '../config/model.ts'
import { type Range, rangeOf } from '../config/range.ts'
import type { Place, Scalar } from '../config/view.ts'

export interface Root {
  readonly configuration: SystemConfig
  readonly architecture: Architecture | undefined
  readonly cpus: readonly number[] | undefined
  readonly regions: readonly LiveRegion[]
  readonly hypervisorMemory: ReservedRange | undefined
  /** The registers that the hypervisor prints to; undefined for a console in I/O ports, or none. */
  readonly debugConsole: ReservedRange | undefined
  /** The frames of the GIC; none on x86. */
  readonly gicFrames: readonly GicFrame[]
  /** The PCI configuration space (ECAM), physical or virtual. */
  readonly ecam: ReservedRange | undefined
  /** Whether the ECAM is emulated only, with nothing behind it on the bus; undefined when that is not known. */
  readonly pciIsVirtual: boolean | undefined
  /** Registers of the IOMMU units, and the TLB windows of PVUs. */
  readonly iommuWindows: readonly IommuWindow[]
}

export interface ReservedRange {
  readonly range: Range
  /** The field or element that says so. */
  readonly place: Place
}

export type GicFrameName = 'GICD' | 'GICC' | 'GICH' | 'GICV' | 'GICR'

export interface GicFrame extends ReservedRange {
  readonly name: GicFrameName
  /** Intercepted, or mapped by the hypervisor, at these *guest* addresses; otherwise only the physical range counts. */
  readonly isGuestVisible: boolean
}

export interface IommuWindow extends ReservedRange {
  readonly unit: number
  readonly what: 'registers' | 'TLB window'
}

export function rootOf(configuration: SystemConfig): Root {
  const { platform, hypervisorMemory } = configuration.system
  const cpus = cpusOf(configuration)
  const architecture = configuration.architecture
  return {
    configuration,
    architecture,
    cpus,
    regions: liveRegionsOf(configuration),
    hypervisorMemory: reserved(hypervisorMemory.physStart, hypervisorMemory.size, hypervisorMemory.place),
    debugConsole: debugConsoleOf(configuration),
    gicFrames: architecture === 'arm' || architecture === 'arm64' ? gicFramesOf(configuration, cpus) : [],
    ecam: ecamOf(configuration),
    pciIsVirtual: platform.pciIsVirtual.known ? platform.pciIsVirtual.value !== 0n : undefined,
    iommuWindows: architecture === 'arm64' || architecture === 'x86' ? iommuWindowsOf(configuration) : [],
  }
}

/**
 * The sizes are those of upstream's `gic-v2.c` (`gicv2_irqchip`, `gicv2_init`, `gicv2_cell_init`) and `gic-v3.c`
 * (`gicv3_irqchip`, `gicv3_init`). Redistributors are taken to follow one another from `gicr_base` on, one for each
 * CPU number up to the highest of the root configuration. A GICv4 has frames twice as large, which shows at run time
 * only: what is listed here is intercepted in either case.
 */
function gicFramesOf(configuration: SystemConfig, cpus: readonly number[] | undefined): readonly GicFrame[] {
  const { arm } = configuration.system.platform
  if (!arm.gicVersion.known) return []
  if (arm.gicVersion.value === 2n)
    return [
      ...frame('GICD', arm.gicdBase, 0x1000n, true),
      ...frame('GICC', arm.giccBase, 0x2000n, true),
      ...frame('GICH', arm.gichBase, 0x2000n, false),
      ...frame('GICV', arm.gicvBase, 0x2000n, false),
    ]
  if (arm.gicVersion.value !== 3n) return []
  const redistributors = cpus === undefined ? 0 : (cpus.at(-1) ?? -1) + 1
  return [
    ...frame('GICD', arm.gicdBase, 0x10000n, true),
    ...frame('GICR', arm.gicrBase, 0x20000n * BigInt(redistributors), true),
  ]
}

function frame(name: GicFrameName, base: Scalar, size: bigint, isGuestVisible: boolean): readonly GicFrame[] {
  if (!base.known || base.value === 0n || size === 0n) return []
  return [{ name, range: { start: base.value, end: base.value + size }, place: base.place, isGuestVisible }]
}

function debugConsoleOf({ system, interface: { constant } }: SystemConfig): ReservedRange | undefined {
  const { address, size, type, flags } = system.debugConsole
  const mmio = constant('JAILHOUSE_CON_ACCESS_MMIO')
  if (!flags.known || mmio === undefined || (flags.value & mmio) === 0n) return undefined
  if (!type.known || type.value === constant('JAILHOUSE_CON_TYPE_NONE')) return undefined
  return reserved(address, size, address.place)
}

function ecamOf(configuration: SystemConfig): ReservedRange | undefined {
  const { mmconfigBase, mmconfigEndBus } = configuration.system.platform
  if (!mmconfigBase.known || !mmconfigEndBus.known || mmconfigBase.value === 0n) return undefined
  const size = (mmconfigEndBus.value + 1n) * 0x100000n
  return { range: { start: mmconfigBase.value, end: mmconfigBase.value + size }, place: mmconfigBase.place }
}

/** The list ends at the first unit whose base is zero (upstream `iommu_count_units`); 32-bit Arm has none. */
function iommuWindowsOf(configuration: SystemConfig): readonly IommuWindow[] {
  const pvu = configuration.interface.constant('JAILHOUSE_IOMMU_PVU')
  const windows: IommuWindow[] = []
  for (const unit of configuration.system.platform.iommuUnits) {
    if (!unit.base.known || unit.base.value === 0n) break
    const registers = reserved(unit.base, unit.size, unit.place)
    if (registers) windows.push({ ...registers, unit: unit.index, what: 'registers' })
    const isPvu = unit.type.known && pvu !== undefined && unit.type.value === pvu
    const tlb = isPvu ? reserved(unit.tlbBase, unit.tlbSize, unit.place) : undefined
    if (tlb) windows.push({ ...tlb, unit: unit.index, what: 'TLB window' })
  }
  return windows
}

function reserved(base: Scalar, size: Scalar, place: Place): ReservedRange | undefined {
  const range = base.known && size.known && base.value !== 0n ? rangeOf(base.value, size.value) : undefined
  return range && { range, place }
}
