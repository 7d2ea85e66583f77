/** Two ends of an ivshmem link that speak different protocols. */
import { type LinkEnd, linkedPairs } from '../../board/links.ts'
import { isPair, type Protocol, protocolOf } from '../../config/ivshmem-protocol.ts'
import { defineRule } from '../rule.ts'
import { cellText } from '../section-wording.ts'
import { hex } from '../wording.ts'

export const ivshmemProtocolMismatch = defineRule({
  id: 'ivshmem-protocol-mismatch',
  resource: 'ivshmem',
  scope: 'board',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The protocols of two linked ivshmem devices do not belong together.',
    why:
      'The hypervisor compares nothing and passes each number on to its guest, whose driver is chosen by it. ' +
      'Different drivers on both ends do not understand each other, and of two that are meant for the same side of ' +
      'virtio neither answers the other.',
    legal:
      'The two ends of a virtio link have different numbers: one is the front end, the other the back end, of the ' +
      'same virtio device.',
    bad: `
//- root
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 0),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
    .shmem_protocol = JAILHOUSE_SHMEM_PROTO_VETH,
  },
},
//- cell cell.c
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    good: `
//- root
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 0),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
    .shmem_protocol = JAILHOUSE_SHMEM_PROTO_VETH,
  },
},
//- cell cell.c
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
      'hypervisor/ivshmem.c: ivshmem_reset',
      'Documentation/ivshmem-v2-specification.md: Protocols',
    ],
    catalogue: 'C 92, A.8',
  },
  check(board, report) {
    for (const { first, second } of linkedPairs(board)) {
      const [theirs, ours] = [protocolAt(first), protocolAt(second)]
      if (!theirs || !ours || isPair(theirs, ours)) continue
      if (theirs.kind === 'reserved' || ours.kind === 'reserved') continue
      report({
        at: second.device.device.shmemProtocol.place,
        configuration: second.cell.configuration,
        message: `${protocolText(ours)} here, and ${protocolText(theirs)} in ${cellText(first)}, do not form a pair`,
        why: 'the drivers are chosen by the protocol, so that the two ends do not understand each other',
        help:
          theirs.kind === 'virtio'
            ? `write the ${theirs.side === 'front' ? 'back' : 'front'} end of the same virtio device`
            : 'write the same protocol in all cells of the link',
        related: [
          {
            at: first.device.device.shmemProtocol.place,
            message: `${protocolText(theirs)} in ${cellText(first)}`,
            configuration: first.cell.configuration,
          },
        ],
      })
    }
  },
})

function protocolAt({ cell, device }: LinkEnd): Protocol | undefined {
  const { shmemProtocol } = device.device
  return shmemProtocol.known ? protocolOf(shmemProtocol.value, cell.configuration.interface) : undefined
}

function protocolText(protocol: Protocol): string {
  switch (protocol.kind) {
    case 'undefined':
      return 'no protocol (0)'
    case 'veth':
      return 'the network protocol (1)'
    case 'custom':
    case 'reserved':
      return `the protocol ${hex(protocol.number)}`
    case 'virtio':
      return `the ${protocol.side} end of virtio device ${protocol.device}`
  }
}
