/**
 * What `platform_info` of the system config says about one architecture (catalogue A.1). The two are members of one
 * union, so that a config fills in that of its own architecture only.
 */
import type { Aggregate } from '../model.ts'

export const x86Platform: Aggregate = {
  kind: 'struct',
  packed: true,
  meaning: 'Facts of an x86 machine.',
  fields: [
    {
      name: 'pm_timer_address',
      type: '__u16',
      meaning: 'The I/O port of the ACPI power management timer.',
      unit: 'I/O port',
      format: 'port',
      details: [
        '0 means that there is none.',
        'The four ports from here on are open to every cell, whatever its port ranges say.',
        'Passed to inmates in the communication region; the inmate library and the TSC calibration of Linux use it for delays.',
      ],
    },
    {
      name: 'apic_mode',
      type: '__u8',
      meaning: 'The mode that the local APICs have to be in at `jailhouse enable`.',
      constants: ['apic-mode'],
      format: 'enumeration',
      details: [
        '0 is `JAILHOUSE_APIC_MODE_AUTO`: take what Linux has set up.',
        'Another mode than that of the CPU is refused with EIO; the hypervisor never switches.',
      ],
    },
    { name: 'padding', type: '__u8', meaning: 'Unused.', format: 'number', details: ['Leave it 0.'] },
    {
      name: 'vtd_interrupt_limit',
      type: '__u32',
      meaning: 'Intel: how many interrupt remapping entries the hypervisor provides.',
      unit: 'entries',
      format: 'number',
      details: [
        'Needed: all pins of the I/O APICs, plus for each physical PCI device the larger of its MSI and MSI-X vectors. Too few is refused with E2BIG. 256 is usual.',
        'Rounded up to a power of two; more than 32768 is refused with EINVAL.',
        '0 works only without I/O APICs and without devices that have MSI. Ignored on AMD.',
      ],
    },
    {
      name: 'tsc_khz',
      type: '__u32',
      meaning: 'The frequency of the time stamp counter, told to inmates in the communication region.',
      unit: 'kHz',
      format: 'frequency',
      details: ['0 makes the driver fill in what Linux has measured, which is recommended.'],
    },
    {
      name: 'apic_khz',
      type: '__u32',
      meaning: 'The frequency of the local APIC timer, told to inmates in the communication region.',
      unit: 'kHz',
      format: 'frequency',
      details: ['0 makes the driver fill in what Linux has measured, which is recommended.'],
    },
  ],
}

export const armPlatform: Aggregate = {
  kind: 'struct',
  packed: true,
  meaning: 'Where the interrupt controller (GIC) of an Arm machine is, 32-bit or 64-bit.',
  fields: [
    {
      name: 'maintenance_irq',
      type: 'u8',
      meaning: 'The interrupt by which the GIC tells the hypervisor about its virtual CPU interface.',
      unit: 'interrupt id',
      format: 'interrupt-id',
      details: [
        'An interrupt id, not a PPI number: the `interrupts` of the GIC node in a device tree say PPI 9, here it is 9 + 16 = 25.',
        'A PPI, so 16 to 31; practically always 25. No cell gets this interrupt.',
      ],
    },
    {
      name: 'gic_version',
      type: 'u8',
      meaning: 'The version of the GIC: 2 or 3.',
      format: 'number',
      details: [
        'Anything else, 0 included, is refused with EINVAL; a version that the distributor does not confirm with ENODEV.',
        'A GICv4 is written as 3 and recognised at run time.',
      ],
    },
    {
      name: 'padding',
      type: 'u8',
      length: '2',
      meaning: 'Unused.',
      format: 'number',
      details: ['Leave it 0.'],
    },
    {
      name: 'gicd_base',
      type: 'u64',
      meaning: 'The distributor: the first range in the `reg` of the GIC node in a device tree.',
      unit: 'host-physical address',
      format: 'address',
      details: [
        'Every `jailhouse_irqchip.address` on Arm has to equal it.',
        'The hypervisor emulates it in every cell at this address: 0x1000 bytes with GICv2, 0x10000 with GICv3. A memory region over it opens the interrupts of all cells to that one.',
        'A wrong address is refused with ENODEV at `jailhouse enable`, if reading it does not hang the bus.',
      ],
    },
    {
      name: 'gicc_base',
      type: 'u64',
      meaning: 'GICv2: the CPU interface, the second range in the `reg` of a GICv2 node.',
      unit: 'physical address, the same for guests',
      format: 'address',
      details: [
        '0x2000 bytes. Cells see the virtual CPU interface at this address, so that no memory region may cover it.',
        'Where the frames are repeated every 64 KiB, use the base plus 0xf000, so that the two 4 KiB frames lie next to each other.',
        'Not used with GICv3.',
      ],
    },
    {
      name: 'gich_base',
      type: 'u64',
      meaning:
        'GICv2: the virtual interface control registers, the third range in the `reg` of a GICv2 node.',
      unit: 'host-physical address',
      format: 'address',
      details: [
        '0x2000 bytes, for the hypervisor alone: a cell that maps them can forge and drop interrupts.',
        'Not used with GICv3.',
      ],
    },
    {
      name: 'gicv_base',
      type: 'u64',
      meaning: 'GICv2: the virtual CPU interface, the fourth range in the `reg` of a GICv2 node.',
      unit: 'host-physical address',
      format: 'address',
      details: [
        '0x2000 bytes, mapped into every cell in place of `gicc_base`. Where the firmware offers SDEI, the physical CPU interface is mapped instead.',
        'Not used with GICv3.',
      ],
    },
    {
      name: 'gicr_base',
      type: 'u64',
      meaning: 'GICv3: the first redistributor, the second range in the `reg` of a GICv3 node.',
      unit: 'host-physical address',
      format: 'address',
      details: [
        'One frame of 0x20000 bytes for each CPU, 0x40000 with GICv4, all in one run that reaches to the highest CPU.',
        'A CPU whose redistributor is not found is refused with ENODEV. All frames are emulated in every cell, so that no memory region may cover any of them.',
        'Not used with GICv2.',
      ],
    },
  ],
}
