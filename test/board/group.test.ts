/**
 * Which root a cell belongs to, on folders of small configs that say only what matters: catalogue E.1 line by line,
 * and what the user declares before it.
 */
import { describe, expect, test } from 'vitest'
import { type Grouping, groupIntoBoards } from '../../server/src/board/group.ts'
import type { BoardPin } from '../../server/src/board/pins.ts'
import type { Configuration } from '../../server/src/config/model.ts'
import { sourceFile } from '../../server/src/text/source-file.ts'
import { analyse } from '../../server/src/workspace/analysis.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'

interface Facts {
  readonly cpus?: number
  readonly architecture?: 'ARM' | 'ARM64'
  /** Of a root: RAM, with 1 MiB of it for the hypervisor. Of a cell: 64 KiB of RAM. */
  readonly ram?: number
  readonly gic?: number
  readonly console?: number
  readonly link?: number
}

const code = 'JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE'

function root({ cpus = 0xf, architecture = 'ARM64', ram = 0, gic = 0, console = 0, link = 0 }: Facts = {}) {
  return config(
    'struct jailhouse_system header',
    cpus,
    `.header = {
      .signature = JAILHOUSE_SYSTEM_SIGNATURE, .architecture = JAILHOUSE_${architecture},
      .hypervisor_memory = { .phys_start = ${ram + 0x700000}, .size = 0x100000 },
      .debug_console = { .address = ${console} },
      .platform_info.arm = { .gic_version = 2, .gicd_base = ${gic} },
      .root_cell = { .cpu_set_size = 8, ${counts} },
    },`,
    `{ .phys_start = ${ram}, .virt_start = ${ram}, .size = 0x800000, .flags = ${code} }`,
    gic,
    link,
  )
}

function cell({
  cpus = 0x2,
  architecture = 'ARM64',
  ram = 0x900000000,
  gic = 0,
  console = 0,
  link = 0,
}: Facts = {}) {
  return config(
    'struct jailhouse_cell_desc cell',
    cpus,
    `.cell = {
      .signature = JAILHOUSE_CELL_DESC_SIGNATURE, .architecture = JAILHOUSE_${architecture},
      .console = { .address = ${console} }, .cpu_set_size = 8, ${counts}
    },`,
    `{ .phys_start = ${ram}, .size = 0x10000, .flags = ${code} | JAILHOUSE_MEM_LOADABLE }`,
    gic,
    link,
  )
}

const counts = '.num_memory_regions = 5, .num_irqchips = 1, .num_pci_devices = 1'

function config(header: string, cpus: number, head: string, region: string, gic: number, link: number) {
  return `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>
struct { ${header}; __u64 cpus[1]; struct jailhouse_memory regions[5]; struct jailhouse_irqchip chips[1];
  struct jailhouse_pci_device devices[1];
} __attribute__((packed)) config = {
  ${head}
  .cpus = { ${cpus} },
  .regions = { ${region}, ${link === 0 ? '{ 0 }' : `JAILHOUSE_SHMEM_NET_REGIONS(${link}, 0)`} },
  .chips = { { .address = ${gic} } },
  .devices = { { ${link === 0 ? '.type = 0' : '.type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 8, .shmem_regions_start = 1, .shmem_peers = 2'} } },
};`
}

function grouping(texts: Readonly<Record<string, string>>, pins: readonly BoardPin[] = []): Grouping {
  const options = { files: memoryFiles(texts), settings: defaultSettings, roots: [] }
  const configurations = Object.entries(texts).flatMap(
    ([path, text]): readonly Configuration[] => analyse(sourceFile(path, text), options).configurations,
  )
  return groupIntoBoards(configurations, pins)
}

/** `root: cell (why), …` for each board, and `-: cell` for cells without a root. */
function grouped(texts: Readonly<Record<string, string>>, pins: readonly BoardPin[] = []): readonly string[] {
  const { boards, orphans } = grouping(texts, pins)
  return [
    ...boards.map(({ root: { file }, cells }) =>
      [`${file.path}:`, ...cells.map(({ cell: one, because }) => `${one.file.path} (${because})`)].join(' '),
    ),
    ...orphans.map(({ file }) => `-: ${file.path}`),
  ]
}

