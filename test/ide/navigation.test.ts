/** Definition, implementation, references and highlights, on a board of a root and two cells. */
import { describe, expect, test } from 'vitest'
import { ownerAt } from '../../server/src/ide/owner.ts'
import {
  definitionAt,
  highlightsAt,
  implementationAt,
  referencesAt,
} from '../../server/src/ide/navigation.ts'
import { cellConfig, type CellParts, rootConfig } from './hovered.ts'
import { opened, placeText } from './opened.ts'

const members = `__u64 cpus[1];
	struct jailhouse_memory mem_regions[6];
	struct jailhouse_irqchip irqchips[1];
	struct jailhouse_pci_device pci_devices[1];`

const other = cellConfig({
  members,
  header: '.name = "other", .vpci_irq_base = 44,',
  body: `.cpus = { 4 },
	.mem_regions = {
		JAILHOUSE_SHMEM_NET_REGIONS(0xbff00000, 1),
		{ .phys_start = 0x90000000, .virt_start = 0, .size = 0x10000, .flags = JAILHOUSE_MEM_READ },
	},
	.irqchips = { { .address = 0x20000000, .pin_base = 32, .pin_bitmap = { 0, 0b11 } } },
	.pci_devices = {
		{ .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 2 << 3, .shmem_dev_id = 1, .shmem_peers = 2 },
	},`,
})

type Feature = 'definition' | 'implementation' | 'references' | 'highlights'

/** Where a feature leads to from `$0` in a cell of the board. */
function from(feature: Feature, parts: CellParts): readonly string[] {
  return ask(
    feature,
    `//- /board/board.c
${rootConfig}
//- /board/board-other.c
${other}
//- /board/board-mine.c
${cellConfig({ members, ...parts })}`,
  )
}

function ask(feature: Feature, text: string): readonly string[] {
  const { analysis, check, boards, offset } = opened(text)
  const owner = ownerAt(analysis, boards, offset)
  switch (feature) {
    case 'definition':
      return (definitionAt(analysis, owner, offset)?.places ?? []).map(placeText)
    case 'implementation':
      return (implementationAt(analysis, owner, offset)?.places ?? []).map(placeText)
    case 'references':
      return referencesAt(analysis, check.files, owner, offset).map(occurrence)
    case 'highlights':
      return highlightsAt(analysis, owner, offset).map(occurrence)
  }
}

function occurrence({ span, role }: ReturnType<typeof referencesAt>[number]): string {
  return `${placeText(span)} ${role}`
}

function regions(elements: string): CellParts {
  return { body: `.mem_regions = {\n${elements}\n},` }
}

describe('a memory region', () => {
  const ram = '.phys_start = 0x90008000, .virt_start = 0, .size = 0x1000'

  test('is defined by the regions of the root cell that hold it', () => {
    expect(from('definition', regions(`$0{ ${ram} },`))).toEqual(['board.c: /* RAM */ «{»'])
    expect(from('definition', regions(`/* my R$0AM */ { ${ram} },`))).toEqual(['board.c: /* RAM */ «{»'])
    expect(
      from('definition', regions('{ .phys_start = 0x1000$00000, .virt_start = 0, .size = 0x1000 },')),
    ).toEqual(['board.c: /* registers */ «{»'])
  })

  test('is defined by none where the root cell has none', () => {
    expect(
      from('definition', regions('$0{ .phys_start = 0x50000000, .virt_start = 0, .size = 0x1000 },')),
    ).toEqual([])
  })

  test('is implemented by regions of other cells over the same memory', () => {
    expect(from('implementation', regions(`$0{ ${ram} },`))).toEqual([
      'board-other.c: «{» .phys_start = 0x90000000, .virt_start = 0, .size = 0x10000, .flags = JAILHOUSE_MEM_READ },',
    ])
    expect(from('implementation', regions('JAILHOUSE_SHMEM_$0NET_REGIONS(0xbff00000, 0),'))).toEqual([
      'board-other.c: «JAILHOUSE_SHMEM_NET_REGIONS(0xbff00000, 1)»,',
    ])
  })

  test('is referred to by the ivshmem devices that it is a section of', () => {
    expect(
      from('highlights', {
        body: `.mem_regions = { $0{ .phys_start = 0xbff00000, .virt_start = 0xbff00000, .size = 0x1000 } },
	.pci_devices = {
		{ .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 2 << 3, .shmem_peers = 1 },
	},`,
      }),
    ).toEqual([
      'board-mine.c: «{» .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 2 << 3, .shmem_peers = 1 }, read',
    ])
  })
})

