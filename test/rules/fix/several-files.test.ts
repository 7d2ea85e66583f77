/** Fixes that change other configs of the board than the one with the finding, or numbers that others refer to. */
import { describe, expect, test } from 'vitest'
import { fixesFor, mended } from './mended.ts'

function firstMended(rule: string, example: string): Readonly<Record<string, string>> | undefined {
  const [fix] = fixesFor(rule, example)
  return fix && mended(example, fix)
}

function unitBoard(units: string, ofCell = ''): string {
  return `//- x86 root
.header.platform_info.iommu_units = {
${units}
},
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8,${ofCell} },
},`
}

function unit(base: string): string {
  return `{ .type = JAILHOUSE_IOMMU_INTEL, .base = ${base}, .size = 0x1000 }`
}

describe('closing the gap in the list of IOMMU units', () => {
  test('renumbers, takes empty units out and lets devices of other cells follow', () => {
    const units = `  [0] = ${unit('0xfed90000')},\n  [3] = ${unit('0xfed91000')}, /* the last one */`
    expect(firstMended('iommu-gap', unitBoard(units, ' .iommu = 3'))).toEqual({
      'example.c': unitBoard(units.replace('[3]', '[1]')).split('\n//- ')[0]?.replace('//- x86 root\n', ''),
      'example-cell.c':
        '.pci_devices = {\n  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .iommu = 1 },\n},',
    })
    const positional = `  ${unit('0xfed90000')},\n  /* none */\n  { 0 },\n  ${unit('0xfed91000')},`
    expect(firstMended('iommu-gap', unitBoard(positional))).toEqual({
      'example.c': `.header.platform_info.iommu_units = {
  ${unit('0xfed90000')},
  ${unit('0xfed91000')},
},`,
    })
  })
  test.each([
    ['a device is behind a unit that is not there', `[0] = ${unit('1')}, [2] = ${unit('2')},`, ' .iommu = 1'],
    ['a unit lacks its base only', `${unit('1')}, { .type = JAILHOUSE_IOMMU_INTEL }, ${unit('2')},`, ''],
    ['units are in another order', `[2] = ${unit('2')}, [0] = ${unit('1')},`, ''],
  ])('is not offered where %s', (_, units, ofCell) => {
    expect(fixesFor('iommu-gap', unitBoard(units, ofCell))).toEqual([])
  })
})

function entry(words: string, base = 32): string {
  return `.irqchips = {
  {
    .address = 0xa0000000, .pin_base = ${base},
    .pin_bitmap = { ${words} },
  },
},`
}

function entriesMended(words: string, base?: number): readonly string[] {
  const example = entry(words, base)
  return fixesFor('irqchip-bit-expression', example).map(
    (fix) => mended(example, fix)['example-cell.c'] ?? '',
  )
}

describe('a bit in the wrong word', () => {
  test('moves, or its entry begins elsewhere', () => {
    expect(entriesMended('1 << (144 + 32 - 160)', 128)).toEqual([
      entry('1 << (144 + 32 - 160)', 160),
      entry('0, 1 << (144 + 32 - 160)', 128),
    ])
    expect(entriesMended('\n      (1 << (100 - 96)) | 2,\n      1 << (65 - 64),\n      8,\n   ')).toEqual([
      entry('\n      2,\n      1 << (65 - 64),\n      8 | (1 << (100 - 96)),\n   '),
    ])
  })
  test('stays where nothing tells ids from SPIs', () => {
    expect(entriesMended('0, 0, 1 << (40 - 32)')).toEqual([])
  })
  test('stays where there is no such word, and the entry has other bits', () => {
    expect(entriesMended('1 << (320 + 32 - 352) | 1')).toEqual([])
  })
})

/** An ivshmem device for network links, with what a test adds to it. */
function device(slot: number, start: number, id: number, more = ''): string {
  return `  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .bdf = ${slot} << 3, .shmem_regions_start = ${start}, .shmem_dev_id = ${id}, .shmem_peers = 2,${more}
  },`
}

function networks(id: number): string {
  return `.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, ${id}),
  JAILHOUSE_SHMEM_NET_REGIONS(0x70100000, ${id}),
},
.pci_devices = {
`
}

type Files = Readonly<Record<string, string>>

