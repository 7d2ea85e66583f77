/** Two ivshmem devices of a cell that have the same interrupt, since their slots have the same pin. */
import { pinDevicesOf, pinOf, virtualInterruptsOf } from '../../board/virtual-interrupts.ts'
import type { IvshmemDevice } from '../../config/ivshmem.ts'
import type { Board } from '../../board/board.ts'
import { fix, type Fix } from '../fix/fix.ts'
import { movingToFreeSlot } from '../fix/slots.ts'
import { defineRule } from '../rule.ts'
import { bdfText, gicInterruptText } from '../wording.ts'

export const ivshmemSharedIntxPin = defineRule({
  id: 'ivshmem-shared-intx-pin',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'Two ivshmem devices of a cell interrupt through the same pin.',
    why:
      'A cell has four pins for its virtual devices, and the slot of a device modulo 4 chooses one. Devices with the ' +
      'same pin have the same interrupt: at each, the drivers of both devices have to find out which one is meant. ' +
      'The interrupt is edge-triggered, for which drivers are not always prepared.',
    legal: 'With MSI-X vectors the pin is not used. Five devices cannot have pins of their own.',
    fix:
      'Moves the device, in all cells of the link, to the first slot with a pin that none of them uses, and grants them ' +
      'its interrupt. The programs in the cells must not count on the slot.',
    bad: `
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
  JAILHOUSE_SHMEM_NET_REGIONS(0x70100000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 5 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 4, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    good: `
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
  JAILHOUSE_SHMEM_NET_REGIONS(0x70100000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 2 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 4, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    references: [
      'hypervisor/ivshmem.c: ivshmem_reset',
      'hypervisor/arch/arm-common/ivshmem.c: arch_ivshmem_update_intx',
    ],
    catalogue: 'A.8',
  },
  check(cell, report) {
    const devices = pinDevicesOf(cell)
    for (const [index, device] of devices.entries()) {
      const other = devices
        .slice(0, index)
        .find((earlier) => pinOf(earlier) === pinOf(device) && !areFunctionsOfSlot(earlier, device))
      if (!other) continue
      const interrupt = virtualInterruptsOf(cell).find((one) => one.device.device === device.device)
      report({
        at: device.device.bdf.place,
        message: `the device has the same interrupt as ${bdfText(other.bdf)}${interrupt ? `: ${gicInterruptText(interrupt.id)}` : ''}`,
        why: 'the slot modulo 4 chooses one of four pins: the drivers of both devices get the interrupts of both',
        help: 'choose slots that differ modulo 4, the same in all cells of the link; there are four pins',
        related: [{ at: other.device.bdf.place, message: `${bdfText(other.bdf)} has the pin, too` }],
        fixesOn: (board) => moving(device, board),
      })
    }
  },
})

function moving(device: IvshmemDevice, board: Board): readonly Fix[] {
  const move = movingToFreeSlot(device, board)
  return move ? fix(`move the device to ${bdfText(move.bdf)}`, 'suggested', move.change) : []
}

/** That such a device is not found is a fault of its own, and a bdf that is there twice as well. */
function areFunctionsOfSlot(a: IvshmemDevice, b: IvshmemDevice): boolean {
  return a.bdf >> 3n === b.bdf >> 3n
}
