/** The outline of a config: names, details and places. */
import { describe, expect, test } from 'vitest'
import { type ConfigSymbol, symbolsOf } from '../../server/src/ide/symbols.ts'
import { symbolsFor } from '../../server/src/ide/workspace-symbols.ts'
import { contains, spanText } from '../../server/src/text/span.ts'
import { cellConfig, rootConfig } from './hovered.ts'
import { opened } from './opened.ts'

function outline(text: string): string {
  const { analysis } = opened(text)
  return symbolsOf(analysis)
    .flatMap((symbol) => lines(symbol, ''))
    .join('\n')
}

function lines({ name, detail, children }: ConfigSymbol, indentation: string): readonly string[] {
  const inner = children.flatMap((child) => lines(child, `${indentation}  `))
  return [`${indentation}${name}${detail === '' ? '' : `: ${detail}`}`, ...inner]
}

const members = `__u64 cpus[1];
	struct jailhouse_memory mem_regions[9];
	struct jailhouse_irqchip irqchips[2];
	struct jailhouse_pci_device pci_devices[2];
	struct jailhouse_pci_capability pci_caps[1];`

test('a cell with all that it has, called as its author does or after its purpose', () => {
  expect(
    outline(
      `$0${cellConfig({
        members,
        header: '.name = "tern-linux", .console = { .address = 0x9000000 },',
        body: `.cpus = { 0b1101 },
	.mem_regions = {
		JAILHOUSE_SHMEM_NET_REGIONS(0xbff00000, 1),
		/* the RAM */ { .phys_start = 0x90000000, .virt_start = 0, .size = 0x10000, .flags = 0x4 },
		{ .phys_start = 0x9000000, .virt_start = 0x9000000, .size = 0x1000, .flags = JAILHOUSE_MEM_IO },
		{ .virt_start = 0x80000000, .size = 0x1000, .flags = JAILHOUSE_MEM_COMM_REGION },
		[8] = { .size = 0 },
	},
	.irqchips = { { .pin_base = 32, .address = 1, .pin_bitmap = { 0b11 } }, /* none */ { .pin_base = 160 } },
	.pci_devices = {
		{ .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 2 << 3, .shmem_dev_id = 1, .shmem_peers = 2 },
		/* USB */ { .bdf = 0x1f << 3 | 2 },
	},
	.pci_caps = { { .id = 1, .start = 0x40 } },`,
      })}`,
    ),
  ).toMatchInlineSnapshot(`
    "tern-linux: cell, arm64
      cell
        console: 0x9000000
      CPUs 0, 2, 3
      memory regions: 8
        state table of 00:02.0: 0xbff00000-0xbff00fff (4 KiB)
        common section of 00:02.0: empty
        output of peer 0 of 00:02.0: 0xbff01000-0xbff7ffff (508 KiB)
        output of peer 1 of 00:02.0: 0xbff80000-0xbfffefff (508 KiB)
        the RAM: 0x90000000 as 0x0-0xffff (64 KiB)
        device registers: 0x9000000-0x9000fff (4 KiB)
        communication region: guest 0x80000000-0x80000fff (4 KiB)
        region 8: empty
      interrupt controllers: 2
        interrupts 0: ids 32, 33
        none: none
      PCI devices: 2
        ivshmem 00:02.0: peer 1 of 2
        USB: 00:1f.2
      PCI capabilities: 1
        capability 0: 0x1 at 0x40"
  `)
})

test('a root config with what it keeps for the hypervisor', () => {
  expect(outline(`$0${rootConfig}`)).toMatchInlineSnapshot(`
    "board: root cell, arm64
      header
        hypervisor memory: 0xc0000000-0xc03fffff (4 MiB)
        PCI configuration space: 0x30000000-0x300fffff (1 MiB)
        GICD: 0x20000000-0x2000ffff (64 KiB)
        GICR: 0x20100000-0x2017ffff (512 KiB)
      CPUs 0-3
      memory regions: 6
        state table of 00:02.0: 0xbff00000-0xbff00fff (4 KiB)
        common section of 00:02.0: empty
        output of peer 0 of 00:02.0: 0xbff01000-0xbff7ffff (508 KiB)
        output of peer 1 of 00:02.0: 0xbff80000-0xbfffefff (508 KiB)
        RAM: 0x80000000-0xbfefffff (1023 MiB)
        registers: 0x10000000-0x100fffff (1 MiB)
      interrupt controllers: 1
        interrupts 0: ids 32-159
      PCI devices: 1
        network: 00:02.0, ivshmem, peer 0 of 2"
  `)
})

