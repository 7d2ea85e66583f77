/** A network link whose macro was told another peer than the device. */
import { endsOf } from '../../board/links.ts'
import { netMacro, netMacroCallOf } from '../../board/net-macro.ts'
import { fix } from '../fix/fix.ts'
import { settingArgument } from '../fix/net-macro.ts'
import { defineRule } from '../rule.ts'

export const ivshmemMacroIdMismatch = defineRule({
  id: 'ivshmem-macro-id-mismatch',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The second argument of JAILHOUSE_SHMEM_NET_REGIONS is not the id of the device that uses the regions.',
    why:
      'The macro makes the output section of the peer writable that it is told; the device has an id of its own, ' +
      'which the guest sees. If the two differ, the guest sends through a section that it may not write: its first ' +
      "packet is an access violation, and the cell stops. The section that it may write is the other peer's.",
    legal:
      'Sections that are written without the macro are compared by their flags. Ids are numbered from 0.',
    fix: 'Writes the id of the device as the second argument.',
    bad: `
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 0),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
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
  },
},`,
    references: [
      'include/jailhouse/cell-config.h: JAILHOUSE_SHMEM_NET_REGIONS',
      'hypervisor/ivshmem.c: ivshmem_register_mmio',
    ],
    catalogue: 'C 86, A.8',
  },
  check(cell, report) {
    for (const end of endsOf(cell)) {
      const call = netMacroCallOf(end)
      const { id, peers, device } = end.device
      if (!call || peers <= id || (call.peer !== undefined && BigInt(call.peer) === id)) continue
      report({
        at: call.place,
        message: `${netMacro} makes ${call.peer === undefined ? 'no output section' : `the output section of peer ${call.peer}`} writable, and the device has the id ${id}`,
        why: 'the first thing that the guest sends is an access violation, since it cannot write its own output section',
        help: `write ${id} as the second argument, or correct \`shmem_dev_id\``,
        related: [{ at: device.shmemDevId.place, message: `the id of the device is ${id}` }],
        fixes: fix(
          `write ${id} as the second argument`,
          'suggested',
          settingArgument(call.place, netMacro, 1, `${id}`),
        ),
      })
    }
  },
})
