/** An ivshmem protocol that nobody has defined. */
import { endsOf } from '../../board/links.ts'
import { protocolOf } from '../../config/ivshmem-protocol.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const ivshmemProtocolReserved = defineRule({
  id: 'ivshmem-protocol-reserved',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The protocol of an ivshmem device is a number that stands for nothing.',
    why:
      'The hypervisor passes the number on to the guest, as part of the PCI class. Drivers are chosen by it: with a ' +
      'number between the defined ones none is, unless it was written for exactly this number, which a later ' +
      'version of the specification may use for something else.',
    legal: 'Numbers from 0x4000 to 0x7fff are free to use. From 0x8000 on they are those of virtio devices.',
    bad: `
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
    .shmem_protocol = 2,
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
      'Documentation/ivshmem-v2-specification.md: Protocols',
      'include/jailhouse/cell-config.h: JAILHOUSE_SHMEM_PROTO_*',
    ],
    catalogue: 'A.8',
  },
  check(cell, report) {
    for (const { device } of endsOf(cell)) {
      const { shmemProtocol } = device.device
      if (!shmemProtocol.known) continue
      if (protocolOf(shmemProtocol.value, cell.configuration.interface)?.kind !== 'reserved') continue
      report({
        at: shmemProtocol.place,
        message: `${hex(shmemProtocol.value)} is no protocol that is defined`,
        why: 'drivers are chosen by the protocol, and none is for this number',
        help: 'write JAILHOUSE_SHMEM_PROTO_VETH for a network, JAILHOUSE_SHMEM_PROTO_UNDEFINED, or a number of your own from 0x4000 to 0x7fff',
      })
    }
  },
})
