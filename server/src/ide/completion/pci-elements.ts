/**
 * PCI devices: ivshmem devices as the other ends of their links say them, together with the sections that they need
 * among the memory regions. Physical devices are for `physical-devices.ts`.
 */
import { constantGroup } from '../../abi/documentation.ts'
import { decodeChoice } from '../../config/flag-names.ts'
import { protocolOf } from '../../config/ivshmem-protocol.ts'
import { grantedSpis } from '../../board/virtual-interrupts.ts'
import { firstSpiId } from '../../config/interrupts.ts'
import { bdfText, hex, spiText } from '../../rules/wording.ts'
import { appendedElements } from './appended-elements.ts'
import { elementText } from './element-text.ts'
import type { ElementOffer } from './element-offer.ts'
import { insteadText, sectionCount, sectionsText } from './memory-elements.ts'
import {
  addressText,
  linkText,
  lonelyLink,
  type OpenLink,
  openLinks,
  partnerText,
  sectionsInPlace,
} from './open-links.ts'
import { emptyDevice } from './physical-devices.ts'
import type { Around, Situation } from './situation.ts'
import { hole, plainText, type Template } from './template.ts'

export function deviceElements(situation: Situation): readonly ElementOffer[] {
  const links = openLinks(situation).map((link) => linkedDevice(link, situation))
  return [
    ...(0 < links.length ? links : lonelyDevice(situation)),
    ...(isVirtualHost(situation) ? [] : [emptyDevice(situation)]),
  ]
}

/** For a link that nobody else has an end of. */
function lonelyDevice(situation: Situation): readonly ElementOffer[] {
  const link = lonelyLink(situation)
  if (!link) return []
  return [
    {
      label: 'ivshmem device',
      detail: `a new ${linkText(link)}`,
      documentation:
        'Somebody else needs a device with the same `bdf`, and both need the sections among their memory regions, from `shmem_regions_start` on.',
      count: 1,
      text: deviceText(link, [hole('0')], situation),
    },
  ]
}

function linkedDevice(link: OpenLink, situation: Situation): ElementOffer {
  const start = sectionsInPlace(link, situation)
  const appended =
    start === undefined
      ? appendedElements(
          'memory',
          plainText(sectionsText(link, situation)),
          sectionCount(link, situation),
          situation,
        )
      : undefined
  const first = start ?? appended?.first
  const said = [
    insteadText(link),
    appended && 'Its sections are put at the end of the memory regions.',
    interruptText(link, situation),
  ]
  return {
    label: 'ivshmem device',
    detail: linkText(link),
    documentation: said.filter((text) => text !== undefined).join(' ') || undefined,
    count: 1,
    text: deviceText(link, first === undefined ? [hole('0')] : [`${first}`], situation),
    ...(appended && { also: appended.edits }),
  }
}

/** The interrupt of the device, if the cell does not own it yet. */
function interruptText({ bdf }: OpenLink, { cell, machine }: Around): string | undefined {
  const base = cell?.configuration.cell.vpciIrqBase
  if (!cell || !base?.known || base.value === 0n || machine === 'x86') return undefined
  const id = firstSpiId + Number(base.value) + Number((bdf >> 3n) & 3n)
  return grantedSpis(cell)?.has(id) === false
    ? `Its interrupt, ${spiText(id)}, has to be set in \`pin_bitmap\`.`
    : undefined
}

function deviceText(link: OpenLink, regionsStart: Template, around: Around): Template {
  const { bdf, peers, id, peer } = link
  const { machine, known } = around
  const isX86 = machine === 'x86'
  const vectors = peer?.device.device.numMsixVectors
  const iommu = peer?.device.device.iommu
  return elementText(
    'jailhouse_pci_device',
    `${bdfText(bdf).split(' ')[0]}, ${peer ? `link ${partnerText(link)}` : 'network'}`,
    [
      ['type', 'JAILHOUSE_PCI_TYPE_IVSHMEM'],
      ['iommu', isX86 && iommu?.known && iommu.value !== 0n ? `${iommu.value}` : undefined],
      ['domain', domainText(link, around)],
      ['bdf', addressText(bdf)],
      ['bar_mask', barMask(isX86, around)],
      ['num_msix_vectors', isX86 ? `${vectors?.known ? vectors.value : 2n}` : undefined],
      ['shmem_regions_start', regionsStart],
      ['shmem_dev_id', `${id}`],
      ['shmem_peers', `${peers}`],
      ['shmem_protocol', protocolText(link)],
    ],
    known,
  )
}

function barMask(isX86: boolean, { known }: Around): Template {
  const name = `JAILHOUSE_IVSHMEM_BAR_MASK_${isX86 ? 'MSIX' : 'INTX'}`
  return [known.hasMacro(name) ? name : `{ 0xfffff000, ${isX86 ? '0xfffff000' : '0'}, 0, 0, 0, 0 }`]
}

/** That of the other end, or of the virtual host. */
function domainText({ peer }: OpenLink, { board }: Around): string {
  const host = board?.root.configuration.system.platform.pciDomain
  const domain = peer ? peer.device.device.domain : host
  return domain?.known ? hexOrZero(domain.value) : '0'
}

function hexOrZero(value: bigint): string {
  return value < 10n ? `${value}` : hex(value)
}

/** The same as that of the other end, or, with virtio, the other side of it. */
export function protocolText({ peer }: OpenLink): string {
  if (!peer) return 'JAILHOUSE_SHMEM_PROTO_VETH'
  const { interface: known } = peer.cell.configuration
  const theirs = peer.device.device.shmemProtocol
  if (!theirs.known) return 'JAILHOUSE_SHMEM_PROTO_UNDEFINED'
  const protocol = protocolOf(theirs.value, known)
  const side = protocol?.kind === 'virtio' ? (protocol.side === 'front' ? 'BACK' : 'FRONT') : undefined
  const base = side && known.constant(`JAILHOUSE_SHMEM_PROTO_VIRTIO_${side}`)
  const value = base !== undefined && protocol?.kind === 'virtio' ? base + protocol.device : theirs.value
  const groups = ['shmem-protocol', 'virtio-device'].flatMap((id) => constantGroup(id) ?? [])
  const names = decodeChoice(value, groups, known).map(({ name }) => name)
  return names.length === 0 ? hex(value) : names.join(' + ')
}

function isVirtualHost({ board }: Around): boolean {
  return board?.root.pciIsVirtual === true
}
