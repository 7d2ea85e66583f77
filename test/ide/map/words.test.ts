/** What the page of a map says, it says in the words that it is given: all of them, and nothing else. */
import { describe, expect, test } from 'vitest'
import type { Board } from '../../../server/src/board/board.ts'
import { mapOf } from '../../../server/src/ide/map/board-map.ts'
import { drawnMap } from '../../../server/src/ide/map/layout.ts'
import { liveDataOf } from '../../../server/src/ide/map/live-data.ts'
import { englishWords } from '../../../server/src/ide/map/map-words.ts'
import { pageBody } from '../../../server/src/ide/map/page-body.ts'
import { pageScript } from '../../../server/src/ide/map/page-script.ts'
import { usualSelection } from '../../../server/src/ide/map/selection.ts'
import { type MapWords, mapWords } from '../../../server/src/lsp/messages-map-words.ts'
import { boardFrom } from '../../board/partition/boards.ts'
import { exampleBoardNamed } from './drawn-boards.ts'

const region = (start: string, size = '0x1000', ...more: readonly string[]): string => {
  const flags = ['READ', 'WRITE', ...more].map((name) => `JAILHOUSE_MEM_${name}`).join(' | ')
  return `{ .phys_start = ${start}, .virt_start = ${start}, .size = ${size}, .flags = ${flags} },`
}
const rootMemory = `.mem_regions = { ${region('0', '0x7c000000', 'DMA')} ${region('0x90000000', '0x10000000')} },`
const peer = '{ .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 8, .domain = 1, .shmem_dev_id = 1 },'

/** What the examples have none of. No author says a word in them. */
const wordless: Readonly<Record<string, Board>> = {
  'an x86 machine with cells that exclude each other': boardFrom(`//- x86 root
${rootMemory}
.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 8 } },
//- x86 cell a.c
.cell.name = "x",
.mem_regions = { ${region('0x40000000')} ${region('0x7c000000')} ${region('0xe0000000')} },
.cache_regions = { { .start = 0, .size = 2, .type = JAILHOUSE_CACHE_L3 } },
.pio_regions = { PIO_RANGE(0x70, 1), PIO_RANGE(0x1808, 4) },
.irqchips = { { .address = 0xfec00000, .id = 0x1f0f8, .pin_bitmap = { 0x10 } } },
//- x86 cell b.c
.cell.name = "x", .mem_regions = { ${region('0x40000000')} },
//- x86 cell c.c
.cpus = { NOT_KNOWN },
//- x86 cell d.c
.cpus = { 0 }, .mem_regions = { ${region('0x40000000')} },
//- x86 cell e.c
.cpus = { 8 }, .pci_devices = { ${peer} },
//- x86 cell f.c
.cpus = { 16 }, .pci_devices = { ${peer} },`),
  'an Arm machine with streams': boardFrom(`//- root
${rootMemory}
.header.platform_info.iommu_units = {
  { .type = JAILHOUSE_IOMMU_SMMUV3, .base = 0x94000000, .size = 0x20000 },
  {
    .type = JAILHOUSE_IOMMU_PVU, .base = 0x95000000, .size = 0x1000,
    .tipvu = { .tlb_base = 0x96000000, .tlb_size = 0x40000 },
  },
},
.stream_ids = { { .id = 1 }, { .id = 2 } },
//- cell a.c
.stream_ids = { { .id = 2 } },
.mem_regions = { ${region('0x40000000')} },`),
  'a machine of unknown architecture': boardFrom(`//- root
${rootMemory}
.header.architecture = NOT_KNOWN,
//- cell a.c
.mem_regions = { ${region('0x90000400', '0x100', 'IO_32')} },`),
}

interface Page {
  readonly markup: string
  /** What is shown when somebody points at something or creates a cell. */
  readonly answers: string
}

function pageOn(board: Board, words: MapWords): Page {
  const drawn = drawnMap(mapOf(board, usualSelection(board), words), true)
  const { lanes, marks, blocks, runs, items, keepings } = liveDataOf(drawn)
  const answers = [
    ...lanes.flatMap(({ clashes }) => clashes.map(({ both }) => both)),
    ...marks.map(({ what }) => what),
    ...[...blocks, ...runs, ...items, ...keepings].map(({ text }) => text),
  ]
  return { markup: pageBody(drawn, true), answers: answers.join('\n') }
}

/** @param other what is said instead of a word, which has places for values, or none */
function wordsWith(other: (key: string, places: string) => string): MapWords {
  const words = Object.entries(englishWords).map(([key, text]) => [
    key,
    other(key, (text.match(/\{\d\}/g) ?? []).join(' ')),
  ])
  return mapWords.parse(Object.fromEntries(words))
}

test('every word is one that a page says', () => {
  const words = wordsWith((key, places) => `‹${key}› ${places}`)
  const boards = [...['tern', 'plover', 'osprey'].map(exampleBoardNamed), ...Object.values(wordless)]
  const pages = boards.map((board) => pageOn(board, words))
  const said = pages.map(({ markup, answers }) => markup + answers).join('\n')
  const isSaid = (key: string): boolean => said.includes(`‹${key}›`) || pageScript.includes(`words.${key}`)
  // No board of a sensible size is too much to draw.
  expect(Object.keys(words).filter((key) => !isSaid(key))).toEqual(['tooMuch'])
})

/** What is the same in any language, beside numbers: how the map calls root, devices and what configs name. */
const terms = [
  ['root', 'example', 'ivshmem', 'arm', 'VT', 'SMMUv', 'PVU', 'IOMMU', 'APIC', 'GICD', 'GICR'],
  ['CPU', 'CPUs', 'SPI', 'SPIs', 'ids', 'Interrupts', 'Streams', 'bytes', 'KiB', 'MiB', 'GiB', 'RW', 'RWX'],
].flat()

describe.each(Object.entries(wordless))('on %s', (_, board) => {
  test('a page says nothing but its words, names, numbers and terms', () => {
    const { markup, answers } = pageOn(
      board,
      wordsWith((_key, places) => places),
    )
    const labels = [...markup.matchAll(/ (?:aria-label|placeholder|title)="([^"]*)"/g)].map(
      ([, text]) => text,
    )
    const said = [markup.replace(/<[^>]*>/g, ' '), ...labels, answers].join('\n')
    const found = new Set(said.replace(/0x[0-9a-f]+/g, '').match(/\p{Letter}{2,}/gu))
    expect([...found].filter((word) => !terms.includes(word))).toEqual([])
  })
})
