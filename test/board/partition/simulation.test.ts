/**
 * The whole partition against `naive-machine.ts`: random regions of root and two cells on a machine of twelve pages,
 * random commands, and every address looked at, in steps of a quarter page.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cell } from '../../../server/src/board/cell.ts'
import type { Board } from '../../../server/src/board/board.ts'
import type { GuestPoint } from '../../../server/src/board/partition/guest-space.ts'
import {
  type Command,
  type History,
  possibleCommands,
  statesAfter,
} from '../../../server/src/board/partition/history.ts'
import { partitionOf } from '../../../server/src/board/partition/partition.ts'
import { boardFrom } from './boards.ts'
import { find, type NaiveCell, type NaiveMachine, type NaiveRegion, NaiveState } from './naive-machine.ts'

const step = 0x400
const end = 0xe000

const flagNames = ['READ', 'WRITE', 'EXECUTE', 'DMA', 'LOADABLE', 'ROOTSHARED', 'IO_8', 'IO_16']

const flags = fc
  .tuple(
    fc.subarray(flagNames),
    fc.constantFrom<readonly string[]>(['READ', 'WRITE'], ['READ', 'WRITE'], ['COMM_REGION'], []),
  )
  .map(([some, more]) => new Set([...some, ...more]))

/** Whole pages for the most part; else quarters, in any relation to pages. */
const region = (isRoot: boolean): fc.Arbitrary<NaiveRegion> =>
  fc
    .tuple(fc.boolean(), fc.boolean(), fc.nat(8), fc.nat(32), fc.nat(8), fc.nat(32), fc.nat(5), flags)
    .map(([isSmall, isMoved, physPage, physQuarter, virtPage, virtQuarter, length, set]) => {
      const phys = isSmall ? physQuarter * step : physPage * 0x1000
      const moved = isSmall ? virtQuarter * step : virtPage * 0x1000
      const size = length * (isSmall ? step : 0x1000)
      const all = new Set(set)
      if (isRoot) all.delete('COMM_REGION')
      return { phys, virt: isRoot && !isMoved ? phys : moved, size, flags: all }
    })

const anyCommands = fc.array(
  fc.record({
    does: fc.constantFrom<Command['does']>('create', 'load', 'start', 'destroy'),
    cell: fc.integer({ min: 1, max: 2 }),
  }),
  { maxLength: 6 },
)

/** Both cells are created to begin with, since most commands need that. */
const commands = anyCommands.map((more) => [
  { does: 'create', cell: 1 } as const,
  { does: 'create', cell: 2 } as const,
  ...more,
])

const arm: Omit<NaiveMachine, 'cells'> = {
  kind: 'arm',
  hypervisor: { start: 0x7000, size: 0x2000 },
  units: [{ name: 'GICD', start: 0x3000, size: 0x1000 }],
  gicc: { at: 0x6000, to: 0x1000, size: 0x2000 },
}
const armRoot = `.header.hypervisor_memory = { .phys_start = 0x7000, .size = 0x2000 },
  .header.platform_info = { .arm = {
    .gic_version = 2, .gicd_base = 0x3000, .gicc_base = 0x6000, .gich_base = 0x80000, .gicv_base = 0x1000,
  } },`

const intel: Omit<NaiveMachine, 'cells'> = {
  kind: 'intel',
  hypervisor: { start: 0x7000, size: 0x2000 },
  units: [
    { name: 'VT-d unit', start: 0x2000, size: 0x1000, onlyRoot: true },
    { name: 'I/O APIC', start: 0x5000, size: 0x1000 },
  ],
}
const intelRoot = `.header.hypervisor_memory = { .phys_start = 0x7000, .size = 0x2000 },
  .header.platform_info = {
    .iommu_units = { { .type = JAILHOUSE_IOMMU_INTEL, .base = 0x2000, .size = 0x1000 } },
  },`
const intelCell = `.irqchips = { { .address = 0x5000 } },
  .pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 8 } },`

const machines = [
  { name: 'an Arm machine with a GICv2 and no IOMMU', machine: arm, root: armRoot, every: '', prefix: '' },
  { name: 'an Intel machine', machine: intel, root: intelRoot, every: intelCell, prefix: 'x86 ' },
]

const boards = fc.tuple(
  fc.array(region(true), { minLength: 2, maxLength: 7 }),
  fc.array(region(false), { minLength: 1, maxLength: 4 }),
  fc.array(region(false), { minLength: 1, maxLength: 4 }),
)

test.each(machines)('every address of $name is as in the naive simulation', (setup) => {
  fc.assert(
    fc.property(boards, commands, (cells, wanted) => {
      const board = boardFrom(exampleOf(setup, cells))
      const history = possibleCommands(
        wanted.flatMap(({ does, cell }) => {
          const found = board.cells[cell - 1]
          return found ? [{ does, cell: found }] : []
        }),
      )
      const state = new NaiveState({ ...setup.machine, cells })
      for (const { does, cell } of history) state[does](board.cells.indexOf(cell) + 1)
      expect(spaceOf(board, board.rootCell, history)).toEqual(naiveSpace(state.cells[0]))
      for (const [index, cell] of board.cells.entries())
        expect(spaceOf(board, cell, history)).toEqual(naiveSpace(state.cells[index + 1]))
      expect(reachOf(board, history)).toEqual(naiveReach(board, history, state))
    }),
    { numRuns: 100 },
  )
})

interface Setup {
  readonly root: string
  readonly every: string
  readonly prefix: string
}

