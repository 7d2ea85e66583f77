/**
 * What speaks for a cell's belonging to a root when no name says it: what the two have in common (catalogue E.1).
 *
 * A cell may be wrong in any single respect, since that is what is being looked for. So every piece of evidence has
 * a weight, and only two things rule a root out: another architecture, and CPUs that the root does not have.
 */
import { cpusOf } from '../config/cpus.ts'
import { type IvshmemDevice, ivshmemDevicesOf } from '../config/ivshmem.ts'
import { liveRegionsOf } from '../config/memory.ts'
import type { CellConfig, Configuration, MemoryRegion, SystemConfig } from '../config/model.ts'
import { encloses, overlaps } from '../config/range.ts'
import { remembered } from '../config/remembered.ts'
import type { Scalar } from '../config/view.ts'

export interface Evidence {
  /** Zero or less when nothing speaks for it. */
  readonly weight: number
  /** What speaks for it, for a person; in the order of importance. */
  readonly reasons: readonly string[]
}

/** Whether the cell can be the root's at all. */
export function isPossible(cell: CellConfig, root: SystemConfig): boolean {
  const [theirs, ours] = [cell.architecture, root.architecture]
  if (theirs !== undefined && ours !== undefined && theirs !== ours) return false
  const available = new Set(cpusOf(root))
  return (cpusOf(cell) ?? []).every((cpu) => available.has(cpu))
}

/** What names and contents say together. */
export function evidenceFor(cell: CellConfig, root: SystemConfig): Evidence {
  const words = commonWords(stemOf(cell), stemOf(root))
  const content = contentFor(cell, root)
  if (words.length === 0) return content
  return {
    weight: 6 + 2 * words.length + content.weight,
    reasons: [`both names begin with ${words.join('-')}`, ...content.reasons],
  }
}

/** What the contents say alone. */
export function contentFor(cell: CellConfig, root: SystemConfig): Evidence {
  return knownContent(cell)(root)
}

/** While one config is typed in, all others of its folder are compared with each other again and again. */
const knownContent = remembered((cell: CellConfig) =>
  remembered((root: SystemConfig) => comparedContent(cell, root)),
)

function comparedContent(cell: CellConfig, root: SystemConfig): Evidence {
  const pieces: readonly (readonly [isSo: boolean, weight: number, reason?: string])[] = [
    [
      hasLinkedDevice(cell, root, ([own], [other]) => isSamePlace(own, other)),
      4,
      'they have an ivshmem device in common',
    ],
    [hasLinkedDevice(cell, root, areSamePlaces), 2, 'whose sections are the same in both'],
    [ownsItsMemory(cell, root), 2, "its memory lies in the root cell's"],
    [sharesController(cell, root), 2, 'they have an interrupt controller in common'],
    [sharesPhysicalDevice(cell, root), 1, 'they have a PCI device in common'],
    [sharesConsole(cell, root), 1, 'they have a console in common'],
    [isForAnotherGic(cell, root), -4],
  ]
  const found = pieces.filter(([isSo]) => isSo)
  return {
    weight: found.reduce((sum, [, weight]) => sum + weight, 0),
    reasons: found.flatMap(([, , reason]) => reason ?? []),
  }
}

/** What an image is called: after its section, or after the file, without folder and ending. */
export function stemOf(configuration: Configuration): string {
  if (configuration.section !== undefined) return configuration.section
  return configuration.file.path.replace(/^.*\//, '').replace(/\.[^.]*$/, '')
}

type Sections = IvshmemDevice['sections']

function hasLinkedDevice(
  cell: CellConfig,
  root: SystemConfig,
  isSame: (ours: Sections, theirs: Sections) => boolean,
): boolean {
  const links = new Map(ivshmemDevicesOf(root).map((device) => [device.bdf, device]))
  return ivshmemDevicesOf(cell).some(({ bdf, sections }) => isSame(sections, links.get(bdf)?.sections ?? []))
}

/** Ends may disagree about the number of peers; the sections that both have tell enough. */
function areSamePlaces(ours: Sections, theirs: Sections): boolean {
  const count = Math.min(ours.length, theirs.length)
  return 2 < count && ours.slice(0, count).every((section, index) => isSamePlace(section, theirs[index]))
}

function isSamePlace(a: MemoryRegion | undefined, b: MemoryRegion | undefined): boolean {
  const [ours, theirs] = [a?.physStart, b?.physStart]
  return ours?.known === true && theirs?.known === true && ours.value === theirs.value
}

function ownsItsMemory(cell: CellConfig, root: SystemConfig): boolean {
  const hypervisor = root.system.hypervisorMemory
  const ram = liveRegionsOf(root).filter((region) => region.has('JAILHOUSE_MEM_EXECUTE'))
  const own = liveRegionsOf(cell).filter((region) => region.has('JAILHOUSE_MEM_LOADABLE'))
  return own.some((region) => {
    const physical = region.physical
    if (!physical || !hypervisor.physStart.known || !hypervisor.size.known) return false
    const start = hypervisor.physStart.value
    if (overlaps(physical, { start, end: start + hypervisor.size.value })) return false
    return ram.some((outer) => outer.physical && encloses(outer.physical, physical))
  })
}

function sharesController(cell: CellConfig, root: SystemConfig): boolean {
  const theirs = new Set(controllersOf(root))
  return controllersOf(cell).some((address) => theirs.has(address))
}

/** On Arm there is one distributor, and entries for another one belong to another machine. */
function isForAnotherGic(cell: CellConfig, root: SystemConfig): boolean {
  const { gicdBase } = root.system.platform.arm
  const addresses = controllersOf(cell)
  if (root.architecture !== 'arm' && root.architecture !== 'arm64') return false
  if (!gicdBase.known || gicdBase.value === 0n) return false
  return 0 < addresses.length && !addresses.includes(gicdBase.value)
}

function controllersOf({ irqchips }: Configuration): readonly bigint[] {
  return irqchips.items.flatMap(({ address }) => someOf(address))
}

function sharesPhysicalDevice(cell: CellConfig, root: SystemConfig): boolean {
  const theirs = new Set(physicalDevicesOf(root))
  return physicalDevicesOf(cell).some((bdf) => theirs.has(bdf))
}

function physicalDevicesOf({ pciDevices, interface: { constant } }: Configuration): readonly bigint[] {
  const ivshmem = constant('JAILHOUSE_PCI_TYPE_IVSHMEM')
  return pciDevices.items.flatMap(({ type, bdf }) =>
    type.known && type.value !== 0n && type.value !== ivshmem && bdf.known ? [bdf.value] : [],
  )
}

function sharesConsole(cell: CellConfig, root: SystemConfig): boolean {
  const [ours] = someOf(root.system.debugConsole.address)
  return ours !== undefined && someOf(cell.cell.console.address).includes(ours)
}

/** The value of a field, unless it is zero or not known. */
function someOf(field: Scalar): readonly bigint[] {
  return field.known && field.value !== 0n ? [field.value] : []
}

/** The words between dashes that both names begin with. */
function commonWords(a: string, b: string): readonly string[] {
  const [left, right] = [a.split('-'), b.split('-')]
  const different = left.findIndex((word, index) => word !== right[index])
  return left.slice(0, different < 0 ? left.length : different)
}
