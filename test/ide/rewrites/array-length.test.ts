/** Declared lengths and counts that follow what is written. */
import { describe, expect, test } from 'vitest'
import { cellConfig } from '../hovered.ts'
import { rewritten, titles } from './rewritten.ts'

const declaration = 'refactor.rewrite.length.declaration'
const count = 'refactor.rewrite.length.count'

interface Parts {
  readonly length?: string
  readonly count?: string
  readonly regions?: string
  readonly others?: string
  readonly above?: string
}

const two = '{ .size = 1 }, { .size = 2 }'
const following = 'ARRAY_SIZE(config.mem_regions)'

function cell({
  length = '2',
  count: counted = following,
  regions = two,
  others = '',
  above = '',
}: Parts): string {
  return cellConfig({
    above,
    members: `__u64 cpus[1];\n\tstruct jailhouse_memory mem_regions[${length}];\n\tstruct jailhouse_pci_device pci_devices[1];`,
    header: `.num_memory_regions = ${counted},\n\t\t.num_pci_devices = 1,`,
    body: `.cpus = { 2 },\n\t.mem_regions = { ${regions} },\n\t${others}`,
  })
}

describe('the declared length', () => {
  test('shrinks to what is written, from the declaration, the array and the count', () => {
    const expected = cell({ length: '2' })
    expect(rewritten(cell({ length: '$04' }), declaration)).toBe(expected)
    expect(
      rewritten(
        cell({ length: '4' }).replace('struct jailhouse_memory', 'str$0uct jailhouse_memory'),
        declaration,
      ),
    ).toBe(expected)
    expect(rewritten(cell({ length: '4', regions: `{ .size = 1 },$0 { .size = 2 }` }), declaration)).toBe(
      expected,
    )
    expect(rewritten(cell({ length: '4', count: '$0ARRAY_SIZE(config.mem_regions)' }), declaration)).toBe(
      expected,
    )
  })

  test('grows to what is written, for which C has no room', () => {
    expect(rewritten(cell({ length: '$01' }), declaration)).toBe(cell({ length: '2' }))
    const calls = cell({ length: '$02', regions: 'JAILHOUSE_SHMEM_NET_REGIONS(0x1000, 0)' })
    expect(rewritten(calls, declaration)).toBe(calls.replace('$02', '4'))
  })

  test('takes a count with it that is a number', () => {
    expect(rewritten(cell({ length: '$04', count: '4' }), declaration)).toBe(cell({ count: '2' }))
    expect(rewritten(cell({ length: '$04', count: '2' }), declaration)).toBe(cell({ count: '2' }))
    expect(rewritten(cell({ length: '$01', count: '1' }), declaration)).toBe(cell({ count: '2' }))
  })

  test('says what it does', () => {
    expect(titles(cell({ length: '$04' }))).toEqual([
      'Declare `mem_regions` with 2 elements, as many as are written',
    ])
  })

  test('stays where it is right, nothing is written, or the count is another one', () => {
    for (const parts of [
      { length: '$02' },
      { length: '$04', regions: '' },
      { length: '$04', count: '3' },
      { length: '$0COUNT', above: '#define COUNT 4' },
      { length: '$04', regions: '{ .size = }, { .size = 2 }' },
      // Items without braces of their own: 1 and 2 are fields of one element.
      { length: '$01', regions: '{ .size = 1 }, 1, 2' },
    ])
      expect(titles(cell(parts))).toEqual([])
  })

  test('keeps the zeros that a device has for a section', () => {
    expect(titles(cell({ length: '$04', others: deviceOf(1) }))).toEqual([])
    expect(titles(cell({ length: '$04', others: deviceOf(0) }))).toHaveLength(1)
  })

  test('keeps the capabilities that a device refers to', () => {
    expect(titles(withCapabilities(1))).toHaveLength(1)
    expect(titles(withCapabilities(2))).toEqual([])
  })
})

describe('a count that is a number', () => {
  test('becomes one that follows', () => {
    expect(rewritten(cell({ count: '$02' }), count)).toBe(cell({}))
    expect(titles(cell({ count: '$02' }))).toEqual(['Write `ARRAY_SIZE(config.mem_regions)`'])
    expect(rewritten(cell({}).replace('sizeof(config.cpus)', '$08'), count)).toBe(cell({}))
  })

  test('stays where it is wrong, computed, or there is no ARRAY_SIZE', () => {
    expect(titles(cell({ count: '$01' }))).toEqual([])
    expect(titles(cell({ count: '$01 + 1' }))).toEqual([])
    expect(titles(cell({ count: '$0COUNT', above: '#define COUNT 2' }))).toEqual([])
    expect(titles(cell({ count: '$02', above: '#undef ARRAY_SIZE' }))).toEqual([])
    expect(titles(cell({ count: '$02', above: '#undef ARRAY_SIZE\n#define ARRAY_SIZE(a) 3' }))).toEqual([])
  })
})

function deviceOf(peers: number): string {
  return `.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 8, .shmem_peers = ${peers} } },`
}

/** Of three capabilities two are written; the device has so many from the second one on. */
function withCapabilities(numCaps: number): string {
  return cellConfig({
    members: 'struct jailhouse_pci_device pci_devices[1];\n\tstruct jailhouse_pci_capability pci_caps[$03];',
    body: `.pci_devices = { { .caps_start = 1, .num_caps = ${numCaps} } },\n\t.pci_caps = { { .id = 1 }, { .id = 5 } },`,
  })
}