function exampleOf({ root, every, prefix }: Setup, cells: readonly (readonly NaiveRegion[])[]): string {
  const parts = cells.map((regions, index) => {
    const elements = regions.map(({ phys, virt, size, flags: set }) => {
      const names = ['0', ...[...set].map((name) => `JAILHOUSE_MEM_${name}`)].join(' | ')
      return `{ .phys_start = ${phys}, .virt_start = ${virt}, .size = ${size}, .flags = ${names} },`
    })
    const memory = `.mem_regions = { ${elements.join('\n') || '{ 0 }'} },`
    const line = index === 0 ? `//- ${prefix}root` : `//- ${prefix}cell cell${index}.c`
    return `${line}\n${index === 0 ? root : ''}${every}\n${memory}\n`
  })
  return parts.join('')
}

function addresses(): readonly number[] {
  return Array.from({ length: end / step }, (_, index) => index * step)
}

function spaceOf(board: Board, cell: Cell, history: History): readonly string[] {
  const { guestLookup } = partitionOf(board)
  return addresses().map((address) => {
    const point = guestLookup(cell, BigInt(address), cell.isRoot ? history : undefined)
    return `${address.toString(16)} ${described(point)}`
  })
}

function described(point: GuestPoint): string {
  switch (point.kind) {
    case 'mapped': {
      const { by } = point.mapping
      const name = by.kind === 'region' ? `${by.region.index}` : by.kind
      return `page ${name} ${point.physical.toString(16)} ${rightsOf(point.access)}`
    }
    case 'trapped': {
      const { by, physical } = point
      return by.kind === 'unit' ? `trap ${by.what}` : `trap ${by.region.index} ${physical?.toString(16)}`
    }
    case 'comm':
    case 'hypervisor state':
      return 'comm'
    case 'hidden':
    case 'APIC page':
    case 'nothing':
      return point.kind
  }
}

function rightsOf({ read, write, execute }: { read: boolean; write: boolean; execute: boolean }): string {
  return `${read ? 'r' : '-'}${write ? 'w' : '-'}${execute ? 'x' : '-'}`
}

function naiveSpace(cell: NaiveCell | undefined): readonly string[] {
  return addresses().map((address) => `${address.toString(16)} ${cell ? naivePoint(cell, address) : ''}`)
}

function naivePoint({ pages, handlers }: NaiveCell, address: number): string {
  const page = pages.get(address - (address % 0x1000))
  if (page) {
    if (page.phys === undefined) return page.by
    return `page ${page.by} ${(page.phys + (address % 0x1000)).toString(16)} ${page.rights}`
  }
  const handler = handlers[find(handlers, address)]
  if (!handler) return 'nothing'
  if (handler.phys === undefined) return `trap ${handler.by}`
  return `trap ${handler.by} ${(handler.phys + address - handler.start).toString(16)}`
}

/** For every step of physical memory the ways to it, as `cell@guest rights dma trapped region`. */
function reachOf(board: Board, history: History): readonly string[] {
  const { reachOf: ask } = partitionOf(board)
  return addresses().map((address) => {
    const start = BigInt(address)
    const ways = ask({ start, end: start + BigInt(step) }, history).map((way) => {
      const marks = `${rightsOf(way)}${way.dma ? ' dma' : ''}${way.trapped ? ' trapped' : ''}`
      const name = `${board.cells.indexOf(way.cell)}${way.isRunning ? '' : '!'}`
      return `${name}@${way.guest.start.toString(16)} ${marks} ${way.via?.index}`
    })
    return `${address.toString(16)}: ${ways.toSorted().join(', ')}`
  })
}

function naiveReach(board: Board, history: History, state: NaiveState): readonly string[] {
  const states = statesAfter(history)
  const present = [
    { name: '-1', cell: state.cells[0] },
    ...[...states].map(([cell, phase]) => {
      const index = board.cells.indexOf(cell)
      return { name: `${index}${phase === 'running' ? '' : '!'}`, cell: state.cells[index + 1] }
    }),
  ]
  return addresses().map((address) => {
    const ways = present.flatMap(({ name, cell }) =>
      addresses().flatMap((guest) =>
        cell
          ? naiveWays(cell, guest, address, state.machine.kind).map(
              (way) => `${name}@${guest.toString(16)} ${way}`,
            )
          : [],
      ),
    )
    return `${address.toString(16)}: ${ways.toSorted().join(', ')}`
  })
}

function naiveWays(
  cell: NaiveCell,
  guest: number,
  physical: number,
  kind: 'arm' | 'intel',
): readonly string[] {
  const [base, offset] = [guest - (guest % 0x1000), guest % 0x1000]
  const page = cell.pages.get(base)
  const entry = cell.devices.get(base)
  const leads = (to: number | undefined): boolean => to !== undefined && to + offset === physical
  const ways: string[] = []
  const isEntryOpen = entry !== undefined && /[rw]/.test(entry.rights)
  if (page && leads(page.phys)) {
    const dma = kind === 'arm' ? /[rw]/.test(page.rights) : isEntryOpen && leads(entry.phys)
    if (page.rights !== '---' || dma)
      ways.push(`${page.rights}${dma ? ' dma' : ''} ${page.by === 'GICV' ? 'undefined' : page.by}`)
  }
  if (isEntryOpen && leads(entry.phys) && !(page && leads(page.phys))) ways.push(`--- dma ${entry.by}`)
  const handler = cell.handlers[find(cell.handlers, guest)]
  if (handler?.region && handler.phys !== undefined && handler.phys + guest - handler.start === physical) {
    const { flags: set } = handler.region
    // Steps are of whole words, so that any permitted width reaches all of them.
    const hasWidth = set.has('IO_8') || set.has('IO_16')
    const read = hasWidth && set.has('READ') && !page?.rights.includes('r')
    const write = hasWidth && set.has('WRITE') && !page?.rights.includes('w')
    if (read || write) ways.push(`${rightsOf({ read, write, execute: false })} trapped ${handler.by}`)
  }
  return ways
}
