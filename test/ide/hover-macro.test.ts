/** Hover on macros and on `#include`. */
import { describe, expect, test } from 'vitest'
import { cellConfig, hovered } from './hovered.ts'

describe('a constant of the interface', () => {
  test('has its value, meaning, definition and the others of its group', () => {
    expect(hovered(cellConfig({ header: '.flags = $0JAILHOUSE_CELL_AARCH32,' }))).toMatchInlineSnapshot(`
      "«JAILHOUSE_CELL_AARCH32»

      **\`JAILHOUSE_CELL_AARCH32\`**

      | value | \`4\` |
      |:--|:--|

      arm64: the CPUs of the cell start in 32-bit mode.

      - \`architecture\` stays \`JAILHOUSE_ARM64\`. Not for the root cell, and no flag of the system.
      - The hypervisor does not handle traps of 32-bit SMC, HVC and system registers: PSCI, the virtual console and SGIs of a GICv3 stop the cell. In practice one CPU and a UART of its own.

      Defined in \`jailhouse/cell-config.h\`, built into Warden:

      \`\`\`c
      #define JAILHOUSE_CELL_AARCH32 0x00000004
      \`\`\`

      Flags of a cell \`JAILHOUSE_CELL_…\`: \`PASSIVE_COMMREG\` 0x1 · \`TEST_DEVICE\` 0x2 · **\`AARCH32\` 0x4** · \`VIRTUAL_CONSOLE_PERMITTED\` 0x40000000 · \`VIRTUAL_CONSOLE_ACTIVE\` 0x80000000"
    `)
  })

  test('that is a text has no number', () => {
    const text = cellConfig({ header: '.signature = $0JAILHOUSE_CELL_DESC_SIGNATURE,' })
    expect(hovered(text)).not.toContain('| value |')
  })
})

