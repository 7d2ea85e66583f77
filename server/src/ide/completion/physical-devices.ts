/**
 * Physical PCI devices for a cell: those of the root cell, with their capabilities, which are put at the end of those
 * that the cell has; and an empty one.
 */
import type { PciDevice } from '../../config/model.ts'
import type { TextEdit } from '../../text/edit.ts'
import { shortBdf } from '../map/map-wording.ts'
import { appendedElements } from './appended-elements.ts'
import { copiedElement } from './copied-element.ts'
import { elementText } from './element-text.ts'
import type { ElementOffer } from './element-offer.ts'
import type { Situation } from './situation.ts'
import { type Spare, sparePciDevices } from './spare-resources.ts'
import { hole } from './template.ts'

/** Devices of the root cell that nobody has taken. */
export function spareDeviceElements(situation: Situation): readonly ElementOffer[] {
  return sparePciDevices(situation).flatMap((spare) => rootDevice(spare, situation) ?? [])
}

/** Undefined where it cannot be copied. */
function rootDevice({ resource, name }: Spare<PciDevice>, situation: Situation): ElementOffer | undefined {
  const root = situation.board?.root.configuration
  const copy = root && copiedElement(resource.view, root, situation.known)
  const caps = capabilitiesOf(resource, situation)
  if (copy === undefined || !resource.bdf.known || !caps) return undefined
  const device = shortBdf(resource.bdf.value)
  const isSaid = name === undefined || copy.includes(name)
  const comment = isSaid ? device : name.includes(device) ? name : `${device}, ${name}`
  return {
    label: `PCI device ${device}`,
    detail: name ?? 'of the root cell',
    documentation:
      'A device of the root cell that no cell of the board has yet, with its capabilities. Its registers have to be among the memory regions as well.',
    count: 1,
    text: [`/* ${comment} */ ${withCapabilities(copy, caps.first)}`],
    also: caps.edits,
  }
}

interface Capabilities {
  /** Where they begin; undefined for a device without any. */
  readonly first: number | undefined
  readonly edits: readonly TextEdit[]
}

/** Undefined where the cell has no list that they could be put into, or they cannot be copied. */
function capabilitiesOf({ capsStart, numCaps }: PciDevice, situation: Situation): Capabilities | undefined {
  const root = situation.board?.root.configuration
  if (!root || !capsStart.known || !numCaps.known) return undefined
  if (numCaps.value === 0n) return { first: undefined, edits: [] }
  const start = Number(capsStart.value)
  const items = root.pciCaps.items.slice(start, start + Number(numCaps.value))
  const copies = items.flatMap(({ view }) => copiedElement(view, root, situation.known) ?? [])
  if (copies.length < Number(numCaps.value)) return undefined
  return appendedElements('pciCaps', copies.join(',\n'), copies.length, situation)
}

/** A device whose list begins elsewhere in the other file. */
function withCapabilities(text: string, first: number | undefined): string {
  return first === undefined ? text : text.replace(/(\.caps_start\s*=\s*)[^,}\n]+/, `$1${first}`)
}

export function emptyDevice({ known }: Situation): ElementOffer {
  return {
    label: 'PCI device',
    detail: 'a physical one',
    documentation: undefined,
    count: 1,
    text: elementText(
      'jailhouse_pci_device',
      '',
      [
        ['type', 'JAILHOUSE_PCI_TYPE_DEVICE'],
        ['domain', [hole('0x0000')]],
        ['bdf', [hole('0x0')]],
        ['bar_mask', ['{\n\t', hole('0x0'), ', 0x0, 0x0,\n\t0x0, 0x0, 0x0,\n}']],
        ['caps_start', [hole('0')]],
        ['num_caps', [hole('0')]],
      ],
      known,
    ),
  }
}
