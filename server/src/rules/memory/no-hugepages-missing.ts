/** Executable memory that was forgotten when the others were protected from an erratum. */
import { machineOf } from '../../board/machine.ts'
import { addFlags } from '../fix/regions.ts'
import { defineRule } from '../rule.ts'
import { regionText } from '../wording.ts'

export const noHugepagesMissing = defineRule({
  id: 'no-hugepages-missing',
  resource: 'memory',
  scope: 'cell',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what:
      'On x86 an executable memory region of the root cell lacks the flag JAILHOUSE_MEM_NO_HUGEPAGES, which other ' +
      'executable regions have.',
    why:
      'With the flag a region is mapped in pages of 4 KiB. That is for Intel CPUs on which instructions that are ' +
      'fetched through entries of two sizes for one address can stop the machine (CVE-2018-12207). One executable ' +
      'region in large pages is enough for that.',
    legal: 'Where no region has the flag, the CPU is taken to be a sound one. Data needs no such protection.',
    fix: 'Adds JAILHOUSE_MEM_NO_HUGEPAGES.',
    bad: `
//- x86 root
.mem_regions = {
  /* RAM */ {
    .phys_start = 0, .virt_start = 0, .size = 0x2000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_DMA |
             JAILHOUSE_MEM_NO_HUGEPAGES,
  },
  /* more RAM */ {
    .phys_start = 0x4000000, .virt_start = 0x4000000, .size = 0x2000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_DMA,
  },
},`,
    good: `
//- x86 root
.mem_regions = {
  /* RAM */ {
    .phys_start = 0, .virt_start = 0, .size = 0x2000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_DMA |
             JAILHOUSE_MEM_NO_HUGEPAGES,
  },
  /* more RAM */ {
    .phys_start = 0x4000000, .virt_start = 0x4000000, .size = 0x2000000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_DMA |
             JAILHOUSE_MEM_NO_HUGEPAGES,
  },
},`,
    references: ['hypervisor/arch/x86/vmx.c: vcpu_map_memory_region'],
    catalogue: 'A.4',
  },
  check(cell, report) {
    if (!cell.isRoot || machineOf(cell) !== 'x86') return
    const programs = cell.regions.filter(
      (region) => region.isPageMapped && region.has('JAILHOUSE_MEM_EXECUTE'),
    )
    const example = programs.find((region) => region.has('JAILHOUSE_MEM_NO_HUGEPAGES'))
    if (!example) return
    for (const region of programs)
      if (!region.has('JAILHOUSE_MEM_NO_HUGEPAGES'))
        report({
          at: region.region.flags.place,
          message: `${regionText(region)} is executable and lacks JAILHOUSE_MEM_NO_HUGEPAGES, which ${regionText(example)} has`,
          why: 'large pages of executable memory are what the erratum of the instruction TLB is about (CVE-2018-12207)',
          help: 'add the flag, or drop it everywhere if the CPU has no such erratum',
          related: [
            { at: example.region.flags.place, message: `${regionText(example)} is mapped in pages of 4 KiB` },
          ],
          fixes: addFlags(region, 'JAILHOUSE_MEM_NO_HUGEPAGES'),
        })
  },
})
