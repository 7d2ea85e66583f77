/**
 * Configs of other revisions and of vendors, with headers of their own that have just enough in them: what a revision
 * lacks is unknown, and what nobody knows is carried along.
 */
import { describe, expect, test } from 'vitest'
import { imageOf } from '../../server/src/c/image.ts'
import { countedArrays } from '../../server/src/config/array-order.ts'
import { cpusOf } from '../../server/src/config/cpus.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { workspaceWith } from './images.ts'

const types = `typedef unsigned char __u8; typedef unsigned short __u16;
typedef unsigned int __u32; typedef unsigned long long __u64;
#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define PACKED __attribute__((packed))
`

/** Before revision 11: ports in a bitmap; no architecture, no console, IOMMUs in the part of x86. */
const oldHeader = `#define JAILHOUSE_CONFIG_REVISION 6
#define JAILHOUSE_CELL_DESC_SIGNATURE "JHCELL"
#define JAILHOUSE_SYSTEM_SIGNATURE "JHSYST"
struct jailhouse_memory { __u64 phys_start, virt_start, size, flags; } PACKED;
struct jailhouse_iommu { __u64 base; __u32 size; } PACKED;
struct jailhouse_cell_desc {
  char signature[6]; __u16 revision; char name[32];
  __u32 id, flags, cpu_set_size, num_memory_regions, pio_bitmap_size;
} PACKED;
struct jailhouse_system {
  char signature[6]; __u16 revision;
  struct jailhouse_memory hypervisor_memory;
  struct { union { struct { __u16 pm_timer_address; struct jailhouse_iommu iommu_units[2]; } PACKED x86; } PACKED; }
    PACKED platform_info;
  struct jailhouse_cell_desc root_cell;
} PACKED;
static inline __u32 jailhouse_cell_config_size(struct jailhouse_cell_desc *cell)
{
  return sizeof(struct jailhouse_cell_desc) + cell->cpu_set_size +
    cell->num_memory_regions * sizeof(struct jailhouse_memory) + cell->pio_bitmap_size;
}
`

const oldCell = `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>
struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
  struct jailhouse_memory mem_regions[1];
  __u8 pio_bitmap[0x2000];
} PACKED config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "old",
    .cpu_set_size = sizeof(config.cpus),
    .num_memory_regions = ARRAY_SIZE(config.mem_regions),
    .pio_bitmap_size = sizeof(config.pio_bitmap),
  },
  .cpus = { 0x4 },
  .mem_regions = { { 0x1000, 0x1000, 0x1000 } },
  .pio_bitmap = { [0 ... 0x3f8 / 8 - 1] = 0xff, [0x400 / 8 ... 0x1fff] = 0xff },
};
`

/** As revision 15 has it: a list of CPUs. And as vendors have it: an array that nobody else knows, in the middle. */
const newHeader = `#define JAILHOUSE_CONFIG_REVISION 15
#define JAILHOUSE_CELL_DESC_SIGNATURE "JHCLL"
struct jailhouse_memory { __u64 phys_start, virt_start, size, flags; } PACKED;
struct jailhouse_cpu { __u64 phys_id; __u8 padding[8]; } PACKED;
struct vendor_clock { __u32 id, rate; } PACKED;
struct jailhouse_irqchip { __u64 address; __u32 id, pin_base, pin_bitmap[4]; } PACKED;
struct jailhouse_cell_desc {
  char signature[5]; __u8 architecture; __u16 revision; char name[32];
  __u32 id, flags, num_cpus, num_memory_regions, num_clocks, num_irqchips;
} PACKED;
static inline __u32 jailhouse_cell_config_size(struct jailhouse_cell_desc *cell)
{
  return sizeof(struct jailhouse_cell_desc) +
    cell->num_cpus * sizeof(struct jailhouse_cpu) +
    cell->num_irqchips * sizeof(struct jailhouse_irqchip) +
    cell->num_clocks * sizeof(struct vendor_clock) +
    cell->num_memory_regions * sizeof(struct jailhouse_memory);
}
`

const newCell = `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>
struct {
  struct jailhouse_cell_desc cell;
  struct jailhouse_cpu cpus[2];
  struct jailhouse_irqchip irqchips[1];
  struct vendor_clock clocks[2];
  struct jailhouse_memory mem_regions[1];
} PACKED config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "new",
    .num_cpus = ARRAY_SIZE(config.cpus),
    .num_memory_regions = ARRAY_SIZE(config.mem_regions),
    .num_clocks = ARRAY_SIZE(config.clocks),
    .num_irqchips = ARRAY_SIZE(config.irqchips),
  },
  .cpus = { { .phys_id = 3 }, { .phys_id = 1 } },
  .irqchips = { { .address = 0x1000 } },
  .clocks = { { 1, 1000 } },
  .mem_regions = { { 0x1000, 0x1000, 0x1000 } },
};
`

