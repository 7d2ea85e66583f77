/** IOMMU units on 32-bit Arm. */
import { defineRule } from '../rule.ts'

export const iommuOnArm32 = defineRule({
  id: 'iommu-on-arm32',
  resource: 'iommu',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A root configuration for 32-bit Arm lists IOMMU units.',
    why:
      'The hypervisor for 32-bit Arm has no driver for any unit, and does not read the list. Devices that transfer data ' +
      'by themselves reach all of the memory, whatever the list says.',
    bad: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_system header;
  __u64 cpus[1];
} __attribute__((packed)) config = {
  .header = {
    .signature = JAILHOUSE_SYSTEM_SIGNATURE,
    .architecture = JAILHOUSE_ARM,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .hypervisor_memory = { .phys_start = 0x7c000000, .size = 0x4000000 },
    .platform_info.iommu_units = {
      { .type = JAILHOUSE_IOMMU_ARM_MMU500, .base = 0xa0800000, .size = 0x20000 },
    },
    .root_cell = { .name = "board", .cpu_set_size = sizeof(config.cpus) },
  },
  .cpus = { 0b11 },
};`,
    good: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_system header;
  __u64 cpus[1];
} __attribute__((packed)) config = {
  .header = {
    .signature = JAILHOUSE_SYSTEM_SIGNATURE,
    .architecture = JAILHOUSE_ARM,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .hypervisor_memory = { .phys_start = 0x7c000000, .size = 0x4000000 },
    .root_cell = { .name = "board", .cpu_set_size = sizeof(config.cpus) },
  },
  .cpus = { 0b11 },
};`,
    references: ['hypervisor/arch/arm/iommu.c: iommu_count_units'],
    catalogue: 'A.1',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || root?.architecture !== 'arm') return
    const units = root.configuration.system.platform.iommuUnits
    const first = units.find(({ base }) => base.known && base.value !== 0n)
    if (!first) return
    report({
      at: first.place,
      message: `IOMMU unit ${first.index} on 32-bit Arm, where the hypervisor uses none`,
      why: 'the list is not read, and the devices of all cells reach all of the memory',
      help: 'leave the units out; give devices that master the bus to trusted cells only',
    })
  },
})