describe('a macro of the config', () => {
  test('shows its definition, value, and the macros that it is made of', () => {
    const above = `#define RO	(JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED)
#define RW	(RO | JAILHOUSE_MEM_WRITE)`
    expect(
      hovered(cellConfig({ above, body: '.mem_regions = { { .flags = $0RW } },' })),
    ).toMatchInlineSnapshot(`
      "«RW»

      **\`RW\`**

      | value | \`0x83\`: \`JAILHOUSE_MEM_READ\` + \`JAILHOUSE_MEM_WRITE\` + \`JAILHOUSE_MEM_ROOTSHARED\` |
      |:--|:--|

      Defined in \`cell.c\`, line 4:

      \`\`\`c
      #define RW (RO | JAILHOUSE_MEM_WRITE)
      \`\`\`

      - \`RO\` is \`(JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED)\` = \`0x81\`
      - \`JAILHOUSE_MEM_READ\` in \`RO\` = \`0x1\`
      - \`JAILHOUSE_MEM_ROOTSHARED\` in \`RO\` = \`0x80\`
      - \`JAILHOUSE_MEM_WRITE\` = \`0x2\`"
    `)
  })

  test('with parameters shows what this call expands to', () => {
    const above = '#define SPI(n) ((n) + 32)'
    expect(hovered(cellConfig({ above, header: '.id = S$0PI(8) - 64,' }))).toMatchInlineSnapshot(`
      "«SPI»

      **\`SPI(n)\`**

      | value | \`40\` = 0x28 |
      |:--|:--|

      Defined in \`cell.c\`, line 3:

      \`\`\`c
      #define SPI(n) ((n) + 32)
      \`\`\`

      Here it expands to

      \`\`\`c
      ((8) + 32)
      \`\`\`"
    `)
  })

  test('whose tokens are no expression of their own has no value', () => {
    const above = '#define SUM 1 + 2'
    const found = hovered(cellConfig({ above, header: '.id = 2 * S$0UM,' }))
    expect(found).toContain('| value | none here: the operators around it take its parts |')
  })

  test('that makes whole elements shows them', () => {
    const above = '#define PAGE(at) { .phys_start = at, .virt_start = at, .size = 0x1000 }'
    const members = '__u64 cpus[1];\n\tstruct jailhouse_memory mem_regions[2];'
    const body = '.mem_regions = { PAGE(0x1000), $0PAGE(0x8000), },'
    expect(hovered(cellConfig({ above, members, body }))).toMatchInlineSnapshot(`
      "«PAGE»

      **\`PAGE(at)\`**

      **memory region 1** \`mem_regions[1]\`

      | guest | \`0x8000-0x8fff (4 KiB)\` |
      |:--|:--|
      | physical | the same |
      | access | none, \`flags\` is 0 |
      | mapping | page-mapped |
      | root cell | not known, since no root configuration was found |
      | place | offset 0xac, 32 bytes |

      Defined in \`cell.c\`, line 3:

      \`\`\`c
      #define PAGE(at) { .phys_start = at, .virt_start = at, .size = 0x1000 }
      \`\`\`"
    `)
  })

  test('that makes several elements shows them in a table', () => {
    const members = '__u64 cpus[1];\n\tstruct jailhouse_memory mem_regions[4];'
    const body = '.mem_regions = { $0JAILHOUSE_SHMEM_NET_REGIONS(0x10000000, 0) },'
    expect(hovered(cellConfig({ members, body }))).toContain(`| element | is |
|:--|:--|
| \`mem_regions[0]\` | guest \`0x10000000-0x10000fff (4 KiB)\` |
| \`mem_regions[1]\` | empty |
| \`mem_regions[2]\` | guest \`0x10001000-0x1007ffff (508 KiB)\` |
| \`mem_regions[3]\` | guest \`0x10080000-0x100fefff (508 KiB)\` |`)
  })

  test('in an argument of another one says so', () => {
    const above = '#define BASE 0x1000\n#define AT(address) .phys_start = address'
    const found = hovered(cellConfig({ above, body: '.mem_regions = { { AT(B$0ASE) } },' }))
    expect(found).toContain('| value | `0x1000` = 4096 |')
    expect(found).toContain('| argument | `address` of `AT` |')
  })

  test('is explained in its definition, in other ones and in conditions too', () => {
    const above = '#define UART $00x1000'
    expect(hovered(cellConfig({ above: above.replace('$0', '').replace('UART', '$0UART') }))).toContain(
      '| value | `0x1000` = 4096 |',
    )
    expect(hovered(cellConfig({ above: '#define A 5\n#define B ($0A + 1)' }))).toContain('**`A`**')
    expect(hovered(cellConfig({ above: '#define A 5\n#if $0A == 5\n#endif' }))).toContain('**`A`**')
    expect(hovered(cellConfig({ above: '#define A 5\n#ifdef $0B\n#endif' }))).toContain(
      '**`B`** is not defined here',
    )
  })

  test('keeps the value of the definition that counted at its use', () => {
    const above = '#define A 5'
    const header = '.id = $0A,'
    expect(hovered(`${cellConfig({ above, header })}#undef A\n#define A 6\n`)).toContain('| value | `5` |')
  })

  test('with a long body is shortened', () => {
    const lines = Array.from({ length: 60 }, (_, line) => `  ${line} + \\`)
    const found = hovered(cellConfig({ above: `#define L$0ONG \\\n${lines.join('\n')}\n  0` }))
    expect(found).toContain('  0 + \\\n')
    expect(found).toContain('…')
    expect(found.split('\n').length).toBeLessThan(40)
  })
})

test('a field in the definition of a macro is explained without a value of its own', () => {
  const above = '#define AT(address) .$0phys_start = address'
  const found = hovered(cellConfig({ above, body: '.mem_regions = { { AT(0x1000) } },' }))
  expect(found).toContain('**`__u64 phys_start`** in `struct jailhouse_memory`')
  expect(found).toContain('The host-physical address')
  expect(found).not.toMatch(/\| (value|place) \|/)
})

test('braces in the definition of a macro are those of a struct', () => {
  const above = '#define PAGE(at) $0{ .phys_start = at, .size = 0x1000 }'
  const found = hovered(cellConfig({ above, body: '.mem_regions = { PAGE(0x1000) },' }))
  expect(found).toContain('**`struct jailhouse_memory`**')
  expect(found).not.toContain('mem_regions')
})

test('a parameter is one, also where a macro has its name', () => {
  const above = '#define address 5\n#define AT(address) .phys_start = $0address'
  expect(hovered(cellConfig({ above }))).toContain('**`address`** is a parameter of `AT(address)`')
})

