/** RAM of a Linux cell into which nothing can be loaded. */
import { isLinuxCell, regionForImages } from '../../board/linux-cell.ts'
import { addFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { rangeText, regionText } from '../wording.ts'

export const linuxRamNotLoadable = defineRule({
  id: 'linux-ram-not-loadable',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'The region of a Linux cell into which `jailhouse cell linux` puts kernel, device tree and initial RAM disk ' +
      'lacks the flag JAILHOUSE_MEM_LOADABLE.',
    why:
      'The tool looks for the first region that counts as RAM and is large enough, whether it is loadable or not. ' +
      'The driver then refuses to load into it: the tool ends with EINVAL.',
    legal:
      'Further RAM need not be loadable. How large the images are is not known here, so that the rule trusts any ' +
      'loadable RAM, unless on Arm a region of 64 MiB or more comes first. Regions without DMA are not RAM for the tool.',
    fix: 'Adds JAILHOUSE_MEM_LOADABLE.',
    bad: `
//- cell linux.c
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x50000000, .virt_start = 0, .size = 0x8000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_DMA,
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
    references: ['tools/jailhouse-cell-linux: ARMCommon.setup', 'driver/cell.c: load_image'],
    catalogue: 'B.5 L3, B.7 N5',
  },
  check(cell, report) {
    if (!isLinuxCell(cell)) return
    const region = regionForImages(cell)
    if (!region || region.has('JAILHOUSE_MEM_LOADABLE')) return
    report({
      at: region.region.flags.place,
      message: `${regionText(region)} is the RAM for Linux at ${rangeText(region.guest)}, but lacks JAILHOUSE_MEM_LOADABLE`,
      why: '`jailhouse cell linux` fails with EINVAL when it loads the kernel: the driver loads only into regions with that flag',
      help: 'add JAILHOUSE_MEM_LOADABLE',
      fixes: addFlags(region, 'JAILHOUSE_MEM_LOADABLE'),
    })
  },
})
