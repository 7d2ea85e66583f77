/** Much more memory than the hypervisor can use. */
import { hypervisorNeedOf, mostMemory } from '../../board/hypervisor-memory.ts'
import { sizeOfRange } from '../../config/range.ts'
import { defineRule } from '../rule.ts'
import { sizeText } from '../wording.ts'

/** What is reserved for no more than the asking on boards of today. */
const usual = 16n << 20n

export const hvMemoryWaste = defineRule({
  id: 'hv-memory-waste',
  resource: 'system',
  scope: 'board',
  severity: 'hint',
  preset: 'strict',
  since: '0.1.0',
  docs: {
    what: 'The hypervisor memory is larger than 16 MiB, and more than eight times what the hypervisor needs.',
    why:
      'Linux has to leave the memory alone, and the hypervisor has no use for it: what it needs depends on the CPUs, the ' +
      'memory regions and the devices, and a few hundred KiB are common on Arm. Moreover it hides the memory from Linux ' +
      'page by page, and so takes a page table for every 2 MiB.',
    legal: 'Many boards have 64 MiB, which is why the rule belongs to the strict ones.',
    bad: `
//- root
.header.hypervisor_memory = { .phys_start = 0x7c000000, .size = 0x4000000 },`,
    good: `
//- root
.header.hypervisor_memory = { .phys_start = 0x7c000000, .size = 0x400000 },`,
    references: ['hypervisor/paging.c: paging_init', 'hypervisor/setup.c: init_early'],
    catalogue: 'H.2; up to 16 MiB nobody minds',
  },
  check(board, report) {
    const { hypervisorMemory, architecture, configuration } = board.root
    const available = hypervisorMemory && sizeOfRange(hypervisorMemory.range)
    // What is too much is another fault.
    if (!architecture || !available || available <= usual || mostMemory(architecture) < available) return
    const need = hypervisorNeedOf(board)
    if (!need || available <= 8n * need.bytes) return
    report({
      at: configuration.system.hypervisorMemory.size.place,
      message: `the hypervisor has ${sizeText(available)}, and is estimated to need ${sizeText(need.bytes)}`,
      why: 'the rest is lost for Linux, and takes page tables of its own',
      help: '4 MiB on Arm and 6 MiB on x86 are usual',
    })
  },
})
