/**
 * The capabilities that PCI devices refer to: a device has a slice of the cell's array, and several devices may have
 * the same one (upstream `pci.c: for_each_pci_cap, pci_find_capability`; catalogue A.8).
 */
import type { Configuration, PciCapability } from '../config/model.ts'
import { type Range, rangeOf } from '../config/range.ts'
import { type PciFunction, physicalFunctionsOf } from './pci.ts'

export interface CapabilityInUse {
  readonly capability: PciCapability
  /** As the PCI specifications number them, without the mark of an extended one. */
  readonly id: bigint
  readonly isExtended: boolean
  readonly isWritable: boolean
  /** Its bytes in the configuration space; undefined for none. */
  readonly registers: Range | undefined
}

/** Ids of standard capabilities. */
export const capabilityId = { pm: 0x01n, msi: 0x05n, exp: 0x10n, msix: 0x11n, af: 0x13n } as const

/** The slice of a device, as far as the array goes and what is in it is written and known. */
export function capabilitiesOf(
  { device: { capsStart, numCaps } }: PciFunction,
  configuration: Configuration,
): readonly CapabilityInUse[] {
  if (!capsStart.known || !numCaps.known) return []
  const start = Number(capsStart.value)
  const slice = configuration.pciCaps.items.slice(start, start + Number(numCaps.value))
  return slice.flatMap((capability) => inUse(capability, configuration) ?? [])
}

/** Whether all of a device's slice is there, written and known, so that what is not in it does not exist. */
export function areCapabilitiesKnown(given: PciFunction, configuration: Configuration): boolean {
  const { numCaps } = given.device
  return numCaps.known && BigInt(capabilitiesOf(given, configuration).length) === numCaps.value
}

/** The capability of MSI or MSI-X in a device's slice. */
export function interruptCapability(
  kind: 'msi' | 'msix',
  given: PciFunction,
  configuration: Configuration,
): CapabilityInUse | undefined {
  return capabilitiesOf(given, configuration).find((one) => isCapability(one, capabilityId[kind]))
}

export function isCapability({ id, isExtended }: CapabilityInUse, wanted: bigint): boolean {
  return !isExtended && id === wanted
}

/** What one or more physical devices refer to, each capability once, with the first of these devices. */
export function referredCapabilities(
  configuration: Configuration,
): readonly (CapabilityInUse & { readonly user: PciFunction })[] {
  const seen = new Set<PciCapability>()
  return physicalFunctionsOf(configuration).flatMap((user) =>
    capabilitiesOf(user, configuration).flatMap((one) => {
      if (seen.has(one.capability)) return []
      seen.add(one.capability)
      return [{ ...one, user }]
    }),
  )
}

function inUse(
  capability: PciCapability,
  { interface: { constant } }: Configuration,
): CapabilityInUse | undefined {
  const { id, start, length, flags, written } = capability
  const [mark, write] = [constant('JAILHOUSE_PCI_EXT_CAP'), constant('JAILHOUSE_PCICAPS_WRITE')]
  if (!written || mark === undefined || write === undefined) return undefined
  if (!id.known || !start.known || !length.known || !flags.known) return undefined
  return {
    capability,
    id: id.value & ~mark,
    isExtended: (id.value & mark) !== 0n,
    isWritable: (flags.value & write) !== 0n,
    registers: rangeOf(start.value, length.value),
  }
}