test('__LINE__ is explained where it is used', () => {
  expect(hovered(cellConfig({ header: '.id = $0__LINE__,' }))).toMatchInlineSnapshot(`
    "«__LINE__»

    **\`__LINE__\`**

    | value | \`14\` = 0xe |
    |:--|:--|

    The compiler makes it up anew at each use."
  `)
})

describe('an include', () => {
  test('of a built-in header', () => {
    expect(hovered('#include <jailhouse/$0types.h>\n')).toMatchInlineSnapshot(`
      "«#include <jailhouse/types.h>»

      **\`#include <jailhouse/types.h>\`**

      | file | \`jailhouse/types.h\`, built into Warden |
      |:--|:--|
      | defines | 2 macros, 1 struct |"
    `)
  })

  test('of a file in the same folder', () => {
    const text = `//- /board/memory.h
#define RAM 1
struct range { int start; };
//- /board/cell.c
#inc$0lude "memory.h"
`
    expect(hovered(text)).toMatchInlineSnapshot(`
      "«#include "memory.h"»

      **\`#include "memory.h"\`**

      | file | \`memory.h\` |
      |:--|:--|
      | defines | 1 macro, 1 struct |"
    `)
  })

  test('of a file that is nowhere says where it was looked for', () => {
    expect(hovered('//- /board/cell.c\n#include "miss$0ing.h"\n')).toMatchInlineSnapshot(`
      "«#include "missing.h"»

      **\`#include "missing.h"\`**

      \`missing.h\` is not found in /board

      name the Jailhouse tree in the settings or with --headers, or a further folder with -I"
    `)
  })
})

test('a macro that the user defines is in a header: where, seen from the config', () => {
  const text = `//- /tree/include/board.h
#define UART 0x1000
//- /tree/configs/a.c
#include "../include/board.h"
int x = $0UART;
`
  expect(hovered(text)).toContain('Defined in `include/board.h`, line 1:')
})

test('names of types are explained', () => {
  expect(hovered(cellConfig({ members: '$0__u64 cpus[1];' }))).toMatchInlineSnapshot(`
    "«__u64»

    **\`__u64\`**

    | type | \`unsigned long long\` |
    |:--|:--|
    | size | 8 bytes |"
  `)
  expect(
    hovered(cellConfig({ members: '__u64 cpus[1]; str$0uct jailhouse_pio pio[1];' })),
  ).toMatchInlineSnapshot(`
    "«struct jailhouse_pio»

    **\`struct jailhouse_pio\`**

    | size | 4 bytes |
    |:--|:--|
    | defined | \`jailhouse/cell-config.h\`, built into Warden |

    A range of I/O ports that a cell may access directly. x86 only; the root cell needs such a list too, and what is in no range is fatal to access.

    | offset | member |
    |:--|:--|
    | 0x0 | \`__u16 base\` |
    | 0x2 | \`__u16 length\` |"
  `)
})

describe('in conditions', () => {
  test('a name that nobody has defined says so, and where to define it', () => {
    const hover = hovered(cellConfig({ above: '#if defined(CONFIG_W$0ITH_NIC)\n#endif' }))
    expect(hover).toMatch(/^«CONFIG_WITH_NIC»\n\n\*\*`CONFIG_WITH_NIC`\*\* is not defined here/)
    expect(hover).toContain('"defines": { "CONFIG_WITH_NIC": "1" }')
    expect(hovered(cellConfig({ above: '#if de$0fined(CONFIG_WITH_NIC)\n#endif' }))).toBe('nothing')
    expect(hovered(cellConfig({ above: '#if$0def CONFIG_WITH_NIC\n#endif' }))).toBe('nothing')
    expect(hovered(cellConfig({ above: '#define ON\n#ifdef O$0N\n#endif' }))).toContain('#define ON')
  })

  test('a macro is one in what they leave out, too', () => {
    const above = '#if 0\nint x = JAILHOUSE_MEM_RE$0AD;\n#endif'
    expect(hovered(cellConfig({ above }))).toMatch(/^«JAILHOUSE_MEM_READ»/)
  })
})
