/** An ivshmem device with BARs that no driver expects. */
import { endsOf } from '../../board/links.ts'
import type { PciDevice } from '../../config/model.ts'
import type { Place } from '../../config/view.ts'
import { barMaskFor, settingBarMask } from '../fix/bar-mask.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { hex, listText } from '../wording.ts'

export const ivshmemBarMaskOdd = defineRule({
  id: 'ivshmem-bar-mask-odd',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A BAR of an ivshmem device has another size than 4 KiB or 64 KiB, or is none of the first two.',
    why:
      'The device has registers behind BAR 0 and the table of its vectors behind BAR 1, each in a page. The mask alone ' +
      'decides how large the guest takes a BAR for: a smaller one can come to lie in one page with others, and where BAR 1 ' +
      'is smaller than the table, accesses to the rest of it go elsewhere. Behind the other BARs is nothing. Masks from the ' +
      'time before version 2 of ivshmem look like that.',
    legal:
      'BARs of 64 KiB are for guests with pages of that size. A mask of 0 where a BAR is needed is an error by itself.',
    fix: 'Writes the masks for BARs of 4 KiB.',
    bad: `
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = { 0xffffff00, 0xffffffff },
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
      'hypervisor/ivshmem.c: ivshmem_write_command, IVSHMEM_MSIX_SIZE',
      'hypervisor/pci.c: pci_cfg_write_moderate',
      'include/jailhouse/cell-config.h: JAILHOUSE_IVSHMEM_BAR_MASK_INTX, JAILHOUSE_IVSHMEM_BAR_MASK_INTX_64K',
    ],
    catalogue: 'C 89, C 90',
  },
  check(cell, report) {
    for (const { device } of endsOf(cell)) {
      const odd = oddBars(device.device)
      const [first] = odd
      const macro = barMaskFor(device.device)
      if (!first) continue
      report({
        at: first.place,
        message: `the mask of BAR ${listText(odd.map(({ bar, mask }) => `${bar} is ${hex(mask)}`))}`,
        why: odd.some(({ bar }) => bar < 2)
          ? 'the guest takes the size of a BAR from its mask, and drivers expect 4 KiB or 64 KiB for registers and vectors'
          : 'an ivshmem device has nothing behind BARs other than 0 and 1',
        help: `write \`${macro}\`, or \`${macro}_64K\` for a guest with pages of 64 KiB`,
        fixes: fix(`write \`${macro}\``, 'suggested', settingBarMask(device.device, macro)),
      })
    }
  },
})

interface OddBar {
  readonly bar: number
  readonly mask: bigint
  readonly place: Place
}

function oddBars({ barMask }: PciDevice): readonly OddBar[] {
  return barMask.flatMap((mask, bar) => {
    if (!mask.known || mask.value === 0n || usual[bar]?.includes(mask.value)) return []
    return [{ bar, mask: mask.value, place: mask.place }]
  })
}

/** Of 4 KiB and of 64 KiB, and for BAR 1 of 512 bytes, which is all that the hypervisor has there. */
const usual: readonly (readonly bigint[])[] = [
  [0xfffff000n, 0xffff0000n],
  [0xfffff000n, 0xffff0000n, 0xfffffe00n],
]
