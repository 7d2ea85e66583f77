/** Hover on values: whole initialisers, parts of them, and what is passed to macros. */
import { expect, test } from 'vitest'
import { cellConfig, hovered } from './hovered.ts'

/** The hover on the value of a field of the header. */
function inHeader(field: string, value: string): string {
  return hovered(cellConfig({ header: `.${field} = ${value},` }))
}

function inBitmap(words: string): string {
  const members = '__u64 cpus[1];\n\tstruct jailhouse_irqchip irqchips[1];'
  const body = `.irqchips = { { .pin_base = 32, .pin_bitmap = { ${words} } } },`
  return hovered(cellConfig({ members, body }))
}

function inRegions(elements: string): string {
  return hovered(cellConfig({ body: `.mem_regions = { ${elements} },` }))
}

function inCall(call: string): string {
  const members = '__u64 cpus[1];\n\tstruct jailhouse_memory mem_regions[4];'
  return hovered(cellConfig({ members, body: `.mem_regions = { JAILHOUSE_SHMEM_NET_REGIONS(${call}) },` }))
}

test('a whole value: in the notation of its field, with its type in C and where it is stored', () => {
  expect(hovered(cellConfig({ body: '.cpus = { 0b1100$0 },' }))).toMatchInlineSnapshot(`
    "«0b1100»

    **\`0b1100\`**

    | value | \`0xc\`: CPUs 2, 3 |
    |:--|:--|
    | type | \`int\` |
    | stored in | \`cpus[0]\`, offset 0x84, 8 bytes, \`__u64\` |"
  `)
})

test('on the operator it is the whole sum, on an operand that operand', () => {
  expect(inHeader('vpci_irq_base', '140 $0- 32')).toMatchInlineSnapshot(`
    "«-»

    **\`140 - 32\`**

    | value | \`108\` = 0x6c: SPIs 108-111 (ids 140-143) |
    |:--|:--|
    | type | \`int\` |
    | stored in | \`cell.vpci_irq_base\`, offset 0x50, 4 bytes, \`__u32\` |"
  `)
  expect(inHeader('vpci_irq_base', '$0140 - 32')).toMatchInlineSnapshot(`
    "«140»

    **\`140\`**

    | value | \`140\` = 0x8c |
    |:--|:--|
    | type | \`int\` |
    | part of | \`cell.vpci_irq_base\`, offset 0x50, 4 bytes, \`__u32\` |
    | whole value | \`108\` = 0x6c: SPIs 108-111 (ids 140-143) |"
  `)
})

test('a part of a bitmap that is only combined by | says which interrupts it is', () => {
  expect(inBitmap('(1 <<$0 2) | 1 << 4')).toContain('| value | `0x4`: SPI 2 (id 34) |')
  expect(inBitmap('(1 <<$0 2) | 1 << 4')).toContain('| whole value | `0x14`: SPIs 2, 4 (ids 34, 36) |')
  // A bit that is shifted or taken away is no interrupt.
  expect(inBitmap('~(1 <<$0 2)')).toContain('| value | `4` |')
})

test('the type is that of C, wide and unsigned as the literal demands', () => {
  expect(inRegions('{ .size = $00xffffffff }')).toContain('| type | `unsigned int` |')
  expect(inRegions('{ .size = $04294967295 }')).toContain('| type | `long` |')
  expect(inRegions('{ .size = $01ULL }')).toContain('| type | `unsigned long long` |')
  expect(inRegions('{ .size = 1 <<$0 31 }')).toContain('| value | `-0x80000000` = -2147483648 |')
})

test('what the conversion to the field changes is said', () => {
  expect(hovered(cellConfig({ body: '.mem_regions = { { .size = 1 <<$0 31 } },' }))).toMatchInlineSnapshot(`
    "«<<»

    **\`1 << 31\`**

    | value | \`-0x80000000\` = -2147483648 |
    |:--|:--|
    | guest | \`0x0-0xffffffff7fffffff (17179869182 GiB)\` |
    | physical | the same |
    | type | \`int\` |
    | stored in | \`mem_regions[0].size\`, offset 0x9c, 8 bytes, \`__u64\` |
    | converted | the field holds \`0xffffffff80000000\` = 18446744071562067968: 17179869182 GiB |"
  `)
})

test('flags of a negative number are those that the field holds', () => {
  expect(hovered(cellConfig({ header: '.flags = ~$01,' }))).toContain('| value | `1` |')
  expect(hovered(cellConfig({ header: '.flags = $0~1,' }))).toMatchInlineSnapshot(`
    "«~»

    **\`~1\`**

    | value | \`-2\` |
    |:--|:--|
    | type | \`int\` |
    | stored in | \`cell.flags\`, offset 0x2c, 4 bytes, \`__u32\` |
    | converted | the field holds \`0xfffffffe\`: \`JAILHOUSE_CELL_TEST_DEVICE\` + \`JAILHOUSE_CELL_AARCH32\` + \`JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED\` + \`JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE\` + \`0x3ffffff8\` without a name |

    - \`JAILHOUSE_CELL_TEST_DEVICE\`: The hypervisor emulates a page of test registers right behind the communication region of the cell.
    - \`JAILHOUSE_CELL_AARCH32\`: arm64: the CPUs of the cell start in 32-bit mode.
    - \`JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED\`: The inmate may print to the console of the hypervisor by a hypercall; without it the call returns EPERM.
    - \`JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE\`: Tells the inmate to print through the hypercall by default."
  `)
})

