/**
 * Which fixes are offered for regions that cover too much or too little, and where there are none: that each of them mends
 * its finding is tested in `test/rules/fixes.test.ts`.
 */
import { expect, test } from 'vitest'
import { checkExample } from '../checked-example.ts'

const flags = '.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE'
const ram = `${flags} | JAILHOUSE_MEM_EXECUTE`

/** The titles of the fixes of a rule's findings. */
function offered(rule: string, example: string): readonly string[] {
  const { findings } = checkExample(example)
  const own = findings.filter(({ finding }) => finding.rule === rule)
  expect(own).not.toEqual([])
  return own.flatMap(({ finding }) => finding.fixes.map(({ title }) => title))
}

test('a region that shows nothing but what it must not show is taken out', () => {
  const example = `.mem_regions = {
    { .phys_start = 0xa0000000, .virt_start = 0xa0000000, .size = 0x10000, ${flags} },
  },`
  expect(offered('gic-mapped', example)).toEqual(['take out memory region 0, which has nothing else'])
})

const ramAt = (start: string): string =>
  `.mem_regions = { { .phys_start = ${start}, .virt_start = 0, .size = 0x20000, ${ram} }, },`

test('a cell that would lose its first instruction keeps its region', () => {
  expect(offered('overlap-hypervisor', ramAt('0x7bff0000'))).toEqual([
    'leave out 0x7c000000-0x7c00ffff (64 KiB)',
  ])
  expect(offered('overlap-hypervisor', ramAt('0x7c3f0000'))).toEqual([])
})

const timersOf = (size: string): string =>
  `.mem_regions = { { .phys_start = 0x90030c00, .virt_start = 0x90030c00, .size = ${size},
    ${flags} | JAILHOUSE_MEM_IO_32 | JAILHOUSE_MEM_ROOTSHARED }, },`

test('a sub-page region is not split where a piece would be mapped', () => {
  expect(offered('subpage-crosses-page', timersOf('0x800'))).toEqual(['split the region at 0x90031000'])
  expect(offered('subpage-crosses-page', timersOf('0x1400'))).toEqual([])
})

test('a mapped region keeps its only page, whatever sub-page region is in it', () => {
  const example = `.mem_regions = {
    { .phys_start = 0x90030100, .virt_start = 0x90030100, .size = 0x20,
      .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_IO_32 | JAILHOUSE_MEM_ROOTSHARED },
    { .phys_start = 0x90030000, .virt_start = 0x90030000, .size = 0x1000, ${flags} | JAILHOUSE_MEM_ROOTSHARED },
  },`
  expect(offered('subpage-shadowed', example)).toEqual([])
})

const loaded = (start: string, size = '0x20000'): string =>
  `.mem_regions = { { .phys_start = ${start}, .virt_start = 0, .size = ${size}, ${ram} | JAILHOUSE_MEM_LOADABLE }, },`
const root = (...regions: readonly string[]): string =>
  `//- root\n.mem_regions = { ${regions.map((region) => `{ ${region} }`).join(', ')} },\n//- cell\n`
const rootRam = `.phys_start = 0x40000000, .virt_start = 0x40000000, .size = 0x10000000, ${ram}`

test.each([
  ['above it', loaded('0x4fff0000'), ['0x50000000-0x5000ffff (64 KiB)']],
  ['below it', loaded('0x3fff0000'), ['0x3fff0000-0x3fffffff (64 KiB)']],
  ['not farther away', loaded('0x60000000'), []],
])("root's RAM is made longer for what is to be loaded %s", (_, cell, shown) => {
  const titles = shown.map((range) => `let memory region 0 of the root cell show ${range} as well`)
  expect(offered('loadable-not-in-root', root(rootRam) + cell)).toEqual(titles)
})

test.each([
  [
    'device registers',
    `.phys_start = 0x40000000, .virt_start = 0x40000000, .size = 0x10000000, ${flags} | JAILHOUSE_MEM_IO`,
  ],
  [
    'memory that root only reads',
    `.phys_start = 0x40000000, .virt_start = 0x40000000, .size = 0x10000000, .flags = JAILHOUSE_MEM_READ`,
  ],
])('%s are not made longer for it', (_, region) => {
  expect(offered('loadable-not-in-root', root(region) + loaded('0x50000000'))).toEqual([])
})

test("root's RAM is not made longer over what the hypervisor keeps to itself", () => {
  const below = `.phys_start = 0x9fff0000, .virt_start = 0x9fff0000, .size = 0x10000, ${ram}`
  expect(offered('loadable-not-in-root', root(below) + loaded('0xa0000000', '0x1000'))).toEqual([])
})

const registersIn = (more: string): string =>
  `${root(`.phys_start = 0x90000000, .virt_start = 0x90000000, .size = 0x100000, ${flags}${more}`)}
  .mem_regions = { { .phys_start = 0x90030100, .virt_start = 0x90030100, .size = 0x20, ${flags} | JAILHOUSE_MEM_IO_32 } },`

test('registers are not left out of what is to be executed', () => {
  const share = 'add `JAILHOUSE_MEM_ROOTSHARED`'
  expect(offered('subpage-root-page-mapped', registersIn(''))).toEqual([
    'leave 0x90030100-0x9003011f (32 bytes) out of memory region 0 of the root cell',
    share,
  ])
  expect(offered('subpage-root-page-mapped', registersIn(' | JAILHOUSE_MEM_EXECUTE'))).toEqual([share])
})

test('a region is not split where another one shares addresses with both parts', () => {
  const region = `.phys_start = 0x9fff0000, .virt_start = 0x9fff0000, .size = 0x100000, ${flags} | JAILHOUSE_MEM_IO`
  const split = 'leave out 0xa0000000-0xa000ffff (64 KiB)'
  expect(offered('gic-mapped', `${root(region)}.cpus = { 2 },`)).toEqual([split])
  expect(offered('gic-mapped', `${root(region, region)}.cpus = { 2 },`)).toEqual([])
})

const shadowedWith = (widths: string): string => `.mem_regions = {
  { .phys_start = 0x90030100, .virt_start = 0x90030100, .size = 0x20,
    .flags = JAILHOUSE_MEM_READ${widths} | JAILHOUSE_MEM_ROOTSHARED },
  { .phys_start = 0x90030000, .virt_start = 0x90030000, .size = 0x2000, ${flags} | JAILHOUSE_MEM_ROOTSHARED },
},`

test('registers are not left to sub-page regions that permit no access', () => {
  expect(offered('subpage-shadowed', shadowedWith(' | JAILHOUSE_MEM_IO_32'))).toEqual([
    'leave 0x90030000-0x90030fff (4 KiB) out of memory region 1',
  ])
  expect(offered('subpage-shadowed', shadowedWith(''))).toEqual([])
})
