/** Completion of the names of fields: which are offered, in which order, and what is put in. */
import { describe, expect, test } from 'vitest'
import { cellConfig, rootConfig } from '../hovered.ts'
import { item, labels, offered, snippet, taken } from './completed.ts'

function region(fields: string): string {
  return cellConfig({ body: `.cpus = { 2 },\n\t.mem_regions = { { ${fields} } },` })
}

describe('the fields of the innermost struct', () => {
  test('that are not set yet, in the order of their declaration', () => {
    expect(labels(region('.virt_start = 0x1000, $0'))).toMatchInlineSnapshot(`
      ".phys_start | __u64
      .size | __u64
      .flags | __u64"
    `)
  })

  test('those behind the cursor are set as well, and so are those that a macro has set', () => {
    const above = '#define AT(address) .phys_start = address, .virt_start = address\n'
    const body = '.mem_regions = { { AT(0x1000), $0 .flags = 7 } },'
    expect(labels(cellConfig({ above, body }))).toBe('.size | __u64')
  })

  test('also where commas and braces are missing', () => {
    expect(labels(region('.phys_start = 0x1000,\n\t.s$0\n\t.flags = 7'))).toContain('.size')
    const open = cellConfig({ body: '.mem_regions = { { .phys_start = 1,\n\t$0\n\t.cpus = { 1 },' })
    expect(labels(open)).toMatch(/^\.virt_start.*\n\.size.*\n\.flags/)
    expect(labels(cellConfig({ body: '.mem_regions = { { .size = 1 },\n\t.cp$0' }))).toContain('.cpus')
  })

  test('in a chain of designators those behind the last dot', () => {
    const text = rootConfig.replace('.hypervisor_memory =', '.platform_info.arm.$0\n.hypervisor_memory =')
    expect(labels(text).split('\n').slice(0, 3)).toEqual([
      '.maintenance_irq | u8',
      '.gic_version | u8',
      '.gicd_base | u64',
    ])
  })

  test('of the machine at hand, and without padding', () => {
    const text = rootConfig.replace('.arm = {', '$0.arm = {')
    expect(labels(text)).not.toMatch(/x86|padding|reserved/)
  })

  test('of a union only one', () => {
    const members = 'union jailhouse_stream_id stream_ids[1];'
    expect(labels(cellConfig({ members, body: '.stream_ids = { { $0 } },' }))).toMatch(/\.id .*\n\.mmu500/)
    expect(labels(cellConfig({ members, body: '.stream_ids = { { .id = 1, $0 } },' }))).toBe('')
  })

  test('of the wrapper struct, and what the root cell does not say again', () => {
    expect(labels(cellConfig({ body: '.cpus = { 2 },\n\t$0' }))).toBe(
      '.mem_regions | struct jailhouse_memory[1]',
    )
    const text = rootConfig.replace('.name = "board",', '$0')
    expect(labels(text)).not.toMatch(/signature|architecture|revision/)
    expect(labels(text)).toMatch(/^\.name/)
  })

  test('counts of arrays that there are not come last', () => {
    const all = offered(cellConfig({ header: '$0' })).map(({ label }) => label)
    expect(all.indexOf('.num_memory_regions')).toBeLessThan(all.indexOf('.console'))
    expect(all.indexOf('.console')).toBeLessThan(all.indexOf('.num_cache_regions'))
  })

  test('are documented', () => {
    expect(item(region('$0'), '.phys_start').documentation).toMatchInlineSnapshot(`
      "The host-physical address where the region begins. Unit: host-physical address.

      - Ignored with \`JAILHOUSE_MEM_COMM_REGION\`: the hypervisor puts its own page there. Write 0.
      - Whole pages are mapped: when \`virt_start\` and \`size\` are page aligned, the low 12 bits of this address are dropped without a word.
      - A sub-page region whose \`phys_start\` is not page aligned must not cross a page boundary; behind it the hypervisor uses the wrong page.
      - Without \`JAILHOUSE_MEM_ROOTSHARED\`, the root cell loses this memory at \`jailhouse cell create\` and regains at \`cell destroy\` what its own config lists.
      - Overlaps with other cells or with the memory of the hypervisor are not checked by anybody on the machine.
      - 32-bit Arm truncates addresses of 4 GiB and above."
    `)
  })
})

