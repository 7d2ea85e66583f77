/** What the fields of an ivshmem device have to be, so that it is an end of a link that others have ends of. */
import { writtenAt } from '../../c/origin.ts'
import type { PciDevice } from '../../config/model.ts'
import type { KnownValue } from './known-value.ts'
import {
  addressText,
  linkAt,
  linkText,
  lonelyLink,
  type OpenLink,
  openLinks,
  sectionsInPlace,
} from './open-links.ts'
import { protocolText } from './pci-elements.ts'
import type { Situation } from './situation.ts'

/** None for physical devices, and where no link is known. */
export function linkValues(field: string, situation: Situation): readonly KnownValue[] {
  const device = deviceAtWord(situation)
  if (device && isPhysical(device, situation)) return []
  if (field === 'bdf') return addresses(situation)
  const link = linkOf(device, situation)
  const text = link && valueOf(field, link, situation)
  return link && text !== undefined ? [{ text, because: `for the ${linkText(link)}` }] : []
}

function isPhysical({ type }: PciDevice, { cell }: Situation): boolean {
  const ivshmem = cell?.configuration.interface.constant('JAILHOUSE_PCI_TYPE_IVSHMEM')
  return type.known && type.written && type.value !== ivshmem
}

/** Those of the links without an end in this cell, or of a new one. */
function addresses(situation: Situation): readonly KnownValue[] {
  const links = openLinks(situation)
  const lonely = links.length === 0 ? lonelyLink(situation) : undefined
  return (lonely ? [lonely] : links).map((link) => ({
    text: addressText(link.bdf),
    because: link === lonely ? 'nobody has it' : linkText(link),
  }))
}

/** The link at the address of the device; without one the only link that is open. */
function linkOf(device: PciDevice | undefined, situation: Situation): OpenLink | undefined {
  if (device?.bdf.written) return device.bdf.known ? linkAt(device.bdf.value, situation) : undefined
  const [only, ...others] = openLinks(situation)
  return others.length === 0 ? only : undefined
}

function valueOf(field: string, link: OpenLink, situation: Situation): string | undefined {
  switch (field) {
    case 'shmem_dev_id':
      return `${link.id}`
    case 'shmem_peers':
      return `${link.peers}`
    case 'shmem_protocol':
      return protocolText(link)
    case 'shmem_regions_start': {
      const start = sectionsInPlace(link, situation)
      return start === undefined ? undefined : `${start}`
    }
    default:
      return undefined
  }
}

/** The device that the word stands in. */
function deviceAtWord({ cell, word: { mark } }: Situation): PciDevice | undefined {
  return cell?.configuration.pciDevices.items.find(({ place, written }) => {
    const { file, start, end } = writtenAt(place)
    return written && file === mark.file && start <= mark.start && mark.end <= end
  })
}
