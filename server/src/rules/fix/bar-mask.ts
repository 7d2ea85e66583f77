/** The change that gives an ivshmem device the BARs that it needs, by the macro of the header for it. */
import type { PciDevice } from '../../config/model.ts'
import type { Change } from './fix.ts'
import { settingField } from './fields.ts'

/** Of 4 KiB; with the second one if the device has vectors. */
export function barMaskFor({ numMsixVectors }: PciDevice): string {
  const hasVectors = numMsixVectors.known && numMsixVectors.value !== 0n
  return hasVectors ? 'JAILHOUSE_IVSHMEM_BAR_MASK_MSIX' : 'JAILHOUSE_IVSHMEM_BAR_MASK_INTX'
}

export function settingBarMask(device: PciDevice, macro: string): Change {
  return settingField(device.view, 'bar_mask', macro, 'bdf')
}
