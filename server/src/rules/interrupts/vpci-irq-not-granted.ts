/** An interrupt of a virtual device that its cell cannot enable. */
import { distributorEntries, distributorOf } from '../../board/irqchips.ts'
import { areIdsMistaken, idsOf, missingVirtualInterrupts } from '../../board/virtual-interrupts.ts'
import { fix } from '../fix/fix.ts'
import { grantingSpis } from '../fix/interrupts.ts'
import { defineRule } from '../rule.ts'
import { bdfText, listText, spisText } from '../wording.ts'

export const vpciIrqNotGranted = defineRule({
  id: 'vpci-irq-not-granted',
  resource: 'interrupts',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A cell has an ivshmem device, and the interrupt of that device is not among those that it is granted.',
    why:
      'A device without MSI-X vectors interrupts through the SPI `vpci_irq_base` plus its slot modulo 4. The ' +
      'hypervisor marks it as pending when a peer rings, but the cell can enable only interrupts out of its ' +
      '`irqchips`: its attempt is ignored without an error, and the guest never hears of its peers.',
    legal:
      'Only the lines of devices that are there are needed, not all four. The two fields count differently: ' +
      '`vpci_irq_base` in SPIs, `pin_base` in interrupt ids, which are higher by 32. Where that is mixed up, or no ' +
      'such interrupt exists, another rule says so.',
    fix: 'Sets the bits of the interrupts in `irqchips`.',
    bad: `
.cell.vpci_irq_base = 64,
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 0, 0, 0x1 } },
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
    references: [
      'hypervisor/arch/arm-common/ivshmem.c: arch_ivshmem_update_intx',
      'hypervisor/arch/arm-common/irqchip.c: irqchip_cell_init, irqchip_irq_in_cell',
    ],
    catalogue: 'C 53, A.2, A.7',
  },
  check(cell, report) {
    const missing = cell.isRoot || areIdsMistaken(cell) ? [] : missingVirtualInterrupts(cell)
    const [first] = missing
    if (!first) return
    const { irqchips, cell: description } = cell.configuration
    const distributor = distributorOf(cell)
    report({
      at: description.vpciIrqBase.place,
      message: `the cell is not granted ${spisText(idsOf(missing))}, by which ${listText(missing.map(({ device }) => bdfText(device.bdf)))} interrupt${missing.length === 1 ? 's' : ''}`,
      why: 'the cell cannot enable an interrupt that its `irqchips` do not list, and never hears of its peers',
      help: `set the bit for id ${first.id} in \`irqchips\`, or choose another \`vpci_irq_base\``,
      related: [
        { at: first.device.device.place, message: `interrupts by ${spisText([first.id])}` },
        ...(irqchips.member ? [{ at: irqchips.place, message: 'what the cell is granted' }] : []),
      ],
      fixes: distributor
        ? fix(
            `grant ${spisText(idsOf(missing))}`,
            'suggested',
            grantingSpis(cell.configuration, distributorEntries(cell), distributor.value, idsOf(missing)),
          )
        : [],
    })
  },
})
