/** Splitting memory regions in the source: what the pieces look like, what follows them, and where it is left alone. */
import { describe, expect, test } from 'vitest'
import { type Piece, splitting } from '../../../server/src/rules/fix/splitting.ts'
import { withEdits } from '../../../server/src/text/edit.ts'
import { sourceFile } from '../../../server/src/text/source-file.ts'
import { analyse } from '../../../server/src/workspace/analysis.ts'
import { memoryFiles } from '../../../server/src/workspace/file-store.ts'
import { defaultSettings } from '../../../server/src/workspace/settings.ts'

const head = `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>
#define BASE 0x90000000
#define SHIFTED 1 << 28
#define REGION(start_) { .phys_start = start_, .virt_start = start_, .size = 0x4000 }
#define AT(start_) .phys_start = start_, .virt_start = start_
`

interface Wrapped {
  readonly length?: string
  readonly count?: string
  readonly devices?: string
}

/** A cell config with regions, and perhaps ivshmem devices. */
function configWith(regions: string, { length = '2', count, devices }: Wrapped = {}): string {
  return `${head}struct {
	struct jailhouse_cell_desc cell;
	__u64 cpus[1];
	struct jailhouse_memory mem_regions[${length}];
	struct jailhouse_pci_device pci_devices[1];
} __attribute__((packed)) config = {
	.cell = { .num_memory_regions = ${count ?? 'ARRAY_SIZE(config.mem_regions)'}, },
	.mem_regions = {
${regions}
	},
	.pci_devices = {
		{ ${devices ?? '.type = JAILHOUSE_PCI_TYPE_DEVICE'} },
	},
};
`
}

/** The text after a region has been split; undefined where it cannot be. */
function split(text: string, pieces: readonly Piece[], index = 0): string | undefined {
  const file = sourceFile('/example.c', text)
  const options = { files: memoryFiles({}), settings: defaultSettings, roots: ['/'] }
  const [config] = analyse(file, options).configurations
  const region = config?.memory.items[index]
  if (!config || !region) throw new Error('the example has no such region')
  const edits = splitting(config, { region, pieces })
  return edits && withEdits(text, edits)
}

const piece = (start: bigint, end: bigint): Piece => ({ start, end })
/** Around the second of four pages. */
const around = [piece(0n, 0x1000n), piece(0x2000n, 0x4000n)]

/** What becomes of the regions alone. */
function regionsAfter(regions: string, pieces: readonly Piece[] = around, wrapped: Wrapped = {}) {
  const after = split(configWith(regions, wrapped), pieces)
  return after?.slice(after.indexOf('.mem_regions = {\n') + 17, after.indexOf('\n\t},\n\t.pci_devices'))
}

const uart = `		/* UART */ {
			.phys_start = 0x90000000, /* as in the manual */
			.virt_start = 0x1000,
			.size =	0x4000,
			.flags = JAILHOUSE_MEM_READ |
				JAILHOUSE_MEM_IO, // registers
		}, /* four pages */
		/* RAM */ {
			.phys_start = 0x100000,
			.size = 0x1000,
		},`

const uartSplit = `		/* UART */ {
			.phys_start = 0x90000000, /* as in the manual */
			.virt_start = 0x1000,
			.size =	0x1000,
			.flags = JAILHOUSE_MEM_READ |
				JAILHOUSE_MEM_IO, // registers
		}, /* four pages */
		/* UART */ {
			.phys_start = 0x90002000, /* as in the manual */
			.virt_start = 0x3000,
			.size =	0x2000,
			.flags = JAILHOUSE_MEM_READ |
				JAILHOUSE_MEM_IO, // registers
		},
		/* RAM */ {
			.phys_start = 0x100000,
			.size = 0x1000,
		},`

