/** Memory regions by address: which change places, what goes with them, and which have to stay. */
import { describe, expect, test } from 'vitest'
import { cellConfig, rootConfig } from '../hovered.ts'
import { rewritten, titles } from './rewritten.ts'

/** A cell with a list of regions; the cursor is at the end of it. */
function cell(list: string, others = '', above = ''): string {
  return cellConfig({
    above,
    members:
      '__u64 cpus[1];\n\tstruct jailhouse_memory mem_regions[];\n\tstruct jailhouse_pci_device pci_devices[1];',
    header: '.num_memory_regions = ARRAY_SIZE(config.mem_regions),\n\t\t.num_pci_devices = 1,',
    body: `.cpus = { 2 },\n\t.mem_regions = {${list}$0},\n\t${others}`,
  }).replace('mem_regions[]', `mem_regions[${lengthOf(list)}]`)
}

/** Each region of a list is in braces, or made by a macro: `at`, or that of the header, which makes four. */
function lengthOf(list: string): number {
  const own = list.replace(/\/\*.*?\*\/|\/\/.*/g, '')
  const calls = own.includes('JAILHOUSE_SHMEM_NET_REGIONS') ? 4 : 0
  return [...own.matchAll(/\{|\bat\(/g)].length + calls
}

const flags = '.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE'

/** A region of one page, by default, that is itself in the cell. */
function at(address: string, size = '0x1000', more = ''): string {
  return `{ .phys_start = ${address}, .virt_start = ${address}, .size = ${size}, ${flags}${more} }`
}

/** The list after the rewrite; undefined where it is not offered. */
function sorted(list: string, others?: string, above?: string): string | undefined {
  const after = rewritten(cell(list, others, above), 'refactor.rewrite.order')
  const [, inner] =
    /\.mem_regions = \{(.*?)\},\n\t(\n|\.pci)/s.exec(`${after?.replace('};', '},\n\t\n')}`) ?? []
  return after && inner?.replace(/\},\n$/, '')
}

describe('regions', () => {
  test('are put in the order of their addresses in the cell', () => {
    const [low, high] = [at('0x1000'), '{ .phys_start = 0, .virt_start = 0x9000, .size = 0x1000 }']
    expect(sorted(` ${high}, ${low} `)).toBe(` ${low}, ${high} `)
    expect(titles(cell(` ${high}, ${low} `))).toEqual(['Sort `mem_regions` by address'])
  })

  test('are left alone when they are in it', () => {
    expect(sorted(` ${at('0x1000')}, ${at('0x2000')} `)).toBe(undefined)
    expect(sorted(` ${at('0x1000')} `)).toBe(undefined)
    expect(sorted('')).toBe(undefined)
  })

  test('take their comments with them, and leave the commas behind', () => {
    expect(
      sorted(`
		/* high */ ${at('0x9000')}, /* the highest */
		// low
		/* the lowest */
		${at('0x1000')} // last
	`),
    ).toBe(`
		// low
		/* the lowest */
		${at('0x1000')}, // last
		/* high */ ${at('0x9000')} /* the highest */
	`)
  })

  test('on one line take the comment in front of them', () => {
    expect(sorted(` /* a */ ${at('0x9000')}, /* b */ ${at('0x1000')} `)).toBe(
      ` /* b */ ${at('0x1000')}, /* a */ ${at('0x9000')} `,
    )
  })

  test('do not cross a comment that belongs to none of them', () => {
    const [a, b, c] = [at('0x1000'), at('0x2000'), at('0x3000')]
    expect(sorted(`\n\t\t${b},\n\t\t${c},\n\n\t\t/* devices */\n\n\t\t${a},\n\t`)).toBe(undefined)
    expect(sorted(`\n\t\t${c},\n\t\t${b},\n\n\t\t/* devices */\n\n\t\t${a},\n\t`)).toBe(
      `\n\t\t${b},\n\t\t${c},\n\n\t\t/* devices */\n\n\t\t${a},\n\t`,
    )
  })

  test('keep line breaks of every kind', () => {
    const [low, high] = [at('0x1000'), at('0x9000')]
    expect(sorted(`\r\n\t\t${high}, // a\r\n\t\t${low}, // b\r\n\t`)).toBe(
      `\r\n\t\t${low}, // b\r\n\t\t${high}, // a\r\n\t`,
    )
  })

  test('are offered at the name of the list, and not elsewhere', () => {
    const text = cell(` ${at('0x9000')}, ${at('0x1000')} `).replace('$0', '')
    expect(titles(text.replace('.mem_regions =', '.mem_$0regions ='))).toHaveLength(1)
    expect(titles(text.replace('.cpus = {', '.cpus = {$0'))).toEqual([])
  })
})

describe('stay where they are', () => {
  const [low, middle, high] = [at('0x1000'), at('0x5000'), at('0x9000')]

  test('regions of macros, and what is empty', () => {
    const above = `#define at(x) { .phys_start = x, .virt_start = x, .size = 0x1000 }`
    expect(sorted(` ${high}, at(0x8000), ${low} `, '', above)).toBe(` ${low}, at(0x8000), ${high} `)
    expect(sorted(` ${high}, { 0 }, ${low} `)).toBe(` ${low}, { 0 }, ${high} `)
    const four = `JAILHOUSE_SHMEM_NET_REGIONS(0x100000, 0)`
    expect(sorted(` ${high}, ${four}, ${low} `)).toBe(` ${low}, ${four}, ${high} `)
  })

  test('sections of ivshmem devices', () => {
    const device = `.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 8, .shmem_regions_start = 1, .shmem_peers = 1 } },`
    const sections = [at('0x80000'), at('0x70000'), at('0x60000')].join(', ')
    expect(sorted(` ${high}, ${sections}, ${low} `, device)).toBe(` ${low}, ${sections}, ${high} `)
    expect(sorted(` ${high}, ${sections}, ${low} `, device.replace('_start = 1', '_start = X'))).toBe(
      undefined,
    )
  })

  test('those of which a later one wins, or is found first', () => {
    const over = at('0x4000', '0x3000')
    expect(sorted(` ${middle}, ${over} `)).toBe(undefined)
    expect(sorted(` ${middle}, ${over}, ${low} `)).toBe(` ${low}, ${middle}, ${over} `)
    // Other memory at the same place of the cell.
    expect(sorted(` ${middle}, { .phys_start = 0x90000, .virt_start = 0x4000, .size = 0x3000 } `)).toBe(
      undefined,
    )
    // The same memory at two places of the cell.
    const alias = '{ .phys_start = 0x5000, .virt_start = 0x2000, .size = 0x1000 }'
    expect(sorted(` ${middle}, ${alias} `)).toBe(undefined)
    const [comm, other] = [at('0x9000', '0x1000', comms), at('0x3000', '0x1000', comms)]
    expect(sorted(` ${comm}, ${other} `)).toBe(undefined)
  })

  test('the RAM of a cell, of which Linux gets the first, but not that of root', () => {
    const ram = ' | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_DMA'
    expect(sorted(` ${at('0x90000', '0x10000', ram)}, ${at('0x10000', '0x10000', ram)} `)).toBe(undefined)
    const root = rootConfig.replace('/* registers */ {', '/* registers */$0 {')
    expect(titles(root)).toContain('Sort `mem_regions` by address')
  })

  test('all, where order cannot be told', () => {
    expect(sorted(` ${high}, ${at('UNKNOWN')}, ${low} `)).toBe(undefined)
    expect(sorted(` ${high}, [1] = ${low} `)).toBe(undefined)
    expect(sorted(`\n#if 1\n\t${high},\n#endif\n\t${low},\n\t`)).toBe(undefined)
    expect(sorted(` ${high}, ${low}, 1 `)).toBe(undefined)
    const miscounted = cell(` ${high}, ${low} `).replace('ARRAY_SIZE(config.mem_regions)', '1')
    expect(titles(miscounted)).toEqual([])
  })
})

const comms = ' | JAILHOUSE_MEM_COMM_REGION'
