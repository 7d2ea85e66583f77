/** Two cells that take the same id on the same ivshmem link, so that one of them is refused. */
import { areDeclared, type Board } from '../../board/board.ts'
import { alternativeBy } from '../../board/coexistence.ts'
import { type Link, type LinkEnd, linksOf, mostPeers } from '../../board/links.ts'
import { severityOfPair } from '../pair-severity.ts'
import { fix } from '../fix/fix.ts'
import { settingPeer } from '../fix/sections.ts'
import { defineRule } from '../rule.ts'
import { cellText } from '../section-wording.ts'
import { bdfText } from '../wording.ts'

export const ivshmemIdDuplicate = defineRule({
  id: 'ivshmem-id-duplicate',
  resource: 'ivshmem',
  scope: 'board',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'Two cells have an ivshmem device with the same bdf and the same id.',
    why:
      'On a link every id is one place. The cell that is created second finds the place taken, and `cell create` ' +
      'fails with EBUSY. With the id of the root cell, which is always there, the cell can never be created: that ' +
      'is an error. Two other cells become alternatives, which is information, and an error when `warden.json` ' +
      'declares them concurrent.',
    legal:
      'Cells that share a CPU or a name are alternatives anyway; such cells often use the same id, and nothing is ' +
      'said about them. The same id on links with different bdfs is usual.',
    fix: 'Takes the lowest free id, and makes its output section the writable one.',
    bad: `
//- root
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 0),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
  },
},
//- cell cell.c
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
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 0),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
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
    references: ['hypervisor/ivshmem.c: ivshmem_init'],
    catalogue: 'B, H36; D 46, D.7',
  },
  check(board, report) {
    for (const { link, first, second } of rivalsOn(board)) {
      const declared = areDeclared(board.concurrent, first.cell, second.cell)
      const { id } = second.device
      const free = freeIdOn(link)
      report({
        at: second.device.device.shmemDevId.place,
        severity: first.cell.isRoot ? 'error' : severityOfPair({ declared }),
        configuration: second.cell.configuration,
        message: `${cellText(first)} has the id ${id} on the link ${bdfText(link.bdf)}, too`,
        why: first.cell.isRoot
          ? '`cell create` always fails with EBUSY, since the root cell has taken this place'
          : 'while one of the two cells exists, `cell create` of the other one fails with EBUSY',
        help: first.cell.isRoot
          ? `choose ${free === undefined ? 'another id' : `the id ${free}`}, and make its output section the writable one`
          : `if the two are to run together, choose ${free === undefined ? 'different ids, and raise the number of peers' : `the id ${free} for one of them`}`,
        related: [
          {
            at: first.device.device.shmemDevId.place,
            message: `the id ${id} in ${cellText(first)}`,
            configuration: first.cell.configuration,
          },
        ],
        fixes:
          free === undefined ? [] : fix(`take the free id ${free}`, 'suggested', settingPeer(second, free)),
      })
    }
  },
})

interface Rivals {
  readonly link: Link
  readonly first: LinkEnd
  readonly second: LinkEnd
}

/** Every two ends for the same place that nothing else keeps apart. */
function rivalsOn(board: Board): readonly Rivals[] {
  return linksOf(board).flatMap((link) =>
    link.ends.flatMap((second, index) =>
      link.ends
        .slice(0, index)
        .filter((first) => first.device.id === second.device.id && second.device.id < mostPeers)
        .filter((first) => first.cell.isRoot || alternativeBy(first.cell, second.cell)?.by === 'ivshmem')
        .map((first) => ({ link, first, second })),
    ),
  )
}

function freeIdOn({ ends }: Link): number | undefined {
  const most = Math.max(...ends.map(({ device }) => Number(device.peers)))
  const taken = new Set(ends.map(({ device }) => Number(device.id)))
  return Array.from({ length: most }, (_, id) => id).find((id) => !taken.has(id))
}
