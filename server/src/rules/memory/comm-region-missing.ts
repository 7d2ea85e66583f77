/** A cell that is told nothing about its surroundings. */
import type { Cell } from '../../board/cell.ts'
import { attitudeOf, hasCommunicationRegion, usualAddressFor } from '../../board/communication.ts'
import { machineOf } from '../../board/machine.ts'
import { hasFlag } from '../../config/interface.ts'
import { overlaps, pageSize } from '../../config/range.ts'
import { appendingItem } from '../fix/elements.ts'
import { fix, type Fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { hex } from '../wording.ts'

export const commRegionMissing = defineRule({
  id: 'comm-region-missing',
  resource: 'memory',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'A passive cell has no communication region.',
    why:
      'The hypervisor fills a page with what the inmate cannot know otherwise: its console, the addresses of the ' +
      'interrupt controller and of the PCI configuration space, the PM timer and the frequencies of x86, whether it may ' +
      "print through the hypervisor. Without a region with JAILHOUSE_MEM_COMM_REGION the cell does not see it. Upstream's " +
      'inmate library reads the page before anything else, and is stopped. Where the configuration names a console, or ' +
      'permits the virtual one, for the inmate to read there, it is a warning.',
    legal:
      'An inmate that knows its machine needs no such page. A cell that has to answer messages does, which ' +
      '`active-without-comm` reports.',
    fix: "Adds the region at the address where upstream's inmates expect it, if nothing is there.",
    bad: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    good: `
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
  /* communication region */ {
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},`,
    references: ['hypervisor/control.c: cell_start', 'hypervisor/arch/x86/test-device.c: testdev_cell_init'],
    catalogue: 'A.5, C 112',
  },
  check(cell, report) {
    if (attitudeOf(cell) !== 'passive' || hasCommunicationRegion(cell) !== false) return
    // Nothing is written yet.
    if (cell.configuration.memory.items.length === 0) return
    const use = useOf(cell)
    report({
      at: cell.configuration.memory.place,
      severity: use ? 'warning' : 'information',
      message: `the cell has no communication region${use ? `, but ${use}` : ''}`,
      why: 'the inmate learns nothing about its console, interrupt controller, PCI and timers from the hypervisor',
      help: 'add a region with JAILHOUSE_MEM_COMM_REGION, unless the inmate knows all that by itself',
      fixes: addingRegion(cell),
    })
  },
})

/** What the configuration says that can only be read in the communication region. */
function useOf({ configuration }: Cell): string | undefined {
  const { console, flags } = configuration.cell
  const none = configuration.interface.constant('JAILHOUSE_CON_TYPE_NONE')
  if (console.type.known && console.type.written && console.type.value !== none)
    return 'a console for the inmate'
  if (hasFlag(flags, 'JAILHOUSE_CELL_TEST_DEVICE', configuration.interface))
    return 'the test device, behind it'
  const isVirtual = [
    'JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED',
    'JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE',
  ].some((flag) => hasFlag(flags, flag, configuration.interface))
  return isVirtual ? 'the virtual console' : undefined
}

function addingRegion(cell: Cell): readonly Fix[] {
  const machine = machineOf(cell)
  if (machine === undefined) return []
  const start = usualAddressFor(machine)
  const page = { start, end: start + pageSize }
  if (cell.regions.some(({ guest }) => overlaps(guest, page))) return []
  return fix(
    'add a communication region',
    'suggested',
    appendingItem(cell.configuration, cell.configuration.memory, textAt(start)),
  )
}

function textAt(start: bigint): string {
  return [
    '/* communication region */ {',
    `\t.virt_start = ${hex(start)},`,
    '\t.size = 0x1000,',
    '\t.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |',
    '\t\tJAILHOUSE_MEM_COMM_REGION,',
    '}',
  ].join('\n')
}