describe('a region that is split', () => {
  test('keeps comments, flags and layout in every piece, and the array grows', () => {
    expect(split(configWith(uart), around)).toBe(configWith(uartSplit, { length: '3' }))
  })

  test('is written as often as it has pieces', () => {
    const pieces = [piece(0n, 0x800n), piece(0x1000n, 0x1800n), piece(0x3000n, 0x4000n)]
    expect(regionsAfter('{ .phys_start = 0x1000, .virt_start = 0x1000, .size = 0x4000 },', pieces)).toBe(
      '{ .phys_start = 0x1000, .virt_start = 0x1000, .size = 0x800 },\n' +
        '{ .phys_start = 0x2000, .virt_start = 0x2000, .size = 0x800 },\n' +
        '{ .phys_start = 0x4000, .virt_start = 0x4000, .size = 0x1000 },',
    )
  })

  test.each([
    [
      'behind one another on a line',
      '{ .phys_start = 1, .virt_start = 1, .size = 0x4000 }, { .size = 1 },',
      '{ .phys_start = 1, .virt_start = 1, .size = 0x1000 }, { .phys_start = 8193, .virt_start = 8193, .size = 0x2000 }, { .size = 1 },',
    ],
    [
      'without a comma behind the last one',
      '\t\t{ .phys_start = 0x1000, .virt_start = 0x1000, .size = 0x4000 } // end',
      '\t\t{ .phys_start = 0x1000, .virt_start = 0x1000, .size = 0x1000 }, // end\n' +
        '\t\t{ .phys_start = 0x3000, .virt_start = 0x3000, .size = 0x2000 }',
    ],
    [
      'with braces on shared lines',
      '\t\t{\n\t\t\t.phys_start = 0x0, .virt_start = 0x0, .size = 0x4000,\n\t\t}, {\n\t\t\t.size = 1,\n\t\t},',
      '\t\t{\n\t\t\t.phys_start = 0x0, .virt_start = 0x0, .size = 0x1000,\n\t\t}, {\n' +
        '\t\t\t.phys_start = 0x2000, .virt_start = 0x2000, .size = 0x2000,\n\t\t}, {\n\t\t\t.size = 1,\n\t\t},',
    ],
    [
      'with a comment above that is about all of them',
      '\t\t/* devices */\n\t\t{ .phys_start = 0x1000, .virt_start = 0x1000, .size = 0x4000 },',
      '\t\t/* devices */\n\t\t{ .phys_start = 0x1000, .virt_start = 0x1000, .size = 0x1000 },\n' +
        '\t\t{ .phys_start = 0x3000, .virt_start = 0x3000, .size = 0x2000 },',
    ],
    [
      'by position',
      '\t\t{ 0x1000, 0x1000, 0x4000, JAILHOUSE_MEM_READ },',
      '\t\t{ 0x1000, 0x1000, 0x1000, JAILHOUSE_MEM_READ },\n\t\t{ 0x3000, 0x3000, 0x2000, JAILHOUSE_MEM_READ },',
    ],
  ])('is kept in the manner in which it is written: %s', (_, given, wanted) => {
    expect(regionsAfter(given)).toBe(wanted)
  })

  test('gets a start that was zero and not written', () => {
    expect(regionsAfter('{ .virt_start = 0x1000, .size = 0x4000 },')).toBe(
      '{ .virt_start = 0x1000, .size = 0x1000 },\n{ .virt_start = 0x3000, .size = 0x2000, .phys_start = 0x2000 },',
    )
  })

  test('keeps the line breaks of the file', () => {
    const text = configWith(uart).replaceAll('\n', '\r\n')
    expect(split(text, around)).toBe(configWith(uartSplit, { length: '3' }).replaceAll('\n', '\r\n'))
  })

  test('is only shortened when a single piece is left', () => {
    const given = '{ .phys_start = 0x1000, .virt_start = 0x5000, .size = 0x4000 },'
    const text = configWith(given, { length: 'COUNT' }).replace(head, `${head}#define COUNT 2\n`)
    expect(split(text, [piece(0n, 0x3000n)])).toBe(text.replace('.size = 0x4000 },', '.size = 0x3000 },'))
    expect(split(text, [piece(0x1000n, 0x4000n)])).toBe(
      text.replace(given, '{ .phys_start = 0x2000, .virt_start = 0x6000, .size = 0x3000 },'),
    )
  })

  test('goes when nothing is left', () => {
    const text = configWith(uart)
    const ram = uart.slice(uart.indexOf('\t\t/* RAM */'))
    expect(split(text, [])).toBe(configWith(ram, { length: '1' }))
  })
})

describe('numbers are written as their author writes them', () => {
  test.each([
    ['0x1000', '0x3000'],
    ['0x00001000', '0x00003000'],
    ['0xFFFF0000', '0xFFFF2000'],
    ['0x1000UL', '0x3000UL'],
    ['4096', '12288'],
    ['0', '0x2000'],
    ['BASE', 'BASE + 0x2000'],
    ['BASE + 0x1000', 'BASE + 0x1000 + 0x2000'],
    ['BASE | 0x1000', '(BASE | 0x1000) + 0x2000'],
    ['SHIFTED', '(SHIFTED) + 0x2000'],
  ])('%s', (given, wanted) => {
    const after = regionsAfter(`{ .phys_start = ${given}, .virt_start = 0x1000, .size = 0x4000 },`)
    expect(after?.split('\n')[1]).toBe(`{ .phys_start = ${wanted}, .virt_start = 0x3000, .size = 0x2000 },`)
  })
})

