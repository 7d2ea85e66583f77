/** A root configuration that does not say which memory Linux must leave alone. */
import type { Root } from '../../board/root.ts'
import { type Reservation, reservationOf } from '../../board/reservation.ts'
import { type Range, sizeOfRange } from '../../config/range.ts'
import { commentingAbove } from '../fix/comments.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { hex, listText, rangesText, sizeText } from '../wording.ts'

export const memReservation = defineRule({
  id: 'mem-reservation',
  resource: 'memory',
  scope: 'board',
  severity: 'hint',
  preset: 'strict',
  since: '0.1.0',
  docs: {
    what:
      'The file of a root configuration does not mention how the memory of the hypervisor and of the cells is kept free: ' +
      'with `mem=` or `memmap=` on the command line of Linux, or with `reserved-memory` in its device tree.',
    why:
      'Linux takes all memory that it finds when it boots. `jailhouse enable` is refused with EINVAL when the memory of ' +
      'the hypervisor is in use. Memory that a cell takes is not checked: Linux loses what it had there, and is stopped ' +
      'by its next access. What has to be kept free follows from the configurations of the board, all of its cells ' +
      'taken together, and is reckoned here in steps of 2 MiB.',
    legal:
      'Any mention will do; whether its number is the right one is not checked, since firmware and devices need memory, ' +
      'too. Nobody has to write such a comment, which is why the rule is only for those who want it.',
    fix: 'Writes down in a comment what Linux has to be told. The line above the configuration in the editor copies it.',
    bad: `
//- root
.header.hypervisor_memory = { .phys_start = 0x7c000000, .size = 0x400000 },
//- cell
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x70000000, .virt_start = 0, .size = 0x4000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    good: `
//- root
/* Linux has to be started with mem=1792M. */
.header.hypervisor_memory = { .phys_start = 0x7c000000, .size = 0x400000 },
//- cell
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x70000000, .virt_start = 0, .size = 0x4000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    references: ['driver/main.c: jailhouse_cmd_enable', 'hypervisor/control.c: cell_create', 'README.md'],
    catalogue: 'H.1, B.1 E6, C 35',
  },
  check(board, report) {
    const { configuration, hypervisorMemory } = board.root
    const reservation = reservationOf(board)
    if (!reservation || !hypervisorMemory || mention.test(configuration.file.text)) return
    report({
      at: hypervisorMemory.place,
      message: `Linux has to leave ${rangesText(reservation.blocks)} to the hypervisor and the cells`,
      why: 'it takes all memory that it finds when it boots, unless its command line or device tree says otherwise',
      help: `note how this memory is kept free, such as ${waysText(board.root, reservation)}`,
      fixes: fix(
        'note it in a comment',
        'suggested',
        commentingAbove(configuration.system.hypervisorMemory.view, noteFor(board.root, reservation)),
      ),
    })
  },
})

const mention = /\bmem(map)?=|reserved-memory/

function waysText({ architecture }: Root, { blocks, below, lost }: Reservation): string {
  if (architecture === 'x86') return listText(blocks.map((block) => `\`${memmapText(block)}\``))
  const nodes = 'a node with `no-map` below `reserved-memory` for each range'
  if (!below) return nodes
  const cost = lost === 0n ? '' : `, which leaves ${sizeText(lost)} more unused`
  return `\`mem=${sizeOfRange(below) >> 20n}M\`${cost}, or ${nodes}`
}

function noteFor({ architecture }: Root, { blocks, below }: Reservation): string {
  const options =
    architecture === 'x86' ? blocks.map(memmapText).join(' ') : below && `mem=${sizeOfRange(below) >> 20n}M`
  return options === undefined
    ? `The device tree of Linux has to list ${rangesText(blocks)} below reserved-memory.`
    : `Linux has to be started with ${options}`
}

/** As on the command line of Linux; a boot loader or a shell may want the dollar sign quoted. */
function memmapText(block: Range): string {
  return `memmap=${sizeOfRange(block) >> 20n}M$${hex(block.start)}`
}
