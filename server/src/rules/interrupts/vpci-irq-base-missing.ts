/** A cell on Arm whose virtual devices interrupt, and that does not say by which interrupts. */
import type { Cell } from '../../board/cell.ts'
import { grantedSpis, pinDevicesOf, pinOf } from '../../board/virtual-interrupts.ts'
import { firstSpiId } from '../../config/interrupts.ts'
import type { IvshmemDevice } from '../../config/ivshmem.ts'
import { settingField } from '../fix/fields.ts'
import { type Fix, fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { bdfText, spisText } from '../wording.ts'

export const vpciIrqBaseMissing = defineRule({
  id: 'vpci-irq-base-missing',
  resource: 'interrupts',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A cell on Arm has an ivshmem device without MSI-X vectors, and no `vpci_irq_base`.',
    why:
      'Such a device interrupts through one of four SPIs from `vpci_irq_base` on. Without the field that is one of ' +
      'SPI 0 to 3, which belong to devices of the machine: the hypervisor marks it as pending whenever a peer rings, ' +
      'and whoever has that device sees interrupts that it did not raise. The driver describes the same lines to ' +
      'Linux in the root cell.',
    legal:
      'With MSI-X vectors, and on x86, the field has no meaning. Devices that the header does not count are not there.',
    fix: 'Writes the base by which the interrupts of the devices are granted, where there is exactly one.',
    bad: `
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
      'hypervisor/arch/arm-common/ivshmem.c: arch_ivshmem_update_intx, arch_ivshmem_trigger_interrupt',
      'driver/pci.c: create_vpci_of_overlay',
    ],
    catalogue: 'C 56, A.2',
  },
  check(cell, report) {
    const { vpciIrqBase } = cell.configuration.cell
    if (!vpciIrqBase.known || vpciIrqBase.value !== 0n) return
    const devices = pinDevicesOf(cell)
    const [first] = devices
    if (!first) return
    const ids = [...new Set(devices.map((device) => firstSpiId + pinOf(device)))].toSorted((a, b) => a - b)
    report({
      at: vpciIrqBase.place,
      message: `no \`vpci_irq_base\`, and ${devices.length === 1 ? `the ivshmem device ${bdfText(first.bdf)} interrupts` : `${devices.length} ivshmem devices interrupt`} through ${spisText(ids)}`,
      why: 'the hypervisor marks these lines as pending, which belong to devices of the machine',
      help: 'write the first of four SPIs that no device of the machine uses, as an SPI number and not as an interrupt id, and grant them to the cell',
      related: devices.map(({ device }) => ({ at: device.place, message: 'interrupts without MSI-X' })),
      fixes: fixFor(cell, devices),
    })
  },
})

/** A cell that is granted a single interrupt for its devices leaves no choice. */
function fixFor(cell: Cell, devices: readonly IvshmemDevice[]): readonly Fix[] {
  const granted = grantedSpis(cell) ?? new Set()
  const pins = [...new Set(devices.map(pinOf))]
  const bases = [...new Set([...granted].map((id) => id - firstSpiId - (pins[0] ?? 0)))].filter(
    (base) => 0 < base && pins.every((pin) => granted.has(firstSpiId + base + pin)),
  )
  const [base, ...others] = bases
  if (base === undefined || 0 < others.length) return []
  const change = settingField(cell.configuration.cell.view, 'vpci_irq_base', `${base}`, 'flags')
  return fix(`write \`.vpci_irq_base = ${base}\``, 'suggested', change)
}
