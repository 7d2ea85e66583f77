/**
 * `struct jailhouse_irqchip`: the interrupts of one controller that a cell owns (catalogue A.7, C.4).
 */
import type { Structure } from '../model.ts'

export const irqchipStructure: Structure = {
  tag: 'jailhouse_irqchip',
  kind: 'struct',
  packed: true,
  meaning:
    'Up to 128 interrupts that a cell owns. On Arm one element covers 128 interrupt ids of the GIC, so that several elements describe one controller; on x86 each element is an I/O APIC.',
  fields: [
    {
      name: 'address',
      type: '__u64',
      meaning: 'The controller: the distributor of the GIC on Arm, the registers of the I/O APIC on x86.',
      unit: 'host-physical address',
      format: 'address',
      details: [
        'Arm: has to equal `platform_info.arm.gicd_base` of the root config. An element with any other address is skipped without a word, and its interrupts never arrive.',
        'x86: an I/O APIC is probed here and its redirection table taken over. 0 is not skipped: it means an I/O APIC at physical address 0.',
      ],
    },
    {
      name: 'id',
      type: '__u32',
      meaning:
        'x86: the source of the interrupts for interrupt remapping. Bits 0 to 15 are the PCI requester id of the I/O APIC, bits 16 to 31 the index of its VT-d unit in `iommu_units`.',
      format: 'number',
      details: [
        'Not used on Arm; leave it 0.',
        '`jailhouse config create` writes it in this encoding. Two controllers, or a controller and a PCI device, with the same requester id share remapping entries.',
      ],
    },
    {
      name: 'pin_base',
      type: '__u32',
      meaning: 'The interrupt that bit 0 of `pin_bitmap[0]` stands for.',
      unit: 'interrupt id on Arm, pin on x86',
      format: 'interrupt-id',
      details: [
        'Arm: an interrupt id of the GIC, not an SPI number. 32 is SPI 0; the usual values are 32, 160, 288 and so on.',
        'Arm: has to be a multiple of 32 and at most 896, else EINVAL. Below 32 lie the SGIs and PPIs, which cannot be assigned.',
        'x86: has to be 0, else EINVAL.',
      ],
    },
    {
      name: 'pin_bitmap',
      type: '__u32',
      length: '4',
      meaning: 'The interrupts that the cell owns: bit n of word w stands for `pin_base` + 32·w + n.',
      format: 'pin-bitmap',
      details: [
        'Arm: the number in a device tree is the SPI number; add 32 for the interrupt id, then subtract `pin_base`.',
        'Arm: the root cell lists all SPIs in use. A cell lists what it takes; at `jailhouse cell create` the root cell loses those, and gets them back from its own config later.',
        'Arm: every cell may use all SGIs and PPIs except SGI 0, SGI 1 and the maintenance interrupt, so they need no bit.',
        'Several elements may cover the same ids on Arm; their bits are combined.',
        'The SPIs of ivshmem devices, from `vpci_irq_base` on, have to be set as well.',
        'x86: at most 120 pins of a chip are supported. There is no sharing, so that a cell sets only the pins that it needs; pins 3 and 4 are the legacy UARTs.',
        'That a second cell lists the same interrupt is not checked; the cell that was created last receives it.',
      ],
    },
  ],
}