function read(header: string, config: string, folder = '/tree/configs/x86') {
  const path = `${folder}/board-cell.c`
  const files = {
    '/tree/include/jailhouse/types.h': types,
    '/tree/include/jailhouse/cell-config.h': header,
    [path]: config,
  }
  const { findings, files: analyses } = workspaceWith(memoryFiles(files)).check([path])
  const [analysis] = analyses
  const [configuration] = analysis?.configurations ?? []
  if (!analysis || !configuration) throw new Error('this is no configuration')
  expect(analysis.translation.complaints).toEqual([])
  return { analysis, configuration, findings }
}

describe('a revision before 11', () => {
  test('has its CPUs in a bitmap and its ports in another', () => {
    const { configuration } = read(oldHeader, oldCell)
    expect(cpusOf(configuration)).toEqual([2])
    expect(configuration.members.map(({ name, kind }) => [name, kind])).toEqual([
      ['cell', 'header'],
      ['cpus', 'cpus'],
      ['mem_regions', 'memory'],
      ['pio_bitmap', undefined],
    ])
    expect(configuration.pio).toMatchObject({ declaredLength: 0, items: [] })
  })

  test('has neither console nor architecture: that is unknown, or what the folder says', () => {
    const { configuration } = read(oldHeader, oldCell)
    expect(configuration.identity.architecture.known).toBe(false)
    expect(configuration.cell.console.address.known).toBe(false)
    expect(configuration.architecture).toBe('x86')
    expect(read(oldHeader, oldCell, '/tree/configs').configuration.architecture).toBeUndefined()
  })

  test('is whole in the image', () => {
    const [object] = read(oldHeader, oldCell).analysis.translation.objects
    const image = object && imageOf(object.type, object.value)
    expect(image).toHaveLength(60 + 8 + 32 + 0x2000)
  })

  test('has its IOMMUs in the part of x86', () => {
    const root = oldCell
      .replace('struct jailhouse_cell_desc cell;', 'struct jailhouse_system header;')
      .replace('.cell = {', '.header.root_cell = {')
      .replace('.signature = JAILHOUSE_CELL_DESC_SIGNATURE,', '')
      .replace('.revision = JAILHOUSE_CONFIG_REVISION,', '')
      .replace('.cpus = {', '.header.platform_info.x86.iommu_units = { { 0xfed90000, 0x1000 } }, .cpus = {')
    const { configuration } = read(oldHeader, root)
    if (configuration.kind !== 'system') throw new Error('this is no root')
    const [first, second] = configuration.system.platform.iommuUnits
    expect(first?.base).toMatchObject({ value: 0xfed90000n })
    expect(first?.type.known).toBe(false)
    expect(second?.base).toMatchObject({ value: 0n })
  })

  test('has no faults that later revisions would have', () => {
    const { findings } = read(oldHeader, oldCell)
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

describe('revision 15 with an array of a vendor', () => {
  test('lists its CPUs', () => {
    const { configuration } = read(newHeader, newCell)
    expect(cpusOf(configuration)).toEqual([1, 3])
    expect(configuration.cpus).toMatchObject({ declaredLength: 2, count: { known: false } })
  })

  test('has its arrays in the order of its own header', () => {
    const { analysis, configuration } = read(newHeader, newCell)
    expect(countedArrays(analysis.translation).map(({ countField, tag }) => [countField, tag])).toEqual([
      ['num_cpus', 'jailhouse_cpu'],
      ['num_irqchips', 'jailhouse_irqchip'],
      ['num_clocks', 'vendor_clock'],
      ['num_memory_regions', 'jailhouse_memory'],
    ])
    expect(configuration.interface.arrayOrder.slice(0, 3)).toEqual(['cpus', 'irqchips', 'memory'])
  })

  test('carries what nobody knows', () => {
    const { analysis, configuration, findings } = read(newHeader, newCell)
    expect(configuration.members.find(({ name }) => name === 'clocks')?.kind).toBeUndefined()
    const [object] = analysis.translation.objects
    expect(object && imageOf(object.type, object.value)).toHaveLength(64 + 32 + 32 + 16 + 32)
    expect(findings.map(({ rule }) => rule)).not.toContain('struct-member-order')
  })

  test('has arrays in the wrong order where its own header says so', () => {
    const swapped = newCell
      .replace('  struct jailhouse_irqchip irqchips[1];\n', '')
      .replace('mem_regions[1];\n', 'mem_regions[1];\n  struct jailhouse_irqchip irqchips[1];\n')
    const { findings } = read(newHeader, swapped)
    expect(findings.map(({ rule }) => rule)).toContain('struct-member-order')
  })
})

test('headers that do not say the order have that of upstream', () => {
  const header = newHeader.replace(/static inline[^]*/, '')
  const { analysis, configuration } = read(header, newCell)
  expect(countedArrays(analysis.translation)).toEqual([])
  expect(configuration.interface.arrayOrder.slice(0, 2)).toEqual(['cpus', 'memory'])
})