describe('places', () => {
  const { analysis } = opened(
    `$0${cellConfig({ members, body: '.mem_regions = {\n/* a */ { .size = 1 },\n[7] = { .size = 2 },\nJAILHOUSE_SHMEM_NET_REGIONS(0xbff00000, 1),\n},' })}`,
  )
  const [cell] = symbolsOf(analysis)
  const regions = cell?.children.find(({ name }) => name === 'memory regions')

  test('are the brace, the designator or the call, in all of the element', () => {
    expect(regions?.children.map(({ head, span }) => `${spanText(head)} in ${spanText(span)}`)).toEqual([
      '{ in { .size = 1 }',
      '[7] in [7] = { .size = 2 }',
      'JAILHOUSE_SHMEM_NET_REGIONS(0xbff00000, 1) in JAILHOUSE_SHMEM_NET_REGIONS(0xbff00000, 1)',
    ])
  })

  test('lie in those of the symbol around', () => {
    const check = ({ head, span, children }: ConfigSymbol): void => {
      expect(contains(span, head)).toBe(true)
      for (const child of children) {
        expect(contains(span, child.span)).toBe(true)
        check(child)
      }
    }
    if (cell) check(cell)
    expect(cell && spanText(cell.head)).toBe('config')
  })
})

test('there is nothing in what is no config, and nothing of what another file defines', () => {
  expect(outline('//- /board/a.c\n$0int x = 1;\n')).toBe('')
  expect(outline(`//- /board/a.c\n$0#define X 1\n#include "b.c"\n//- /board/b.c\n${cellConfig({})}`)).toBe('')
})

/** What a query finds on a board of a root and a cell. */
function found(query: string): readonly string[] {
  const body = `.mem_regions = {
	/* the RAM */ { .phys_start = 0x90000000, .virt_start = 0, .size = 0x10000 },
	{ .virt_start = 0x80000000, .size = 0x1000, .flags = JAILHOUSE_MEM_COMM_REGION },
},
.pci_devices = { { .bdf = 2 << 3 } },`
  const { check } = opened(`//- /board/board.c
$0${rootConfig}
//- /board/board-a.c
${cellConfig({ members, header: '.name = "linux",', body })}`)
  return check.files.flatMap((analysed) =>
    symbolsFor(query, analysed).map(
      ({ name, container, span }) => `${name} (${container}) at ${spanText(span)}`,
    ),
  )
}

describe('symbols of all files', () => {
  test('an address finds every region that holds it, by physical and by guest address', () => {
    expect(found('0x9000ffff')).toEqual([
      '0x9000ffff: the RAM (cell "linux") at {',
      '0x9000ffff: RAM (the root cell) at {',
    ])
    expect(found('0x0000')).toEqual(['0x0000: guest of the RAM (cell "linux") at {'])
    expect(found('0x80000FFF')).toEqual([
      '0x80000FFF: guest of communication region (cell "linux") at {',
      '0x80000FFF: RAM (the root cell) at {',
    ])
    expect(found('0x90010000').filter((name) => name.includes('linux'))).toEqual([])
  })

  test('an address finds what is kept for the hypervisor', () => {
    expect(found('0xc0000000')).toEqual([
      '0xc0000000: hypervisor memory (the root cell) at { .phys_start = 0xc0000000, .size = 0x400000 }',
    ])
  })

  test('a PCI address finds the devices that have it', () => {
    expect(found('00:02.0')).toEqual([
      '00:02.0: PCI device (cell "linux") at {',
      '00:02.0: network (the root cell) at {',
    ])
    expect(found('00:03.0')).toEqual([])
  })

  test('letters find names that have them in this order, and nothing finds the cells', () => {
    expect(found('nwk')).toEqual(['network (board) at {'])
    expect(found('')).toEqual(['linux (cell, arm64) at config', 'board (root cell, arm64) at config'])
  })
})
