/**
 * Values that follow from the rest of the board: the address of its GIC, a free range of memory, interrupts that nobody
 * has, the length of an array.
 */
import type { Cell } from '../../board/cell.ts'
import { writtenAt } from '../../c/origin.ts'
import { hasFlag, constantOfArchitecture } from '../../config/interface.ts'
import type { MemoryRegion } from '../../config/model.ts'
import { hex, rangeText, spisText } from '../../rules/wording.ts'
import { countedMember } from './counted-arrays.ts'
import { freeCpu, freeSpis } from '../../board/free-interrupts.ts'
import { freeMemory } from './free-memory.ts'
import { memoryInUse, type Situation } from './situation.ts'
import { lastName, lastTag, type Way } from './way.ts'

export interface KnownValue {
  readonly text: string
  /** What it is, in a few words. */
  readonly because: string
}

/** None where the board says nothing about the field that the way leads to. */
export function knownValuesFor(way: Way, situation: Situation): readonly KnownValue[] {
  const counted = countedMember(way, situation.analysed)
  if (counted) return [{ text: counted.count, because: 'as many as are declared' }]
  switch (`${lastTag(way)}.${lastName(way)}`) {
    case 'jailhouse_irqchip.address':
      return controllers(situation)
    case 'jailhouse_memory.phys_start':
      return memory(situation)
    case 'jailhouse_memory.virt_start':
      return identity(situation)
    case 'jailhouse_cell_desc.vpci_irq_base':
      return interrupts(situation)
    case 'jailhouse_pci_device.domain':
      return virtualDomain(situation)
    case 'jailhouse_console.address':
      return console(way, situation)
    case 'jailhouse_cell_desc.architecture':
    case 'jailhouse_system.architecture':
      return architecture(situation)
    default:
      return isCpuWord(way, situation) ? cpu(situation) : []
  }
}

function controllers({ board, machine, isRoot }: Situation): readonly KnownValue[] {
  const root = board?.root.configuration
  if (machine !== 'x86') {
    const base = root?.system.platform.arm.gicdBase
    return base?.known && base.value !== 0n
      ? [{ text: hex(base.value), because: 'the GIC, as the root configuration has it' }]
      : []
  }
  return (isRoot ? [] : (root?.irqchips.items ?? [])).flatMap(({ address, written }) =>
    written && address.known ? [{ text: hex(address.value), because: 'an I/O APIC of the root cell' }] : [],
  )
}

/** Only for RAM: where the registers of devices are, no configuration says. */
function memory(situation: Situation): readonly KnownValue[] {
  const { board, isRoot, cell } = situation
  const region = regionAtWord(situation)
  if (isRoot || !board || (region && cell && isForRegisters(region, cell))) return []
  const free = freeMemory(board, memoryInUse(situation), [1n << 20n])
  return free ? [{ text: hex(free.start), because: `${rangeText(free)} is free` }] : []
}

function isForRegisters({ flags }: MemoryRegion, { configuration }: Cell): boolean {
  const { interface: known } = configuration
  return hasFlag(flags, 'JAILHOUSE_MEM_IO', known) || hasFlag(flags, 'JAILHOUSE_MEM_COMM_REGION', known)
}

function identity(situation: Situation): readonly KnownValue[] {
  const start = regionAtWord(situation)?.physStart
  return start?.known && start.written ? [{ text: hex(start.value), because: 'as phys_start' }] : []
}

/** The region that the word stands in. */
function regionAtWord({ cell, word }: Situation): MemoryRegion | undefined {
  return cell?.configuration.memory.items.find(({ place, written }) => {
    const { file, start, end } = writtenAt(place)
    return written && file === word.mark.file && start <= word.mark.start && word.mark.end <= end
  })
}

function interrupts({ board, others, cell }: Situation): readonly KnownValue[] {
  const cells = cell && !cell.isRoot ? others : (board?.cells ?? [])
  const first = board && freeSpis(board, cells)
  if (first === undefined) return []
  return [
    { text: `${first}`, because: `${spisText([0, 1, 2, 3].map((slot) => first + 32 + slot))} are free` },
  ]
}

function virtualDomain({ board }: Situation): readonly KnownValue[] {
  const domain = board?.root.configuration.system.platform.pciDomain
  if (board?.root.pciIsVirtual !== true || !domain?.known) return []
  return [{ text: `${domain.value}`, because: 'the virtual PCI host' }]
}

/** Only for inmates: the hypervisor prints where nobody else can know. */
function console({ steps }: Way, { board }: Situation): readonly KnownValue[] {
  const address = board?.root.debugConsole?.range.start
  const isInmate = steps.some(({ name }) => name === 'console')
  return isInmate && address !== undefined
    ? [{ text: hex(address), because: 'where the hypervisor prints' }]
    : []
}

function architecture({ machine, known }: Situation): readonly KnownValue[] {
  const name = machine && constantOfArchitecture(machine)
  return name !== undefined && known.hasMacro(name)
    ? [{ text: name, because: 'as the rest of the board' }]
    : []
}

function isCpuWord({ steps, type }: Way, { cell }: Situation): boolean {
  const [member] = steps
  return (
    type.kind === 'integer' && steps.length === 2 && member?.name === cell?.configuration.cpus.member?.name
  )
}

function cpu({ board, others, isRoot }: Situation): readonly KnownValue[] {
  const free = board && !isRoot ? freeCpu(board, others) : undefined
  return free !== undefined && free < 64 ? [{ text: `1 << ${free}`, because: `CPU ${free}` }] : []
}
