/**
 * The built-in headers as gcc reads them: they compile without a warning, and every struct has the size and every
 * field the place that the image of a config has (catalogue A.0 to A.10).
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { builtInHeader, builtInHeaderNames } from '../../server/src/abi/headers.ts'
import { gcc, hasCompiler, imageOf, temporaryFolder, writtenHeaders } from './host-compiler.ts'

const sizes: readonly (readonly [type: string, size: number])[] = [
  ['struct jailhouse_system', 488],
  ['struct jailhouse_cell_desc', 132],
  ['struct jailhouse_console', 32],
  ['struct jailhouse_memory', 32],
  ['struct jailhouse_cache', 12],
  ['struct jailhouse_irqchip', 32],
  ['struct jailhouse_pio', 4],
  ['struct jailhouse_pci_device', 56],
  ['struct jailhouse_pci_capability', 8],
  ['union jailhouse_stream_id', 4],
  ['struct jailhouse_iommu', 28],
]

const offsets: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'struct jailhouse_system': {
    signature: 0,
    architecture: 5,
    revision: 6,
    flags: 8,
    hypervisor_memory: 12,
    debug_console: 44,
    platform_info: 76,
    'platform_info.pci_mmconfig_base': 76,
    'platform_info.pci_mmconfig_end_bus': 84,
    'platform_info.pci_is_virtual': 85,
    'platform_info.pci_domain': 86,
    'platform_info.iommu_units': 88,
    'platform_info.x86.pm_timer_address': 312,
    'platform_info.x86.apic_mode': 314,
    'platform_info.x86.padding': 315,
    'platform_info.x86.vtd_interrupt_limit': 316,
    'platform_info.x86.tsc_khz': 320,
    'platform_info.x86.apic_khz': 324,
    'platform_info.arm.maintenance_irq': 312,
    'platform_info.arm.gic_version': 313,
    'platform_info.arm.padding': 314,
    'platform_info.arm.gicd_base': 316,
    'platform_info.arm.gicc_base': 324,
    'platform_info.arm.gich_base': 332,
    'platform_info.arm.gicv_base': 340,
    'platform_info.arm.gicr_base': 348,
    root_cell: 356,
  },
  'struct jailhouse_cell_desc': {
    signature: 0,
    architecture: 5,
    revision: 6,
    name: 8,
    id: 40,
    flags: 44,
    cpu_set_size: 48,
    num_memory_regions: 52,
    num_cache_regions: 56,
    num_irqchips: 60,
    num_pio_regions: 64,
    num_pci_devices: 68,
    num_pci_caps: 72,
    num_stream_ids: 76,
    vpci_irq_base: 80,
    cpu_reset_address: 84,
    msg_reply_timeout: 92,
    console: 100,
  },
  'struct jailhouse_memory': { phys_start: 0, virt_start: 8, size: 16, flags: 24 },
  'struct jailhouse_cache': { start: 0, size: 4, type: 8, padding: 9, flags: 10 },
  'struct jailhouse_irqchip': { address: 0, id: 8, pin_base: 12, pin_bitmap: 16 },
  'struct jailhouse_pio': { base: 0, length: 2 },
  'struct jailhouse_pci_device': {
    type: 0,
    iommu: 1,
    domain: 2,
    bdf: 4,
    bar_mask: 6,
    caps_start: 30,
    num_caps: 32,
    num_msi_vectors: 34,
    num_msix_vectors: 36,
    msix_region_size: 38,
    msix_address: 40,
    shmem_regions_start: 48,
    shmem_dev_id: 52,
    shmem_peers: 53,
    shmem_protocol: 54,
  },
  'struct jailhouse_pci_capability': { id: 0, start: 2, len: 4, flags: 6 },
  'struct jailhouse_console': {
    address: 0,
    size: 8,
    type: 12,
    flags: 14,
    divider: 16,
    gate_nr: 20,
    clock_reg: 24,
  },
  'struct jailhouse_iommu': {
    type: 0,
    base: 4,
    size: 12,
    'amd.bdf': 16,
    'amd.base_cap': 18,
    'amd.msi_cap': 19,
    'amd.features': 20,
    'tipvu.tlb_base': 16,
    'tipvu.tlb_size': 24,
  },
  'union jailhouse_stream_id': { id: 0, 'mmu500.id': 0, 'mmu500.mask_out': 2 },
}

const asserted = [
  ...sizes.map(([type, size]) => `_Static_assert(sizeof(${type}) == ${size}, "size of ${type}");`),
  ...Object.entries(offsets).flatMap(([type, fields]) =>
    Object.entries(fields).map(
      ([field, offset]) =>
        `_Static_assert(__builtin_offsetof(${type}, ${field}) == ${offset}, "${type} ${field}");`,
    ),
  ),
  '_Static_assert(sizeof(((struct jailhouse_system *)0)->platform_info) == 280, "platform_info");',
]

const includes = '#include <jailhouse/types.h>\n#include <jailhouse/cell-config.h>\n'
const strictly = ['-c', '-Wall', '-Wextra', '-Wpedantic', '-Werror']

/** What a reader of the list of tests is told when these do not run. */
const note = hasCompiler ? '' : ' (skipped: there is no gcc and objcopy here)'

test.runIf(hasCompiler)(`gcc takes each built-in header without a warning, alone and twice${note}`, () => {
  const headers = writtenHeaders()
  const folder = temporaryFolder()
  for (const name of builtInHeaderNames()) {
    const types = '#include <jailhouse/types.h>\n'
    writeFileSync(join(folder, 'header.c'), `${types}#include <${name}>\n#include <${name}>\nint one;\n`)
    expect(gcc([...strictly, `-I${headers}`, 'header.c'], folder)).toBe('')
  }
})

test.runIf(hasCompiler)(`every struct and field is where the image has it${note}`, () => {
  const headers = writtenHeaders()
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'layout.c'), `${includes}${asserted.join('\n')}\n`)
  expect(gcc([...strictly, `-I${headers}`, 'layout.c'], folder)).toBe('')
})

test.runIf(hasCompiler)(`a wrong offset would be noticed${note}`, () => {
  const headers = writtenHeaders()
  const folder = temporaryFolder()
  const wrong = '_Static_assert(__builtin_offsetof(struct jailhouse_pio, length) == 4, "too far");\n'
  writeFileSync(join(folder, 'layout.c'), includes + wrong)
  expect(() => gcc([...strictly, `-I${headers}`, 'layout.c'], folder)).toThrow('too far')
})

test.runIf(hasCompiler)(
  `the two bit-fields of MSI share the byte behind the number of vectors${note}`,
  () => {
    const headers = writtenHeaders()
    const folder = temporaryFolder()
    const device = 'struct jailhouse_pci_device config = { .num_msi_vectors = 4, .msi_maskable = 1 };\n'
    writeFileSync(join(folder, 'device.c'), includes + device)
    gcc([...strictly, `-I${headers}`, 'device.c'], folder)
    expect([...imageOf(join(folder, 'device.o'))].slice(34, 36)).toEqual([4, 2])
  },
)

test('the same name gives the same file, with a path that says whose it is', () => {
  const header = builtInHeader('jailhouse/cell-config.h')
  expect(header?.path).toBe('<warden>/jailhouse/cell-config.h')
  expect(builtInHeader('jailhouse/cell-config.h')).toBe(header)
})

test('what is not built in is undefined', () => {
  expect(builtInHeader('stdio.h')).toBeUndefined()
  expect(builtInHeader('constructor')).toBeUndefined()
})
