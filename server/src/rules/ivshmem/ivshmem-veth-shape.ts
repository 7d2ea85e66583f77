/** A network link over ivshmem that does not have the shape that network drivers expect. */
import { endsOf, type LinkEnd, mostPeers, outputsOf, soundSections } from '../../board/links.ts'
import { protocolOf } from '../../config/ivshmem-protocol.ts'
import { defineRule } from '../rule.ts'
import { listText } from '../wording.ts'

export const ivshmemVethShape = defineRule({
  id: 'ivshmem-veth-shape',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'An ivshmem device with the network protocol has not two peers, no read/write section, two output sections, and no or at least two MSI-X vectors.',
    why:
      'A network link joins two cells: each sends through its own output section, with one interrupt vector for the ' +
      'state of the link and one for packets. The hypervisor does not know the protocol and accepts any shape; the ' +
      'network driver of the guest does not bind to another one, or does not get its packets through.',
    legal:
      'Without MSI-X vectors one interrupt serves for both, as on Arm. Other protocols have other shapes.',
    bad: `
.mem_regions = {
  {
    .phys_start = 0x70000000, .virt_start = 0x70000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
  {
    .phys_start = 0x70001000, .virt_start = 0x70001000, .size = 0x3000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
  },
  {
    .phys_start = 0x70004000, .virt_start = 0x70004000, .size = 0x2000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
  {
    .phys_start = 0x70006000, .virt_start = 0x70006000, .size = 0x2000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
  },
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
    .shmem_protocol = JAILHOUSE_SHMEM_PROTO_VETH,
  },
},`,
    good: `
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
    .shmem_protocol = JAILHOUSE_SHMEM_PROTO_VETH,
  },
},`,
    references: [
      'Documentation/inter-cell-communication.md',
      'include/jailhouse/cell-config.h: JAILHOUSE_SHMEM_NET_REGIONS',
    ],
    catalogue: 'A.8',
  },
  check(cell, report) {
    for (const end of endsOf(cell)) {
      const { shmemProtocol } = end.device.device
      if (!shmemProtocol.known) continue
      if (protocolOf(shmemProtocol.value, cell.configuration.interface)?.kind !== 'veth') continue
      const oddities = odditiesOf(end)
      if (oddities.length === 0) continue
      report({
        at: shmemProtocol.place,
        message: `a network link with ${listText(oddities)}`,
        why: 'network drivers expect two peers, two output sections, no read/write section, and no or two MSI-X vectors; they do not bind, or no packets pass',
        help: 'describe the sections with `JAILHOUSE_SHMEM_NET_REGIONS`, and write `.shmem_peers = 2`; or choose another protocol',
        related: [{ at: end.device.device.shmemPeers.place, message: `${end.device.peers} peers` }],
      })
    }
  },
})

/** A number of peers that is possible nowhere is the matter of another rule. */
function odditiesOf(end: LinkEnd): readonly string[] {
  const { peers, device } = end.device
  if (peers < 2n || mostPeers < peers) return []
  const sections = soundSections(end)
  const { numMsixVectors } = device
  return [
    ...(peers === 2n ? [] : [`${peers} peers`]),
    ...(sections[1]?.live ? ['a read/write section'] : []),
    ...(outputsOf(sections).every(({ isEmpty }) => isEmpty) && 0 < sections.length
      ? ['no output sections']
      : []),
    ...(numMsixVectors.known && numMsixVectors.value === 1n ? ['a single MSI-X vector'] : []),
  ]
}
