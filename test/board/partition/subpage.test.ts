/** Sub-page regions: what their interceptors give, and how cells take them from root (catalogue C 7 to 10, 36 to 39). */
import { describe, expect, test } from 'vitest'
import { boardFrom, cellAt } from './boards.ts'
import { at, inRoot, memory, region, rw, same, ways } from './questions.ts'

describe('sub-page regions', () => {
  const io = `${rw} | JAILHOUSE_MEM_IO_32`

  test('of a cell leave root the page that is mapped (36)', () => {
    const board = boardFrom(memory(same(0x90000100, 0x10, io)))
    expect(ways(board, 0x90000100n, 0x90000110n, 'running')).toEqual([
      'root 90000100-90000110 rwx dma',
      'cell 0 90000100-90000110 rw- trapped',
    ])
  })

  test('of a cell take the whole one of root that they lie in (37), and give back a stale piece (38)', () => {
    const board = boardFrom(
      `//- root\n${memory(same(0x90000100, 0x100, io))}\n//- cell\n${memory(same(0x90000120, 0x10, io))}`,
    )
    expect(inRoot(board, 0x90000100n)).toBe('trapped by region 0')
    expect(inRoot(board, 0x90000100n, 'created')).toBe('nothing')
    expect(inRoot(board, 0x900001ffn, 'running')).toBe('nothing')
    expect(inRoot(board, 0x90000100n, 'destroyed')).toBe('nothing')
    expect(inRoot(board, 0x90000120n, 'destroyed')).toBe('trapped by region 0, stale')
  })

  test('of a cell take an interceptor of root just the same', () => {
    const board = boardFrom(memory(same(0xa0000100, 0x10, io)))
    expect(inRoot(board, 0xa0000000n)).toBe('trapped by GICD')
    expect(inRoot(board, 0xa0000000n, 'running')).toBe('nothing')
    expect(inRoot(board, 0xa0000000n, 'destroyed')).toBe('nothing')
  })

  test('of root stay with root under a page-mapped region of a cell (39)', () => {
    const board = boardFrom(
      `//- root\n${memory(same(0x90000100, 0x10, io))}\n//- cell\n${memory(same(0x90000000, 0x1000))}`,
    )
    expect(inRoot(board, 0x90000104n, 'running')).toBe('trapped by region 0')
  })

  test('without a width give nothing (7), and with one no more than whole accesses', () => {
    const board = boardFrom(memory(same(0xc0000100, 0x10), same(0xc0000200, 6, io)))
    expect(ways(board, 0xc0000000n, 0xc0001000n, 'running')).toEqual(['cell 0 c0000200-c0000204 rw- trapped'])
  })

  test('under a page get what the page refuses (9)', () => {
    const board = boardFrom(
      memory(same(0xc0000100, 0x10, io), region(0x1000, 0xc0000000, 0x1000, 'JAILHOUSE_MEM_READ')),
    )
    expect(ways(board, 0xc0000100n, 0xc0000110n, 'running')).toEqual(['cell 0 c0000100-c0000110 -w- trapped'])
  })

  test('that overlap are found as a bisection finds them (10)', () => {
    const board = boardFrom(
      memory(same(0xc0000000, 0x100, io), same(0xc0000020, 0x10, io), same(0xc0000040, 0x10, io)),
    )
    const cell = cellAt(board, 0)
    expect(at(board, cell, 0xc0000020n)).toBe('trapped by region 1')
    expect(at(board, cell, 0xc0000010n)).toBe('trapped by region 0')
    expect(at(board, cell, 0xc0000090n)).toBe('nothing')
  })
})
