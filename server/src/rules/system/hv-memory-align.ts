/** Hypervisor memory that does not begin or end where it has to. */
import { defineRule } from '../rule.ts'
import { hex, sizeText } from '../wording.ts'

const page = 0x1000n
/** What the boot code of arm64 maps as one block. */
const block = 0x200000n

export const hvMemoryAlign = defineRule({
  id: 'hv-memory-align',
  resource: 'system',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'The hypervisor memory does not begin at a multiple of 4 KiB (2 MiB on arm64), or its size is no multiple of ' +
      '4 KiB.',
    why:
      'The hypervisor maps itself in whole pages, and computes physical addresses from the start of its memory. On ' +
      'arm64 the boot code maps the start with one block of 2 MiB, and drops the rest of the address. With a start in ' +
      'between, the CPUs go on at wrong addresses as soon as the page tables are switched on: the machine hangs in ' +
      '`jailhouse enable`, without a message. A size that ends within a page hides the rest of that page from Linux as ' +
      'well, which has memory of its own there.',
    legal: 'On arm64 the size need not be a multiple of 2 MiB.',
    bad: `
//- root
.header.hypervisor_memory = { .phys_start = 0x7c100000, .size = 0x400000 },`,
    good: `
//- root
.header.hypervisor_memory = { .phys_start = 0x7c200000, .size = 0x400000 },`,
    references: [
      'hypervisor/arch/arm64/entry.S: init_bootstrap_pt',
      'hypervisor/paging.c: paging_init',
      'hypervisor/setup.c: init_early',
    ],
    catalogue: 'A.1, B H42',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || root?.architecture === undefined) return
    const { physStart, size } = root.configuration.system.hypervisorMemory
    const alignment = root.architecture === 'arm64' ? block : page
    if (physStart.known && physStart.value % alignment !== 0n)
      report({
        at: physStart.place,
        message: `the hypervisor memory begins at ${hex(physStart.value)}, which is no multiple of ${sizeText(alignment)}`,
        why: '`jailhouse enable` hangs the machine: the addresses that the hypervisor computes for itself are wrong',
        help: `choose a multiple of ${sizeText(alignment)}, such as ${hex(physStart.value - (physStart.value % alignment))}`,
      })
    if (size.known && size.value % page !== 0n)
      report({
        at: size.place,
        message: `the hypervisor memory has ${sizeText(size.value)}, which is no multiple of 4 KiB`,
        why: 'the rest of its last page is hidden from Linux as well, which uses it for something else: its CPU is parked at the next write',
        help: `choose a multiple of 4 KiB, such as ${hex(size.value - (size.value % page))}`,
      })
  },
})
