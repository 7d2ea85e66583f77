/**
 * The PCI devices of a configuration as the hypervisor goes through them, and what the root cell has at the same
 * places (upstream `pci.c: pci_cell_init, pci_get_assigned_device`; catalogue A.8).
 *
 * A device is looked for by bus, device and function alone; the domain does not count. What is neither bridge nor
 * ivshmem the hypervisor takes for a physical device. This file describes; it does not judge.
 */
import type { Configuration, PciDevice } from '../config/model.ts'
import { remembered } from '../config/remembered.ts'
import type { Cell } from './cell.ts'

export type PciKind = 'device' | 'bridge' | 'ivshmem'

export interface PciFunction {
  readonly device: PciDevice
  readonly kind: PciKind
  readonly bdf: bigint
}

/** The elements that are read, those that nobody has written included; none where the count is not known. */
export const countedDevices = remembered(
  ({ pciDevices: { items, count } }: Configuration): readonly PciDevice[] => {
    return count.known ? items.filter(({ index }) => BigInt(index) < count.value) : []
  },
)

/** The devices that are read and written, are of a type that there is, and stand at a known place. */
export const pciFunctionsOf = remembered((configuration: Configuration): readonly PciFunction[] => {
  return countedDevices(configuration).flatMap((device) => {
    const kind = kindOf(device, configuration)
    if (!device.written || kind === undefined || kind === 'none' || !device.bdf.known) return []
    return [{ device, kind, bdf: device.bdf.value }]
  })
})

/** The devices that are hardware: all but ivshmem devices. */
export const physicalFunctionsOf = remembered((configuration: Configuration): readonly PciFunction[] => {
  return pciFunctionsOf(configuration).filter(({ kind }) => kind !== 'ivshmem')
})

/** What the type says; undefined while it is not known, or the headers in use do not know all of the types. */
export function kindOf(
  { type }: PciDevice,
  { interface: { constant } }: Configuration,
): PciKind | 'none' | undefined {
  if (!type.known || kinds.some(([, name]) => constant(name) === undefined)) return undefined
  return kinds.find(([, name]) => constant(name) === type.value)?.[0] ?? 'none'
}

/** Whether a configuration lists anything at a place; undefined while that is not known. */
export function listsBdf(configuration: Configuration, bdf: bigint): boolean | undefined {
  const devices = countedDevices(configuration)
  if (devices.some((device) => device.bdf.known && device.bdf.value === bdf)) return true
  return configuration.pciDevices.count.known && devices.every((device) => device.bdf.known)
    ? false
    : undefined
}

/** A physical device of a cell, and what its root cell has at that place. */
export interface Counterpart {
  readonly own: PciFunction
  readonly roots: PciFunction
}

/** Those physical devices of a non-root cell whose place the root cell lists. Of several there the same domain wins. */
export function counterpartsOf({ configuration, isRoot, root }: Cell): readonly Counterpart[] {
  if (isRoot || !root) return []
  const all = pciFunctionsOf(root.configuration)
  return physicalFunctionsOf(configuration).flatMap((own) => {
    const there = all.filter(({ bdf }) => bdf === own.bdf)
    const roots = there.find((other) => haveOneDomain(own, other)) ?? there[0]
    return roots ? [{ own, roots }] : []
  })
}

/** Whether two devices are in the same domain; true as well while that is not known. */
export function haveOneDomain(a: PciFunction, b: PciFunction): boolean {
  const [one, other] = [a.device.domain, b.device.domain]
  return !one.known || !other.known || one.value === other.value
}

const kinds = [
  ['device', 'JAILHOUSE_PCI_TYPE_DEVICE'],
  ['bridge', 'JAILHOUSE_PCI_TYPE_BRIDGE'],
  ['ivshmem', 'JAILHOUSE_PCI_TYPE_IVSHMEM'],
] as const
