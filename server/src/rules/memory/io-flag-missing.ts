/** Device registers that the hypervisor takes for memory. */
import { devicesWithSection, type Cell } from '../../board/cell.ts'
import { coverageOf } from '../../board/coverage.ts'
import { machineOf } from '../../board/machine.ts'
import type { LiveRegion, MemoryFlag } from '../../config/memory.ts'
import { overlaps, type Range, sizeOfRange } from '../../config/range.ts'
import { addFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { rangeText, regionText } from '../wording.ts'

export const ioFlagMissing = defineRule({
  id: 'io-flag-missing',
  resource: 'memory',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what:
      'On Arm a cell has a small memory region for itself that looks like device registers: readable and writable, and ' +
      'nothing more. Where the console of the cell is, its size does not matter.',
    why:
      'Without JAILHOUSE_MEM_IO the hypervisor takes a region for memory. Accesses of the cell are in order if the cell ' +
      'itself maps the registers as Device memory. But when the cell starts and when it is destroyed, the hypervisor ' +
      'maps all that is not marked as a device cacheable for itself, and invalidates it cache line by cache line. ' +
      'While registers are mapped like that, the CPU may read them ahead, and some do something when they are read.',
    legal:
      'What the root cell has in a region without JAILHOUSE_MEM_IO is memory; what it has in one with the flag is left ' +
      'to `io-attribute-mismatch-root`. Regions with further flags, of more than 1 MiB, shared with the root cell, or of ' +
      'ivshmem devices are not taken for registers. Buffers of a device may have been left without the flag on purpose.',
    fix: 'Adds JAILHOUSE_MEM_IO.',
    bad: `
.mem_regions = {
  /* second UART, which Linux does not know */ {
    .phys_start = 0x8f000000, .virt_start = 0x8f000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},`,
    good: `
.mem_regions = {
  /* second UART, which Linux does not know */ {
    .phys_start = 0x8f000000, .virt_start = 0x8f000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},`,
    references: [
      'hypervisor/arch/arm-common/mmu_cell.c: arch_map_memory_region, arm_cell_dcaches_flush',
      'hypervisor/arch/arm-common/control.c: arch_cell_reset, arch_cell_destroy',
    ],
    catalogue: 'A.4, C 21',
  },
  check(cell, report) {
    const machine = machineOf(cell)
    if (cell.isRoot || (machine !== 'arm' && machine !== 'arm64')) return
    const console = consoleOf(cell)
    const coverage = cell.root && coverageOf(cell.root)
    for (const region of cell.regions) {
      const { physical, guest } = region
      if (!physical || !isCandidate(region, cell)) continue
      const isConsole = console !== undefined && overlaps(guest, console)
      if (!isConsole && (!coverage || largest < sizeOfRange(guest))) continue
      if (coverage?.partsOf(physical).some(({ by }) => by !== undefined)) continue
      report({
        at: region.region.flags.place,
        message: isConsole
          ? `${regionText(region)} holds the console of the cell, but lacks JAILHOUSE_MEM_IO`
          : `${regionText(region)} at ${rangeText(physical)} looks like device registers, but lacks JAILHOUSE_MEM_IO`,
        why: 'when the cell starts and ends, the hypervisor maps it cacheable and invalidates it line by line: the CPU may read registers ahead',
        help: 'add JAILHOUSE_MEM_IO for registers; memory of the cell would be in reach of the root cell',
        fixes: addFlags(region, 'JAILHOUSE_MEM_IO'),
      })
    }
  },
})

const largest = 1n << 20n

function isCandidate(region: LiveRegion, cell: Cell): boolean {
  const isReadWrite = region.has('JAILHOUSE_MEM_READ') && region.has('JAILHOUSE_MEM_WRITE')
  const isMore = otherKinds.some(region.has) || 0 < devicesWithSection(cell, region).length
  return region.isPageMapped && isReadWrite && !isMore
}

/** What says that a region is something else. */
const otherKinds = [
  'JAILHOUSE_MEM_EXECUTE',
  'JAILHOUSE_MEM_DMA',
  'JAILHOUSE_MEM_IO',
  'JAILHOUSE_MEM_LOADABLE',
  'JAILHOUSE_MEM_ROOTSHARED',
] as const satisfies readonly MemoryFlag[]

/** The first register of the console that the inmate is told of, as the cell addresses it. */
function consoleOf({ configuration }: Cell): Range | undefined {
  const { address, type, flags } = configuration.cell.console
  const { constant } = configuration.interface
  const mmio = constant('JAILHOUSE_CON_ACCESS_MMIO')
  if (!address.known || !type.known || !flags.known || mmio === undefined) return undefined
  const isMmio = (flags.value & mmio) !== 0n && type.value !== constant('JAILHOUSE_CON_TYPE_NONE')
  return isMmio && address.value !== 0n ? { start: address.value, end: address.value + 1n } : undefined
}
