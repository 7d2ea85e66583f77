/** A bit that was computed for another word of the bitmap than the one that it stands in. */
import { evaluate } from '../../c/evaluate.ts'
import type { Expression } from '../../c/syntax.ts'
import type { Configuration } from '../../config/model.ts'
import { elementOf, fieldOf, type Place } from '../../config/view.ts'
import { defineRule } from '../rule.ts'
import { gicInterruptText } from '../wording.ts'

export const irqchipBitExpression = defineRule({
  id: 'irqchip-bit-expression',
  resource: 'interrupts',
  scope: 'file',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'A bit of an interrupt controller is written as `1 << (interrupt - base)`, and the base is not the first interrupt ' +
      'of the word that it stands in.',
    why:
      'A word covers the 32 interrupts from `pin_base` on, the next word the next 32, and so on. Computed from another ' +
      'base the bit stands for another interrupt: the cell is granted one that it does not need, and takes it from the ' +
      'root cell, and the one that was meant stays where it was. Its device never interrupts.',
    legal:
      'A bit that is written as a number says nothing about what was meant. In `1 << (40 - 32)` 40 may be an SPI as well ' +
      'as an interrupt id: where one of the two fits the word, it is taken for that one.',
    bad: `
.irqchips = {
  {
    .address = 0xa0000000, .pin_base = 128,
    .pin_bitmap = { 1 << (144 + 32 - 160) },
  },
},`,
    good: `
.irqchips = {
  {
    .address = 0xa0000000, .pin_base = 160,
    .pin_bitmap = { 1 << (144 + 32 - 160) },
  },
},`,
    references: ['hypervisor/arch/arm-common/irqchip.c: irqchip_cell_init'],
    catalogue: 'A.7, F.1',
  },
  check(configuration, report) {
    if (configuration.architecture === 'x86' || configuration.image) return
    for (const { pinBase, pinBitmap, view } of configuration.irqchips.items) {
      const bitmap = fieldOf(view, 'pin_bitmap')
      if (!pinBase.known || !bitmap) continue
      for (const word of pinBitmap.keys()) {
        const node = elementOf(bitmap, word)?.node
        const expression = node?.kind === 'scalar' ? node.expression : undefined
        const start = pinBase.value + 32n * BigInt(word)
        for (const bit of expression ? bitsIn(expression, configuration) : []) {
          if (fits(bit, start)) continue
          const { at, base, meant } = bit
          const granted = gicInterruptText(Number(start + meant - base))
          report({
            at,
            message: `the bit is computed from ${base}, but the word begins at interrupt ${start}: it stands for ${granted} instead of ${gicInterruptText(Number(meant))}`,
            why: 'the cell gets the interrupt that the bit stands for, and takes it from the root cell; the one that was meant is not granted',
            help: `let the word begin at ${base}, or write the bit into the word that does`,
            related: [{ at: pinBase.place, message: `\`pin_base\` is ${pinBase.value}` }],
          })
        }
      }
    }
  },
})

/** `1 << (meant - base)`. */
interface Bit {
  readonly at: Place
  readonly meant: bigint
  readonly base: bigint
  /** Whether 32 was added to an SPI; otherwise the number may be an SPI itself. */
  readonly isId: boolean
}

function fits({ base, isId }: Bit, start: bigint): boolean {
  return base === start || (!isId && base === start - 32n)
}

/** The bits in `bit | bit | …`. What is not in the shape above, or not a bit of the word that it names, is left out. */
function bitsIn(expression: Expression, configuration: Configuration): readonly Bit[] {
  if (expression.kind !== 'binary') return []
  const { operator, left, right } = expression
  if (operator === '|') return [...bitsIn(left, configuration), ...bitsIn(right, configuration)]
  if (operator !== '<<' || right.kind !== 'binary' || right.operator !== '-') return []
  const [one, meant, base] = [left, right.left, right.right].map((part) => valueOf(part, configuration))
  if (one !== 1n || meant === undefined || base === undefined) return []
  if (base < 32n || base % 32n !== 0n || meant < base || base + 32n <= meant) return []
  return [{ at: expression, meant, base, isId: right.left.kind === 'binary' && right.left.operator === '+' }]
}

function valueOf(expression: Expression, { translation }: Configuration): bigint | undefined {
  const value = evaluate(expression, translation.scope, () => undefined)
  return value.known ? value.value : undefined
}