describe('by name', () => {
  test('the longest name of a root that the name of the cell continues counts', () => {
    const texts = {
      '/a/lark.c': root(),
      '/a/lark-x.c': root(),
      '/a/lark-x-linux.c': cell(),
      '/a/lark-y.c': cell(),
    }
    expect(grouped(texts)).toEqual([
      '/a/lark.c: /a/lark-y.c (its file name continues lark)',
      '/a/lark-x.c: /a/lark-x-linux.c (its file name continues lark-x)',
    ])
  })

  test('the name outweighs whatever the cell says', () => {
    const wrong = cell({ architecture: 'ARM', cpus: 0x80, gic: 0x5000 })
    const texts = {
      '/a/lark.c': root({ gic: 0x1000 }),
      '/a/tern.c': root({ gic: 0x5000, cpus: 0xff }),
      '/a/lark-a.c': wrong,
    }
    expect(grouped(texts)[0]).toBe('/a/lark.c: /a/lark-a.c (its file name continues lark)')
  })

  test('a variant of the root with more in common comes before the root that the cell is named after', () => {
    const texts = {
      '/a/lark.c': root({ link: 0x1000, ram: 0x40000000 }),
      '/a/lark-root-safe.c': root({ link: 0x1000, ram: 0x80000000 }),
      '/a/lark-plain.c': cell({ ram: 0x40010000 }),
      '/a/lark-safe.c': cell({ ram: 0x80010000 }),
      '/a/lark-both.c': cell({ link: 0x1000 }),
    }
    expect(grouped(texts)).toEqual([
      '/a/lark.c: /a/lark-plain.c (its file name continues lark) /a/lark-both.c (its file name continues lark)',
      "/a/lark-root-safe.c: /a/lark-safe.c (its file name continues lark, of which this is a variant, and its memory lies in the root cell's)",
    ])
  })

  test('of links with the same state table, the one whose other sections are the same as well counts more', () => {
    const link = /JAILHOUSE_SHMEM_NET_REGIONS\(4096, 0\)/
    const texts = {
      '/a/lark.c': root({ link: 0x1000 }).replace(
        link,
        '{ .phys_start = 0x1000 }, { .phys_start = 0x8000 }, { .phys_start = 0x9000 }, { .phys_start = 0xa000 }',
      ),
      '/a/lark-root-safe.c': root({ link: 0x1000 }),
      '/a/lark-safe.c': cell({ link: 0x1000 }),
    }
    expect(grouped(texts)[1]).toMatch(
      /^\/a\/lark-root-safe.c: \/a\/lark-safe.c .* whose sections are the same/,
    )
  })

  test('a console in common with a variant does not outweigh the name', () => {
    const texts = {
      '/a/lark.c': root({ console: 0x1000 }),
      '/a/lark-root-safe.c': root({ console: 0x2000 }),
      '/a/lark-a.c': cell({ console: 0x2000 }),
    }
    expect(grouped(texts)[0]).toBe('/a/lark.c: /a/lark-a.c (its file name continues lark)')
  })

  test('of two variants that fit equally well neither is preferred', () => {
    const texts = {
      '/a/lark.c': root({ ram: 0x40000000 }),
      '/a/lark-root-b.c': root({ ram: 0x80000000 }),
      '/a/lark-root-c.c': root({ ram: 0x80000000 }),
      '/a/lark-a.c': cell({ ram: 0x80010000 }),
    }
    const [, b, c] = grouped(texts)
    expect(b).toContain('/a/lark-a.c')
    expect(c).toContain('/a/lark-a.c')
  })

  test('a name is none without the dash, and in another folder', () => {
    expect(grouped({ '/a/lark.c': root(), '/a/larks.c': cell(), '/b/lark-a.c': cell() })).toEqual([
      '/a/lark.c:',
      '-: /a/larks.c',
      '-: /b/lark-a.c',
    ])
  })
})

