/**
 * Hover on a whole configuration, on its object or the cell's name: what the cell has altogether (catalogue H.3).
 */
import type { Board } from '../board/board.ts'
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
  hex,
  numbersText,
  pinsText,
  portsText,
  rangeText,
  sizeSumText,
} from '../rules/wording.ts'
import { boardWith, cellFor, cellText, fileText, type Surroundings } from './cell-context.ts'
import { needText, remappingText } from './header-facts.ts'
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
      ['CPUs', cpusIn(cell, surroundings)],
      ...boardFacts(cell, surroundings),
      ...memoryFacts(cell),
      ['ivshmem', linksText(cell)],
      ['interrupts', interruptsIn(cell)],
      ['PCI devices', devicesIn(cell)],
      [
        'ports',
        shortened(
          cell.ports.map(({ ports }) => code(portsText(ports))),
          6,
        ).join(', '),
      ],
      ['remapping', remappingOf(cell)],
      ['hypervisor', costText(cell, surroundings)],
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

/** Of the root cell also those that no cell ever takes. */
function cpusIn(cell: Cell, surroundings: Surroundings): Inline {
  const { cpus } = cell
  if (!cpus) return 'not known'
  if (cpus.length === 0) return 'none'
  const count = cpus.length === 1 ? '' : ` (${cpus.length} CPUs)`
  const board = cell.isRoot ? boardWith(cell, surroundings) : undefined
  const given = new Set(board?.cells.flatMap((other) => other.cpus ?? []))
  const kept = cpus.filter((cpu) => !given.has(cpu))
  const left = kept.length === 0 ? 'none' : plain(cut(numbersText(kept), mostOfNumbers))
  return `${plain(cut(numbersText(cpus), mostOfNumbers))}${count}${given.size === 0 ? '' : `; ${left} left whichever cells run`}`
}

/**
 * Sums of sizes, each by what the flags say for certain; a region may count in several lines. Where regions lie over
 * each other, memory is counted as often as it is listed.
 */
function memoryFacts(cell: Cell): readonly Fact[] {
  const sections = new Set(cell.ivshmem.flatMap((device) => device.sections))
  const own = cell.regions.filter((region) => region.physical && !sections.has(region.region))
  const having = (flag: MemoryFlag): readonly LiveRegion[] => own.filter((region) => region.has(flag))
  const page = cell.regions.find((region) => region.has('JAILHOUSE_MEM_COMM_REGION'))
  const unknown = cell.configuration.memory.items.filter(({ physStart, virtStart, size, flags }) =>
    [physStart, virtStart, size, flags].some(({ known }) => !known),
  )
  return [
    // On x86 no flag tells registers from memory.
    [cell.architecture === 'x86' ? 'regions' : 'memory', ordinaryText(own, cell)],
    ['registers', sumText(having('JAILHOUSE_MEM_IO'))],
    ['shared with root', cell.isRoot ? undefined : sumText(having('JAILHOUSE_MEM_ROOTSHARED'))],
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

/** The ends of links, and the memory of all their sections. */
function linksText({ ivshmem, regions }: Cell): Inline | undefined {
  if (ivshmem.length === 0) return undefined
  const sections = new Set(ivshmem.flatMap((device) => device.sections))
  const ends = ivshmem.map(({ bdf, id, peers }) => `${code(shortBdf(bdf))} peer ${id} of ${peers}`)
  const shared = sumText(regions.filter((region) => region.physical && sections.has(region.region)))
  return `${shortened(ends, 8).join(', ')}${shared === undefined ? '' : `; ${shared}`}`
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

/** With whom the cell lives; on the root cell also what Linux has to know of that (catalogue H.1, H.2). */
function boardFacts(cell: Cell, surroundings: Surroundings): readonly Fact[] {
  const board = boardWith(cell, surroundings)
  if (!board) return cell.isRoot ? [] : [['root cell', 'none found']]
  if (cell.isRoot) return rootFacts(board)
  const others = board.cells.filter((other) => other !== cell)
  return [
    ['root cell', fileText(board.root.configuration)],
    ['runs beside', filesText(others.filter((other) => !alternativeBy(cell, other)))],
    ['never beside', filesText(others.filter((other) => alternativeBy(cell, other)))],
  ]
}

function filesText(cells: readonly Cell[]): Inline {
  const files = cells.map(({ configuration }) => fileText(configuration))
  return shortened(files, 6).join(', ')
}

function rootFacts(board: Board): readonly Fact[] {
  const range = board.root.hypervisorMemory?.range
  const lines = reservationLines(board)
  const blocks = shortened(lines?.reservation.blocks.map((block) => code(rangeText(block))) ?? [], 4)
  const options = lines?.options.map(code).join(' ') ?? ''
  const need = range && needText(board, sizeOfRange(range))
  return [
    ['cells', shortened(board.cells.map(cellText), 8).join(', ')],
    ['keep from Linux', waysText(board, options, blocks)],
    ['hypervisor', range && `${code(rangeText(range))}${need === undefined ? '' : `, needs ${need}`}`],
  ]
}

/** On x86 the options name all of the blocks. */
function waysText({ root }: Board, options: Inline, blocks: readonly Inline[]): Inline {
  if (options === '') return blocks.join(', ')
  return root.architecture === 'x86' ? options : `${options}, or reserve ${blocks.join(', ')}`
}

/** Of the entries that VT-d has for interrupts. */
function remappingOf(cell: Cell): Inline | undefined {
  const needed = remappingText(cell)
  const limit = cell.root?.configuration.system.platform.x86.vtdInterruptLimit
  return needed === undefined || !limit?.known ? undefined : `${limit.value} entries; needed: ${needed}`
}

/** What the cell costs the hypervisor. */
function costText(cell: Cell, surroundings: Surroundings): Inline | undefined {
  const board = cell.isRoot ? undefined : boardWith(cell, surroundings)
  const cost = board && hypervisorNeedOf(board)?.cells.find((one) => one.cell === cell)
  return cost && `about ${sizeSumText(cost.bytes)} of its memory for this cell`
}
