/**
 * What a completed example has by default: the two standard roots and the standard cell, field by field. The
 * overview for people who write examples is in `example-board.ts`. The machines are invented.
 */

/** A designator below `config`, and its initialiser. */
export type Field = readonly [designator: string, initializer: string]

export type ExampleArchitecture = 'arm64' | 'x86'

export function standardRoot(architecture: ExampleArchitecture): readonly Field[] {
  return architecture === 'arm64' ? arm64Root : x86Root
}

/** @param index the position of the cell among those of its board, from 0 */
export function standardCell(
  architecture: ExampleArchitecture,
  name: string,
  index: number,
): readonly Field[] {
  return [
    ['.cell.signature', 'JAILHOUSE_CELL_DESC_SIGNATURE'],
    ['.cell.architecture', architecture === 'arm64' ? 'JAILHOUSE_ARM64' : 'JAILHOUSE_X86'],
    ['.cell.revision', 'JAILHOUSE_CONFIG_REVISION'],
    ['.cell.name', JSON.stringify(name)],
    ['.cell.flags', 'JAILHOUSE_CELL_PASSIVE_COMMREG'],
    ['.cpus', `{ 1 << ${index + 1} }`],
  ]
}

const arm64Root: readonly Field[] = [
  ['.header.signature', 'JAILHOUSE_SYSTEM_SIGNATURE'],
  ['.header.architecture', 'JAILHOUSE_ARM64'],
  ['.header.revision', 'JAILHOUSE_CONFIG_REVISION'],
  ['.header.flags', 'JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE'],
  ['.header.hypervisor_memory', '{ .phys_start = 0x7c000000, .size = 0x400000 }'],
  ['.header.debug_console.address', '0x90000000'],
  ['.header.debug_console.size', '0x1000'],
  ['.header.debug_console.type', 'JAILHOUSE_CON_TYPE_PL011'],
  ['.header.debug_console.flags', 'JAILHOUSE_CON_ACCESS_MMIO'],
  ['.header.platform_info.pci_mmconfig_base', '0xb0000000'],
  ['.header.platform_info.pci_mmconfig_end_bus', '0'],
  ['.header.platform_info.pci_is_virtual', '1'],
  ['.header.platform_info.pci_domain', '1'],
  ['.header.platform_info.arm.gic_version', '3'],
  ['.header.platform_info.arm.gicd_base', '0xa0000000'],
  ['.header.platform_info.arm.gicr_base', '0xa0100000'],
  ['.header.platform_info.arm.maintenance_irq', '25'],
  ['.header.root_cell.name', '"example"'],
  ['.cpus', '{ 0b1111 }'],
  [
    '.mem_regions',
    `{
    /* RAM */ {
      .phys_start = 0, .virt_start = 0, .size = 0x7c000000,
      .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE,
    },
    /* devices */ {
      .phys_start = 0x90000000, .virt_start = 0x90000000, .size = 0x10000000,
      .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
    },
  }`,
  ],
  [
    '.irqchips',
    `{
    {
      .address = 0xa0000000, .pin_base = 32,
      .pin_bitmap = { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff },
    },
    {
      .address = 0xa0000000, .pin_base = 160,
      .pin_bitmap = { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff },
    },
  }`,
  ],
]

const x86Root: readonly Field[] = [
  ['.header.signature', 'JAILHOUSE_SYSTEM_SIGNATURE'],
  ['.header.architecture', 'JAILHOUSE_X86'],
  ['.header.revision', 'JAILHOUSE_CONFIG_REVISION'],
  ['.header.flags', 'JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE'],
  ['.header.hypervisor_memory', '{ .phys_start = 0x7c000000, .size = 0x4000000 }'],
  ['.header.debug_console.address', '0x3f8'],
  ['.header.debug_console.type', 'JAILHOUSE_CON_TYPE_8250'],
  ['.header.debug_console.flags', 'JAILHOUSE_CON_ACCESS_PIO'],
  ['.header.platform_info.pci_mmconfig_base', '0xe0000000'],
  ['.header.platform_info.pci_mmconfig_end_bus', '0xff'],
  [
    '.header.platform_info.iommu_units',
    '{ { .type = JAILHOUSE_IOMMU_INTEL, .base = 0xfed90000, .size = 0x1000 } }',
  ],
  ['.header.platform_info.x86.pm_timer_address', '0x1808'],
  ['.header.platform_info.x86.vtd_interrupt_limit', '256'],
  ['.header.root_cell.name', '"example"'],
  ['.cpus', '{ 0b1111 }'],
  [
    '.mem_regions',
    `{
    /* RAM */ {
      .phys_start = 0, .virt_start = 0, .size = 0x7c000000,
      .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_DMA,
    },
    /* devices */ {
      .phys_start = 0x90000000, .virt_start = 0x90000000, .size = 0x10000000,
      .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
    },
  }`,
  ],
  ['.irqchips', '{ { .address = 0xfec00000, .id = 0xf0f8, .pin_bitmap = { 0xffffff } } }'],
  ['.pio_regions', '{ PIO_RANGE(0, 0xcf8), PIO_RANGE(0xd00, 0xf300) }'],
]
