/** The macro for the regions of a network link in an array that counts it as one. */
import { netMacro } from '../../board/net-macro.ts'
import { callOfMacro } from '../../config/macro-call.ts'
import { ivshmemDevicesOf } from '../../config/ivshmem.ts'
import { defineRule } from '../rule.ts'
import { counted } from '../wording.ts'

export const ivshmemMacroCount = defineRule({
  id: 'ivshmem-macro-count',
  resource: 'ivshmem',
  scope: 'file',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The array of memory regions ends amid those that JAILHOUSE_SHMEM_NET_REGIONS stands for.',
    why:
      'The macro is written in one line and stands for four regions. An array that is declared as if it were one has no ' +
      'room for all of them, and C drops what finds no room, with a warning that does not say so. The device then has ' +
      'fewer sections than it needs, and `jailhouse enable` or `cell create` fails with EINVAL; or `cell create` takes other ' +
      'regions for sections.',
    legal: 'Where all four have room, and regions behind them have none, only the warning of C is given.',
    bad: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
  struct jailhouse_memory mem_regions[2];
} __attribute__((packed)) config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .architecture = JAILHOUSE_ARM64,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "gadget",
    .flags = JAILHOUSE_CELL_PASSIVE_COMMREG,
    .cpu_set_size = sizeof(config.cpus),
    .num_memory_regions = ARRAY_SIZE(config.mem_regions),
  },
  .cpus = { 0b10 },
  .mem_regions = {
    /* RAM */ {
      .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
      .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
    },
    JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
  },
};`,
    good: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
  struct jailhouse_memory mem_regions[5];
} __attribute__((packed)) config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .architecture = JAILHOUSE_ARM64,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "gadget",
    .flags = JAILHOUSE_CELL_PASSIVE_COMMREG,
    .cpu_set_size = sizeof(config.cpus),
    .num_memory_regions = ARRAY_SIZE(config.mem_regions),
  },
  .cpus = { 0b10 },
  .mem_regions = {
    /* RAM */ {
      .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
      .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
    },
    JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
  },
};`,
    references: [
      'include/jailhouse/cell-config.h: JAILHOUSE_SHMEM_NET_REGIONS',
      'hypervisor/ivshmem.c: ivshmem_init',
    ],
    catalogue: 'A.8',
  },
  check(configuration, report) {
    const { items, member } = configuration.memory
    const last = items.at(-1)
    const call = last?.written ? callOfMacro(last.place, netMacro) : undefined
    if (!last || !call || !member) return
    const made = items.filter(({ place }) => callOfMacro(place, netMacro) === call).length
    if (regionsOfMacro <= made) return
    report({
      at: member.lengthPlace,
      message: `the array has ${counted(items.length, 'element', 'elements')}, and room for ${made} of the ${regionsOfMacro} regions that ${netMacro} stands for`,
      why: 'C drops those that find no room, and the device lacks sections',
      help: `count ${regionsOfMacro} elements for each use of the macro`,
      related: [{ at: last.place, message: `stands for ${regionsOfMacro} regions` }],
      // That the device needs regions which are not there follows from this.
      spoils: ivshmemDevicesOf(configuration)
        .map(({ device }) => device.shmemRegionsStart)
        .filter(({ written }) => written)
        .map(({ place }) => place),
    })
  },
})

const regionsOfMacro = 4
