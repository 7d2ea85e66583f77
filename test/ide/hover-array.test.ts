/** Hover on the wrapper struct, on what names its parts, and on the whole configuration. */
import { describe, expect, test } from 'vitest'
import { cellConfig, hovered, rootConfig } from './hovered.ts'

const members = '__u64 cpus[1];\n\tstruct jailhouse_memory mem_regions[3];'
const body = '.cpus = { 2 },\n\t.mem_regions = { { .size = 0x1000, .flags = 1 } },'

describe('a member of the wrapper', () => {
  test('that is an array: what was declared, written and counted', () => {
    const text = cellConfig({
      members: members.replace('mem_', '$0mem_'),
      header: '.num_memory_regions = 2,',
      body,
    })
    expect(hovered(text)).toMatchInlineSnapshot(`
      "«mem_regions»

      **\`struct jailhouse_memory mem_regions[3]\`**

      | array | memory regions, the 2nd of 8 behind the header |
      |:--|:--|
      | counted | 2 elements by \`num_memory_regions\`: not the 3 that are declared |
      | declared | 3 elements |
      | written | 1 element; the other 2 are all zero: each is ignored, since its size is zero |
      | element | \`struct jailhouse_memory\`, 32 bytes |
      | place | offset 0x8c, 96 bytes |

      A range of guest-physical addresses of a cell, the host-physical memory or registers behind it, and the rights of the cell. What is in no region the cell cannot reach: an access stops its CPU, or on some machines hangs the bus."
    `)
  })

  test('is the same on its length, its designator, its braces and in ARRAY_SIZE', () => {
    const header = '.num_memory_regions = ARRAY_SIZE(config.mem_regions),'
    const found = [
      hovered(cellConfig({ members: members.replace('3', '$03'), header, body })),
      hovered(cellConfig({ members, header, body: body.replace('.mem', '.$0mem') })),
      hovered(cellConfig({ members, header, body: body.replace('= { { .size', '= $0{ { .size') })),
      hovered(cellConfig({ members, header: header.replace('mem_regions)', '$0mem_regions)'), body })),
    ]
    for (const markdown of found)
      expect(markdown).toContain('| counted | 3 elements by `num_memory_regions` |')
  })

  test('that holds the CPUs counts bytes', () => {
    expect(hovered(cellConfig({ members: members.replace('cpus', '$0cpus'), body }))).toMatchInlineSnapshot(`
      "«cpus»

      **\`__u64 cpus[1]\`**

      | array | words of the CPU bitmap, the 1st of 8 behind the header |
      |:--|:--|
      | CPUs | CPU 1 |
      | counted | 8 bytes by \`cpu_set_size\` |
      | declared | 1 element |
      | written | 1 element |
      | element | \`unsigned long long\`, 8 bytes |
      | place | offset 0x84, 8 bytes |

      The length of the CPU bitmap, which is the first array behind this struct. Bit n stands for CPU n.

      - Bytes, not elements: write \`sizeof(config.cpus)\`. A multiple of 8.
      - 0 is refused with EINVAL in a system config; in a cell config the hypervisor takes the bytes that follow for the bitmap.
      - More than 4096 is refused with EINVAL.
      - A CPU that the root cell does not own any more is EBUSY at \`jailhouse cell create\`; CPU 0 on x86 is EINVAL, and Linux does not let it go offline by default. A set without any CPU makes the hypervisor write outside of its CPU data."
    `)
  })

  test('that no reader knows', () => {
    const found = hovered(cellConfig({ members: '__u64 cpus[1]; struct { int a; } $0own[2];', body: '' }))
    expect(found).toContain('| order | no array that the hypervisor knows |')
  })

  test('that is the header', () => {
    expect(hovered(cellConfig({}).replace('.cell = {', '.$0cell = {'))).toContain(
      '| order | the first, read by name |',
    )
  })

  test('with an unknown count says why', () => {
    const text = cellConfig({
      members: members.replace('mem_', '$0mem_'),
      header: '.num_memory_regions = COUNT,',
      body,
    })
    expect(hovered(text)).toContain(
      '| counted | by `num_memory_regions`: not known, because `COUNT` is not defined |',
    )
  })
})

describe('the whole configuration', () => {
  test('of a cell, on its name', () => {
    const header = '.name = "my$0_cell", .num_memory_regions = ARRAY_SIZE(config.mem_regions),'
    const regions = `.cpus = { 0b110 },
	.mem_regions = {
		{ .phys_start = 0x80000000, .size = 0x8000000, .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE },
		{ .phys_start = 0x90000000, .virt_start = 0x90000000, .size = 0x1000, .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_LOADABLE },
		{ .virt_start = 0x1000, .size = 0x1000, .flags = JAILHOUSE_MEM_COMM_REGION },
	},`
    expect(hovered(cellConfig({ members, header, body: regions }))).toMatchInlineSnapshot(`
      "«"my_cell"»

      **cell "my_cell"**

      | CPUs | 1, 2 (2 CPUs) |
      |:--|:--|
      | root cell | none found |
      | memory | 128 MiB 4 KiB in 2 regions, 128 MiB executable, all loadable |
      | communication | \`0x1000-0x1fff (4 KiB)\` |
      | arrays | 3 memory regions |
      | image | 236 bytes (0xec) |"
    `)
  })

  test('of the root cell, on the object', () => {
    const cell = cellConfig({ header: '.name = "cell",' })
    const text = `//- /board/board.c\n${rootConfig.replace('config = {', '$0config = {')}\n//- /board/board-cell.c\n${cell}`
    expect(hovered(text)).toMatchInlineSnapshot(`
      "«config»

      **root cell "board"**

      | CPUs | 0-3 (4 CPUs); 0, 2, 3 left whichever cells run |
      |:--|:--|
      | cells | cell "cell" (board-cell.c) |
      | keep from Linux | \`0x80000000-0x801fffff (2 MiB)\`, \`0xbfe00000-0xc03fffff (6 MiB)\` |
      | hypervisor | \`0xc0000000-0xc03fffff (4 MiB)\`, needs about 372 KiB, with 1 cell |
      | memory | 1023 MiB in 1 region, all executable |
      | registers | 1 MiB in 1 region |
      | ivshmem | \`00:02.0\` peer 0 of 2; 1020 KiB in 3 regions |
      | interrupts | SPIs 0-127 (ids 32-159) |
      | arrays | 6 memory regions, 1 interrupt controller, 1 PCI device |
      | image | 776 bytes (0x308) |"
    `)
  })

  test('on the object where it is used', () => {
    expect(hovered(cellConfig({ header: '.name = "x", .id = sizeof($0config),' }))).toContain('**cell "x"**')
  })

  test('with unknown values counts what is known', () => {
    const text = cellConfig({
      header: '.name = "$0x",',
      body: '.cpus = { ALL }, .mem_regions = { { .size = SIZE } },',
    })
    const found = hovered(text)
    expect(found).toContain('| CPUs | not known |')
    expect(found).toContain('| not known | 1 memory region |')
    expect(found).not.toContain('| memory |')
  })
})