function slotBoard(slot: number, bits: string): Files {
  return {
    'example.c': `.header.root_cell.vpci_irq_base = 64,\n${networks(0)}${device(1, 0, 0)}\n${device(slot, 4, 0)}\n},`,
    'example-cell.c': `.cell.vpci_irq_base = 72,
.irqchips = {
  {
    .address = 0xa0000000, .pin_base = 96,
    .pin_bitmap = { ${bits} },
  },
},
${networks(1)}${device(1, 0, 1)}
${device(slot, 4, 1)}
},`,
  }
}

function exampleOf(files: Files): string {
  return `//- root\n${files['example.c'] ?? ''}\n//- cell\n${files['example-cell.c'] ?? ''}`
}

describe('another slot', () => {
  test('is the same for all cells of the link, which are granted its interrupt', () => {
    // Slot 2 is free, and has a pin of its own; its interrupt is SPI 74, id 106.
    expect(firstMended('ivshmem-shared-intx-pin', exampleOf(slotBoard(5, '1 << 9')))).toEqual(
      slotBoard(2, '1 << 9 | 1 << (106 - 96)'),
    )
  })
  test('is not offered where somebody else has the interrupt of each', () => {
    const files = exampleOf(slotBoard(5, '1 << 9'))
    const other = `//- cell other.c
.irqchips = {
  { .address = 0xa0000000, .pin_base = 96, .pin_bitmap = { 0xd << 8 } },
},`
    expect(firstMended('ivshmem-shared-intx-pin', files)).toBeDefined()
    expect(firstMended('ivshmem-shared-intx-pin', `${files}\n${other}`)).toBeUndefined()
  })
})

function section(at: number, flags = ''): string {
  return `  { 0x7000${at}000, 0x7000${at}000, 0x1000, JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED${flags} },`
}

function linked(outputs: number, peers: number, id: number): string {
  const sections = Array.from({ length: outputs }, (_, at) =>
    section(at + 1, at === id ? ' | JAILHOUSE_MEM_WRITE' : ''),
  )
  return `.mem_regions = {
${section(0)}
  { 0 },
${sections.join('\n')}
},
.pci_devices = {
${device(1, 0, id).replace('peers = 2', `peers = ${peers}`)}
},`
}

function threePeers(outputsOfRoot: number): string {
  return exampleOf({ 'example.c': linked(outputsOfRoot, 2, 0), 'example-cell.c': linked(3, 2, 2) })
}

describe('more peers', () => {
  test('are announced in all cells of the link', () => {
    expect(firstMended('ivshmem-dev-id-peers', threePeers(3))).toEqual({
      'example.c': linked(3, 3, 0),
      'example-cell.c': linked(3, 3, 2),
    })
  })
  test('are not where a cell has no section for them', () => {
    expect(firstMended('ivshmem-dev-id-peers', threePeers(2))).toBeUndefined()
  })
})

function rootWithBase(base: number): string {
  return `.header.root_cell.vpci_irq_base = ${base},\n${networks(0)}${device(1, 0, 0)}\n},`
}

test('the root cell can give way to a cell that has its interrupts', () => {
  const cell = `.cell.vpci_irq_base = 80,
.irqchips = {
  { .address = 0xa0000000, .pin_base = 96, .pin_bitmap = { 0x2 } },
},`
  const board = exampleOf({ 'example.c': rootWithBase(64), 'example-cell.c': cell })
  // Behind the four lines of the cell.
  expect(firstMended('vpci-irq-conflict-root', board)).toEqual({ 'example.c': rootWithBase(84) })
})

function rootWithDomain(domain: number | string, own: string): string {
  return `.header.platform_info.pci_domain = ${domain},
${networks(0)}${device(1, 0, 0, own)}
${device(2, 4, 0, own)}
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .domain = 1, .bdf = 0x100 },
},`
}

test.each([
  [
    'the first that nobody has',
    rootWithDomain('0xffff', ''),
    rootWithDomain(2, '').replaceAll('TYPE_IVSHMEM,', 'TYPE_IVSHMEM, .domain = 2,'),
  ],
  ['that of the host', rootWithDomain(3, ' .domain = 1,'), rootWithDomain(3, ' .domain = 3,')],
  ['that of the devices', rootWithDomain('0xffff', ' .domain = 4,'), rootWithDomain(4, ' .domain = 4,')],
])('host and devices of the root cell get one domain: %s', (_, before, after) => {
  expect(firstMended('ivshmem-domain-root', `//- root\n${before}`)).toEqual({ 'example.c': after })
})
