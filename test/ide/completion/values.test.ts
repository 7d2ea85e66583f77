/** Completion of values: constants and macros by the field, and what the board knows. */
import { describe, expect, test } from 'vitest'
import { type CellParts, cellConfig, rootConfig } from '../hovered.ts'
import { item, labels, offered, snippet, taken } from './completed.ts'

function flags(value: string, above = ''): string {
  return cellConfig({ above, body: `.cpus = { 2 },\n\t.mem_regions = { { .flags = ${value} } },` })
}

/** A cell on the board of the root of `hovered.ts`. */
function onBoard(parts: CellParts, root = rootConfig): string {
  return `//- /board/board.c\n${root}//- /board/board-cell.c\n${cellConfig(parts)}`
}

describe('constants', () => {
  test('are those that the field takes and the expression lacks', () => {
    const names = labels(flags('JAILHOUSE_MEM_READ | $0 | JAILHOUSE_MEM_DMA'))
    expect(names).toMatchInlineSnapshot(`
      "JAILHOUSE_MEM_WRITE | 0x2
      JAILHOUSE_MEM_EXECUTE | 0x4
      JAILHOUSE_MEM_IO | 0x10
      JAILHOUSE_MEM_COMM_REGION | 0x20
      JAILHOUSE_MEM_LOADABLE | 0x40
      JAILHOUSE_MEM_ROOTSHARED | 0x80
      JAILHOUSE_MEM_NO_HUGEPAGES | 0x100
      JAILHOUSE_MEM_IO_UNALIGNED | 0x8000
      JAILHOUSE_MEM_IO_8 | 0x10000
      JAILHOUSE_MEM_IO_16 | 0x20000
      JAILHOUSE_MEM_IO_32 | 0x40000
      JAILHOUSE_MEM_IO_64 | 0x80000"
    `)
  })

  test('also while the word is half typed, and behind an operator without an operand', () => {
    expect(snippet(flags('JAILHOUSE_MEM_READ | JAILHOUSE_MEM_W$0'), 'JAILHOUSE_MEM_WRITE')).toBe(
      '«JAILHOUSE_MEM_W» JAILHOUSE_MEM_WRITE',
    )
    expect(labels(flags('(JAILHOUSE_MEM_READ |$0'))).toMatch(/^JAILHOUSE_MEM_WRITE/)
  })

  test('are not offered where an operator is missing', () => {
    expect(labels(flags('JAILHOUSE_MEM_READ $0'))).toBe('')
    expect(labels(flags('0x1 $0'))).toBe('')
  })

  test('are the names that the headers in use have', () => {
    const text = `//- /tree/include/jailhouse/cell-config.h
#define JAILHOUSE_MEM_READ 4
struct jailhouse_memory { unsigned int flags; } __attribute__((packed));
struct jailhouse_cell_desc { char signature[5]; unsigned int num_memory_regions; } __attribute__((packed));
//- /tree/configs/arm64/a.c
#include <jailhouse/cell-config.h>
struct { struct jailhouse_cell_desc cell; struct jailhouse_memory mem_regions[1]; } __attribute__((packed)) config = {
	.mem_regions = { { .flags = $0 } },
};
`
    expect(labels(text)).toBe('JAILHOUSE_MEM_READ | 0x4')
  })

  test('of enumerations are all there are, documented', () => {
    const text = cellConfig({ header: '.console = { .type = $0 },' })
    expect(labels(text).split('\n')).toHaveLength(11)
    expect(item(text, 'JAILHOUSE_CON_TYPE_PL011').documentation).toMatch(/^The Arm PL011 UART\./)
  })

  test('of a text field', () => {
    expect(labels(cellConfig({ header: '}, .cell = { .signature = $0,' }))).toBe(
      'JAILHOUSE_CELL_DESC_SIGNATURE',
    )
  })

  test('whole masks for the registers of an ivshmem device, first those of the machine', () => {
    const members = 'struct jailhouse_pci_device pci_devices[1];'
    const text = cellConfig({ members, body: '.pci_devices = { { .bar_mask = $0 } },' })
    expect(labels(text).split('\n')[0]).toBe('JAILHOUSE_IVSHMEM_BAR_MASK_INTX')
  })
})

