/** Interrupts that two cells which can run together both have. */
import { type PinConflict, pinConflicts } from '../../board/conflicts.ts'
import type { Pin } from '../../config/interrupts.ts'
import type { Place } from '../../config/view.ts'
import { severityOfPair } from '../pair-severity.ts'
import { defineRule } from '../rule.ts'
import { configurationText, hex, pinsText, spisText } from '../wording.ts'

export const irqchipPinConflictCells = defineRule({
  id: 'irqchip-pin-conflict-cells',
  resource: 'interrupts',
  scope: 'board',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'Two cells that can exist at the same time are granted the same interrupt.',
    why:
      'Granting an interrupt takes it away from the root cell; whether another cell has it is not looked at. Both ' +
      'cells can then enable and mask it. On Arm the interrupt goes to a CPU of the cell that was created last, ' +
      'it is masked whenever one of the two is started or destroyed, and a destroyed cell gives it back to the ' +
      'root cell although the other one still uses it. On x86 both cells write the same entry of the I/O APIC. ' +
      'Nothing is refused. It is information as long as nothing says that both cells are meant to run together, and ' +
      'an error when `warden.json` declares them concurrent.',
    legal:
      'Cells that share a CPU, a name or an ivshmem id are alternatives: they may have the same interrupts. An ' +
      'interrupt that the root cell lists too is handed over and given back. On Arm an entry whose address is not ' +
      'that of the distributor grants nothing, and interrupts below id 32 belong to the CPUs.',
    bad: `
//- cell motion.c
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 0, 1 << (65 - 64) } },
},
//- cell vision.c
.irqchips = {
  { .address = 0xa0000000, .pin_base = 64, .pin_bitmap = { 1 << (65 - 64) } },
},`,
    good: `
//- cell motion.c
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 0, 1 << (65 - 64) } },
},
//- cell vision.c
.irqchips = {
  { .address = 0xa0000000, .pin_base = 64, .pin_bitmap = { 1 << (66 - 64) } },
},`,
    references: [
      'hypervisor/arch/arm-common/irqchip.c: irqchip_cell_init, irqchip_config_commit, irqchip_cell_exit',
      'hypervisor/arch/x86/ioapic.c: ioapic_cell_init',
    ],
    catalogue: 'C 52, D 29, D.7',
  },
  check(board, report) {
    const isX86 = board.root.architecture === 'x86'
    for (const pair of board.pairs) {
      const { first, second, alternative } = pair
      const conflicts = alternative ? [] : pinConflicts(first, second)
      const [one] = conflicts
      if (!one) continue
      const other = configurationText(first.configuration)
      const pins = conflicts.map(({ right }) => right)
      report({
        at: one.right.place,
        severity: severityOfPair(pair),
        configuration: second.configuration,
        message: `also granted to ${other}: ${isX86 ? chipPinsText(pins) : spisText(numbersOf(pins))}`,
        why: isX86
          ? 'both cells write the same entries of the I/O APIC, and the hypervisor refuses nothing'
          : 'the interrupt is routed to the cell that is created last, and masked whenever either cell is started or destroyed',
        help: 'grant the interrupt to one of the two cells; if the cells never run together, this is no fault',
        related: placesOf(conflicts).map((at) => ({
          at,
          message: `granted to ${other} here`,
          configuration: first.configuration,
        })),
      })
    }
  },
})

/** The words of the first cell's bitmaps, each once. */
function placesOf(conflicts: readonly PinConflict[]): readonly Place[] {
  return [...new Set(conflicts.map(({ left }) => left.place))]
}

/** `pins 4, 16-18 of the I/O APIC at 0xfec00000`, for each chip. */
function chipPinsText(pins: readonly Pin[]): string {
  const chips = [...new Set(pins.map(({ controller }) => controller))]
  return chips.map((chip) => chipText(chip, pins)).join(', ')
}

function chipText(chip: bigint, pins: readonly Pin[]): string {
  const own = pins.filter(({ controller }) => controller === chip)
  return `${pinsText(numbersOf(own))} of the I/O APIC at ${hex(chip)}`
}

/** Rising, each once: entries of one cell may overlap. */
function numbersOf(pins: readonly Pin[]): readonly number[] {
  return [...new Set(pins.map(({ number }) => number))].toSorted((a, b) => a - b)
}
