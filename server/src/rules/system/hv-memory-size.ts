/** Too little memory for the hypervisor. */
import { fixedPartOf, hypervisorNeedOf, leastMemory } from '../../board/hypervisor-memory.ts'
import { defineRule } from '../rule.ts'
import { configurationText, listText, sizeText } from '../wording.ts'

export const hvMemorySize = defineRule({
  id: 'hv-memory-size',
  resource: 'system',
  scope: 'board',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'The hypervisor memory is too small for the hypervisor, its CPUs and the configuration, or hardly large enough for ' +
      'what comes on top of them.',
    why:
      'The driver refuses it with EINVAL, without a message, if code, the data of every CPU number up to the highest one ' +
      'and the root configuration leave nothing. What is left is the pool for page tables, lists of devices, and ' +
      'everything that cells need. When it runs out, `jailhouse enable` or `cell create` fails with ENOMEM. Warden ' +
      'estimates the whole: less than that is a warning, and less than half as much again is information.',
    legal:
      'The estimate depends on the compiler and on the machine: it is not exact to the page. Cells that cannot run ' +
      'together are not added up.',
    bad: `
//- root
.header.hypervisor_memory = { .phys_start = 0x7c000000, .size = 0x20000 },`,
    good: `
//- root
.header.hypervisor_memory = { .phys_start = 0x7c000000, .size = 0x400000 },`,
    references: [
      'driver/main.c: jailhouse_cmd_enable',
      'hypervisor/paging.c: paging_init, page_alloc, paging_create',
      'hypervisor/control.c: cell_create',
    ],
    catalogue:
      'B E5, B H1, B H2, H.2; F.12 warns of a small margin, too, but the estimate is coarse for some IOMMUs',
  },
  check(board, report) {
    const { root } = board
    const fixed = fixedPartOf(root)
    const { size } = root.configuration.system.hypervisorMemory
    if (!size.known || !fixed) return
    const available = size.value
    const least = leastMemory(fixed)
    const cpus = `CPU numbers up to ${root.cpus?.at(-1) ?? 0}`
    if (available <= least) {
      report({
        at: size.place,
        severity: 'error',
        message: `the hypervisor has ${sizeText(available)}, and needs more than ${inKib(least)} for itself, ${cpus} and the configuration`,
        why: '`jailhouse enable` fails with EINVAL, without a message',
        help: 'reserve more memory: 4 MiB are usual on Arm, and 6 MiB on x86',
      })
      return
    }
    const need = hypervisorNeedOf(board)
    if (!need || 3n * need.bytes <= 2n * available) return
    const isShort = available < need.bytes
    const names = need.cells.map(({ cell }) => configurationText(cell.configuration))
    report({
      at: size.place,
      severity: isShort ? 'warning' : 'information',
      message: `the hypervisor has ${sizeText(available)}, and is estimated to need ${inKib(need.bytes)}${names.length === 0 ? '' : ` with ${listText(names)}`}`,
      why: isShort
        ? '`jailhouse enable` or `cell create` fails with ENOMEM when the page pool runs out'
        : 'little is to spare: `cell create` fails with ENOMEM when the page pool runs out',
      help: `reserve at least ${inKib(2n * need.bytes)}; \`mem_pool_used\` below /sys/devices/jailhouse says what is used`,
    })
  },
})

/** Rounded up: `312 KiB`. */
function inKib(bytes: bigint): string {
  return sizeText(((bytes + 1023n) / 1024n) * 1024n)
}
