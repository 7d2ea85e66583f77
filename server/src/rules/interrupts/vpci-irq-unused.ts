/** A base of virtual interrupts in a cell that has none. */
import { pinDevicesOf } from '../../board/virtual-interrupts.ts'
import { removingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const vpciIrqUnused = defineRule({
  id: 'vpci-irq-unused',
  resource: 'interrupts',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'A cell has a `vpci_irq_base`, and no device that interrupts through the lines behind it.',
    why:
      'The field is read for ivshmem devices on Arm that have no MSI-X vectors. Without such a device it does ' +
      'nothing in a cell; in the root cell the driver still describes the lines to Linux.',
    legal: 'Physical devices have interrupts of their own and never need it.',
    fix: 'Takes the field out.',
    bad: `
.cell.vpci_irq_base = 64,`,
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
      'driver/pci.c: create_vpci_of_overlay',
    ],
    catalogue: 'A.2',
  },
  check(cell, report) {
    const { configuration } = cell
    const { vpciIrqBase } = configuration.cell
    if (!vpciIrqBase.known || vpciIrqBase.value === 0n || cell.architecture === undefined) return
    const isKnown =
      configuration.pciDevices.count.known &&
      configuration.pciDevices.items.every(({ type, numMsixVectors, bdf, shmemDevId, shmemPeers }) =>
        [type, numMsixVectors, bdf, shmemDevId, shmemPeers].every(({ known }) => known),
      )
    if (!isKnown || 0 < pinDevicesOf(cell).length) return
    report({
      at: vpciIrqBase.place,
      message: 'no device of the cell interrupts through these lines',
      why:
        cell.architecture === 'x86'
          ? 'on x86 virtual devices interrupt by MSI-X only'
          : 'the field is read for ivshmem devices without MSI-X vectors only, and there is none',
      help: 'leave the field out',
      fixes: fix(
        'take `.vpci_irq_base` out',
        cell.isRoot ? 'suggested' : 'safe',
        removingField(configuration.cell.view, 'vpci_irq_base'),
      ),
    })
  },
})
