/** An interrupt granted to a cell that the virtual devices of the root cell need. */
import { assignablePins } from '../../board/conflicts.ts'
import { virtualInterruptsOf } from '../../board/virtual-interrupts.ts'
import type { Board } from '../../board/board.ts'
import { freeSpis } from '../../board/free-interrupts.ts'
import { firstSpiId } from '../../config/interrupts.ts'
import { fix, type Fix } from '../fix/fix.ts'
import { replacing } from '../fix/replacing.ts'
import { defineRule } from '../rule.ts'
import { bdfText, spisText } from '../wording.ts'

export const vpciIrqConflictRoot = defineRule({
  id: 'vpci-irq-conflict-root',
  resource: 'interrupts',
  scope: 'board',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A cell is granted an interrupt by which an ivshmem device of the root cell interrupts.',
    why:
      'Granting an interrupt takes it away from the root cell, and routes it to a CPU of the cell. From then on the ' +
      'root cell cannot enable it any more: its ivshmem device is silent as long as the cell exists, and the cell ' +
      'gets interrupts that are not meant for it.',
    legal:
      'Other interrupts of the root cell are handed over like that on purpose. The virtual devices of each cell ' +
      'need interrupts of their own, also at both ends of a link.',
    fix:
      'Lets the root cell use four other SPIs that it has and no cell of the board is granted. The driver tells Linux in ' +
      'the root cell about them; whether a device of the machine uses one no configuration says.',
    bad: `
//- root
.cell.vpci_irq_base = 64,
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 0),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
  },
},
//- cell cell.c
.cell.vpci_irq_base = 64,
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 0, 0, 0x2 } },
},
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    good: `
//- root
.cell.vpci_irq_base = 64,
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 0),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
  },
},
//- cell cell.c
.cell.vpci_irq_base = 68,
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 0, 0, 0x20 } },
},
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    references: [
      'hypervisor/arch/arm-common/irqchip.c: irqchip_cell_init, irqchip_config_commit',
      'hypervisor/arch/arm-common/ivshmem.c: arch_ivshmem_trigger_interrupt',
    ],
    catalogue: 'C 54, D 29, D 32',
  },
  check(board, report) {
    const interrupts = virtualInterruptsOf(board.rootCell)
    const { configuration } = board.root
    for (const cell of board.cells) {
      const pins = assignablePins(cell).filter(({ number }) => interrupts.some(({ id }) => id === number))
      const [pin] = pins
      const taken = pin && interrupts.find(({ id }) => id === pin.number)
      if (!pin || !taken) continue
      const ids = [...new Set(pins.map(({ number }) => number))].toSorted((a, b) => a - b)
      report({
        at: pin.place,
        configuration: cell.configuration,
        message: `${spisText(ids)} belong${ids.length === 1 ? 's' : ''} to the virtual devices of the root cell`,
        why: `the root cell loses the interrupt of ${bdfText(taken.device.bdf)} while this cell exists`,
        help: 'choose another `vpci_irq_base` for one of the two, and grant the interrupts that follow from it',
        related: [
          {
            at: configuration.cell.vpciIrqBase.place,
            message: `the root cell uses ${spisText([taken.id])} for ${bdfText(taken.device.bdf)}`,
            configuration,
          },
          ...(virtualInterruptsOf(cell).some(({ id }) => ids.includes(id))
            ? [{ at: cell.configuration.cell.vpciIrqBase.place, message: 'it follows from this base here' }]
            : []),
        ],
        fixes: choosingOthers(board),
      })
    }
  },
})

function choosingOthers(board: Board): readonly Fix[] {
  const { vpciIrqBase } = board.root.configuration.cell
  const base = freeSpis(board, board.cells)
  if (base === undefined || !vpciIrqBase.written) return []
  const ids = [0, 1, 2, 3].map((line) => firstSpiId + base + line)
  return fix(`let the root cell use ${spisText(ids)}`, 'suggested', replacing(vpciIrqBase.place, `${base}`))
}
