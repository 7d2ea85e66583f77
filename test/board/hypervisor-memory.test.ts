/** The estimate of hypervisor memory, against numbers worked out by hand and what a real board has reported. */
import { describe, expect, it } from 'vitest'
import { boardOf } from '../../server/src/board/board.ts'
import { hypervisorNeedOf, mostMemory } from '../../server/src/board/hypervisor-memory.ts'
import { numberOfTables, pageTablesFor, unitedTables } from '../../server/src/board/page-tables.ts'
import { diskFiles } from '../../server/src/workspace/node-files.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { createWorkspace } from '../../server/src/workspace/workspace.ts'
import { jailhouseTree, needsTree } from '../upstream/tree.ts'

const kib = 1n << 10n
const mib = 1n << 20n
const gib = 1n << 30n

function mapping(start: bigint, size: bigint, physical = start, isSmall = false) {
  return { virtual: { start, end: start + size }, physical, isSmall }
}

describe('page tables', () => {
  it.each([
    ['a GiB that is aligned', mapping(gib, gib), 0n],
    ['2 MiB that are aligned', mapping(gib, 2n * mib), 1n],
    ['a page', mapping(gib, 4n * kib), 2n],
    ['a GiB and a page', mapping(gib, gib + 4n * kib), 2n],
    // 1 GiB from 3 MiB on: two GiB are touched, and 2 MiB are begun at either end.
    ['a GiB that begins within 2 MiB', mapping(3n * mib, gib), 4n],
    // Not aligned alike: 2 tables of 2 MiB entries at most, and one for each 2 MiB.
    ['4 MiB that are shifted by a page', mapping(gib, 4n * mib, 4n * kib), 3n],
    ['4 MiB in small pages', mapping(gib, 4n * mib, gib, true), 3n],
    ['4 MiB that are shifted by 2 MiB', mapping(gib, 4n * mib, 2n * mib), 1n],
  ])('for %s', (_, given, expected) => {
    expect(numberOfTables(pageTablesFor([given]))).toBe(expected)
  })

  it('counts a table once that two mappings use', () => {
    const [one, other] = [mapping(gib, 4n * kib), mapping(gib + 8n * kib, 4n * kib)]
    expect(numberOfTables(pageTablesFor([one, other]))).toBe(2n)
    expect(numberOfTables(unitedTables(pageTablesFor([one]), pageTablesFor([other])))).toBe(2n)
  })

  it('takes no longer for a whole address space', () => {
    const all = mapping(0n, 1n << 48n, 4n * kib)
    expect(numberOfTables(pageTablesFor([all]))).toBe((1n << 18n) + (1n << 27n))
  })
})

it('leaves no room behind the window of virtual addresses', () => {
  // From 0xfffffffff0000000 to the end, from 0xf0000000 to 0xf8000000, and from 0xffffc0200000 to 0x1000000000000.
  expect(mostMemory('x86')).toBe((1n << 64n) - 0xfffffffff0000000n)
  expect(mostMemory('arm')).toBe(0xf8000000n - 0xf0000000n)
  expect(mostMemory('arm64')).toBe((1n << 48n) - 0xffffc0200000n)
})

describe.skipIf(jailhouseTree === undefined)(`the estimate for upstream's boards${needsTree}`, () => {
  const tree = jailhouseTree ?? ''
  const workspace = createWorkspace({ files: diskFiles(), settings: defaultSettings, roots: [tree] })
  const boards = jailhouseTree === undefined ? [] : workspace.check(workspace.configsIn(tree)).boards

  function pagesFor(name: string): number {
    const members = boards
      .map((board) => board.members)
      .find(({ root }) => root.file.path.endsWith(`/${name}.c`))
    const need = members && hypervisorNeedOf(boardOf(members.root, []))
    return Number((need?.bytes ?? 0n) / (4n * kib))
  }

  it('is not below what zynqmp-zcu102 has used, and not far above', () => {
    // upstream Documentation/setup-on-zynqmp-zcu102.md: 42 of 993 pages after late setup, beside a core of 31 pages.
    const used = 42 + (1024 - 993)
    expect(pagesFor('zynqmp-zcu102')).toBeGreaterThanOrEqual(used)
    expect(pagesFor('zynqmp-zcu102')).toBeLessThan(1.5 * used)
  })

  // Simulated by another program (catalogue H.2), which knew neither tables of the CPUs nor huge windows of devices.
  it.each(['qemu-arm', 'orangepi0', 'jetson-tk1'])('is in the order of 48 to 103 pages for %s', (name) => {
    expect(pagesFor(name)).toBeGreaterThan(48)
    expect(pagesFor(name)).toBeLessThan(1.3 * 103)
  })
})
