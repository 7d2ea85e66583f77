/**
 * The interrupts by which a cell on Arm hears of its ivshmem devices: each device that has no MSI-X vectors has an
 * interrupt pin, chosen by its slot, and the four pins are four consecutive SPIs from `vpci_irq_base` on (upstream
 * `ivshmem.c: ivshmem_reset` and `arch/arm-common/ivshmem.c: arch_ivshmem_update_intx`).
 */
import type { IvshmemDevice } from '../config/ivshmem.ts'
import { firstSpiId, lastSpiId } from '../config/interrupts.ts'
import { remembered } from '../config/remembered.ts'
import type { Cell } from './cell.ts'
import { assignablePins } from './conflicts.ts'
import { endsOf } from './links.ts'

export interface VirtualInterrupt {
  readonly device: IvshmemDevice
  /** The id at the GIC. */
  readonly id: number
}

/** The ivshmem devices of a cell that interrupt through a pin; on x86 none does. */
export const pinDevicesOf = remembered((cell: Cell): readonly IvshmemDevice[] => {
  if (cell.architecture !== 'arm' && cell.architecture !== 'arm64') return []
  const devices = endsOf(cell).map(({ device }) => device)
  return devices.filter(
    ({ device: { numMsixVectors } }) => numMsixVectors.known && numMsixVectors.value === 0n,
  )
})

/** Which of the four pins a device has, from 0. */
export function pinOf({ bdf }: IvshmemDevice): number {
  return Number((bdf >> 3n) & 3n)
}

/** None where the base is not known or zero, which no cell can mean: SPI 0 to 3 belong to devices of the machine. */
export const virtualInterruptsOf = remembered((cell: Cell): readonly VirtualInterrupt[] => {
  const { vpciIrqBase } = cell.configuration.cell
  if (!vpciIrqBase.known || vpciIrqBase.value === 0n) return []
  const base = firstSpiId + Number(vpciIrqBase.value)
  return pinDevicesOf(cell).map((device) => ({ device, id: base + pinOf(device) }))
})

/** The ids of all SPIs that the cell is granted; undefined when that is not known for certain. */
export const grantedSpis = remembered((cell: Cell): ReadonlySet<number> | undefined => {
  const distributor = cell.root?.configuration.system.platform.arm.gicdBase
  const isKnown = cell.configuration.irqchips.items.every(
    ({ address, pinBase, pinBitmap }) =>
      address.known && pinBase.known && pinBitmap.every((word) => word.known),
  )
  if (!distributor?.known || !isKnown) return undefined
  return new Set(assignablePins(cell).map(({ number }) => number))
})

/**
 * The virtual interrupts of a cell that exist, and that the cell is not granted: it cannot enable them. None where
 * it is not known for certain.
 */
export function missingVirtualInterrupts(cell: Cell): readonly VirtualInterrupt[] {
  const granted = grantedSpis(cell)
  if (!granted) return []
  return virtualInterruptsOf(cell).filter(({ id }) => id <= lastSpiId && !granted.has(id))
}

/** The ids, rising, each once: devices may share a pin. */
export function idsOf(interrupts: readonly VirtualInterrupt[]): readonly number[] {
  return [...new Set(interrupts.map(({ id }) => id))].toSorted((a, b) => a - b)
}

/**
 * Whether `vpci_irq_base` was written as an interrupt id, which is higher than the SPI number by 32: none of the
 * virtual interrupts is granted, and all that are lower by 32 are.
 */
export function areIdsMistaken(cell: Cell): boolean {
  const granted = grantedSpis(cell)
  const interrupts = virtualInterruptsOf(cell)
  if (!granted || interrupts.length === 0) return false
  return interrupts.every(({ id }) => !granted.has(id) && granted.has(id - firstSpiId))
}