describe('by content', () => {
  const [near, far] = [root({ ram: 0x10000000 }), root({ ram: 0x80000000 })]

  test.each<[string, Facts, Facts, string]>([
    ['memory', { ram: 0x10000000 }, { ram: 0x10000000 }, "its memory lies in the root cell's"],
    [
      'an interrupt controller',
      { gic: 0x1000 },
      { gic: 0x1000 },
      'they have an interrupt controller in common',
    ],
    ['a console', { console: 0x2000 }, { console: 0x2000 }, 'they have a console in common'],
    [
      'an ivshmem device',
      { link: 0x3000 },
      { link: 0x3000 },
      'they have an ivshmem device in common, whose sections are the same in both',
    ],
  ])('%s', (_, ofRoot, ofCell, because) => {
    const texts = {
      '/a/kite.c': far,
      '/a/lark.c': root({ ram: 0x40000000, ...ofRoot }),
      '/a/demo.c': cell(ofCell),
    }
    expect(grouped(texts)).toEqual(['/a/kite.c:', `/a/lark.c: /a/demo.c (${because})`])
  })

  test('the common beginning of the names, the longer the better', () => {
    expect(grouped({ '/a/k3-j7.c': root(), '/a/k3-am6-idk.c': root(), '/a/k3-am6-demo.c': cell() })).toEqual([
      '/a/k3-j7.c:',
      '/a/k3-am6-idk.c: /a/k3-am6-demo.c (both names begin with k3-am6)',
    ])
  })

  test('memory of the hypervisor is no memory of the root cell', () => {
    expect(grouped({ '/a/lark.c': near, '/a/demo.c': cell({ ram: 0x10700000 }) })).toEqual([
      '/a/lark.c:',
      '-: /a/demo.c',
    ])
  })

  test.each<[string, Facts]>([
    ['another architecture', { architecture: 'ARM' }],
    ['a CPU that the root does not have', { cpus: 0x10 }],
  ])('rules a root out by %s', (_, facts) => {
    const demo = cell({ ram: 0x10000000, ...facts })
    expect(grouped({ '/a/lark.c': near, '/a/demo.c': demo })).toEqual(['/a/lark.c:', '-: /a/demo.c'])
  })

  test('an architecture that is not named is that of the folder', () => {
    const folder = '/tree/configs/arm64'
    const demo = cell({ ram: 0x10000000 }).replace(', .architecture = JAILHOUSE_ARM64', '')
    expect(grouped({ [`${folder}/lark.c`]: near, [`${folder}/demo.c`]: demo })).toEqual([
      `${folder}/lark.c: ${folder}/demo.c (its memory lies in the root cell's)`,
    ])
  })

  test('another GIC outweighs memory at the same place', () => {
    const texts = {
      '/a/lark.c': root({ ram: 0x10000000, gic: 0x1000 }),
      '/a/tern.c': root({ ram: 0x10000000, gic: 0x5000 }),
      '/a/demo.c': cell({ ram: 0x10000000, gic: 0x5000 }),
      '/a/stray.c': cell({ ram: 0x10000000, gic: 0x9000 }),
    }
    expect(grouped(texts)).toEqual([
      '/a/lark.c:',
      "/a/tern.c: /a/demo.c (its memory lies in the root cell's, they have an interrupt controller in common)",
      '-: /a/stray.c',
    ])
  })

  test('roots that fit equally well are all candidates', () => {
    const texts = {
      '/a/lark.c': near,
      '/a/tern.c': near,
      '/a/kite.c': far,
      '/a/demo.c': cell({ ram: 0x10000000 }),
    }
    const because = "it fits lark.c and tern.c equally well: its memory lies in the root cell's"
    expect(grouped(texts)).toEqual([
      `/a/lark.c: /a/demo.c (${because})`,
      `/a/tern.c: /a/demo.c (${because})`,
      '/a/kite.c:',
    ])
    const [member] = grouping(texts).boards[0]?.cells ?? []
    expect(member?.candidates.map(({ file }) => file.path)).toEqual(['/a/lark.c', '/a/tern.c'])
  })

  test('on different grounds too', () => {
    const texts = {
      '/a/lark.c': root({ ram: 0x10000000, gic: 0x5000 }),
      '/a/tern.c': root({ ram: 0x20000000, console: 0x2000, link: 0x3000 }),
      '/a/demo.c': cell({ ram: 0x10000000, gic: 0x5000, console: 0x2000 }),
      '/a/wren.c': root({ console: 0x2000 }),
    }
    expect(grouped(texts)[0]).toContain('lark.c: /a/demo.c')
    const tied = { ...texts, '/a/lark.c': root({ gic: 0x9000 }), '/a/demo.c': cell({ console: 0x2000 }) }
    expect(grouped(tied)[1]).toContain('it fits tern.c and wren.c equally well')
  })
})

