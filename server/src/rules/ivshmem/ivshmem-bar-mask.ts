/** An ivshmem device whose registers or MSI-X table have no place in the guest's address space. */
import { endsOf } from '../../board/links.ts'
import type { PciDevice } from '../../config/model.ts'
import type { Place } from '../../config/view.ts'
import { barMaskFor, settingBarMask } from '../fix/bar-mask.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { listText } from '../wording.ts'

export const ivshmemBarMask = defineRule({
  id: 'ivshmem-bar-mask',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A base address register that an ivshmem device needs has the mask 0.',
    why:
      'The mask says which bits of a BAR the guest can write, and with that its size. With the mask 0 the BAR looks ' +
      'absent: the guest gives it no address, so that it cannot reach the registers of the device (BAR 0), or the ' +
      'table of its MSI-X vectors (BAR 1).',
    legal: 'BAR 1 is not needed without MSI-X vectors, and may have a mask nevertheless.',
    fix: 'Writes the masks for BARs of 4 KiB.',
    bad: `
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .num_msix_vectors = 2,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    good: `
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_MSIX,
    .num_msix_vectors = 2,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    references: [
      'hypervisor/pci.c: pci_cfg_write_moderate',
      'hypervisor/ivshmem.c: ivshmem_write_command',
      'include/jailhouse/cell-config.h: JAILHOUSE_IVSHMEM_BAR_MASK_INTX, JAILHOUSE_IVSHMEM_BAR_MASK_MSIX',
    ],
    catalogue: 'C 89, C 90, D 48',
  },
  check(cell, report) {
    for (const { device } of endsOf(cell)) {
      const absent = absentBars(device.device)
      const [first] = absent
      const macro = barMaskFor(device.device)
      if (!first) continue
      report({
        at: first.place,
        message: `the ${listText(absent.map(({ what }) => what))} of the device ${absent.length === 1 ? 'has' : 'have'} no size: the mask of BAR ${listText(absent.map(({ bar }) => `${bar}`))} is 0`,
        why: 'to the guest the BAR looks absent; it gives it no address, and its driver cannot use the device',
        help: `write \`${macro}\``,
        related: absent.some(({ bar }) => bar === 1)
          ? [{ at: device.device.numMsixVectors.place, message: 'the vectors that need BAR 1' }]
          : [],
        fixes: fix(`write \`${macro}\``, 'suggested', settingBarMask(device.device, macro)),
      })
    }
  },
})

interface AbsentBar {
  readonly bar: number
  readonly what: string
  readonly place: Place
}

function absentBars(device: PciDevice): readonly AbsentBar[] {
  const [registers, table] = device.barMask
  return [
    ...(registers?.known && registers.value === 0n
      ? [{ bar: 0, what: 'registers', place: registers.place }]
      : []),
    ...(table?.known && table.value === 0n && hasVectors(device)
      ? [{ bar: 1, what: 'MSI-X table', place: table.place }]
      : []),
  ]
}

function hasVectors({ numMsixVectors }: PciDevice): boolean {
  return numMsixVectors.known && numMsixVectors.value !== 0n
}
