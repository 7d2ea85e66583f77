/** A guest address, or flags, for memory that no guest gets. */
import { removingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const hvMemoryVirtSet = defineRule({
  id: 'hv-memory-virt-set',
  resource: 'system',
  scope: 'file',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'The field `hypervisor_memory` of a root configuration has a `virt_start` or `flags`.',
    why:
      'It is of the same type as a memory region, but no region: the driver and the hypervisor read where it begins and ' +
      'how large it is. At which virtual address the hypervisor is mapped is built in, and no cell gets the memory.',
    legal: 'Values of zero are as good as none.',
    fix: 'Takes the field out.',
    bad: `
//- root
.header.hypervisor_memory = { .phys_start = 0x7c000000, .virt_start = 0x7c000000, .size = 0x400000 },`,
    good: `
//- root
.header.hypervisor_memory = { .phys_start = 0x7c000000, .size = 0x400000 },`,
    references: ['driver/main.c: jailhouse_cmd_enable', 'hypervisor/paging.c: paging_init'],
    catalogue: 'A.1',
  },
  check(configuration, report) {
    if (configuration.kind !== 'system') return
    const { virtStart, flags, view } = configuration.system.hypervisorMemory
    for (const [field, value] of [
      ['virt_start', virtStart],
      ['flags', flags],
    ] as const)
      if (value.known && value.value !== 0n)
        report({
          at: value.place,
          message: `nobody reads \`${field}\` of the hypervisor memory`,
          why: 'the driver and the hypervisor only look where it begins and how large it is',
          help: 'take the field out',
          fixes: fix(`take \`.${field}\` out`, 'safe', removingField(view, field)),
        })
  },
})