test('an unknown value says why, and so does everything that it is part of', () => {
  expect(inHeader('id', 'BASE$0 + 1')).toContain('| value | not known, because `BASE` is not defined |')
  expect(inHeader('id', 'BASE +$0 1')).toContain('| value | not known, because `BASE` is not defined |')
  expect(inHeader('id', 'BASE + $01')).toContain('| value | `1` |')
  expect(inHeader('id', 'BASE + $01')).toContain('| whole value | not known, because `BASE` is not defined |')
  expect(inHeader('id', '1 /$0 0')).toContain('not known, because it divides by zero')
})

test('sizeof has a value like any other expression', () => {
  expect(hovered(cellConfig({ header: '.id = $0sizeof(struct jailhouse_memory),' }))).toContain(
    '| value | `32` = 0x20 |',
  )
})

test('an argument of a macro: its value, and everything that the macro makes of it', () => {
  expect(inCall('0x7fb$000000, 1')).toMatchInlineSnapshot(`
    "«0x7fb00000»

    **\`0x7fb00000\`**

    | value | \`0x7fb00000\` = 2142240768 |
    |:--|:--|
    | type | \`int\` |
    | argument | \`start\` of \`JAILHOUSE_SHMEM_NET_REGIONS\`, used for \`mem_regions[0].phys_start\`, \`mem_regions[0].virt_start\`, \`mem_regions[2].phys_start\`, \`mem_regions[2].virt_start\`, \`mem_regions[3].phys_start\`, \`mem_regions[3].virt_start\` |"
  `)
  expect(inCall('0x7fb00000, 1$0')).toContain(
    '| argument | `dev_id` of `JAILHOUSE_SHMEM_NET_REGIONS`, used for `mem_regions[2].flags`, `mem_regions[3].flags` |',
  )
})

test('what a macro puts around its argument is not shown as part of it', () => {
  const above = '#define AT(address, more) .phys_start = (address) + more, .virt_start = (address)'
  const body = '.mem_regions = { { AT(0x1000 *$0 3, 5) } },'
  const found = hovered(cellConfig({ above, body }))
  expect(found).toContain('**`0x1000 * 3`**')
  expect(found).toContain('| value | `0x3000` = 12288 |')
})

test('a number in the definition of a macro has a value, but no field', () => {
  const found = hovered(cellConfig({ above: '#define BASE (0x1000$0 + 4)', header: '.id = BASE,' }))
  expect(found).toMatchInlineSnapshot(`
    "«0x1000»

    **\`0x1000\`**

    | value | \`0x1000\` = 4096 |
    |:--|:--|
    | type | \`int\` |"
  `)
})

function inDefinition(above: string, header: string): string {
  return hovered(cellConfig({ above, header }))
}

test('in the definition of a macro nothing is said that only holds for one of its calls', () => {
  expect(inDefinition('#define SPI(n) ((n) +$0 32)', '.id = SPI(8),')).toBe('nothing')
  expect(inDefinition('#define SPI(n) ((n) + $032)', '.id = SPI(8),')).toContain('| value | `32` = 0x20 |')
  expect(inDefinition('#define SUM 1 +$0 2', '.id = 2 * SUM,')).toBe('nothing')
  expect(inDefinition('#define ONE 1\n#define SUM (ONE +$0 2)', '.id = 2 * SUM,')).toContain(
    '| value | `3` |',
  )
})

test('half of a token that ## has put together is none by itself', () => {
  const above = '#define HEX(digits) 0x ## digits'
  expect(hovered(cellConfig({ above: above.replace('0x', '0$0x'), header: '.id = HEX(12),' }))).toBe(
    'nothing',
  )
  expect(hovered(cellConfig({ above, header: '.id = HEX($012),' }))).toBe('nothing')
  expect(hovered(cellConfig({ above, header: '.id = $0HEX(12),' }))).toContain('| value | `18` = 0x12 |')
})

test('a string: the field that it is for', () => {
  expect(hovered(cellConfig({ header: '.signature = "JH$0CLL",' }))).toContain(
    '| value | `"JHCLL"`, 5 of 5 bytes |',
  )
})

test('values without designators are found in their fields', () => {
  expect(inRegions('{ 0x1000, $00x2000 }')).toContain('| stored in | `mem_regions[0].virt_start`')
  expect(inRegions('0x1000, $00x2000')).toContain('| stored in | `mem_regions[0].virt_start`')
  expect(inRegions('{ .virt_start = 0x2000, $00x3000 }')).toContain('| stored in | `mem_regions[0].size`')
  expect(inRegions('[0].size = { $05 }')).toContain('| stored in | `mem_regions[0].size`')
})

test('there is nothing to say about a comma, or white space', () => {
  expect(hovered(cellConfig({ header: '.id = 1 $0 ,' }))).toBe('nothing')
  expect(hovered(cellConfig({ body: '.cpus = { 1 $0, 2 },' }))).toBe('nothing')
})
