/**
 * Boards in folders: cells that fit several roots, cells and roots that lack each other, and what the user declares.
 * `group.test.ts` says who belongs to whom; here it is what that does to the findings.
 */
import { describe, expect, test } from 'vitest'
import type { BoardPin } from '../../server/src/board/pins.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import type { Check, CheckChoice } from '../../server/src/workspace/workspace.ts'
import { lark, larkCell } from '../cli/configs.ts'
import { imageOfText, workspaceWith } from '../config/images.ts'

type Contents = Readonly<Record<string, string | Uint8Array>>

function check(contents: Contents, asked: readonly string[], choice: CheckChoice = {}): Check {
  return workspaceWith(memoryFiles(contents)).check(asked, choice)
}

/** Other rules, and those to come, have nothing to do with the matter. */
const observed = new Set([
  'cell-without-root',
  'cpu-not-in-root',
  'cpu-root-exhausted',
  'ivshmem-lonely',
  'overlap-other-cell',
  'root-console-taken',
])

/** `rule at file, also file`, without the folder. */
function found({ findings }: Check): readonly string[] {
  const relevant = findings.filter(({ rule }) => observed.has(rule))
  return relevant.map(({ rule, file, related }) => {
    const others = new Set(related.map(({ span }) => span.file).filter((other) => other !== file))
    return [`${rule} at ${nameOf(file.path)}`, ...[...others].map(({ path }) => nameOf(path))].join(', ')
  })
}

function members({ boards }: Check): readonly string[] {
  return boards.map(({ members: { root, cells } }) =>
    [`${nameOf(root.file.path)}:`, ...cells.map(({ cell }) => nameOf(cell.file.path))].join(' '),
  )
}

function nameOf(path: string): string {
  return path.replace(/^.*\//, '')
}

/** A choice with one pin, of the root `lark.c`. */
function pin(parts: Partial<BoardPin>): CheckChoice {
  return { pins: [{ root: '/b/lark.c', cells: [], concurrent: [], by: 'warden.json', ...parts }] }
}

const tern = lark.replace('0x7c000000', '0x7d000000')

function lonely(contents: Contents): readonly string[] {
  return found(check(contents, ['/b/lark.c'])).filter((one) => one.startsWith('ivshmem-lonely'))
}

/** The config with an ivshmem device, and the sections of its link. */
function linked(text: string, id: number): string {
  return text
    .replace('mem_regions[1];', 'mem_regions[5];\n\tstruct jailhouse_pci_device pci[1];')
    .replace(/(\.num_memory_regions = .*,)/, '$1\n.num_pci_devices = 1,')
    .replace(
      /\n\t\},\n\};/,
      `\n\tJAILHOUSE_SHMEM_NET_REGIONS(0x40020000, ${id}) },
          .pci = { { .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 8, .shmem_regions_start = 1, .shmem_dev_id = ${id}, .shmem_peers = 2,
            .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX } },\n};`,
    )
}

describe('a cell that fits two roots', () => {
  const wrong = larkCell('0xf')

  test('is on both boards, and what is wrong with both is said once, with both places', () => {
    const result = check({ '/b/lark.c': lark, '/b/tern.c': tern, '/b/demo.c': wrong }, ['/b/demo.c'])
    expect(members(result)).toEqual(['lark.c: demo.c', 'tern.c: demo.c'])
    expect(found(result)).toEqual(['cpu-root-exhausted at demo.c, lark.c, tern.c'])
    expect(result.orphans).toEqual([])
  })

  test('is not blamed for what is wrong with one of them only', () => {
    const larger = tern.replace('{ 0xf }', '{ 0x1f }')
    const contents = { '/b/lark.c': lark, '/b/tern.c': larger, '/b/demo.c': wrong }
    expect(found(check(contents, ['/b/demo.c']))).toEqual([])
  })

  test('changes nothing about the cells that are certain', () => {
    const demo = larkCell('0x4').replace('"lark-a"', '"demo"')
    const contents = {
      '/b/lark.c': lark,
      '/b/tern.c': tern,
      '/b/lark-a.c': larkCell('0x2'),
      '/b/demo.c': demo,
    }
    // The two own the same memory; the finding would stand at the one that comes second.
    const later = { ...contents, '/b/z-demo.c': demo, '/b/demo.c': '' }
    expect(found(check(contents, ['/b/demo.c', '/b/lark-a.c', '/b/lark.c']))).toEqual([])
    expect(found(check(later, ['/b/z-demo.c', '/b/lark-a.c', '/b/lark.c']))).toEqual([])
  })

  test('is not missed by them either', () => {
    const contents = {
      '/b/lark.c': linked(lark, 0),
      '/b/tern.c': linked(tern, 0),
      '/b/lark-a.c': larkCell('0x2'),
    }
    expect(lonely(contents)).toEqual(['ivshmem-lonely at lark.c'])
    expect(lonely({ ...contents, '/b/demo.c': linked(larkCell('0x4'), 1) })).toEqual([])
  })
})

test('roots without cells, and cells without roots, are checked by themselves', () => {
  const contents = { '/b/lark.c': lark, '/c/lark-a.c': larkCell('0x80') }
  const result = check(contents, ['/b/lark.c', '/c/lark-a.c'])
  expect(members(result)).toEqual(['lark.c:'])
  expect(found(result)).toEqual(['cell-without-root at lark-a.c'])
})

