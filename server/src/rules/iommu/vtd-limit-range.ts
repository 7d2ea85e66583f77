/** More entries for interrupt remapping than VT-d can have. */
import { unitKindsOf } from '../../board/iommu.ts'
import { defineRule } from '../rule.ts'

export const vtdLimitRange = defineRule({
  id: 'vtd-limit-range',
  resource: 'iommu',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: '`vtd_interrupt_limit` is larger than 32768.',
    why:
      'The hypervisor rounds the number up to a power of two, which has to be smaller than 65536. Above 32768 `jailhouse ' +
      'enable` fails with EINVAL.',
    legal: 'On machines of AMD the field is not used.',
    bad: `
//- x86 root
.header.platform_info.x86.vtd_interrupt_limit = 40000,`,
    good: `
//- x86 root
.header.platform_info.x86.vtd_interrupt_limit = 32768,`,
    references: ['hypervisor/arch/x86/vtd.c: vtd_init'],
    catalogue: 'B H24',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || root?.architecture !== 'x86' || unitKindsOf(root).has('AMD')) return
    const { vtdInterruptLimit: limit } = root.configuration.system.platform.x86
    if (!limit.known || limit.value <= mostEntries) return
    report({
      at: limit.place,
      message: `${limit.value} entries for interrupt remapping; there can be at most ${mostEntries}`,
      why: '`jailhouse enable` fails with EINVAL',
      help: 'write a power of two that suffices for all pins of the I/O APICs and all vectors of PCI devices; mostly 256 or 512',
    })
  },
})

const mostEntries = 0x8000n
