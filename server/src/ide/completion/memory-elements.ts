/**
 * Memory regions as they are usually needed: RAM, registers, the communication region, a UART, and the sections of an
 * ivshmem link, with the addresses that the board has for them.
 */
import { constantGroup } from '../../abi/documentation.ts'
import { usualAddressFor } from '../../board/communication.ts'
import { isLinuxCell } from '../../board/linux-cell.ts'
import { netMacro } from '../../board/net-macro.ts'
import { decodeFlags } from '../../config/flag-names.ts'
import type { MemoryFlag } from '../../config/memory.ts'
import { type Range, sizeOfRange } from '../../config/range.ts'
import { configurationText, hex, rangeText } from '../../rules/wording.ts'
import { elementText, flagsText } from './element-text.ts'
import type { ElementOffer } from './element-offer.ts'
import { freeMemory } from './free-memory.ts'
import { type Registers, type Spare, spareRegisters } from './spare-resources.ts'
import { linkText, type OpenLink, openLinks } from './open-links.ts'
import { type Around, memoryInUse } from './situation.ts'
import { hole, joined, template, type Template } from './template.ts'

export function memoryElements(around: Around): readonly ElementOffer[] {
  return [
    ramElement(around),
    registersElement(around),
    ...(around.isRoot ? [] : [...uartElement(around), ...communicationElement(around)]),
    ...openLinks(around).map((link) => sectionsElement(link, around)),
  ]
}

/** Registers of the root cell that nobody has taken. */
export function registerElements(around: Around): readonly ElementOffer[] {
  return spareRegisters(around).map((spare) => rootRegisters(spare, around))
}

/** Registers of a device that the root cell has, at the same address and with the same rights. */
function rootRegisters({ resource, name }: Spare<Registers>, around: Around): ElementOffer {
  const { region, physical } = resource
  const { known } = around
  const { named } = decodeFlags(region.flags, memoryFlags, region.configuration.interface)
  const flags = named.map((flag) => flag.name).filter((flag) => flag !== 'JAILHOUSE_MEM_ROOTSHARED')
  const element = elementText(
    'jailhouse_memory',
    name ?? '',
    [
      ['phys_start', hex(physical.start)],
      ['virt_start', hex(physical.start)],
      ['size', hex(physical.end - physical.start)],
      ['flags', flagsText(flags, known)],
    ],
    known,
  )
  return {
    label: `MMIO ${name ?? hex(physical.start)}`,
    detail: rangeText(physical),
    documentation: 'Registers of the root cell that no cell of the board has yet. They are taken from it.',
    count: 1,
    text: element,
  }
}

const memoryFlags = [constantGroup('memory-flag') ?? []].flat()

/** RAM for the cell; the hole of an unknown address is for its author. */
export function ramElement(around: Around): ElementOffer {
  const { board, isRoot } = around
  const free = board && !isRoot ? freeMemory(board, memoryInUse(around), ramSizes(around)) : undefined
  const start = free ? hex(free.start) : '0x0'
  const size = free ? sizeOfRange(free) : 0x100000n
  return {
    label: 'RAM',
    detail: free ? rangeText(free) : 'memory to run in',
    documentation: free
      ? 'The next range in the RAM of the root cell that no other cell of the board and not the hypervisor has. Linux in the root cell has to be kept out of it.'
      : undefined,
    count: 1,
    text: regionText('RAM', start, guestStart(start, around), hex(size), ramFlags(around), around),
  }
}

function ramSizes({ cell }: Around): readonly bigint[] {
  const mebibytes = cell && isLinuxCell(cell) ? [256n, 128n, 64n, 16n] : [1n]
  return [...mebibytes.map((size) => size << 20n), 0x10000n]
}

function ramFlags({ isRoot, cell }: Around): readonly MemoryFlag[] {
  const flags: readonly MemoryFlag[] = ['JAILHOUSE_MEM_READ', 'JAILHOUSE_MEM_WRITE', 'JAILHOUSE_MEM_EXECUTE']
  if (isRoot) return flags
  const ofLinux: readonly MemoryFlag[] = cell && isLinuxCell(cell) ? ['JAILHOUSE_MEM_DMA'] : []
  return [...flags, ...ofLinux, 'JAILHOUSE_MEM_LOADABLE']
}

/** A cell begins to run at guest address 0, so that its first RAM is there. */
function guestStart(physical: string, { isRoot, ownRegions }: Around): string {
  const isTaken = ownRegions.some(({ guest }) => guest.start < 0x10000n)
  return isRoot || isTaken ? physical : '0'
}

function registersElement(around: Around): ElementOffer {
  return {
    label: 'MMIO',
    detail: 'registers of a device',
    documentation: undefined,
    count: 1,
    text: regionText(hole('registers'), '0x0', '0x0', '0x1000', registerFlags(around), around),
  }
}

