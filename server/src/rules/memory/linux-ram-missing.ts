/** A Linux cell in which `jailhouse cell linux` finds no RAM. */
import { forbiddenInRam, isLinuxCell, isLinuxRam, largestOf, requiredOfRam } from '../../board/linux-cell.ts'
import { machineOf } from '../../board/machine.ts'
import type { LiveRegion, MemoryFlag } from '../../config/memory.ts'
import { addFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { listText, regionText } from '../wording.ts'

export const linuxRamMissing = defineRule({
  id: 'linux-ram-missing',
  resource: 'memory',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'No memory region of a Linux cell has the flags by which `jailhouse cell linux` recognises RAM.',
    why:
      'The tool takes a region for RAM if it has JAILHOUSE_MEM_READ, WRITE, EXECUTE and DMA and none of IO, ' +
      'COMM_REGION and ROOTSHARED, on every board, with or without IOMMU. On Arm it stops with "No space found to ' +
      'load all images" when there is none. On x86 it goes on, and Linux gets a memory map without RAM.',
    legal:
      'Small regions without DMA beside the RAM are all right: the loader may have memory that Linux is not told of. ' +
      'Whether a cell is to run Linux is concluded from its name and that of its file. Where the wrong flag is one ' +
      'that goes with JAILHOUSE_MEM_LOADABLE badly, or JAILHOUSE_MEM_ROOTSHARED, other rules name it.',
    fix: 'Adds the flags that the most likely region lacks.',
    bad: `
//- cell linux.c
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x50000000, .virt_start = 0, .size = 0x8000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    good: `
//- cell linux.c
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x50000000, .virt_start = 0, .size = 0x8000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE |
             JAILHOUSE_MEM_LOADABLE | JAILHOUSE_MEM_DMA,
  },
},`,
    references: [
      'tools/jailhouse-cell-linux: ARMCommon.setup',
      'pyjailhouse/config_parser.py: MemRegion.is_ram',
    ],
    catalogue: 'B.7 N2, E.4',
  },
  check(cell, report) {
    const memory = cell.configuration.memory
    const isKnown = memory.items.every(({ flags, size }) => flags.known && size.known)
    if (!isLinuxCell(cell) || !isKnown || cell.regions.length === 0 || cell.regions.some(isLinuxRam)) return
    const candidate = largestOf(cell.regions.filter(isLikelyRam))
    const faults = candidate && faultsOf(candidate)
    if (faults === '') return
    report({
      at: candidate?.region.flags.place ?? memory.place,
      message: candidate
        ? `no region counts as RAM for \`jailhouse cell linux\`: ${regionText(candidate)} ${faults}`
        : 'no region counts as RAM for `jailhouse cell linux`',
      why:
        machineOf(cell) === 'x86'
          ? 'the tool hands Linux a memory map without RAM'
          : 'the tool gives up with "No space found to load all images"',
      help: 'RAM of Linux needs JAILHOUSE_MEM_READ, WRITE, EXECUTE and DMA, without IO and ROOTSHARED',
      fixes:
        candidate && !forbiddenInRam.some(candidate.has) ? addFlags(candidate, ...lackingOf(candidate)) : [],
    })
  },
})

function lackingOf(region: LiveRegion): readonly MemoryFlag[] {
  return requiredOfRam.filter((flag) => !region.has(flag))
}

function isLikelyRam(region: LiveRegion): boolean {
  return region.has('JAILHOUSE_MEM_LOADABLE') || region.has('JAILHOUSE_MEM_EXECUTE')
}

/** What keeps a region from being RAM, unless the rules of LOADABLE and ROOTSHARED say so already. */
function faultsOf(region: LiveRegion): string {
  const isLoadable = region.has('JAILHOUSE_MEM_LOADABLE')
  const lacking = requiredOfRam.filter(
    (flag) => !region.has(flag) && !(isLoadable && flag === 'JAILHOUSE_MEM_WRITE'),
  )
  const isSurplus = !isLoadable && region.has('JAILHOUSE_MEM_IO')
  const texts = [
    ...(lacking.length === 0 ? [] : [`lacks ${listText(lacking)}`]),
    ...(isSurplus ? ['has JAILHOUSE_MEM_IO'] : []),
  ]
  return texts.join(' and ')
}
