/**
 * Hover on an interrupt controller: the interrupts that the element gives to the cell, in both notations, and which of
 * them ivshmem devices raise.
 */
import type { Cell } from '../board/cell.ts'
import { isSpiOf, type Pin, pinsOf } from '../config/interrupts.ts'
import type { Irqchip } from '../config/model.ts'
import { counted, hex, pinsText, spiText } from '../rules/wording.ts'
import { cellFor, type Surroundings } from './cell-context.ts'
import { elementTitle } from './element-title.ts'
import { unknownText } from './hover-field.ts'
import { shortBdf } from './hover-region.ts'
import { code, cut, document, type Fact, facts, type Inline, plain } from './markdown.ts'
import { interruptsText, mostOfNumbers } from './notation.ts'
import { placeInImage, type Trail } from './trail.ts'

export function irqchipHover(trail: Trail, index: number, surroundings: Surroundings): string | undefined {
  const { configuration } = trail
  const irqchip = configuration?.irqchips.items[index]
  if (!configuration || !irqchip) return undefined
  const cell = cellFor(configuration, surroundings)
  const pins = pinsOf(configuration).filter((pin) => pin.irqchip === irqchip)
  return document([
    elementTitle(trail, 'interrupt controller'),
    facts([
      ['address', addressText(irqchip, cell)],
      ['interrupts', interruptsOf(irqchip, pins, cell)],
      ...virtualFacts(pins, cell),
      ['id', cell.architecture === 'x86' ? idText(irqchip) : undefined],
      ['place', placeInImage(trail)],
    ]),
  ])
}

function isArm(cell: Cell): boolean {
  return cell.architecture === 'arm' || cell.architecture === 'arm64'
}

/** On Arm an element counts only if it names the distributor (upstream `irqchip.c: irqchip_cell_init`). */
function addressText({ address }: Irqchip, cell: Cell): Inline {
  if (!address.known) return unknownText(address.reason)
  const text = code(hex(address.value))
  const distributor = cell.root?.configuration.system.platform.arm.gicdBase
  if (!isArm(cell)) return `${text}, an I/O APIC`
  if (!distributor?.known) return text
  if (distributor.value === address.value) return `${text}, the distributor of the GIC`
  return `${text}: not the distributor, which is at ${code(hex(distributor.value))}, so that the element has no effect`
}

function interruptsOf({ pinBase, pinBitmap }: Irqchip, pins: readonly Pin[], cell: Cell): Inline {
  const unknown = [pinBase, ...pinBitmap].find((scalar) => !scalar.known)
  if (unknown && !unknown.known) return unknownText(unknown.reason)
  const numbers = pins.map((pin) => pin.number)
  if (numbers.length === 0) return 'none'
  const text = isArm(cell) ? interruptsText(numbers) : plain(cut(pinsText(numbers), mostOfNumbers))
  return `${text}: ${counted(numbers.length, 'interrupt', 'interrupts')}`
}

/** Interrupt `vpci_irq_base` + slot mod 4 is what an ivshmem device without MSI-X raises (catalogue A.2). */
function virtualFacts(pins: readonly Pin[], cell: Cell): readonly Fact[] {
  const distributor = cell.root?.configuration.system.platform.arm.gicdBase
  if (!isArm(cell) || !distributor?.known) return []
  const texts = cell.ivshmem.flatMap((device) => {
    const id = virtualInterruptOf(device.bdf, cell)
    const isHere =
      id !== undefined && pins.some((pin) => pin.number === id && isSpiOf(pin, distributor.value))
    const hasMessages = device.device.numMsixVectors.known && device.device.numMsixVectors.value !== 0n
    return isHere && !hasMessages ? [`${plain(spiText(id))} from ${code(shortBdf(device.bdf))}`] : []
  })
  return [['ivshmem', texts.join(', ')]]
}

/** The interrupt id of an ivshmem device that interrupts by INTx. */
export function virtualInterruptOf(bdf: bigint, { configuration }: Cell): number | undefined {
  const base = configuration.cell.vpciIrqBase
  return base.known ? 32 + Number(base.value) + (Number(bdf >> 3n) & 3) : undefined
}

function idText({ id }: Irqchip): Inline {
  if (!id.known) return unknownText(id.reason)
  const unit = id.value >> 16n
  return `${code(hex(id.value))}: ${code(shortBdf(id.value & 0xffffn))}, IOMMU unit ${unit}`
}
