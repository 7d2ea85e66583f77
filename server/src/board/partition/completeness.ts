/**
 * Whether everything is known that decides about an address space. Regions with unknown values are not simulated, so
 * a space that may hold such regions can only tell what is there, never what is not.
 */
import { hasForeignMemory } from '../../config/foreign-memory.ts'
import type { Configuration, MemoryRegion } from '../../config/model.ts'
import type { Scalar } from '../../config/view.ts'
import type { Root } from '../root.ts'
import { mostRedistributors } from './interceptors.ts'

/** Whether all regions of a configuration, and the interceptors that it asks for, are known. */
export function isFullyKnown(configuration: Configuration): boolean {
  const { memory, irqchips, pciDevices } = configuration
  return (
    !hasForeignMemory(configuration) &&
    (!memory.member || memory.member.declaredLength !== undefined) &&
    memory.items.every(isDecided) &&
    irqchips.items.every(({ address }) => address.known) &&
    pciDevices.items.every(({ type, msixAddress, msixRegionSize }) =>
      areKnown(type, msixAddress, msixRegionSize),
    )
  )
}

/** Whether what the hypervisor keeps to itself is known, as far as it shows in address spaces. */
export function isMachineKnown({ architecture, cpus, configuration }: Root): boolean {
  const { hypervisorMemory, platform } = configuration.system
  const { arm, iommuUnits } = platform
  if (!areKnown(hypervisorMemory.physStart, hypervisorMemory.size, platform.mmconfigBase)) return false
  if (!areKnown(platform.mmconfigEndBus) || !iommuUnits.every(({ base, type }) => areKnown(base, type)))
    return false
  switch (architecture) {
    case undefined:
      return false
    case 'x86':
      return true
    case 'arm':
    case 'arm64':
      return (
        cpus !== undefined &&
        cpus.length <= mostRedistributors &&
        areKnown(arm.gicVersion, arm.gicdBase, arm.giccBase, arm.gicvBase, arm.gicrBase)
      )
  }
}

/** A region of size zero is nothing, whatever else of it is unknown. */
function isDecided({ physStart, virtStart, size, flags }: MemoryRegion): boolean {
  return areKnown(physStart, virtStart, size, flags) || (size.known && size.value === 0n)
}

function areKnown(...scalars: readonly Scalar[]): boolean {
  return scalars.every(({ known }) => known)
}
