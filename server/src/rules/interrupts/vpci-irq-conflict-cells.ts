/** An interrupt of a cell's virtual devices that another cell is granted. */
import { assignablePins } from '../../board/conflicts.ts'
import type { Cell } from '../../board/cell.ts'
import { grantedSpis, virtualInterruptsOf } from '../../board/virtual-interrupts.ts'
import { severityOfPair } from '../pair-severity.ts'
import { defineRule, type Report } from '../rule.ts'
import { bdfText, configurationText, spiText } from '../wording.ts'

export const vpciIrqConflictCells = defineRule({
  id: 'vpci-irq-conflict-cells',
  resource: 'interrupts',
  scope: 'board',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'The virtual devices of a cell use an interrupt that another cell is granted, and the cell itself is not.',
    why:
      'The hypervisor marks the interrupt as pending without looking whose it is. If both cells run, the other one ' +
      'gets interrupts that are meant for this one. It is information as long as nothing says that both are meant to run ' +
      'together, and an error when `warden.json` declares them concurrent.',
    legal:
      'Cells that share a CPU, a name or an ivshmem id are alternatives. An interrupt that both cells are granted ' +
      'is reported as such.',
    bad: `
//- cell left.c
.cell.vpci_irq_base = 64,
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},
//- cell right.c
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 0, 0, 0x2 } },
},`,
    good: `
//- cell left.c
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
},
//- cell right.c
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 0, 0, 0x4 } },
},`,
    references: [
      'hypervisor/arch/arm-common/ivshmem.c: arch_ivshmem_trigger_interrupt',
      'hypervisor/arch/arm-common/irqchip.c: irqchip_trigger_external_irq',
    ],
    catalogue: 'C 54, D 32, D.7',
  },
  check(board, report) {
    for (const pair of board.pairs) {
      const { first, second, alternative } = pair
      if (alternative) continue
      for (const conflict of [...conflictsOf(first, second), ...conflictsOf(second, first)])
        report({ ...conflict, severity: severityOfPair(pair) })
    }
  },
})

/** The virtual interrupts of `user` that `holder` has been granted, and `user` has not. */
function conflictsOf(user: Cell, holder: Cell): readonly Report[] {
  const own = grantedSpis(user)
  const pins = assignablePins(holder)
  return virtualInterruptsOf(user).flatMap(({ id, device }): readonly Report[] => {
    const pin = pins.find(({ number }) => number === id)
    if (!pin || !own || own.has(id)) return []
    return [
      {
        at: user.configuration.cell.vpciIrqBase.place,
        configuration: user.configuration,
        message: `${bdfText(device.bdf)} interrupts by ${spiText(id)}, which ${configurationText(holder.configuration)} is granted`,
        why: 'the hypervisor marks the interrupt as pending, and the other cell gets it',
        help: 'choose another `vpci_irq_base`; if the cells never run together, this is no fault',
        related: [
          {
            at: pin.place,
            message: `granted to ${configurationText(holder.configuration)} here`,
            configuration: holder.configuration,
          },
        ],
      },
    ]
  })
}
