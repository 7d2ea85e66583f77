/** Virtual devices whose interrupts the GIC does not have. */
import { idsOf, virtualInterruptsOf } from '../../board/virtual-interrupts.ts'
import { lastSpiId } from '../../config/interrupts.ts'
import { defineRule } from '../rule.ts'
import { bdfText, listText, spisText } from '../wording.ts'

export const vpciIrqOutOfRange = defineRule({
  id: 'vpci-irq-out-of-range',
  resource: 'interrupts',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'An ivshmem device interrupts by an SPI that no GIC has.',
    why:
      'Ids of shared interrupts end at 1019, which is SPI 987. The hypervisor computes the id from `vpci_irq_base` ' +
      'and the slot of the device, checks nothing, and marks as pending what is there in the registers of the ' +
      'distributor: nothing, or something else. No cell can enable such an interrupt.',
    legal: 'Most machines have fewer lines than that, which the configuration does not tell.',
    bad: `
.cell.vpci_irq_base = 1000,
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
      'hypervisor/arch/arm-common/irqchip.c: irqchip_trigger_external_irq',
    ],
    catalogue: 'A.2, C 57',
  },
  check(cell, report) {
    const beyond = virtualInterruptsOf(cell).filter(({ id }) => lastSpiId < id)
    if (beyond.length === 0) return
    const ids = idsOf(beyond)
    report({
      at: cell.configuration.cell.vpciIrqBase.place,
      message: `there is no ${spisText(ids)} for ${listText(beyond.map(({ device }) => bdfText(device.bdf)))}`,
      why: 'the ids of SPIs end at 1019: the device never interrupts',
      help: 'write the first of four SPIs that no device of the machine uses, as an SPI number and not as an interrupt id',
      related: beyond.map(({ device }) => ({ at: device.device.place, message: 'the device' })),
    })
  },
})
