/**
 * Which root a cell belongs to. Nothing inside a file says so: it is convention and content (catalogue E.1).
 *
 * In one folder, a cell `tern-linux.c` belongs to the root `tern.c`: to the root with the longest name that the
 * cell's name continues after a dash. Cells that follow no such name are compared with every root of the folder by
 * what they must have in common, and join the one that fits best, if one does. A cell may be wrong in any single
 * respect (that is what is being looked for), so a good name outweighs a bad value.
 */
import { cpusOf } from '../config/cpus.ts'
import { ivshmemDevicesOf } from '../config/ivshmem.ts'
import { liveRegionsOf } from '../config/memory.ts'
import type { CellConfig, Configuration, SystemConfig } from '../config/model.ts'
import { encloses, overlaps } from '../config/range.ts'

export interface Grouping {
  readonly boards: readonly BoardMembers[]
  /** Cells for which no root was found. */
  readonly orphans: readonly CellConfig[]
}

export interface BoardMembers {
  readonly root: SystemConfig
  readonly cells: readonly BoardMember[]
}

export interface BoardMember {
  readonly cell: CellConfig
  /** Why it belongs to this root, for a person. */
  readonly because: string
}

/** Sorts configurations into boards; the order of the input is kept. */
export function groupIntoBoards(configurations: readonly Configuration[]): Grouping {
  const roots = configurations.filter((configuration) => configuration.kind === 'system')
  const members = new Map<SystemConfig, BoardMember[]>(roots.map((root) => [root, []]))
  const orphans: CellConfig[] = []
  for (const cell of configurations) {
    if (cell.kind !== 'cell') continue
    const found = rootFor(cell, roots)
    if (found) members.get(found.root)?.push({ cell, because: found.because })
    else orphans.push(cell)
  }
  return { boards: roots.map((root) => ({ root, cells: members.get(root) ?? [] })), orphans }
}

interface Choice {
  readonly root: SystemConfig
  readonly because: string
}

function rootFor(cell: CellConfig, roots: readonly SystemConfig[]): Choice | undefined {
  const neighbours = roots.filter((root) => folderOf(root) === folderOf(cell))
  return rootByName(cell, neighbours) ?? rootInFile(cell, neighbours) ?? rootByContent(cell, neighbours)
}

/** One file may define a whole board, each configuration in a section of its own. */
function rootInFile(cell: CellConfig, roots: readonly SystemConfig[]): Choice | undefined {
  const [root, ...others] = roots.filter((candidate) => candidate.file === cell.file)
  return root && others.length === 0 ? { root, because: 'both are defined in the same file' } : undefined
}

function rootByName(cell: CellConfig, roots: readonly SystemConfig[]): Choice | undefined {
  const name = stemOf(cell)
  let longest: SystemConfig | undefined
  for (const root of roots) {
    const prefix = `${stemOf(root)}-`
    if (name.startsWith(prefix) && (longest === undefined || stemOf(longest).length < prefix.length - 1))
      longest = root
  }
  const what = cell.section === undefined ? 'file name' : `section .cell.${cell.section}`
  return longest && { root: longest, because: `its ${what} continues ${stemOf(longest)}` }
}

/** What a cell and a root have in common; roots that cannot be the cell's are left out. */
function rootByContent(cell: CellConfig, roots: readonly SystemConfig[]): Choice | undefined {
  const scored = roots
    .filter((root) => isPossible(cell, root))
    .map((root) => ({ root, evidence: evidenceFor(cell, root) }))
    .map(({ root, evidence }) => ({
      root,
      evidence,
      weight: evidence.reduce((sum, { weight }) => sum + weight, 0),
    }))
    .toSorted((a, b) => b.weight - a.weight)
  const [best, next] = scored
  if (!best || best.evidence.length === 0 || (next && best.weight <= next.weight)) return undefined
  return { root: best.root, because: best.evidence.map(({ what }) => what).join(', ') }
}

function isPossible(cell: CellConfig, root: SystemConfig): boolean {
  const [theirs, ours] = [cell.identity.architecture, root.identity.architecture]
  if (theirs.known && ours.known && theirs.value !== ours.value) return false
  const available = new Set(cpusOf(root))
  return (cpusOf(cell) ?? []).every((cpu) => available.has(cpu))
}

interface Evidence {
  readonly weight: number
  readonly what: string
}

function evidenceFor(cell: CellConfig, root: SystemConfig): readonly Evidence[] {
  const evidence: Evidence[] = []
  const begin = commonBeginning(stemOf(cell), stemOf(root))
  if (begin !== '') evidence.push({ weight: 8, what: `both names begin with ${begin}` })
  if (hasLinkedDevice(cell, root)) evidence.push({ weight: 4, what: 'they have an ivshmem device in common' })
  if (ownsItsMemory(cell, root)) evidence.push({ weight: 2, what: "its memory lies in the root cell's" })
  if (sharesController(cell, root))
    evidence.push({ weight: 2, what: 'they have an interrupt controller in common' })
  if (sharesPhysicalDevice(cell, root)) evidence.push({ weight: 1, what: 'they have a PCI device in common' })
  return evidence
}

function hasLinkedDevice(cell: CellConfig, root: SystemConfig): boolean {
  const links = new Map(ivshmemDevicesOf(root).map((device) => [device.bdf, device]))
  return ivshmemDevicesOf(cell).some((device) => {
    const [ours, theirs] = [device.sections[0]?.physStart, links.get(device.bdf)?.sections[0]?.physStart]
    return ours?.known === true && theirs?.known === true && ours.value === theirs.value
  })
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
  const theirs = new Set(
    root.irqchips.items.map(({ address }) => (address.known ? address.value : undefined)),
  )
  return cell.irqchips.items.some(
    ({ address }) => address.known && address.value !== 0n && theirs.has(address.value),
  )
}

function sharesPhysicalDevice(cell: CellConfig, root: SystemConfig): boolean {
  const theirs = new Set(root.pciDevices.items.map(({ bdf }) => (bdf.known ? bdf.value : undefined)))
  return cell.pciDevices.items.some(({ bdf }) => bdf.known && theirs.has(bdf.value))
}

/** The dash-separated words that both names begin with. */
function commonBeginning(a: string, b: string): string {
  const [left, right] = [a.split('-'), b.split('-')]
  const different = left.findIndex((word, index) => word !== right[index])
  return left.slice(0, different < 0 ? left.length : different).join('-')
}

function folderOf(configuration: Configuration): string {
  return configuration.file.path.replace(/[^/]*$/, '')
}

/** What the image is called: after its section, or after the file, without folder and ending. */
function stemOf(configuration: Configuration): string {
  if (configuration.section !== undefined) return configuration.section
  return configuration.file.path.replace(/^.*\//, '').replace(/\.[^.]*$/, '')
}
