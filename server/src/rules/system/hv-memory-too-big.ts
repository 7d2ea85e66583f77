/** More hypervisor memory than there are addresses for it. */
import { mostMemory } from '../../board/hypervisor-memory.ts'
import { sizeOfRange } from '../../config/range.ts'
import { defineRule } from '../rule.ts'
import { sizeSumText, sizeText } from '../wording.ts'

export const hvMemoryTooBig = defineRule({
  id: 'hv-memory-too-big',
  resource: 'system',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The hypervisor memory is larger than 128 MiB on 32-bit Arm, 1022 MiB on arm64, or 256 MiB on x86.',
    why:
      'The hypervisor maps its memory at a fixed virtual address, and that is the room it has there. On x86 the driver ' +
      'maps it as well, and fails: `jailhouse enable` says that it is unable to map the memory, and returns EINVAL. On Arm ' +
      'the mapping of what is too much wraps around or is overwritten by that of devices, and the hypervisor faults when ' +
      'it uses such a page.',
    legal: 'A few MiB are enough for any board.',
    bad: `
//- root
.header.hypervisor_memory = { .phys_start = 0x100000000, .size = 0x40000000 },`,
    good: `
//- root
.header.hypervisor_memory = { .phys_start = 0x100000000, .size = 0x400000 },`,
    references: [
      'hypervisor/arch/x86/include/asm/jailhouse_header.h: JAILHOUSE_BASE',
      'hypervisor/arch/arm/include/asm/paging.h: REMAP_BASE',
      'hypervisor/arch/arm64/include/asm/paging.h: UART_BASE',
      'driver/main.c: jailhouse_ioremap, jailhouse_cmd_enable',
      'hypervisor/paging.c: paging_init',
    ],
    catalogue: 'A.1, B E7',
  },
  check({ isRoot, root }, report) {
    const memory = root?.hypervisorMemory
    if (!isRoot || !memory || root.architecture === undefined) return
    const most = mostMemory(root.architecture)
    const size = sizeOfRange(memory.range)
    if (size <= most) return
    report({
      at: root.configuration.system.hypervisorMemory.size.place,
      message: `the hypervisor memory has ${sizeText(size)}, and there is room for ${sizeSumText(most)} on ${root.architecture}`,
      why:
        root.architecture === 'x86'
          ? '`jailhouse enable` fails with EINVAL: the driver cannot map it'
          : 'what is too much cannot be mapped: the hypervisor faults when it uses it',
      help: 'reserve a few MiB',
    })
  },
})