describe('a field of the header', () => {
  test("leads from a cell's name to its root cell and to the other cells", () => {
    const mine = { header: '.name = "mi$0ne",' }
    expect(from('definition', mine)).toEqual(['board.c: } __attribute__((packed)) «config» = {'])
    expect(from('implementation', mine)).toEqual(['board-other.c: } __attribute__((packed)) «config» = {'])
    const root = `//- /board/board-other.c\n${other}\n//- /board/board.c\n${rootConfig.replace('"board"', '"bo$0ard"')}`
    expect(ask('definition', root)).toEqual([])
    expect(ask('implementation', root)).toEqual(['board-other.c: } __attribute__((packed)) «config» = {'])
  })

  test('leads from the address of a console and from the first instruction to their regions', () => {
    const uart = '{ .phys_start = 0x10001000, .virt_start = 0x9000000, .size = 0x1000, .flags = 3 }'
    const ram = '{ .phys_start = 0x90000000, .virt_start = 0, .size = 0x10000, .flags = 7 }'
    const at = (header: string): CellParts => ({
      header,
      body: `.cpus = { 2 }, .mem_regions = {\n${uart},\n${ram},\n},`,
    })
    const console =
      '.console = { .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO, .address ='
    expect(from('definition', at(`${console} 0x9000$0000 },`))).toEqual([
      'board-mine.c: «{» .phys_start = 0x10001000, .virt_start = 0x9000000, .size = 0x1000, .flags = 3 },',
    ])
    expect(from('definition', at(`${console} 0x8000$0000 },`))).toEqual([])
    expect(from('definition', at('.cpu_reset_address = 0x1$000,'))).toEqual([
      'board-mine.c: «{» .phys_start = 0x90000000, .virt_start = 0, .size = 0x10000, .flags = 7 },',
    ])
  })

  test('leads from the console of the hypervisor to the regions that show it', () => {
    const root = rootConfig.replace(
      '.platform_info',
      '.debug_console = { .address = 0x1000$01000, .size = 0x1000, .type = JAILHOUSE_CON_TYPE_PL011, .flags = JAILHOUSE_CON_ACCESS_MMIO },\n.platform_info',
    )
    expect(ask('implementation', `//- /board/board-other.c\n${other}\n//- /board/board.c\n${root}`)).toEqual([
      'board.c: /* registers */ «{»',
    ])
  })
})

const pci = (start: string, first: string): CellParts => ({
  members: `${members}\n\tstruct jailhouse_pci_capability pci_caps[2];`,
  header: '.num_pci_caps = 2,',
  body: `.pci_devices = { { .caps_start = ${start}, .num_caps = 1 } },
	.pci_caps = { ${first}{ .id = 1 }, { .id = 5 } },`,
})

test('the capabilities of a device are where it says, and belong to it', () => {
  expect(from('definition', pci('$01', ''))).toEqual([
    'board-mine.c: .pci_caps = { { .id = 1 }, «{» .id = 5 } },',
  ])
  expect(from('references', pci('0', '$0'))).toEqual([
    'board-mine.c: .pci_devices = { «{» .caps_start = 0, .num_caps = 1 } }, read',
  ])
})

const device = (start: string): CellParts => ({
  body: `.mem_regions = {
		[1] = { .size = 0x1000 },
		{ .size = 0x2000 },
	},
	.pci_devices = { ${start}{
		.type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 2 << 3, .shmem_regions_start = 1, .shmem_peers = 1,
	} },`,
})

