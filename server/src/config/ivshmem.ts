/** The ivshmem devices of a cell, and the memory regions that are their sections (catalogue A.8). */
import type { Configuration, MemoryRegion, PciDevice } from './model.ts'
import { remembered } from './remembered.ts'

export interface IvshmemDevice {
  readonly device: PciDevice
  readonly bdf: bigint
  readonly id: bigint
  readonly peers: bigint
  /** State table, common read/write section, then one output section per peer; as far as the array goes. */
  readonly sections: readonly MemoryRegion[]
}

/** The devices of type IVSHMEM whose addressing fields are known. */
export const ivshmemDevicesOf = remembered((configuration: Configuration): readonly IvshmemDevice[] => {
  const ivshmem = configuration.interface.constant('JAILHOUSE_PCI_TYPE_IVSHMEM')
  return configuration.pciDevices.items.flatMap((device) => {
    const { type, bdf, shmemDevId, shmemPeers, shmemRegionsStart } = device
    if (ivshmem === undefined || !type.known || type.value !== ivshmem) return []
    if (!bdf.known || !shmemDevId.known || !shmemPeers.known || !shmemRegionsStart.known) return []
    const start = Number(shmemRegionsStart.value)
    const sections = configuration.memory.items.slice(start, start + 2 + Number(shmemPeers.value))
    return [{ device, bdf: bdf.value, id: shmemDevId.value, peers: shmemPeers.value, sections }]
  })
})
