/** A Linux cell with hardly any RAM. */
import { isLinuxCell, isLinuxRam, largestOf } from '../../board/linux-cell.ts'
import { sizeOfRange } from '../../config/range.ts'
import { defineRule } from '../rule.ts'
import { regionText, sizeText } from '../wording.ts'

export const linuxRamTooSmall = defineRule({
  id: 'linux-ram-too-small',
  resource: 'memory',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'The largest region of RAM in a Linux cell has less than 32 MiB.',
    why:
      '`jailhouse cell linux` puts kernel, initial RAM disk and device tree into a single region, the kernel at a ' +
      'boundary of 2 MiB on arm64, with room to unpack itself on 32-bit Arm. When no region is large enough for ' +
      'these images, the tool stops with "No space found to load all images".',
    legal: 'Small regions beside a large one are all right, and so is a cell that does not run Linux.',
    bad: `
//- cell linux.c
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x50000000, .virt_start = 0, .size = 0x800000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE |
             JAILHOUSE_MEM_DMA | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    good: `
//- cell linux.c
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x50000000, .virt_start = 0, .size = 0x8000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE |
             JAILHOUSE_MEM_DMA | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    references: ['tools/jailhouse-cell-linux: ARMCommon.setup, ARM64.kernel_alignment'],
    catalogue: 'B.7 N2',
  },
  check(cell, report) {
    const largest = isLinuxCell(cell) ? largestOf(cell.regions.filter(isLinuxRam)) : undefined
    if (!largest || leastSize <= sizeOfRange(largest.guest)) return
    report({
      at: largest.region.size.place,
      message: `the largest RAM of this Linux cell, ${regionText(largest)}, has only ${sizeText(sizeOfRange(largest.guest))}`,
      why: '`jailhouse cell linux` needs one region that takes kernel, initial RAM disk and device tree together',
      help: 'give the cell more RAM in one piece',
    })
  },
})

const leastSize = 32n << 20n