describe('an ivshmem device', () => {
  test('is defined by its sections', () => {
    expect(from('definition', device('$0'))).toEqual([
      'board-mine.c: «[1]» = { .size = 0x1000 },',
      'board-mine.c: «{» .size = 0x2000 },',
      'board-mine.c: .mem_regions = «{»',
    ])
  })

  test('is implemented by its peers in other files', () => {
    expect(from('implementation', device('/* link */ $0'))).toEqual([
      'board.c: /* network */ «{»',
      'board-other.c: «{» .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 2 << 3, .shmem_dev_id = 1, .shmem_peers = 2 },',
    ])
  })
})

const chip = (word: string, header = ''): CellParts => ({
  header: `.num_pci_devices = 1, ${header}`,
  body: `.irqchips = { { .address = 0x20000000, .pin_base = 32, .pin_bitmap = { ${word} } } },
	.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 2 << 3, .shmem_peers = 2 } },`,
})

describe('a pin', () => {
  test('is defined by the word of the root cell, and implemented by those of other cells', () => {
    expect(from('definition', chip('0, 0$0b10'))).toEqual([
      'board.c: { .address = 0x20000000, .pin_base = 32, .pin_bitmap = { -1, «-»1, -1, -1 } },',
    ])
    expect(from('implementation', chip('0, 0$0b10'))).toEqual([
      'board-other.c: .irqchips = { { .address = 0x20000000, .pin_base = 32, .pin_bitmap = { 0, «0b11» } } },',
    ])
    expect(from('implementation', chip('$01, 0b10'))).toEqual([])
  })

  test('is used by the devices that raise it, and the base of the virtual interrupts leads to its word', () => {
    const users = from('references', chip('0, 1 << 1$04', '.vpci_irq_base = 44,'))
    expect(users).toContain(
      'board-mine.c: .pci_devices = { «{» .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 2 << 3, .shmem_peers = 2 } }, read',
    )
    expect(from('definition', chip('0, 1 << 14', '.vpci_irq_base = 4$04,'))).toEqual([
      'board-mine.c: .irqchips = { { .address = 0x20000000, .pin_base = 32, .pin_bitmap = { 0, «1» << 14 } } },',
    ])
  })
})

