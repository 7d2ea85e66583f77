/** What devices reach behind each kind of IOMMU (catalogue C 44, C 45, C 99). */
import { describe, expect, test } from 'vitest'
import type { Board } from '../../../server/src/board/board.ts'
import { boardFrom } from './boards.ts'
import { memory, region, rw, same, ways } from './questions.ts'

const smmu = (type: string): string =>
  `.header.platform_info.iommu_units = { { .type = JAILHOUSE_IOMMU_${type}, .base = 0xc0000000, .size = 0x20000,
    .tipvu = { .tlb_base = 0xc1000000, .tlb_size = 0x80000 } } },\n`

const streams = (...ids: readonly number[]): string =>
  `.stream_ids = { ${ids.map((id) => `{ .id = ${id} }`).join(', ')} },\n`

describe('devices', () => {
  const dma = `${rw} | JAILHOUSE_MEM_DMA`
  const device = '.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 8 } },\n'

  test('of root keep what a cell takes without DMA behind a VT-d (44)', () => {
    const board = boardFrom(
      `//- x86 root\n${device}\n//- cell\n${device}${memory(region(0x1000, 0, 0x1000), region(0x2000, 0x1000, 0x1000, dma))}`,
    )
    expect(ways(board, 0x1000n, 0x3000n, 'running')).toEqual([
      'root 1000-2000 --- dma',
      'cell 0 0-1000 rw-',
      'cell 0 1000-2000 rw- dma',
    ])
  })

  test('need a PCI device to be used on x86', () => {
    const board = boardFrom(`//- x86 cell\n${memory(region(0x2000, 0x1000, 0x1000, dma))}`)
    expect(ways(board, 0x2000n, 0x3000n, 'running')).toEqual(['cell 0 1000-2000 rw-'])
  })

  const behind = (type: string): Board =>
    boardFrom(
      `//- root\n${smmu(type)}${streams(1)}${memory(same(0x1000, 0x3000, dma))}
//- cell\n${streams(2)}${memory(region(0x1000, 0, 0x1000), region(0x2000, 0x1000, 0x1000, dma))}`,
    )

  test('use the tables of the CPUs behind an MMU-500', () => {
    expect(ways(behind('ARM_MMU500'), 0x1000n, 0x4000n, 'running')).toEqual([
      'root 3000-4000 rwx dma',
      'cell 0 0-1000 rwx dma',
      'cell 0 1000-2000 rwx dma',
    ])
  })

  test('use those of root behind an SMMUv3, whichever cell they belong to (99)', () => {
    expect(ways(behind('SMMUV3'), 0x1000n, 0x4000n, 'running')).toEqual([
      'root 3000-4000 rwx dma',
      'cell 0 0-1000 rwx',
      'cell 0 1000-2000 rwx',
      'cell 0 3000-4000 --- dma',
    ])
  })

  test('of root keep everything behind a PVU (45)', () => {
    expect(ways(behind('PVU'), 0x1000n, 0x4000n, 'running')).toEqual([
      'root 1000-3000 --- dma',
      'root 3000-4000 rwx dma',
      'cell 0 0-1000 rwx',
      'cell 0 1000-2000 rwx dma',
    ])
  })
})
