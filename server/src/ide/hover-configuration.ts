/**
 * Hover on a whole configuration, on its object or the cell's name: what the cell has altogether (catalogue H.3).
 */
import type { Cell } from '../board/cell.ts'
import { alternativeBy } from '../board/coexistence.ts'
import { hypervisorNeedOf } from '../board/hypervisor-memory.ts'
import { physicalFunctionsOf } from '../board/pci.ts'
import { sizeOf } from '../c/types.ts'
import { factsOf } from '../config/arrays.ts'
import type { LiveRegion, MemoryFlag } from '../config/memory.ts'
import type { Configuration } from '../config/model.ts'
import { sizeOfRange } from '../config/range.ts'
import {
  configurationText,
  counted,
  cpusText,
  fileName,
  hex,
  numbersText,
  pinsText,
  portsText,
  rangeText,
  sizeSumText,
} from '../rules/wording.ts'
import { boardWith, cellFor, cellText, type Surroundings } from './cell-context.ts'
import { needText } from './header-facts.ts'
import { arrayOf } from './hover-array.ts'
import { shortBdf } from './map/map-wording.ts'
import { bold, code, cut, document, type Fact, facts, type Inline, plain, shortened } from './markdown.ts'
import { interruptsText, mostOfNumbers } from './notation.ts'
import { reservationLines } from './reservation-lines.ts'

export function configurationHover(configuration: Configuration, surroundings: Surroundings): string {
  const cell = cellFor(configuration, surroundings)
  return document([
    bold(titleOf(configuration)),
    facts([
      ['CPUs', cpusIn(cell)],
      ...boardFacts(cell, surroundings),
      ...memoryFacts(cell),
      ['interrupts', interruptsIn(cell)],
      ['PCI devices', devicesIn(cell)],
      [
        'ports',
        shortened(
          cell.ports.map(({ ports }) => code(portsText(ports))),
          6,
        ).join(', '),
      ],
      [
        'ivshmem',
        cell.ivshmem
          .map(({ bdf, id, peers }) => `${code(shortBdf(bdf))} as peer ${id} of ${peers}`)
          .join(', '),
      ],
      ...hypervisorFacts(cell, surroundings),
      ['arrays', arraysText(configuration)],
      ['image', imageText(configuration)],
    ]),
  ])
}

function titleOf(configuration: Configuration): Inline {
  const { name } = configuration.cell
  const isNamed = name !== undefined && name !== ''
  if (configuration.kind === 'system') return `root cell${isNamed ? ` ${plain(`"${name}"`)}` : ''}`
  return plain(configurationText(configuration))
}

function cpusIn({ cpus }: Cell): Inline {
  if (!cpus) return 'not known'
  return cpus.length === 0
    ? 'none'
    : `${plain(cut(numbersText(cpus), mostOfNumbers))}${cpus.length === 1 ? '' : ` (${cpus.length} CPUs)`}`
}

/**
 * Sums of sizes, each by what the flags say for certain; a region may count in several lines. Where regions lie over
 * each other, memory is counted as often as it is listed.
 */
function memoryFacts(cell: Cell): readonly Fact[] {
  const sections = new Set(cell.ivshmem.flatMap((device) => device.sections))
  const own = cell.regions.filter((region) => region.physical && !sections.has(region.region))
  const shared = cell.regions.filter((region) => region.physical && sections.has(region.region))
  const having = (flag: MemoryFlag): readonly LiveRegion[] => own.filter((region) => region.has(flag))
  const page = cell.regions.find((region) => region.has('JAILHOUSE_MEM_COMM_REGION'))
  const unknown = cell.configuration.memory.items.filter(({ physStart, virtStart, size, flags }) =>
    [physStart, virtStart, size, flags].some(({ known }) => !known),
  )
  return [
    // On x86 no flag tells registers from memory.
    [cell.architecture === 'x86' ? 'regions' : 'memory', ordinaryText(own, cell)],
    ['device memory', sumText(having('JAILHOUSE_MEM_IO'))],
    ['shared with root', cell.isRoot ? undefined : sumText(having('JAILHOUSE_MEM_ROOTSHARED'))],
    ['ivshmem sections', sumText(shared)],
    ['communication', page && code(rangeText(page.guest))],
    [
      'not known',
      unknown.length === 0 ? undefined : counted(unknown.length, 'memory region', 'memory regions'),
    ],
  ]
}