describe('a name', () => {
  const offset = '#define offsetof(type, member) __builtin_offsetof(type, member)'
  const below = (cursor: string): string =>
    `${cellConfig({ above: offset }).replace('struct {', 'struct mine {')}_Static_assert(${cursor}, "");\n`

  test('in an expression outside of initialisers leads to its declaration', () => {
    const declaration = ['cell.c: __u64 «cpus»[1];']
    expect(ask('definition', below('offsetof(struct mine, cp$0us[0]) < 4096'))).toEqual(declaration)
    expect(ask('definition', below('sizeof(config.cpus$0[0]) == 8'))).toEqual(declaration)
    expect(ask('definition', below('sizeof(con$0fig) < 4096'))).toEqual([
      'cell.c: } __attribute__((packed)) «config» = {',
    ])
  })

  test('of the configuration object is highlighted wherever it is meant, that of a tag where it is one', () => {
    expect(ask('highlights', below('sizeof(con$0fig) < sizeof(struct mine)'))).toEqual([
      'cell.c: } __attribute__((packed)) «config» = { declaration',
      'cell.c: .cpu_set_size = sizeof(«config».cpus), read',
      'cell.c: _Static_assert(sizeof(«config») < sizeof(struct mine), ""); read',
    ])
    expect(ask('highlights', below('sizeof(config) < sizeof(struct mi$0ne)'))).toEqual([
      'cell.c: struct «mine» { declaration',
      'cell.c: _Static_assert(sizeof(config) < sizeof(struct «mine»), ""); read',
    ])
  })

  test('of a field is declared in the header, if that is a file', () => {
    const header = `struct jailhouse_cell_desc { char signature[5]; };
#define JAILHOUSE_FLAG 4
`
    const text = `//- /jh/include/jailhouse/cell-config.h
${header}//- /jh/configs/arm64/a.c
#include <jailhouse/cell-config.h>
struct { struct jailhouse_cell_desc cell; int cpus[1]; } config = {
	.cell = { .sig$0nature = "JHCLL" }, .cpus = { JAILHOUSE_FLAG },
};
`
    expect(ask('definition', text)).toEqual([
      'cell-config.h: struct jailhouse_cell_desc { char «signature»[5]; };',
    ])
    expect(ask('definition', text.replace('$0', '').replace('{ JAIL', '{ JA$0IL'))).toEqual([
      'cell-config.h: #define «JAILHOUSE_FLAG» 4',
    ])
    expect(
      ask(
        'definition',
        text
          .replace('$0', '')
          .replace('struct jailhouse_cell_desc cell', 'struct jailhouse_c$0ell_desc cell'),
      ),
    ).toEqual(['cell-config.h: struct «jailhouse_cell_desc» { char signature[5]; };'])
    expect(ask('definition', text.replace('$0', '').replace('#include', '#in$0clude'))).toEqual([
      'cell-config.h: «»struct jailhouse_cell_desc { char signature[5]; };',
    ])
    expect(from('definition', regions('{ .phys_$0start = 1 },'))).toEqual([])
  })

  test('of a macro leads to its definition and its uses, in directives and in what is skipped too', () => {
    const above =
      '#define UART 0x10000000\n#define UART_END (UART + 0x1000)\n#ifdef UART\n#endif\n#if 0\nint x = UART;\n#endif'
    const parts = { above, body: '.mem_regions = { { .phys_start = UA$0RT, .size = UART_END - UART } },' }
    expect(from('definition', parts)).toEqual(['board-mine.c: #define «UART» 0x10000000'])
    expect(from('references', parts)).toEqual([
      'board-mine.c: #define «UART» 0x10000000 declaration',
      'board-mine.c: #define UART_END («UART» + 0x1000) read',
      'board-mine.c: #ifdef «UART» read',
      'board-mine.c: int x = «UART»; read',
      'board-mine.c: .mem_regions = { { .phys_start = «UART», .size = UART_END - UART } }, read',
      'board-mine.c: .mem_regions = { { .phys_start = UART, .size = UART_END - «UART» } }, read',
    ])
  })

  test('of a macro of a header is found in all files of the board', () => {
    const uses = from('references', regions('{ .flags = JAILHOUSE_MEM_R$0EAD },'))
    expect(uses).toEqual([
      'board-mine.c: { .flags = «JAILHOUSE_MEM_READ» }, read',
      'board-other.c: { .phys_start = 0x90000000, .virt_start = 0, .size = 0x10000, .flags = «JAILHOUSE_MEM_READ» }, read',
      'board.c: .flags = «JAILHOUSE_MEM_READ» | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE, read',
      'board.c: .flags = «JAILHOUSE_MEM_READ» | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO, read',
    ])
  })

  test('of an array leads from its count to its declaration and to its elements', () => {
    const parts = {
      header: '.num_memory_regions = ARRAY_SIZE(config.mem_$0regions),',
      body: '.mem_regions = { { .size = 1 } },',
    }
    expect(from('definition', parts)).toEqual(['board-mine.c: struct jailhouse_memory «mem_regions»[6];'])
    expect(from('implementation', parts)).toEqual(['board-mine.c: .«mem_regions» = { { .size = 1 } },'])
    expect(from('highlights', parts)).toEqual([
      'board-mine.c: struct jailhouse_memory «mem_regions»[6]; declaration',
      'board-mine.c: .num_memory_regions = ARRAY_SIZE(config.«mem_regions»), read',
      'board-mine.c: .«mem_regions» = { { .size = 1 } }, write',
    ])
    expect(from('definition', { header: '.num_memory_regions = 4$0,' })).toEqual([
      'board-mine.c: struct jailhouse_memory «mem_regions»[6];',
    ])
  })

  test('that means nothing leads nowhere', () => {
    expect(from('definition', regions('{ .gone$0 = 1 },'))).toEqual([])
    expect(from('references', { above: '/* a com$0ment */' })).toEqual([])
  })
})
