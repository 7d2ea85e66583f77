/** A bit that was computed for another word of the bitmap than the one that it stands in. */
import { evaluate } from '../../c/evaluate.ts'
import type { Expression } from '../../c/syntax.ts'
import type { Configuration, Irqchip } from '../../config/model.ts'
import { elementOf, fieldOf, type Traced, type View } from '../../config/view.ts'
import { writtenAt } from '../../c/origin.ts'
import { spanText } from '../../text/span.ts'
import { fix, type Fix } from '../fix/fix.ts'
import { operandsOf, removingOperand } from '../fix/flags.ts'
import { settingBits } from '../fix/interrupts.ts'
import { replacing } from '../fix/replacing.ts'
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
      'as an interrupt id: where one of the two fits the word, it is taken for that one. The base may be written as several ' +
      'numbers, as in `1 << (226 + 32 - 160 - 96)` for the fourth word of an entry that begins at 160.',
    fix:
      'Lets the entry begin where its bits are computed from, if that is right for all of them, or moves the bit to the ' +
      'word that it was computed for. Where 32 is not added to the number, and nothing else in the entry tells, whether an ' +
      'SPI or an id is meant is not certain, and none is offered.',
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
    for (const irqchip of configuration.irqchips.items) {
      const { pinBase } = irqchip
      if (!pinBase.known) continue
      const words = wordsOf(irqchip, configuration)
      for (const word of words) {
        const start = startOf(pinBase.value, word.index)
        for (const bit of word.bits) {
          if (fits(bit, start)) continue
          const { at, base, meant } = bit
          const granted = gicInterruptText(Number(start + meant - base))
          report({
            at,
            message: `the bit is computed from ${base}, but the word begins at interrupt ${start}: it stands for ${granted} instead of ${gicInterruptText(Number(meant))}`,
            why: 'the cell gets the interrupt that the bit stands for, and takes it from the root cell; the one that was meant is not granted',
            help: `let the word begin at ${base}, or write the bit into the word that does`,
            related: [{ at: pinBase.place, message: `\`pin_base\` is ${pinBase.value}` }],
            fixes: fixesOf({ bit, word, words }, irqchip, pinBase),
          })
        }
      }
    }
  },
})

/** A word of the bitmap that something is written for. */
interface Word {
  readonly index: number
  readonly view: View
  readonly bits: readonly Bit[]
  /** Whether nothing else is in the word than these bits. */
  readonly isWhole: boolean
}

function wordsOf({ pinBitmap, view }: Irqchip, configuration: Configuration): readonly Word[] {
  const bitmap = fieldOf(view, 'pin_bitmap')
  return [...pinBitmap.keys()].flatMap((index) => {
    const word = bitmap && elementOf(bitmap, index)
    const expression = word?.node?.kind === 'scalar' ? word.node.expression : undefined
    if (!word || !expression) return []
    const bits = bitsIn(expression, configuration)
    const isZero = valueOf(expression, configuration) === 0n
    return [{ index, view: word, bits, isWhole: isZero || operandsOf(expression).length === bits.length }]
  })
}

/** The first interrupt of a word. */
function startOf(base: bigint, index: number): bigint {
  return base + 32n * BigInt(index)
}

/** A bit, and all that is written around it. */
interface BitInEntry {
  readonly bit: Bit
  readonly word: Word
  readonly words: readonly Word[]
}

function fixesOf({ bit, word, words }: BitInEntry, irqchip: Irqchip, pinBase: Traced): readonly Fix[] {
  const others = words.flatMap(({ index, bits }) => bits.map((one) => ({ one, index })))
  const areIds = others.some(({ one, index }) => one.base === startOf(pinBase.value, index))
  if (!bit.isId && !areIds) return []
  const wanted = bit.base - 32n * BigInt(word.index)
  const isRightForAll =
    words.every(({ isWhole }) => isWhole) &&
    others.every(({ one, index }) => one.base === startOf(wanted, index))
  const target = Number((bit.base - pinBase.value) / 32n)
  const isInEntry = pinBase.value <= bit.base && target < irqchip.pinBitmap.length
  return [
    ...(32n <= wanted && isRightForAll && pinBase.written
      ? fix(`let \`pin_base\` be ${wanted}`, 'suggested', replacing(pinBase.place, `${wanted}`))
      : []),
    ...(isInEntry && pinBase.value % 32n === 0n
      ? fix(
          `move the bit to the word that begins at ${bit.base}`,
          'suggested',
          removingOperand(word.view, bit.at),
          settingBits(irqchip, target, spanText(writtenAt(bit.at))),
        )
      : []),
  ]
}

/** `1 << (meant - base)`. */
interface Bit {
  readonly at: Expression
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
  const { from, subtracted } = subtractionIn(right)
  const [one, meant, ...parts] = [left, from, ...subtracted].map((part) => valueOf(part, configuration))
  if (one !== 1n || meant === undefined) return []
  const base = parts.reduce(
    (sum, part) => (sum === undefined || part === undefined ? undefined : sum + part),
    0n,
  )
  if (base === undefined || base < 32n || base % 32n !== 0n || meant < base || base + 32n <= meant) return []
  return [{ at: expression, meant, base, isId: from.kind === 'binary' && from.operator === '+' }]
}

/** In `id - pin_base - 32` the base of the word is written as the two numbers that it is the sum of. */
function subtractionIn(expression: Expression): {
  readonly from: Expression
  readonly subtracted: readonly Expression[]
} {
  if (expression.kind !== 'binary' || expression.operator !== '-') return { from: expression, subtracted: [] }
  const { from, subtracted } = subtractionIn(expression.left)
  return { from, subtracted: [...subtracted, expression.right] }
}

function valueOf(expression: Expression, { translation }: Configuration): bigint | undefined {
  const value = evaluate(expression, translation.scope, () => undefined)
  return value.known ? value.value : undefined
}
