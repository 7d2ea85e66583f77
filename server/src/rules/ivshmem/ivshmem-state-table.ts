/** An ivshmem state table that is missing, or that is no whole page of memory. */
import { endsOf, fieldPlacesOf, type LinkEnd, type Section } from '../../board/links.ts'
import { pageSize } from '../../config/range.ts'
import { defineRule } from '../rule.ts'
import { deviceOfSection } from '../section-wording.ts'
import { hex, sizeText } from '../wording.ts'

export const ivshmemStateTable = defineRule({
  id: 'ivshmem-state-table',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The state table of an ivshmem device is empty, or does not begin and end at borders of pages.',
    why:
      'The state table is the one section that the hypervisor itself writes, one word of 32 bits for each peer. It ' +
      'maps the page at the physical address of the section, whatever the size says: it clears the first words when ' +
      'the first peer appears and enters every change. An empty `{ 0 }` makes it write to physical address 0. If ' +
      'the address lies inside a page, the states go to the beginning of that page. If size or guest address are ' +
      'no multiples of 4 KiB, the table is not mapped into the cell but trapped, and the cell cannot share it.',
    legal: 'The other sections may be left out. A table of a page is enough for all 12 peers.',
    bad: `
.mem_regions = {
  { 0 },
  {
    .phys_start = 0x70001000, .virt_start = 0x70001000, .size = 0xf000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
  },
  { 0 },
  { 0 },
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    good: `
.mem_regions = {
  {
    .phys_start = 0x70000000, .virt_start = 0x70000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
  },
  {
    .phys_start = 0x70001000, .virt_start = 0x70001000, .size = 0xf000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
  },
  { 0 },
  { 0 },
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    references: ['hypervisor/ivshmem.c: ivshmem_map_state_table, ivshmem_init, ivshmem_write_state'],
    catalogue: 'C 84, A.8',
  },
  check(cell, report) {
    for (const end of endsOf(cell)) {
      const [table] = end.sections
      const fault = table && (end.doubt === undefined || end.doubt === 'stateless') && faultOf(table, end)
      if (!fault) continue
      report({
        at: table.region.place,
        message: fault.message,
        why: fault.why,
        help: 'give the state table a page of memory: address and size are multiples of 0x1000, the size is not zero',
        related: [deviceOfSection(end)],
        // What other rules would say about the region follows from this.
        spoils: fieldPlacesOf(table),
      })
    }
  },
})

interface Fault {
  readonly message: string
  readonly why: string
}

function faultOf({ isEmpty, live, region: { physStart } }: Section, { device }: LinkEnd): Fault | undefined {
  if (isEmpty) {
    const page = physStart.known ? `to the page at physical address ${hex(physStart.value)}` : 'to some page'
    return {
      message: 'the state table is empty',
      why: `the hypervisor writes the states of the ${device.peers} peers all the same, ${page}`,
    }
  }
  if (!live) return undefined
  const size = live.guest.end - live.guest.start
  if (!live.isPageMapped)
    return {
      message: `the state table of ${sizeText(size)} at guest address ${hex(live.guest.start)} is no whole number of pages`,
      why: 'a region that begins or ends inside a page is not mapped but trapped, so that the cell gets no memory it could share',
    }
  const offset = (live.physical?.start ?? 0n) % pageSize
  if (offset === 0n || !live.physical) return undefined
  return {
    message: `the state table at physical address ${hex(live.physical.start)} does not begin at the border of a page`,
    why: `the hypervisor writes the states to the beginning of the page, ${hex(live.physical.start - offset)}`,
  }
}