test('roots without cells, and cells without roots', () => {
  expect(grouped({ '/a/lark.c': root(), '/b/tern.c': root() })).toEqual(['/a/lark.c:', '/b/tern.c:'])
  expect(grouped({ '/a/lark-a.c': cell(), '/a/demo.c': cell() })).toEqual(['-: /a/lark-a.c', '-: /a/demo.c'])
  expect(grouped({})).toEqual([])
})

describe('what the user has declared', () => {
  const pin: BoardPin = {
    root: '/b/tern.c',
    cells: ['/a/lark-a.c', '/b/demo.c'],
    concurrent: [],
    by: 'warden.json',
  }
  const texts = {
    '/a/lark.c': root(),
    '/a/lark-a.c': cell(),
    '/b/tern.c': root(),
    '/b/demo.c': cell(),
    '/b/tern-x.c': cell(),
  }

  test('counts before any name, and across folders', () => {
    expect(grouped(texts, [pin])).toEqual([
      '/a/lark.c:',
      '/b/tern.c: /a/lark-a.c (warden.json says so) /b/demo.c (warden.json says so) /b/tern-x.c (its file name continues tern)',
    ])
    expect(grouped(texts, [{ ...pin, by: '--board' }])[1]).toContain('/b/demo.c (--board says so)')
  })

  test('a cell whose declared root is not there has none', () => {
    expect(grouped({ '/a/lark.c': root(), '/a/lark-a.c': cell() }, [pin])).toEqual([
      '/a/lark.c:',
      '-: /a/lark-a.c',
    ])
  })

  test('a cell can be declared for several boards, and is certain on each', () => {
    const both = [pin, { ...pin, root: '/a/lark.c', cells: ['/a/lark-a.c'] }, pin]
    const { boards } = grouping(texts, both)
    expect(
      boards.map(({ root: { file }, cells }) => [
        file.path,
        cells.map((member) => [member.cell.file.path, member.candidates.length]),
      ]),
    ).toEqual([
      ['/a/lark.c', [['/a/lark-a.c', 1]]],
      [
        '/b/tern.c',
        [
          ['/a/lark-a.c', 1],
          ['/b/demo.c', 1],
          ['/b/tern-x.c', 1],
        ],
      ],
    ])
  })

  test('what is said for one run counts instead', () => {
    const now: BoardPin = { ...pin, root: '/a/lark.c', cells: ['/a/lark-a.c'], by: '--board' }
    expect(grouped(texts, [pin, now])[0]).toBe('/a/lark.c: /a/lark-a.c (--board says so)')
  })

  test('Linux prints where the first one says that speaks of the root', () => {
    const printing = (path: string, rootConsole: bigint): BoardPin => ({
      ...pin,
      root: path,
      cells: [],
      rootConsole,
    })
    const pins = [
      pin,
      printing('/b/tern.c', 1n),
      printing('/b/tern.c', 2n),
      { ...pin, by: '--board' as const },
    ]
    expect(grouping(texts, pins).boards.map(({ rootConsole }) => rootConsole)).toEqual([undefined, 1n])
  })

  test('cells that run together belong to the board, by name as well', () => {
    const declared = {
      ...pin,
      cells: [],
      concurrent: [
        ['/a/lark-a.c', '/b/tern-x.c'],
        ['/b/gone.c', '/b/demo.c'],
      ],
    }
    const { boards } = grouping(texts, [declared])
    expect(boards.map(({ concurrent }) => concurrent.map((set) => set.map(({ file }) => file.path)))).toEqual(
      [[], [['/a/lark-a.c', '/b/tern-x.c'], ['/b/demo.c']]],
    )
  })
})
