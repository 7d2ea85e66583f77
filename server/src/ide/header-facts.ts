/** What the board says about a field of the header: counts and arrays, where the cell starts, what the root reserves. */
import type { Board } from '../board/board.ts'
import type { Cell } from '../board/cell.ts'
import { consoleOfCell } from '../board/consoles.ts'
import { startOf } from '../board/guest-lookup.ts'
import { hypervisorNeedOf } from '../board/hypervisor-memory.ts'
import { unitKindsOf } from '../board/iommu.ts'
import { pmTimerPorts } from '../board/ports.ts'
import { remappingNeedOf } from '../board/remapping-entries.ts'
import { arrayOrder } from '../config/arrays.ts'
import type { Configuration } from '../config/model.ts'
import { type Range, sizeOfRange } from '../config/range.ts'
import { counted, portsText, rangeText, sizeSumText } from '../rules/wording.ts'
import { cellFor, cellText, type Surroundings } from './cell-context.ts'
import { virtualInterruptFacts } from './hover-irqchip.ts'
import { code, type Fact, type Inline, shortened } from './markdown.ts'
import { cpuWaysTo } from './memory-holders.ts'
import { regionName } from './region-board.ts'
import type { Trail } from './trail.ts'

/** For a field that counts one of the arrays: what it should say. */
export function countFacts(field: string, configuration: Configuration): readonly Fact[] {
  const kind = arrayOrder.find((one) => configuration[one].countField === field)
  const array = kind && configuration[kind]
  if (!array) return []
  const { member, declaredLength, writtenLength } = array
  const declared = counted(declaredLength, 'element', 'elements')
  return [
    [
      'array',
      member
        ? `${code(member.name)}: ${declared} declared${writtenLength < declaredLength ? `, ${writtenLength} written` : ''}`
        : 'none is declared',
    ],
  ]
}

/** For the other fields of the header, of the cell's or of the system's. */
export function headerFacts(trail: Trail, surroundings: Surroundings): readonly Fact[] {
  const { configuration } = trail
  if (!configuration) return []
  const cell = cellFor(configuration, surroundings)
  const names = trail.stops.flatMap(({ member }) => member?.name ?? [])
  const [around, name] = [names.at(-2), names.at(-1)]
  if (name === 'hypervisor_memory' || around === 'hypervisor_memory')
    return hypervisorFacts(cell, surroundings)
  switch (name) {
    case 'vpci_irq_base':
      return virtualInterruptFacts(cell, surroundings)
    case 'cpu_reset_address':
      return startFacts(cell)
    case 'address':
      return around === 'debug_console' ? debugConsoleFacts(cell, surroundings) : consoleFacts(cell)
    case 'gicd_base':
    case 'gicc_base':
    case 'gich_base':
    case 'gicv_base':
    case 'gicr_base':
      return gicFacts(name.slice(0, 4).toUpperCase(), cell)
    case 'pci_mmconfig_base':
    case 'pci_mmconfig_end_bus':
      return cell.root?.ecam ? [['range', code(rangeText(cell.root.ecam.range))]] : []
    case 'pm_timer_address':
      return timerFacts(cell)
    case 'vtd_interrupt_limit':
      return [['needed', remappingText(cell)]]
    default:
      return []
  }
}

function startFacts(cell: Cell): readonly Fact[] {
  const start = startOf(cell)
  if (!start) return []
  const { region } = start
  if (!region) return [['there', 'no region: the first instruction is fatal']]
  const flags = region.has('JAILHOUSE_MEM_LOADABLE') ? '' : ', which is not loadable'
  return [['there', `${regionName(region)}, ${code(rangeText(region.guest))}${flags}`]]
}

/** An inmate's console has to be granted to it; that of the root cell is read by nobody. */
function consoleFacts(cell: Cell): readonly Fact[] {
  const used = cell.isRoot ? undefined : consoleOfCell(cell)
  if (!used?.console.address.known || used.type === 'NONE') return []
  const { value } = used.console.address
  const holds = ({ start, end }: Range): boolean => start <= value && value < end
  const region = cell.regions.findLast(({ guest }) => holds(guest))
  const ports = cell.ports.find((range) => holds(range.ports))
  const text = used.isInMemory
    ? region && `${regionName(region)}, ${code(rangeText(region.guest))}`
    : ports && `port range ${ports.pio.index}, ${code(portsText(ports.ports))}`
  return [['granted by', text ?? 'nothing: the cell does not reach it']]
}

function debugConsoleFacts({ root }: Cell, surroundings: Surroundings): readonly Fact[] {
  const range = root?.debugConsole?.range
  if (!root || !range) return []
  return [['range', code(rangeText(range))], ...reachFacts(range, surroundings)]
}

/** The memory of the hypervisor: nobody should reach it, and it should suffice (catalogue H.2). */
function hypervisorFacts({ root }: Cell, surroundings: Surroundings): readonly Fact[] {
  const range = root?.hypervisorMemory?.range
  const { board } = surroundings
  if (!range || !board) return []
  return [
    ['range', code(rangeText(range))],
    ['needed', needText(board, sizeOfRange(range))],
    ...reachFacts(range, surroundings),
  ]
}

/** How much of its memory the hypervisor uses, by estimate. */
export function needText(board: Board, size: bigint): Inline | undefined {
  const need = hypervisorNeedOf(board)
  if (!need) return undefined
  const cells = need.cells.length === 0 ? '' : `, with ${counted(need.cells.length, 'cell', 'cells')}`
  const isEnough = need.bytes <= size
  return `about ${sizeSumText(need.bytes)}${cells}${isEnough ? '' : ', which is more than there is'}`
}

/** Which cells reach physical memory that belongs to none of them, with all cells created. */
function reachFacts(range: Range, { board }: Surroundings): readonly Fact[] {
  if (!board) return []
  const ways = cpuWaysTo(range, board)
  const texts = [...new Set(ways.map(({ cell }) => cell))].map((cell) => {
    const regions = new Set(ways.flatMap((way) => (way.cell === cell ? (way.via ?? []) : [])))
    return `${cellText(cell)} by ${shortened([...regions].map(regionName), 3).join(', ')}`
  })
  return [['reached by', shortened(texts, 4).join('; ')]]
}

function gicFacts(name: string, { root }: Cell): readonly Fact[] {
  const frame = root?.gicFrames.find((candidate) => candidate.name === name)
  return frame ? [['range', code(rangeText(frame.range))]] : []
}

/** How many entries for interrupt remapping the root cell needs; nothing without VT-d. */
export function remappingText({ configuration, isRoot, root }: Cell): Inline | undefined {
  if (!isRoot || !root || !unitKindsOf(root).has('Intel')) return undefined
  const { least, most } = remappingNeedOf(configuration)
  return least === most ? `${least}` : `${least}, or up to ${most} if the I/O APICs have more pins`
}

function timerFacts({ root }: Cell): readonly Fact[] {
  const timer = root && pmTimerPorts(root)
  return timer ? [['ports', code(portsText(timer.range))]] : []
}