describe('macros of the config', () => {
  const above = `#define RW (JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE)
#define RW_IO (RW | JAILHOUSE_MEM_IO)
#define BASE 0x10000000
#define PAGE(n) (BASE + (n) * 0x1000)
#define REGION(start) { .phys_start = start }
#define GUARD
#define TEXT "text"
`

  test('are offered for flags when they are made of such flags', () => {
    expect(labels(flags('$0', above)).split('\n').slice(-2)).toEqual(['RW | 0x3', 'RW_IO | 0x13'])
    expect(labels(flags('RW | $0', above))).not.toMatch(/^RW \|/m)
    expect(labels(flags('RW | $0', above))).not.toMatch(/JAILHOUSE_MEM_READ/)
  })

  test('and for numbers when they are numbers', () => {
    const text = cellConfig({ above, body: '.mem_regions = { { .phys_start = $0 } },' })
    expect(labels(text)).toBe('BASE | 0x10000000\nPAGE(n)')
    expect(snippet(text, 'PAGE(n)')).toBe('«» PAGE(${1:n})')
  })
})

describe('inside of a macro', () => {
  test('the arguments of a call are completed by what becomes of them', () => {
    const above = '#define REGION(start, access) { .phys_start = start, .flags = access }\n'
    const text = cellConfig({ above, body: '.mem_regions = { REGION(0x1000, JAILHOUSE_MEM_READ | $0) },' })
    expect(labels(text)).toMatch(/^JAILHOUSE_MEM_WRITE/)
    expect(labels(text.replace('$0) }', '$0 }'))).toMatch(/^JAILHOUSE_MEM_WRITE/)
  })

  test('the body of a definition by the constants beside, or by the field', () => {
    expect(labels(cellConfig({ above: '#define A (JAILHOUSE_MEM_READ | $0)' }))).toMatch(
      /^JAILHOUSE_MEM_WRITE/,
    )
    const field = '#define C { .type = $0 }'
    expect(labels(cellConfig({ above: field }))).toMatch(/JAILHOUSE_CON_TYPE_PL011/)
    expect(labels(cellConfig({ above: '#define A $0' }))).toBe('')
    expect(labels(cellConfig({ above: '#define A JAIL$0' }))).toContain('JAILHOUSE_ARM64')
  })

  test('the body of a definition by the macros above it', () => {
    const above = '#define BASE 0x1000\n#define NEXT(n) (BASE + n)\n#define A (BASE + $0)\n#define LATER 1'
    expect(labels(cellConfig({ above }))).toBe('NEXT(n)')
    expect(labels(cellConfig({ above: '#define BASE 1\n#define $0' }))).toBe('')
  })
})

function inCondition(line: string): string {
  return labels(cellConfig({ above: `#define WITH_UART 1\n${line}\n#endif` }))
}

