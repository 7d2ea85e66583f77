/**
 * Elements of the arrays of a configuration in a few words each, for lists of them: what the author calls it, and what
 * it amounts to. Plain text.
 */
import type { Cell } from '../board/cell.ts'
import type { ArrayKind } from '../config/arrays.ts'
import type {
  CacheRegion,
  Element,
  Irqchip,
  MemoryRegion,
  PciCapability,
  PciDevice,
  PioRegion,
  StreamId,
} from '../config/model.ts'
import { rangeOf } from '../config/range.ts'
import type { Scalar } from '../config/view.ts'
import { bdfText, cpusText, hex, numbersText, pinsText, portsText, rangeText } from '../rules/wording.ts'
import { cut } from './markdown.ts'
import { authorsName } from './comments.ts'
import { nameOfRegion } from './region-name.ts'

export type SymbolKind =
  | 'cell'
  | 'array'
  | 'cpus'
  | 'region'
  | 'interrupts'
  | 'ports'
  | 'device'
  | 'capability'
  | 'stream'
  | 'cache'
  | 'address'

export interface DescribedElement extends Pick<Element, 'view'> {
  readonly name: string
  readonly detail: string
  readonly kind: SymbolKind
}

/** Nobody reads an outline that is longer. */
const mostElements = 2000
const mostCharacters = 60

type Description = Omit<DescribedElement, 'view'>

/** Those elements of an array that something was written for. */
export function describedElements(kind: ArrayKind, cell: Cell): readonly DescribedElement[] {
  const { memory, irqchips, pciDevices, pio, caches, pciCaps, streamIds, cpus } = cell.configuration
  switch (kind) {
    case 'memory':
      return described(memory.items, (region) => memoryRegion(region, cell))
    case 'irqchips':
      return described(irqchips.items, (chip) => irqchip(chip, cell))
    case 'pciDevices':
      return described(pciDevices.items, (device) => pciDevice(device, cell))
    case 'pio':
      return described(pio.items, portRange)
    case 'caches':
      return described(caches.items, cacheRegion)
    case 'pciCaps':
      return described(pciCaps.items, pciCapability)
    case 'streamIds':
      return described(streamIds.items, streamId)
    case 'cpus':
      return described(cpus.items, ({ index, physId }) => ({
        name: physId?.known ? cpusText([Number(physId.value)]) : `CPU ${index}`,
        detail: '',
        kind: 'cpus',
      }))
  }
}

function described<Item extends Element>(
  items: readonly Item[],
  describe: (item: Item) => Description,
): readonly DescribedElement[] {
  return items
    .filter(({ written }) => written)
    .slice(0, mostElements)
    .map((item) => {
      const { name, detail, kind } = describe(item)
      return { name: cut(name, mostCharacters), detail: cut(detail, mostCharacters), kind, view: item.view }
    })
}

function memoryRegion(region: MemoryRegion, cell: Cell): Description {
  return { name: nameOfRegion(region, cell), detail: regionDetail(region), kind: 'region' }
}

/** Physical addresses, and the guest's where they are others. */
function regionDetail({ physStart, virtStart, size }: MemoryRegion): string {
  if (!physStart.known || !virtStart.known || !size.known) return ''
  const guest = rangeOf(virtStart.value, size.value)
  if (!guest) return 'empty'
  if (physStart.value === virtStart.value) return rangeText(guest)
  return physStart.written ? `${hex(physStart.value)} as ${rangeText(guest)}` : `guest ${rangeText(guest)}`
}

function irqchip(chip: Irqchip, { architecture, pins }: Cell): Description {
  const isX86 = architecture === 'x86'
  const numbers = pins.filter((pin) => pin.irqchip === chip).map(({ number }) => number)
  const listed = isX86 ? pinsText(numbers) : `ids ${numbersText(numbers)}`
  const at = isX86 && chip.address.known ? `${hex(chip.address.value)}, ` : ''
  return {
    name: authorsName(chip.view) ?? (isX86 ? `I/O APIC ${chip.index}` : `interrupts ${chip.index}`),
    detail: `${at}${numbers.length === 0 ? 'none' : listed}`,
    kind: 'interrupts',
  }
}

function pciDevice(device: PciDevice, { ivshmem }: Cell): Description {
  const address = device.bdf.known ? bdfText(device.bdf.value).replace(/ \(.*/, '') : ''
  const link = ivshmem.find((candidate) => candidate.device === device)
  const peer = link ? `peer ${link.id} of ${link.peers}` : ''
  const name = authorsName(device.view)
  const parts = name === undefined ? [peer] : [address, link ? 'ivshmem' : '', peer]
  return {
    name: name ?? `${link ? 'ivshmem' : 'PCI device'} ${address}`.trim(),
    detail: parts.filter((part) => part !== '').join(', '),
    kind: 'device',
  }
}

function portRange({ view, index, base, length }: PioRegion): Description {
  const ports = base.known && length.known ? rangeOf(base.value, length.value) : undefined
  return {
    name: authorsName(view) ?? `ports ${index}`,
    detail: ports ? portsText(ports) : '',
    kind: 'ports',
  }
}

function cacheRegion({ view, index, start, size }: CacheRegion): Description {
  const isKnown = start.known && size.known && 0n < size.value
  const bits = isKnown ? `bits ${start.value} to ${start.value + size.value - 1n}` : ''
  return { name: authorsName(view) ?? `cache region ${index}`, detail: bits, kind: 'cache' }
}

function pciCapability({ view, index, id, start }: PciCapability): Description {
  return {
    name: authorsName(view) ?? `capability ${index}`,
    detail: [scalarText(id), start.known ? `at ${hex(start.value)}` : ''].join(' ').trim(),
    kind: 'capability',
  }
}

function streamId({ view, id }: StreamId): Description {
  return {
    name: authorsName(view) ?? `stream ${scalarText(id)}`.trim(),
    detail: scalarText(id),
    kind: 'stream',
  }
}

function scalarText(scalar: Scalar): string {
  return scalar.known ? hex(scalar.value) : ''
}
