/** How messages call PCI devices and their capabilities; numbers are written by `wording.ts`. */
import type { Cell } from '../board/cell.ts'
import type { PciFunction, PciKind } from '../board/pci.ts'
import { capabilityId, type CapabilityInUse } from '../board/pci-capabilities.ts'
import { bdfText, hex } from './wording.ts'

const names: Readonly<Record<PciKind, string>> = {
  device: 'physical device',
  bridge: 'bridge',
  ivshmem: 'ivshmem device',
}

/** `physical device`, `bridge`, `ivshmem device` */
export function kindText(kind: PciKind): string {
  return names[kind]
}

/** `physical device 00:1b.0 (0xd8)` */
export function functionText({ kind, bdf }: PciFunction): string {
  return `${names[kind]} ${bdfText(bdf)}`
}

/** `PCI capability 3 (MSI, 0x50-0x59)` */
export function capabilityText({ capability, id, isExtended, registers }: CapabilityInUse): string {
  const name = isExtended ? `extended id ${hex(id)}` : (interruptNames.get(id) ?? `id ${hex(id)}`)
  const where = registers ? `, ${hex(registers.start)}-${hex(registers.end - 1n)}` : ''
  return `PCI capability ${capability.index} (${name}${where})`
}

/** The command that fails when a cell is refused. */
export function refusedCommand({ isRoot }: Cell): string {
  return isRoot ? '`jailhouse enable`' : '`cell create`'
}

const interruptNames: ReadonlyMap<bigint, string> = new Map([
  [capabilityId.msi, 'MSI'],
  [capabilityId.msix, 'MSI-X'],
])