test('folders need no place in a Jailhouse tree', () => {
  const contents = { '/src/my boards/lark.c': lark, '/src/my boards/lark-a.c': larkCell('0x80') }
  expect(found(check(contents, Object.keys(contents)))).toEqual(['cpu-not-in-root at lark-a.c, lark.c'])
})

describe('a pin', () => {
  test('brings in cells of other folders, whoever is asked about', () => {
    const contents = { '/b/lark.c': lark, '/c/demo.c': larkCell('0x80'), '/c/other.c': larkCell('0x80') }
    const choice = pin({ cells: ['/c/demo.c'] })
    expect(members(check(contents, ['/b/lark.c'], choice))).toEqual(['lark.c: demo.c'])
    const result = check(contents, ['/c/demo.c'], choice)
    expect(found(result)).toEqual(['cpu-not-in-root at demo.c, lark.c'])
    expect(result.boards[0]?.members.cells[0]?.because).toBe('warden.json says so')
  })

  test('brings the cells of its root along, which are there by name', () => {
    const contents = { '/b/lark.c': lark, '/b/lark-a.c': larkCell('0x2'), '/c/demo.c': larkCell('0x2') }
    expect(members(check(contents, ['/c/demo.c'], pin({ cells: ['/c/demo.c'] })))).toEqual([
      'lark.c: lark-a.c demo.c',
    ])
  })

  test('takes a cell from the root of its name', () => {
    const contents = { '/b/lark.c': lark, '/b/tern.c': tern, '/b/tern-a.c': larkCell('0x80') }
    const result = check(contents, ['/b/tern-a.c', '/b/tern.c'], pin({ cells: ['/b/tern-a.c'] }))
    expect(members(result)).toEqual(['lark.c: tern-a.c', 'tern.c:'])
    expect(found(result)).toEqual(['cpu-not-in-root at tern-a.c, lark.c'])
  })

  test('of two boards makes a cell be judged on both', () => {
    const contents = {
      '/b/lark.c': lark,
      '/b/tern.c': tern.replace('{ 0xf }', '{ 0x1f }'),
      '/b/demo.c': larkCell('0xf'),
    }
    const pins = ['/b/lark.c', '/b/tern.c'].flatMap((root) => pin({ root, cells: ['/b/demo.c'] }).pins ?? [])
    expect(found(check(contents, ['/b/demo.c'], { pins }))).toEqual(['cpu-root-exhausted at demo.c, lark.c'])
    const absent = { ...contents, '/b/demo.c': larkCell('0x80') }
    expect(found(check(absent, ['/b/demo.c'], { pins }))).toEqual([
      'cpu-not-in-root at demo.c, lark.c, tern.c',
    ])
  })

  test('of an image puts it in the place of its source', () => {
    const image = imageOfText(larkCell('0x80'), '/b/lark-a.c')
    const contents = { '/b/lark.c': lark, '/b/lark-a.c': larkCell('0x2'), '/b/lark-a.cell': image }
    const result = check(contents, ['/b/lark-a.cell'], pin({ cells: ['/b/lark-a.cell'] }))
    expect(members(result)).toEqual(['lark.c: lark-a.cell'])
    expect(found(result)).toEqual(['cpu-not-in-root at lark-a.cell, lark.c'])
  })

  test('declares cells that run together, so that their conflicts are errors', () => {
    const contents = {
      '/b/lark.c': lark,
      '/b/lark-a.c': larkCell('0x2'),
      '/b/lark-b.c': larkCell('0x4').replace('"lark-a"', '"lark-b"'),
    }
    const severities = (choice: CheckChoice): readonly string[] =>
      check(contents, ['/b/lark-b.c'], choice).findings.flatMap(({ rule, severity }) =>
        observed.has(rule) ? [`${severity}[${rule}]`] : [],
      )
    expect(severities({})).toEqual(['information[overlap-other-cell]'])
    const together = pin({ concurrent: [['/b/lark-a.c', '/b/lark-b.c']] })
    expect(severities(together)).toEqual(['error[overlap-other-cell]'])
    const workspace = workspaceWith(memoryFiles(contents))
    const [before] = workspace.check(['/b/lark.c']).boards
    expect(workspace.check(['/b/lark.c']).boards[0]).toBe(before)
    expect(workspace.check(['/b/lark.c'], together).boards[0]).not.toBe(before)
  })

  test('says where Linux prints, and may say so anew at any time', () => {
    const workspace = workspaceWith(memoryFiles({ '/b/lark.c': lark, '/b/lark-a.c': larkCell('0x2') }))
    const at = (rootConsole: bigint): Check => workspace.check(['/b/lark-a.c'], pin({ rootConsole }))
    const taken = at(0x40010000n)
    expect(found(taken)).toEqual(['root-console-taken at lark-a.c, lark.c'])
    expect(at(0x40010000n).boards[0]).toBe(taken.boards[0])
    expect(found(at(0x40020000n))).toEqual([])
    expect(found(workspace.check(['/b/lark-a.c']))).toEqual([])
  })
})