describe('what a field is set to at first', () => {
  test('a number is a hole, and flags are the usual ones', () => {
    expect(snippet(region('$0'), '.size')).toBe('«» .size = ${1:0x1000},')
    expect(snippet(region('$0'), '.flags')).toBe('«» .flags = ${1:JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE},')
  })

  test('constants, counts and structs', () => {
    const text = cellConfig({ header: '$0', members: '__u64 cpus[1];\nstruct jailhouse_pio ports[2];' })
    expect(snippet(text, '.num_pio_regions')).toBe('«» .num_pio_regions = ARRAY_SIZE(config.ports),')
    expect(snippet(text, '.console')).toBe('«» .console = {\n\t$1\n},')
    expect(snippet(text, '.name')).toBe('«» .name = "$1",')
    expect(snippet(text, '.flags')).toBe('«» .flags = ${1:JAILHOUSE_CELL_PASSIVE_COMMREG},')
    const console = cellConfig({ header: '.console = { $0 },' })
    expect(snippet(console, '.type')).toMatch(
      /^«» \.type = \$\{1\|JAILHOUSE_CON_TYPE_NONE,JAILHOUSE_CON_TYPE_EFIFB,.*\|\},$/,
    )
  })

  test('the comma is left out where there is one, and the value where that is there', () => {
    expect(snippet(region('$0, .size = 1'), '.flags')).toMatch(/WRITE\}$/)
    expect(snippet(region('.vi$0 = 5, .size = 1'), '.virt_start')).toBe('«.vi» .virt_start')
  })

  test('the dot that has been typed is replaced, and the whole word around the cursor', () => {
    expect(snippet(region('.ph$0ys'), '.phys_start')).toMatch(/^«\.phys» \.phys_start = /)
    expect(item(region('.$0'), '.size').filter).toBe('.size')
    expect(item(region('si$0'), '.size').filter).toBe('size')
  })

  test('without snippets the holes are filled', () => {
    expect(taken(region('$0'), '.flags')).toContain('{ .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE, }')
  })

  test('a macro of the config that sets several', () => {
    const above = '#define AT(address) .phys_start = address, .virt_start = address\n'
    const text = cellConfig({ above, body: '.mem_regions = { { $0 } },' })
    expect(snippet(text, 'AT(address)')).toBe('«» AT(${1:address}),')
    expect(labels(text.replace('$0', '.phys_start = 1, $0'))).not.toContain('AT(')
    expect(labels(text.replace('$0', '.$0'))).not.toContain('AT(')
  })
})

test('nothing is offered in comments, strings and numbers, and in what is no config object', () => {
  expect(labels(region('/* .$0 */'))).toBe('')
  expect(labels(region('// .$0\n'))).toBe('')
  expect(labels(region('.size = 0x1$0'))).toBe('')
  expect(labels(cellConfig({ header: '.name = "ab$0c",' }))).toBe('')
  expect(labels(cellConfig({ above: 'int unknown = $0;' }))).toBe('')
  expect(labels(`${cellConfig({})}\n$0`)).toBe('')
})

test('headers of another revision have the fields that they have', () => {
  const text = `//- /tree/include/jailhouse/cell-config.h
struct jailhouse_memory { unsigned long long phys_start, size, colour; } __attribute__((packed));
struct jailhouse_cell_desc { char signature[5]; unsigned int num_memory_regions; } __attribute__((packed));
//- /tree/configs/arm64/a.c
#include <jailhouse/cell-config.h>
struct { struct jailhouse_cell_desc cell; struct jailhouse_memory mem_regions[1]; } __attribute__((packed)) config = {
	.mem_regions = { { .size = 1, $0 } },
};
`
  expect(labels(text)).toBe('.phys_start | unsigned long long\n.colour | unsigned long long')
})
