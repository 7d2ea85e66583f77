/** Fixes that change other configs of the board than the one with the finding, or numbers that others refer to. */
import { describe, expect, test } from 'vitest'
import { fixesFor, mended } from './mended.ts'

function firstMended(rule: string, example: string): Readonly<Record<string, string>> | undefined {
  const [fix] = fixesFor(rule, example)
  return fix && mended(example, fix)
}

function unitBoard(units: string, device = ''): string {
  return `//- x86 root
.header.platform_info.iommu_units = {
${units}
},
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8,${device} },
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
  ])('is not offered where %s', (_, units, device) => {
    expect(fixesFor('iommu-gap', unitBoard(units, device))).toEqual([])
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