/** What is no device memory, and how much of it has the rights that make it somebody's RAM. */
function ordinaryText(own: readonly LiveRegion[], cell: Cell): Inline | undefined {
  const ordinary = own.filter((region) => !region.has('JAILHOUSE_MEM_IO'))
  const part = (word: string, flag: MemoryFlag): Inline => {
    const having = ordinary.filter((region) => region.has(flag))
    if (having.length === 0) return ''
    return having.length === ordinary.length ? `, all ${word}` : `, ${sizeSumText(sizeOfAll(having))} ${word}`
  }
  const loadable = cell.isRoot ? '' : part('loadable', 'JAILHOUSE_MEM_LOADABLE')
  const sum = sumText(ordinary)
  return sum && `${sum}${part('executable', 'JAILHOUSE_MEM_EXECUTE')}${loadable}`
}

function sizeOfAll(regions: readonly LiveRegion[]): bigint {
  return regions.reduce((sum, { guest }) => sum + guest.end - guest.start, 0n)
}

function sumText(regions: readonly LiveRegion[]): Inline | undefined {
  if (regions.length === 0) return undefined
  return `${sizeSumText(sizeOfAll(regions))} in ${counted(regions.length, 'region', 'regions')}`
}

function interruptsIn(cell: Cell): Inline | undefined {
  const numbers = [...new Set(cell.pins.map((pin) => pin.number))].toSorted((a, b) => a - b)
  if (numbers.length === 0) return undefined
  if (cell.architecture !== 'x86') return interruptsText(numbers)
  const isOne = new Set(cell.pins.map((pin) => pin.controller)).size === 1
  return isOne ? plain(cut(pinsText(numbers), mostOfNumbers)) : counted(cell.pins.length, 'pin', 'pins')
}

function arraysText(configuration: Configuration): Inline {
  const texts = configuration.interface.arrayOrder.flatMap((kind) => {
    const { count, member } = arrayOf(configuration, kind)
    if (!member || kind === 'cpus') return []
    const { one, many } = factsOf(kind)
    return [count.known ? counted(count.value, one, many) : `${many}, their count not known`]
  })
  return texts.join(', ')
}

function imageText({ view }: Configuration): Inline {
  const size = sizeOf(view.type)
  return size === undefined ? 'not known' : `${counted(size, 'byte', 'bytes')} (${hex(size)})`
}

function devicesIn({ configuration }: Cell): Inline | undefined {
  const bdfs = physicalFunctionsOf(configuration).map(({ bdf }) => code(shortBdf(bdf)))
  return bdfs.length === 0 ? undefined : shortened(bdfs, 8).join(', ')
}

/** With whom the cell lives. */
function boardFacts(cell: Cell, surroundings: Surroundings): readonly Fact[] {
  const board = boardWith(cell, surroundings)
  if (!cell.isRoot) {
    const others = (board?.cells ?? []).filter((other) => other !== cell)
    const textOf = (cells: readonly Cell[]): Inline => shortened(cells.map(nameOf), 6).join(', ')
    return [
      ['root cell', cell.root ? code(fileName(cell.root.configuration)) : 'none found'],
      ['runs beside', textOf(others.filter((other) => !alternativeBy(cell, other)))],
      ['never beside', textOf(others.filter((other) => alternativeBy(cell, other)))],
    ]
  }
  const given = new Set(board?.cells.flatMap(({ cpus }) => cpus ?? []))
  const left = cell.cpus?.filter((cpu) => !given.has(cpu)) ?? []
  return [
    ['cells', shortened((board?.cells ?? []).map(cellText), 8).join(', ')],
    [
      'left to it',
      given.size === 0
        ? undefined
        : `${left.length === 0 ? 'no CPU' : plain(cpusText(left))}, whichever cells run`,
    ],
  ]
}

function nameOf({ configuration }: Cell): Inline {
  return code(fileName(configuration))
}

/** What the hypervisor takes for itself, and what Linux has to know of it (catalogue H.1, H.2). */
function hypervisorFacts(cell: Cell, surroundings: Surroundings): readonly Fact[] {
  const board = boardWith(cell, surroundings)
  if (!board) return []
  if (!cell.isRoot) {
    const need = hypervisorNeedOf(board)?.cells.find((one) => one.cell === cell)
    return [['hypervisor', need && `about ${sizeSumText(need.bytes)} of its memory for this cell`]]
  }
  const range = board.root.hypervisorMemory?.range
  const lines = reservationLines(board)
  const blocks = shortened(lines?.reservation.blocks.map((block) => code(rangeText(block))) ?? [], 4)
  const options = lines?.options.map(code).join(' ') ?? ''
  return [
    [
      'hypervisor',
      range && [code(rangeText(range)), needText(board, sizeOfRange(range))].filter(Boolean).join(', needs '),
    ],
    ['keep from Linux', `${options}${options === '' ? '' : ', or reserve '}${blocks.join(', ')}`],
  ]
}
