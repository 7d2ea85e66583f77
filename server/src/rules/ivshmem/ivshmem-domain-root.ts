/** Ivshmem devices of the root cell whose domain is not that of the PCI host that they appear at. */
import { endsOf } from '../../board/links.ts'
import type { Root } from '../../board/root.ts'
import type { Scalar } from '../../config/view.ts'
import type { Cell } from '../../board/cell.ts'
import { physicalFunctionsOf } from '../../board/pci.ts'
import { fieldOf } from '../../config/view.ts'
import { settingField } from '../fix/fields.ts'
import { fix, type Fix } from '../fix/fix.ts'
import { defineRule, type Severity } from '../rule.ts'
import { hex } from '../wording.ts'

export const ivshmemDomainRoot = defineRule({
  id: 'ivshmem-domain-root',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The domain of an ivshmem device of the root cell is not that of the PCI host in Linux.',
    why:
      'The driver tells Linux to look for the ivshmem devices of the root cell after `jailhouse enable`, and to ' +
      'remove them on `jailhouse disable`, each by its domain and bdf. With a virtual host whose domain Linux ' +
      'chooses (`pci_domain` 0xffff), devices with domain 0 are a warning: domain 0 is mostly that of a physical ' +
      'host, and `disable` removes whatever Linux has there. Another domain is a guess then, which is a hint. Two ' +
      'domains that are given and differ are information: Linux finds the devices with the virtual host, and the ' +
      'driver does not find them. On a physical host the driver adds the devices nowhere.',
    legal: 'In the other cells nobody reads the domain of an ivshmem device.',
    fix:
      'Gives the virtual host and all ivshmem devices of the root cell one domain: one that is named already, if no ' +
      'physical device has it, or else the first number that none has. On a physical host the devices get the domain ' +
      'of the physical ones, if these have one only.',
    bad: `
//- root
.header.platform_info.pci_domain = 0xffff,
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 0),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
  },
},`,
    good: `
//- root
.header.platform_info.pci_domain = 1,
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 0),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .domain = 1, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
  },
},`,
    references: [
      'driver/pci.c: jailhouse_pci_add_device, jailhouse_pci_remove_device, create_vpci_of_overlay',
      'driver/pci.c: jailhouse_pci_virtual_root_devices_remove',
    ],
    catalogue: 'C 93a, D 43, D 44, J 20',
  },
  check(cell, report) {
    if (!cell.isRoot || !cell.root) return
    const domains = new Set<bigint>()
    for (const { device } of endsOf(cell)) {
      const { domain } = device.device
      // One fault, however many devices there are.
      if (!domain.known || domains.has(domain.value)) continue
      domains.add(domain.value)
      const mismatch = mismatchOf(domain.value, cell.root)
      if (!mismatch) continue
      report({
        at: domain.place,
        severity: mismatch.severity,
        message: `the device is in domain ${hex(domain.value)}, and ${mismatch.host}`,
        why: mismatch.why,
        help: mismatch.help,
        related: [{ at: mismatch.field.place, message: 'the domain of the host' }],
        fixes: givingOneDomain(domain.value, cell, cell.root),
      })
    }
  },
})

function givingOneDomain(domain: bigint, cell: Cell, { configuration, pciIsVirtual }: Root): readonly Fix[] {
  const { pciDomain } = configuration.system.platform
  const platform = fieldOf(configuration.system.view, 'platform_info')
  const known = physicalFunctionsOf(configuration).map((one) => one.device.domain)
  const physical = new Set(known.flatMap((one) => (one.known ? [one.value] : [])))
  if (!platform || !pciDomain.known || known.some((one) => !one.known)) return []
  const [onlyPhysical] = physical.size === 1 ? physical : []
  const wanted = pciIsVirtual ? domainFor([pciDomain.value, domain], physical) : onlyPhysical
  if (wanted === undefined) return []
  const text = wanted < 10n ? `${wanted}` : hex(wanted)
  const devices = endsOf(cell).map(({ device }) => device.device)
  const others = devices.filter((one) => !one.domain.known || one.domain.value !== wanted)
  const where = pciIsVirtual ? 'host and devices' : 'the devices'
  return fix(
    `put ${where} into domain ${text}`,
    'suggested',
    pciIsVirtual && pciDomain.value !== wanted ? settingField(platform, 'pci_domain', text) : [],
    ...others.map((one) => settingField(one.view, 'domain', text, 'type')),
  )
}

/** Domain 0 is mostly that of a physical host, also where no device of it is listed. */
function domainFor(named: readonly bigint[], physical: ReadonlySet<bigint>): bigint | undefined {
  const candidates = [...named, ...Array.from({ length: 256 }, (_, number) => BigInt(number))]
  return candidates.find((one) => one !== 0n && one !== automatic && !physical.has(one))
}

interface Mismatch {
  readonly severity: Severity
  readonly host: string
  readonly why: string
  readonly help: string
  readonly field: Scalar
}

/** Linux chooses the domain of the virtual host by itself. */
const automatic = 0xffffn

function mismatchOf(domain: bigint, root: Root): Mismatch | undefined {
  const { pciDomain } = root.configuration.system.platform
  if (root.pciIsVirtual === undefined || !pciDomain.known) return undefined
  if (!root.pciIsVirtual) return physicalMismatch(domain, root)
  if (pciDomain.value === domain) return undefined
  if (pciDomain.value !== automatic)
    return {
      severity: 'information',
      host: `the virtual host in domain ${hex(pciDomain.value)}`,
      why: 'Linux finds the device with its host; the driver looks for it in the other domain, to add and to remove it',
      help: 'write the same domain in both places, one that no physical host has',
      field: pciDomain,
    }
  return {
    severity: domain === 0n ? 'warning' : 'hint',
    host: 'Linux chooses that of the virtual host',
    why:
      domain === 0n
        ? 'on `jailhouse disable` the driver removes what Linux has in domain 0 at this bdf, and that may be a physical device'
        : 'the driver adds and removes the device only if Linux happens to choose this number',
    help: 'write the same number in `pci_domain` and here, one that no physical host has',
    field: pciDomain,
  }
}

function physicalMismatch(domain: bigint, root: Root): Mismatch | undefined {
  const ivshmem = root.configuration.interface.constant('JAILHOUSE_PCI_TYPE_IVSHMEM')
  const physical = root.configuration.pciDevices.items.filter(
    ({ type, written }) => written && type.known && type.value !== ivshmem,
  )
  const [first] = physical
  if (
    !first?.domain.known ||
    physical.some((device) => device.domain.known && device.domain.value === domain)
  )
    return undefined
  return {
    severity: 'information',
    host: `no physical device of the root cell is: the first one is in domain ${hex(first.domain.value)}`,
    why: 'the driver adds the device to a bus of this domain only: if there is none, the root cell never sees the device',
    help: 'write the domain of the host at which the device is to appear',
    field: first.domain,
  }
}
