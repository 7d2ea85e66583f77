/** The interrupt controller of the board, for the interrupts that a cell is to own. */
import { firstSpiId, lastSpiId } from '../../config/interrupts.ts'
import type { Scalar } from '../../config/view.ts'
import { virtualInterruptsOf } from '../../board/virtual-interrupts.ts'
import { hex, spisText } from '../../rules/wording.ts'
import { elementText } from './element-text.ts'
import type { ElementOffer } from './element-offer.ts'
import type { Around } from './situation.ts'
import { hole, template, type Template } from './template.ts'

export function interruptElements(around: Around): readonly ElementOffer[] {
  return around.machine === 'x86' ? ioApicElements(around) : [gicElement(around)]
}

export function gicElement(around: Around): ElementOffer {
  const base = distributorOf(around)
  const address = base?.known && base.value !== 0n ? hex(base.value) : undefined
  const wanted = around.cell ? virtualInterruptsOf(around.cell).map(({ id }) => id) : []
  const first = firstPin(around)
  const bits = wanted.filter((id) => first <= id && id < first + 128 && id <= lastSpiId)
  return {
    label: 'irqchip',
    detail: address === undefined ? 'the GIC' : `the GIC at ${address}`,
    documentation:
      bits.length === 0 ? undefined : `With the interrupts of the ivshmem devices: ${spisText(bits)}.`,
    count: 1,
    text: elementText(
      'jailhouse_irqchip',
      '',
      [
        ['address', address ?? [hole('0x0')]],
        ['pin_base', `${first}`],
        ['pin_bitmap', pinsText(bits.map((id) => id - first))],
      ],
      around.known,
    ),
  }
}

function distributorOf({ board, cell }: Around): Scalar | undefined {
  const root = board?.root.configuration ?? cell?.configuration
  return root?.kind === 'system' ? root.system.platform.arm.gicdBase : undefined
}

/** The first interrupt of the bitmap; each has room for 128. */
function firstPin({ cell }: Around): number {
  const bases = (cell?.configuration.irqchips.items ?? []).flatMap(({ pinBase, written }) =>
    written && pinBase.known && pinBase.value !== 0n ? [Number(pinBase.value)] : [],
  )
  return bases.includes(firstSpiId) ? firstSpiId + 128 * bases.length : firstSpiId
}

function pinsText(pins: readonly number[]): Template {
  if (pins.length === 0) return template`{ ${hole('0')} }`
  const words = Array.from({ length: Math.floor(Math.max(...pins) / 32) + 1 }, (_, word) => {
    const bits = pins.filter((pin) => Math.floor(pin / 32) === word)
    return bits.length === 0 ? '0' : bits.map((pin) => `1 << ${pin % 32}`).join(' | ')
  })
  return [`{ ${words.join(', ')} }`]
}

/** Those that the root cell has. */
function ioApicElements({ board, isRoot, known }: Around): readonly ElementOffer[] {
  const chips = isRoot ? [] : (board?.root.configuration.irqchips.items ?? [])
  const offers = chips.flatMap(({ address, id, written }) => {
    if (!written || !address.known) return []
    const fields = [
      ['address', hex(address.value)],
      ['id', id.known ? hex(id.value) : undefined],
      ['pin_bitmap', template`{ 1 << ${hole('0')} }`],
    ] as const
    return {
      label: 'irqchip',
      detail: `the I/O APIC at ${hex(address.value)}`,
      documentation: undefined,
      count: 1,
      text: elementText('jailhouse_irqchip', '', fields, known),
    }
  })
  return 0 < offers.length ? offers : [plainIoApic(known)]
}

function plainIoApic(known: Around['known']): ElementOffer {
  const fields = [
    ['address', [hole('0xfec00000')]],
    ['id', [hole('0x0')]],
    ['pin_bitmap', template`{ ${hole('0xffffff')} }`],
  ] as const
  return {
    label: 'irqchip',
    detail: 'an I/O APIC',
    documentation: undefined,
    count: 1,
    text: elementText('jailhouse_irqchip', '', fields, known),
  }
}
