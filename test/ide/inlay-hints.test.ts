/** Inlay hints: what stands beside which number, and what is better left out. */
import { describe, expect, test } from 'vitest'
import { type InlayHintKind, inlayHintsIn } from '../../server/src/ide/inlay-hints.ts'
import { type CellParts, cellConfig } from './hovered.ts'
import { linesWith, opened } from './opened.ts'

/** The lines with hints in them, between guillemets. */
function hinted(parts: CellParts, ...kinds: readonly InlayHintKind[]): string {
  const { analysis } = opened(`$0${cellConfig(parts)}`)
  const { file } = analysis
  const hints = inlayHintsIn(analysis, { start: 0, end: file.text.length }, (kind) => kinds.includes(kind))
  return linesWith(
    file,
    hints.map(({ offset, text }) => ({ offset, text: `«${text}»` })),
  )
}

const members = `__u64 cpus[2];
	struct jailhouse_memory mem_regions[7];
	struct jailhouse_irqchip irqchips[1];
	struct jailhouse_pci_device pci_devices[1];`

function regions(elements: string, above = ''): CellParts {
  return { above, members, body: `.mem_regions = {\n${elements}\n},` }
}

describe('the number of an element', () => {
  test('stands before its brace, and before a call that makes several', () => {
    expect(
      hinted(
        regions(`/* first */ { .size = 1 },
	{ .size = 1 },
	JAILHOUSE_SHMEM_NET_REGIONS(0x1000, 0),
	{ .size = 1 },`),
        'elementIndex',
      ),
    ).toMatchInlineSnapshot(`
      "/* first */ «[0]»{ .size = 1 },
      «[1]»{ .size = 1 },
      «[2]-[5]»JAILHOUSE_SHMEM_NET_REGIONS(0x1000, 0),
      «[6]»{ .size = 1 },"
    `)
  })

  test('is not said again where the author has written it', () => {
    expect(hinted(regions('[4] = { .size = 1 },\n{ .size = 1 },'), 'elementIndex')).toBe(
      '«[5]»{ .size = 1 },',
    )
  })

  test('is left out where there is one element only, and for plain numbers', () => {
    expect(hinted({ body: '.cpus = { 2 },\n.mem_regions = { { .size = 1 } },' }, 'elementIndex')).toBe('')
  })
})

describe('the end of a region', () => {
  test('stands beside both of its starts, and its size in a unit beside the size', () => {
    expect(
      hinted(regions('{ .phys_start = 0x7fb00000, .virt_start = 0, .size = 0x100000 },'), 'regionEnd'),
    ).toMatchInlineSnapshot(
      `"{ .phys_start = 0x7fb00000«to 0x7fbfffff», .virt_start = 0«to 0xfffff», .size = 0x100000«= 1 MiB» },"`,
    )
  })

  test('is computed through the macros of the file and without names of fields', () => {
    expect(
      hinted(
        regions('{ UART, UART, PAGE + 0x20, 7 },', '#define UART 0x10000000\n#define PAGE 0x1000'),
        'regionEnd',
      ),
    ).toMatchInlineSnapshot(`"{ UART«to 0x1000101f», UART«to 0x1000101f», PAGE + 0x20, 7 },"`)
  })

  test('stands beside the size where a macro sets the starts', () => {
    const at = '#define AT(x) .phys_start = x, .virt_start = x'
    expect(
      hinted(regions('{ AT(0x80000000), .size = 0x1000 },\n{ AT(0x1000), .size = 8 },', at), 'regionEnd'),
    ).toBe(
      '{ AT(0x80000000), .size = 0x1000«= 4 KiB, to 0x80000fff» },\n{ AT(0x1000), .size = 8«to 0x1007» },',
    )
    expect(hinted(regions('{ .size = 0x1000 },'), 'regionEnd')).toBe('{ .size = 0x1000«= 4 KiB» },')
  })

  test('is not said where it is not known, where there is none, and behind the last address', () => {
    expect(hinted(regions('{ .phys_start = 0x1000, .size = MISSING },'), 'regionEnd')).toBe('')
    expect(hinted(regions('{ .phys_start = 0x1000, .size = 0 },'), 'regionEnd')).toBe('')
    expect(hinted(regions('{ .phys_start = 0xfffffffffffff000, .size = 0x1001 },'), 'regionEnd')).toBe('')
  })

  test('is not said about what a macro has made', () => {
    const twice = '#define TWO { .phys_start = 0x1000, .size = 0x1000 }, { .size = 0x2000 }'
    expect(hinted(regions('TWO,', twice), 'regionEnd')).toBe('')
  })
})

describe('other numbers', () => {
  test('flags as a number, and a number as flags', () => {
    expect(
      hinted(
        regions(
          `{ .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_LOADABLE },
	{ .flags = 0x7 },
	{ .flags = 0x10000001 },
	{ .flags = 0 },
	{ .flags = RAM },`,
          '#define RAM (JAILHOUSE_MEM_READ | JAILHOUSE_MEM_EXECUTE)\n#define JAILHOUSE_MEM_PINK 0x10000000',
        ),
        'flagNumber',
      ),
    ).toMatchInlineSnapshot(`
      "{ .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_LOADABLE«= 0x43» },
      { .flags = 0x7«= READ | WRITE | EXECUTE» },
      { .flags = 0x10000001«= READ | PINK» },
      { .flags = RAM«= 0x5» },"
    `)
  })

  test('the CPUs of each word', () => {
    expect(hinted({ members, body: '.cpus = { 0b1101, 1 },' }, 'cpuList')).toMatchInlineSnapshot(
      `".cpus = { 0b1101«CPUs 0, 2, 3», 1«CPU 64» },"`,
    )
  })

  test('the interrupts of each word, counted from the base', () => {
    expect(
      hinted(
        {
          members,
          body: '.irqchips = { { .pin_base = 32, .pin_bitmap = {\n1 << 5,\n0,\n[3] = 1 << (140 - 128) | 1\n} } },',
        },
        'interruptIds',
      ),
    ).toMatchInlineSnapshot(`
      "1 << 5«SPI 5 (id 37)»,
      [3] = 1 << (140 - 128) | 1«SPIs 96, 108 (ids 128, 140)»"
    `)
  })

  test('the address of a PCI device', () => {
    expect(
      hinted({ members, body: '.pci_devices = { { .bdf = 14 << 3 } },' }, 'pciAddress'),
    ).toMatchInlineSnapshot(`".pci_devices = { { .bdf = 14 << 3«00:0e.0» } },"`)
  })
})

test('kinds that are not wanted are left out', () => {
  expect(hinted(regions('{ .phys_start = 0x1000, .size = 0x1000, .flags = JAILHOUSE_MEM_READ },'))).toBe('')
})

test('what is half typed has hints as far as it is understood', () => {
  expect(
    hinted(regions('{ .phys_start = 0x1000, .size = 0x2000, .flags = },\n{ .phys_start'), 'regionEnd'),
  ).toMatchInlineSnapshot(`"{ .phys_start = 0x1000«to 0x2fff», .size = 0x2000«= 8 KiB», .flags = },"`)
})
