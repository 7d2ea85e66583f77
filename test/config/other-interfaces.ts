/**
 * Headers that are not those of revision 14, with just enough in them, and a config for each. They are C, so that gcc
 * would compile the configs as they stand.
 */

export const types = `typedef unsigned char __u8; typedef unsigned short __u16;
typedef unsigned int __u32; typedef unsigned long long __u64;
#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define PACKED __attribute__((packed))
`

/** Before revision 11: ports in a bitmap; no architecture, no console, IOMMUs in the part of x86. */
export const oldHeader = `#define JAILHOUSE_CONFIG_REVISION 6
#define JAILHOUSE_CELL_DESC_SIGNATURE "JHCELL"
#define JAILHOUSE_SYSTEM_SIGNATURE "JHSYST"
#define JAILHOUSE_MEM_READ 1
#define JAILHOUSE_MEM_WRITE 2
#define JAILHOUSE_MEM_EXECUTE 4
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

export const oldCell = `#include <jailhouse/types.h>
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
  .mem_regions = { { 0x1000, 0x1000, 0x1000, 7 } },
  .pio_bitmap = { [0 ... 0x3f8 / 8 - 1] = 0xff, [0x400 / 8 ... 0x1fff] = 0xff },
};
`

/** As revision 15 has it: a list of CPUs. And as vendors have it: an array that nobody else knows, in the middle. */
export const newHeader = `#define JAILHOUSE_CONFIG_REVISION 15
#define JAILHOUSE_CELL_DESC_SIGNATURE "JHCLL"
#define JAILHOUSE_MEM_READ 1
#define JAILHOUSE_MEM_WRITE 2
#define JAILHOUSE_MEM_EXECUTE 4
struct jailhouse_memory { __u64 phys_start, virt_start, size, flags; } PACKED;
struct jailhouse_cpu { __u64 phys_id; __u8 padding[8]; } PACKED;
struct vendor_clock { __u32 id, rate; } PACKED;
struct jailhouse_irqchip { __u64 address; __u32 id, pin_base, pin_bitmap[4]; } PACKED;
struct jailhouse_cell_desc {
  char signature[5]; __u8 architecture; __u16 revision; char name[32];
  __u32 id, flags, num_cpus, num_memory_regions, num_clocks, num_irqchips;
} PACKED;
struct jailhouse_system { char signature[5]; __u8 architecture; __u16 revision; struct jailhouse_cell_desc root_cell; }
  PACKED;
static inline __u32 jailhouse_cell_config_size(struct jailhouse_cell_desc *desc)
{
  return sizeof(struct jailhouse_cell_desc) +
    desc->num_cpus * sizeof(struct jailhouse_cpu) +
    desc->num_irqchips * sizeof(struct jailhouse_irqchip) +
    desc->num_clocks * sizeof(struct vendor_clock) +
    desc->num_memory_regions * sizeof(struct jailhouse_memory);
}
`

export const newCell = `#include <jailhouse/types.h>
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
  .mem_regions = { { 0x1000, 0x1000, 0x1000, 7 } },
};
`