/** On x86 the flag for registers has no effect. */
function registerFlags({ machine }: Around): readonly MemoryFlag[] {
  const flags: readonly MemoryFlag[] = ['JAILHOUSE_MEM_READ', 'JAILHOUSE_MEM_WRITE']
  return machine === 'x86' ? flags : [...flags, 'JAILHOUSE_MEM_IO']
}

/** The console that the cell names itself, or the one that the hypervisor prints to, which stays with the others. */
export function uartElement(around: Around): readonly ElementOffer[] {
  const common = around.board?.root.debugConsole?.range.start
  const own = around.cell?.configuration.cell.console.address
  const named = own?.known && 0x10000n <= own.value ? own.value : undefined
  const address = [named, common].find((one) => one !== undefined && !isShown(one, around))
  if (address === undefined) return []
  const isCommon = address === common
  const flags = registerFlags(around)
  return [
    {
      label: 'UART',
      detail: `${isCommon ? 'of the hypervisor, ' : ''}at ${hex(address)}`,
      documentation: isCommon
        ? 'The UART that the hypervisor prints to: root cell and hypervisor keep it.'
        : undefined,
      count: 1,
      text: regionText(
        'UART',
        hex(address),
        hex(address),
        '0x1000',
        isCommon ? [...flags, 'JAILHOUSE_MEM_ROOTSHARED'] : flags,
        around,
      ),
    },
  ]
}

function isShown(address: bigint, { ownRegions }: Around): boolean {
  return ownRegions.some(({ guest }) => guest.start <= address && address < guest.end)
}

export function communicationElement(around: Around): readonly ElementOffer[] {
  const { ownRegions, machine, known } = around
  if (ownRegions.some((region) => region.has('JAILHOUSE_MEM_COMM_REGION'))) return []
  const address = hex(usualAddressFor(machine ?? 'arm64'))
  const flags = ['JAILHOUSE_MEM_READ', 'JAILHOUSE_MEM_WRITE', 'JAILHOUSE_MEM_COMM_REGION']
  return [
    {
      label: 'communication region',
      detail: `at ${address}`,
      documentation: 'Where inmates and the loader of Linux look for it.',
      count: 1,
      text: elementText(
        'jailhouse_memory',
        'communication region',
        [
          ['virt_start', [hole(address)]],
          ['size', '0x1000'],
          ['flags', flagsText(flags, known)],
        ],
        known,
      ),
    },
  ]
}

function regionText(
  comment: string | ReturnType<typeof hole>,
  physical: string,
  guest: string,
  size: string,
  flags: readonly MemoryFlag[],
  { known }: Around,
): Template {
  const element = elementText(
    'jailhouse_memory',
    '',
    [
      ['phys_start', [hole(physical)]],
      ['virt_start', [hole(guest)]],
      ['size', [hole(size)]],
      ['flags', flagsText(flags, known)],
    ],
    known,
  )
  return template`/* ${comment} */ ${element}`
}

function sectionsElement(link: OpenLink, around: Around): ElementOffer {
  return {
    label: 'ivshmem sections',
    detail: linkText(link),
    documentation: insteadText(link),
    count: sectionCount(link, around),
    text: sectionsText(link, around),
  }
}

/** What has to be said about a position that another cell has already. */
export function insteadText({ instead, id }: OpenLink): string | undefined {
  return (
    instead &&
    `All positions on the link are taken. This is number ${id}, which ${configurationText(instead.configuration)} has: the two can never run together.`
  )
}

export function sectionCount(link: OpenLink, around: Around): number {
  return isByMacro(link, around) ? 4 : link.sections.length
}

function isByMacro({ netStart }: OpenLink, { known }: Around): boolean {
  return netStart !== undefined && known.hasMacro(netMacro)
}

/** The sections as elements of the array, without the comma behind the last one. */
export function sectionsText(link: OpenLink, around: Around): Template {
  const { netStart, id, sections } = link
  const { known, isRoot } = around
  if (netStart !== undefined && isByMacro(link, around))
    return [`/* network, ${linkText(link)} */\n${netMacro}(${hex(netStart)}, ${id})`]
  const elements = sections.map(({ name, physical, isWritable }) =>
    physical
      ? elementText('jailhouse_memory', name, sectionFields(physical, isWritable, isRoot, known), known)
      : [`/* ${name}: none */ { 0 }`],
  )
  return joined(elements, ',\n')
}

function sectionFields(
  { start, end }: Range,
  isWritable: boolean,
  isRoot: boolean,
  known: Around['known'],
): Parameters<typeof elementText>[2] {
  const flags = [
    'JAILHOUSE_MEM_READ',
    ...(isWritable ? ['JAILHOUSE_MEM_WRITE'] : []),
    ...(isRoot ? [] : ['JAILHOUSE_MEM_ROOTSHARED']),
  ]
  return [
    ['phys_start', hex(start)],
    ['virt_start', hex(start)],
    ['size', hex(end - start)],
    ['flags', flagsText(flags, known)],
  ]
}
