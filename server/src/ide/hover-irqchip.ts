/**
 * Hover on an interrupt controller and its fields: the interrupts that the element gives to the cell, in both
 * notations, which of them ivshmem devices raise, and who else lists them.
 */
import type { Cell } from '../board/cell.ts'
import { idsOf, missingVirtualInterrupts } from '../board/virtual-interrupts.ts'
import { firstSpiId, isSpiOf, type Pin, pinsOf } from '../config/interrupts.ts'
import type { IvshmemDevice } from '../config/ivshmem.ts'
import type { Irqchip } from '../config/model.ts'
import { counted, hex, pinsText, spisText, spiText } from '../rules/wording.ts'
import { cellFor, type Surroundings } from './cell-context.ts'
import { elementTitle } from './element-title.ts'
import { unknownText } from './hover-field.ts'
import { virtualIdOf } from './ivshmem-sections.ts'
import { shortBdf } from './map/map-wording.ts'
import { code, cut, document, type Fact, facts, type Inline, plain, shortened } from './markdown.ts'
import { interruptsText, mostOfNumbers } from './notation.ts'
import { pinHolderFacts } from './pin-holders.ts'
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
      ['interrupts', interruptsOf(irqchip, pins, cell)],
      ...ownerFacts(irqchip, pins, cell, surroundings),
      ...virtualFacts(pins, cell),
      ['address', addressText(irqchip, cell)],
      ['id', cell.architecture === 'x86' ? idText(irqchip) : undefined],
      ['place', placeInImage(trail)],
    ]),
  ])
}

/** A part of the bitmap: a word of it, or all of it, and of that some bits or all. */
interface PartOfBitmap {
  readonly word: number | undefined
  readonly bits: bigint | undefined
}

/** What the board says about one field. */
export function irqchipFieldFacts(
  field: string,
  part: PartOfBitmap,
  { configuration }: Trail,
  index: number,
  surroundings: Surroundings,
): readonly Fact[] {
  const irqchip = configuration?.irqchips.items[index]
  if (!configuration || !irqchip) return []
  const cell = cellFor(configuration, surroundings)
  switch (field) {
    case 'address':
      return isArm(cell) ? [['names', addressText(irqchip, cell)]] : []
    case 'pin_base':
      return [['covers', coverText(irqchip, cell)]]
    case 'pin_bitmap': {
      const pins = pinsOf(configuration).filter(
        (pin) => pin.irqchip === irqchip && isInPart(pin, part, irqchip),
      )
      return [...ownerFacts(irqchip, pins, cell, surroundings), ...virtualFacts(pins, cell)]
    }
    default:
      return []
  }
}

function isInPart({ number }: Pin, { word, bits }: PartOfBitmap, { pinBase }: Irqchip): boolean {
  const bit = pinBase.known ? number - Number(pinBase.value) : 0
  return (
    (word === undefined || bit >> 5 === word) &&
    (bits === undefined || (bits >> BigInt(bit & 31)) % 2n !== 0n)
  )
}

function coverText({ pinBase, pinBitmap }: Irqchip, cell: Cell): Inline | undefined {
  if (!pinBase.known) return undefined
  const first = Number(pinBase.value)
  const last = first + 32 * pinBitmap.length - 1
  return isArm(cell) && firstSpiId <= first
    ? `ids ${first}-${last}, which are SPIs ${first - firstSpiId}-${last - firstSpiId}`
    : `${isArm(cell) ? 'ids' : 'pins'} ${first}-${last}`
}

function ownerFacts(
  irqchip: Irqchip,
  pins: readonly Pin[],
  cell: Cell,
  surroundings: Surroundings,
): readonly Fact[] {
  const { address } = irqchip
  const numbers = pins.map((pin) => pin.number)
  return address.known ? pinHolderFacts(address.value, numbers, cell, surroundings) : []
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

/** Which of the pins ivshmem devices raise. */
function virtualFacts(pins: readonly Pin[], cell: Cell): readonly Fact[] {
  const distributor = cell.root?.configuration.system.platform.arm.gicdBase
  if (!distributor?.known) return []
  const texts = virtualPins(cell).flatMap(({ device, id }) =>
    pins.some((pin) => pin.number === id && isSpiOf(pin, distributor.value))
      ? [`${plain(spiText(id))} from ${code(shortBdf(device.bdf))}`]
      : [],
  )
  return [['ivshmem', texts.join(', ')]]
}

function virtualPins(cell: Cell): readonly { readonly device: IvshmemDevice; readonly id: number }[] {
  return cell.ivshmem.flatMap((device) => {
    const id = virtualIdOf(device, cell)
    return id === undefined ? [] : [{ device, id }]
  })
}

/** What the board says about `vpci_irq_base`: which device raises what, and whether the cell can hear it. */
export function virtualInterruptFacts(cell: Cell, surroundings: Surroundings): readonly Fact[] {
  const raised = virtualPins(cell).map(
    ({ device, id }) => `${code(shortBdf(device.bdf))}: ${plain(spiText(id))}`,
  )
  const ids = idsOf(virtualPins(cell))
  const missing = idsOf(missingVirtualInterrupts(cell))
  const distributor = cell.root?.configuration.system.platform.arm.gicdBase
  return [
    ['raised by', shortened(raised, 8).join(', ')],
    [
      'not granted',
      missing.length === 0 ? undefined : `${plain(spisText(missing))}, which no ${code('pin_bitmap')} has`,
    ],
    ...(distributor?.known ? pinHolderFacts(distributor.value, ids, cell, surroundings) : []),
  ]
}

function idText({ id }: Irqchip): Inline {
  if (!id.known) return unknownText(id.reason)
  const unit = id.value >> 16n
  return `${code(hex(id.value))}: ${code(shortBdf(id.value & 0xffffn))}, IOMMU unit ${unit}`
}
