/** A base of virtual interrupts that was written as an interrupt id, and is an SPI number. */
import { areIdsMistaken, virtualInterruptsOf } from '../../board/virtual-interrupts.ts'
import { firstSpiId } from '../../config/interrupts.ts'
import { fix } from '../fix/fix.ts'
import { replacing } from '../fix/replacing.ts'
import { defineRule } from '../rule.ts'
import { spiText } from '../wording.ts'

export const vpciIrqLooksLikeId = defineRule({
  id: 'vpci-irq-looks-like-id',
  resource: 'interrupts',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: "The interrupts of a cell's ivshmem devices are not granted, and would all be if `vpci_irq_base` were lower by 32.",
    why:
      '`vpci_irq_base` is the number of an SPI, and `pin_base` and the bitmaps behind it are about interrupt ids, ' +
      'which are higher by 32. A base that is written as an id lies 32 lines too high: the devices interrupt by ' +
      'lines that the cell cannot enable, and that may belong to other devices.',
    legal:
      'If the lines of the base as an SPI number are granted as well, the number is taken for what it is.',
    fix: 'Writes the number of the SPI.',
    bad: `
.cell.vpci_irq_base = 96,
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
.cell.vpci_irq_base = 96 - 32,
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
      'hypervisor/arch/arm-common/irqchip.c: irqchip_cell_init',
    ],
    catalogue: 'A.2, J 19',
  },
  check(cell, report) {
    const { vpciIrqBase } = cell.configuration.cell
    const [first] = virtualInterruptsOf(cell)
    if (!first || !vpciIrqBase.known || !areIdsMistaken(cell)) return
    report({
      at: vpciIrqBase.place,
      message: `${vpciIrqBase.value} seems to be an interrupt id: the cell is not granted ${spiText(first.id)}, but ${spiText(first.id - firstSpiId)}`,
      why: 'the field wants the number of an SPI, which is lower by 32: the devices interrupt by lines that the cell cannot enable',
      help: `write \`.vpci_irq_base = ${vpciIrqBase.value} - 32\``,
      related: [{ at: cell.configuration.irqchips.place, message: 'what the cell is granted' }],
      fixes: fix(
        `write ${vpciIrqBase.value - BigInt(firstSpiId)}`,
        'suggested',
        replacing(vpciIrqBase.place, `${vpciIrqBase.value - BigInt(firstSpiId)}`),
      ),
    })
  },
})
