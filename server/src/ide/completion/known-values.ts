/**
 * Values that follow from the rest of the board: the address of its GIC, a free range of memory, interrupts that nobody
 * has, the length of an array.
 */
import type { Cell } from '../../board/cell.ts'
import { writtenAt } from '../../c/origin.ts'
import { hasFlag, constantOfArchitecture } from '../../config/interface.ts'
import type { Irqchip, MemoryRegion } from '../../config/model.ts'
import { sizeOfRange } from '../../config/range.ts'
import { hex, rangeText, spisText } from '../../rules/wording.ts'
import { countedMember } from './counted-arrays.ts'
import { freeCpu, freeSpis } from '../../board/free-interrupts.ts'
import { freeMemory } from './free-memory.ts'
import type { KnownValue } from './known-value.ts'
import { linkValues } from './link-values.ts'
import { memoryInUse, type Situation } from './situation.ts'
import { spareRegisters } from './spare-resources.ts'
import { lastName, lastTag, type Way } from './way.ts'

/** None where the board says nothing about the field that the way leads to. */
export function knownValuesFor(way: Way, situation: Situation): readonly KnownValue[] {
  const counted = countedMember(way, situation.analysed)
  if (counted) return [{ text: counted.count, because: 'as many as are declared' }]
  switch (`${lastTag(way)}.${lastName(way)}`) {
    case 'jailhouse_irqchip.address':
      return controllers(situation)
    case 'jailhouse_memory.phys_start':
      return memory(situation)
    case 'jailhouse_memory.size':
      return sizes(situation)
    case 'jailhouse_irqchip.pin_base':
      return bases(situation)
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
    case 'jailhouse_pci_device.bdf':
    case 'jailhouse_pci_device.shmem_regions_start':
    case 'jailhouse_pci_device.shmem_dev_id':
    case 'jailhouse_pci_device.shmem_peers':
    case 'jailhouse_pci_device.shmem_protocol':
      return linkValues(lastName(way) ?? '', situation)
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

/** What else could be meant: to be chosen from, and too many to be the first guess. */
export function possibleValuesFor(way: Way, situation: Situation): readonly KnownValue[] {
  if (`${lastTag(way)}.${lastName(way)}` !== 'jailhouse_memory.phys_start') return []
  const region = regionAtWord(situation)
  const isRam =
    region &&
    situation.cell &&
    hasFlag(region.flags, 'JAILHOUSE_MEM_EXECUTE', situation.cell.configuration.interface)
  return (isRam ? [] : spareRegisters(situation)).map(({ resource: { physical }, name }) => ({
    text: hex(physical.start),
    because: `${name === undefined ? '' : `${name}, `}${rangeText(physical)} of the root cell`,
  }))
}

/** That of the region of the root cell which begins at the same address. */
function sizes(situation: Situation): readonly KnownValue[] {
  const start = regionAtWord(situation)?.physStart
  const { board, isRoot } = situation
  if (!board || isRoot || !start?.known || !start.written) return []
  const region = board.rootCell.regions.find(({ physical }) => physical?.start === start.value)
  return region?.physical
    ? [{ text: hex(sizeOfRange(region.physical)), because: 'as the region of the root cell' }]
    : []
}

/** The next 128 interrupts that the cell has no bitmap for and the root cell has one. */
function bases({ board, isRoot, cell, machine }: Situation): readonly KnownValue[] {
  if (!board || isRoot || machine === 'x86') return []
  const own = basesOf(cell?.configuration.irqchips.items ?? [])
  const next = basesOf(board.root.configuration.irqchips.items).find((base) => !own.includes(base))
  return next === undefined
    ? []
    : [{ text: `${next}`, because: `ids ${next} to ${next + 127n}, as a bitmap of the root cell` }]
}

function basesOf(chips: readonly Irqchip[]): readonly bigint[] {
  return chips.flatMap(({ pinBase, written }) =>
    written && pinBase.known && pinBase.written ? [pinBase.value] : [],
  )
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
