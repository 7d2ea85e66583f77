/** An interrupt of a virtual device that the root cell cannot enable. */
import { idsOf, missingVirtualInterrupts } from '../../board/virtual-interrupts.ts'
import { defineRule } from '../rule.ts'
import { spisText } from '../wording.ts'

export const vpciIrqNotGrantedRoot = defineRule({
  id: 'vpci-irq-not-granted-root',
  resource: 'interrupts',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The interrupt of an ivshmem device of the root cell is not among those that the root cell has.',
    why:
      'The driver describes the four lines from `vpci_irq_base` on to Linux. With Jailhouse enabled the root cell ' +
      'can only enable interrupts that its `irqchips` list: for another one the attempt is ignored, and the root ' +
      'cell never hears of its peers.',
    legal: 'The root cell mostly has all interrupts. Only the lines of devices that are there are needed.',
    bad: `
//- root
.cell.vpci_irq_base = 300,
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 0),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
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
},`,
    references: [
      'hypervisor/arch/arm-common/ivshmem.c: arch_ivshmem_update_intx',
      'hypervisor/arch/arm-common/irqchip.c: irqchip_cell_init',
      'driver/pci.c: create_vpci_of_overlay',
    ],
    catalogue: 'C 53, D 26',
  },
  check(cell, report) {
    const missing = cell.isRoot ? missingVirtualInterrupts(cell) : []
    const [first] = missing
    if (!first) return
    const { irqchips, cell: description } = cell.configuration
    report({
      at: description.vpciIrqBase.place,
      message: `the root cell does not have ${spisText(idsOf(missing))}, which its ivshmem devices use`,
      why: 'it cannot enable an interrupt that its `irqchips` do not list, and never hears of its peers',
      help: `set the bit for id ${first.id} in \`irqchips\`, or choose another \`vpci_irq_base\``,
      related: [
        { at: first.device.device.place, message: `interrupts by ${spisText([first.id])}` },
        ...(irqchips.member ? [{ at: irqchips.place, message: 'what the root cell has' }] : []),
      ],
    })
  },
})