const two = '{ .phys_start = 0x1000, .virt_start = 0x1000, .size = 0x4000 },\n{ .size = 0x1000 },'
const ivshmem = (start: string): string =>
  `.type = JAILHOUSE_PCI_TYPE_IVSHMEM, .shmem_regions_start = ${start}, .shmem_peers = 2`

describe('what goes with the regions', () => {
  test.each([
    ['a count that is a number', '2', '3'],
    ['one in another notation', '0x2', '0x3'],
    ['one that leaves out the last region', '1', '2'],
    ['one that measures the array', 'ARRAY_SIZE(config.mem_regions)', 'ARRAY_SIZE(config.mem_regions)'],
  ])('is %s', (_, given, wanted) => {
    const after = split(configWith(two, { count: given }), around)
    expect(after).toContain(`.num_memory_regions = ${wanted},`)
    expect(after).toContain('mem_regions[3];')
  })

  test('is not a count that ends before the region', () => {
    const after = split(
      configWith('{ .size = 1 },\n{ .phys_start = 0x1000, .virt_start = 0x1000, .size = 0x4000 },', {
        count: '1',
      }),
      around,
      1,
    )
    expect(after).toContain('.num_memory_regions = 1,')
    expect(after).toContain('mem_regions[3];')
  })

  test.each([
    ['behind it', '1', '2'],
    ['behind it, in another notation', '0x1', '0x2'],
  ])('is the number of a section %s', (_, given, wanted) => {
    const after = split(configWith(two, { length: '5', devices: ivshmem(given) }), around)
    expect(after).toContain(`.shmem_regions_start = ${wanted},`)
    expect(after).toContain('mem_regions[6];')
  })

  test('is the number of a section behind one that goes', () => {
    const after = split(configWith(two, { length: '5', devices: ivshmem('1') }), [])
    expect(after).toContain('.shmem_regions_start = 0,')
    expect(after).toContain('mem_regions[4];')
  })

  test('is not the number of a section before it', () => {
    const regions = `${'{ .size = 1 },\n'.repeat(4)}${two}`
    const after = split(configWith(regions, { length: '6', devices: ivshmem('0') }), around, 4)
    expect(after).toContain('.shmem_regions_start = 0,')
    expect(after).toContain('mem_regions[7];')
  })
})

describe('a region is left alone', () => {
  test.each([
    ['that a macro writes', 'REGION(0x1000),', {}],
    ['whose addresses a macro writes together', '{ AT(0x1000), .size = 0x4000 },', {}],
    [
      'among regions with numbers',
      '[1] = { .size = 1 }, [0] = { .phys_start = 0, .virt_start = 0, .size = 0x4000 },',
      {},
    ],
    ['without braces of its own', '0x1000, 0x1000, 0x4000, 0,', {}],
    ['of whose starts none is written', '{ .size = 0x4000 },', {}],
    ['in an array of a length with a name', two, { length: 'sizeof(int)' }],
    ['with a count that has a name', two, { count: 'sizeof(short)' }],
    ['that is a section', two, { length: '5', devices: ivshmem('0') }],
    ['before sections whose number has a name', two, { length: '5', devices: ivshmem('sizeof(char)') }],
    ['beside a device that is not known', two, { devices: '.type = UNHEARD_OF' }],
  ])('%s', (_, regions, wrapped) => {
    expect(split(configWith(regions, wrapped), around)).toBeUndefined()
  })

  test('where parts of the configuration depend on conditions', () => {
    const text = configWith(`#ifdef MORE\n{ .size = 1 },\n#endif\n${two}`)
    expect(split(text, around)).toBeUndefined()
    expect(split(text, [piece(0n, 0x1000n)])).toBeDefined()
  })

  test('where another object has the same struct', () => {
    const text = configWith(two).replace('struct {', 'struct wrapper {')
    expect(split(text, around)).toBeDefined()
    expect(split(`${text}struct wrapper other = { .cpus = { 1 } };\n`, around)).toBeUndefined()
  })
})