describe('in the lines of the preprocessor', () => {
  test('the directives are offered, first the headers that are missing', () => {
    expect(labels('#inc$0')).toMatch(
      /^#include <jailhouse\/types.h>\n#include <jailhouse\/cell-config.h>\n#include\n#define/,
    )
    expect(labels(cellConfig({ above: '#$0' }))).toMatch(/^#include\n#define\n/)
    expect(snippet(cellConfig({ above: '# de$0' }), '#define')).toBe('«de» define')
  })

  test('conditions ask for macros of the config, and for those of the headers that somebody begins to name', () => {
    expect(inCondition('#ifdef $0')).toBe('WITH_UART')
    expect(inCondition('#if defined($0')).toBe('WITH_UART')
    expect(inCondition('#if 1 && JAILHOUSE_MEM_R$0')).toBe(
      'WITH_UART\nJAILHOUSE_MEM_READ\nJAILHOUSE_MEM_ROOTSHARED',
    )
    expect(inCondition('#ifdef WITH_UART $0')).toBe('')
    expect(inCondition('#else $0')).toBe('')
  })
})

function first(header: string): string | undefined {
  return offered(cellConfig({ header }))[0]?.label
}

describe('what is counted', () => {
  test('the count of the array that belongs to the field', () => {
    expect(labels(cellConfig({ header: '.num_memory_regions = $0,' }))).toBe(
      'ARRAY_SIZE(config.mem_regions) | as many as are declared',
    )
    const bytes = cellConfig({ header: '}, .cell = { .cpu_set_size = $0,' })
    expect(labels(bytes)).toBe('sizeof(config.cpus) | as many as are declared')
  })

  test('first of the members in ARRAY_SIZE and behind the dot', () => {
    const count = '.num_memory_regions = ARRAY_SIZE('
    expect(first(`${count}$0),`)).toBe('config.mem_regions')
    expect(first(`${count}config.$0),`)).toBe('mem_regions')
    expect(first(`${count}config.m$0`)).toBe('mem_regions')
    expect(first('.num_memory_regions = sizeof($0,')).toBe('config.mem_regions')
  })
})

describe('what the board knows', () => {
  const irqchips = 'struct jailhouse_irqchip irqchips[1];'

  test('the address of its GIC', () => {
    const text = onBoard({ members: irqchips, body: '.irqchips = { { .address = $0 } },' })
    expect(labels(text)).toBe('0x20000000 | the GIC, as the root configuration has it')
  })

  /** What the root cell has besides RAM. */
  const registers = '0x10000000 | registers, 0x10000000-0x100fffff (1 MiB) of the root cell'

  test('a range of RAM that is free: below the hypervisor while no cell has any', () => {
    const text = onBoard({ body: '.mem_regions = { { .phys_start = $0 } },' })
    expect(labels(text)).toBe(`0xbfe00000 | 0xbfe00000-0xbfefffff (1 MiB) is free\n${registers}`)
  })

  test('and not that of the hypervisor where this is in the RAM of the root cell', () => {
    const inside = rootConfig.replace(
      '.phys_start = 0xc0000000, .size = 0x400000',
      '.phys_start = 0xbe000000, .size = 0x400000',
    )
    const text = onBoard({ body: '.mem_regions = { { .phys_start = $0 } },' }, inside)
    expect(labels(text)).toBe(`0xbdf00000 | 0xbdf00000-0xbdffffff (1 MiB) is free\n${registers}`)
    const atTheEnd = rootConfig.replace(
      '.phys_start = 0xc0000000, .size = 0x400000',
      '.phys_start = 0xbfd00000, .size = 0x200000',
    )
    const end = onBoard({ body: '.mem_regions = { { .phys_start = $0 } },' }, atTheEnd)
    expect(labels(end)).toBe(`0xbfc00000 | 0xbfc00000-0xbfcfffff (1 MiB) is free\n${registers}`)
  })

  test('behind the memory of another cell, if there is one', () => {
    const other = cellConfig({
      body: '.cpus = { 4 },\n.mem_regions = { { 0x90000000, 0, 0x200000, JAILHOUSE_MEM_READ } },',
    })
    const text = `//- /board/board-other.c\n${other}${onBoard({ body: '.mem_regions = { { .phys_start = $0 } },' })}`
    expect(labels(text)).toBe(`0x90200000 | 0x90200000-0x902fffff (1 MiB) is free\n${registers}`)
  })

  test('for registers those of the root cell, and their size; for RAM none of them', () => {
    const fields = '.phys_start = $0, .virt_start = 0, .size = 0x1000, .flags = JAILHOUSE_MEM_IO'
    expect(labels(onBoard({ body: `.mem_regions = { { ${fields} } },` }))).toBe(registers)
    const size = '.phys_start = 0x10000000, .size = $0, .flags = JAILHOUSE_MEM_IO'
    expect(labels(onBoard({ body: `.mem_regions = { { ${size} } },` }))).toBe(
      '0x100000 | as the region of the root cell',
    )
    const ram = '.phys_start = $0, .flags = JAILHOUSE_MEM_EXECUTE'
    expect(labels(onBoard({ body: `.mem_regions = { { ${ram} } },` }))).not.toContain('registers')
  })

  test('the next bitmap of interrupts', () => {
    const members = 'struct jailhouse_irqchip irqchips[2];'
    expect(labels(onBoard({ members, body: '.irqchips = { { .pin_base = $0 } },' }))).toBe(
      '32 | ids 32 to 159, as a bitmap of the root cell',
    )
    expect(
      labels(onBoard({ members, body: '.irqchips = { { .pin_base = 32 }, { .pin_base = $0 } },' })),
    ).toBe('')
  })

  test('the guest address that is the physical one', () => {
    const text = onBoard({ body: '.mem_regions = { { .phys_start = 0x10001000, .virt_start = $0 } },' })
    expect(labels(text)).toBe('0x10001000 | as phys_start')
  })

  test('four SPIs behind those of the others, CPUs that nobody has, the domain of the virtual host', () => {
    // The root cell has SPIs 40 to 43.
    expect(labels(onBoard({ header: '.vpci_irq_base = $0,' }))).toBe('44 | SPIs 44-47 (ids 76-79) are free')
    expect(labels(onBoard({ body: '.cpus = { $0 },' }))).toBe('1 << 3 | CPU 3')
    const root = rootConfig.replace('.pci_is_virtual', '.pci_domain = 1, .pci_is_virtual')
    const members = 'struct jailhouse_pci_device pci_devices[1];'
    const text = onBoard({ members, body: '.pci_devices = { { .domain = $0 } },' }, root)
    expect(labels(text)).toBe('1 | the virtual PCI host')
  })

  test('is put into the field at once', () => {
    expect(taken(onBoard({ header: '$0' }), '.vpci_irq_base')).toContain('.vpci_irq_base = 44,')
  })
})
