/** An interrupt of a cell that the root cell does not have. */
import type { Board } from '../../board/board.ts'
import type { Cell } from '../../board/cell.ts'
import { assignablePins } from '../../board/conflicts.ts'
import { pinsByWord } from '../../board/irqchips.ts'
import { virtualInterruptsOf } from '../../board/virtual-interrupts.ts'
import type { Pin } from '../../config/interrupts.ts'
import { defineRule } from '../rule.ts'
import { hex, pinsText, spisText } from '../wording.ts'

export const irqchipPinNotInRoot = defineRule({
  id: 'irqchip-pin-not-in-root',
  resource: 'interrupts',
  scope: 'board',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'A cell lists an interrupt that the root configuration does not list.',
    why:
      'The hypervisor grants it without looking at the root cell. Linux could not use it before and does not get it when ' +
      'the cell is destroyed. That is harmless, and unusual, since root configs list all interrupts of the machine: it may ' +
      'be that another one was meant.',
    legal:
      'The interrupts of virtual devices are such that nobody uses otherwise. An I/O APIC that the root configuration lacks ' +
      'altogether is a fault of its own.',
    bad: `
.irqchips = {
  { .address = 0xa0000000, .pin_base = 288, .pin_bitmap = { 1 << (300 - 288) } },
},`,
    good: `
.irqchips = {
  { .address = 0xa0000000, .pin_base = 160, .pin_bitmap = { 0, 1 << (200 - 192) } },
},`,
    references: [
      'hypervisor/arch/arm-common/irqchip.c: irqchip_cell_init, irqchip_cell_exit',
      'hypervisor/arch/x86/ioapic.c: ioapic_cell_init, ioapic_cell_exit',
    ],
    catalogue: 'C 51, D 30',
  },
  check(board, report) {
    const { configuration } = board.root
    if (!areIrqchipsKnown(board)) return
    for (const cell of board.cells)
      for (const { first, numbers } of pinsByWord(pinsMissingIn(board.rootCell, cell)))
        report({
          at: first.place,
          configuration: cell.configuration,
          message: `the root cell does not have ${board.root.architecture === 'x86' ? `${pinsText(numbers)} of the I/O APIC at ${hex(first.controller)}` : spisText(numbers)}`,
          why: 'the cell gets the interrupt all the same; Linux in the root cell neither had it nor gets it back',
          help: 'check that it is the interrupt that is meant, and list it in the root configuration as well',
          related: [{ at: configuration.irqchips.place, message: 'what the root cell has', configuration }],
        })
  },
})

function areIrqchipsKnown({ root: { configuration } }: Board): boolean {
  const { count, items, member } = configuration.irqchips
  if (!member || !count.known) return false
  return items.every(
    ({ address, pinBase, pinBitmap }) =>
      address.known && pinBase.known && pinBitmap.every((word) => word.known),
  )
}

function pinsMissingIn(root: Cell, cell: Cell): readonly Pin[] {
  const theirs = new Map<bigint, Set<number>>()
  for (const { controller, number } of assignablePins(root)) {
    const numbers = theirs.get(controller) ?? new Set()
    theirs.set(controller, numbers.add(number))
  }
  const virtual = new Set(virtualInterruptsOf(cell).map(({ id }) => id))
  return assignablePins(cell).filter(
    ({ controller, number }) => theirs.get(controller)?.has(number) === false && !virtual.has(number),
  )
}
