/**
 * Which root a cell belongs to. Nothing inside a file says so: it is what the user has declared, or else convention
 * and content (catalogue E.1).
 *
 * In one folder, a cell `tern-linux.c` belongs to the root `tern.c`: to the root with the longest name that the
 * cell's name continues after a dash. Where the board has variants of its root, such as `tern-root-safe.c`, the cell
 * belongs to one of these instead if it has more in common with it. Cells that follow no such name are compared with every root of the folder by
 * what they must have in common, and join the one that fits best. A cell that fits several equally well is a member
 * of each of their boards, and says so.
 */
import type { CellConfig, Configuration, SystemConfig } from '../config/model.ts'
import { type BoardPin, cellsOfPin } from './pins.ts'
import { contentFor, type Evidence, evidenceFor, isPossible, stemOf } from './root-evidence.ts'

export interface Grouping {
  readonly boards: readonly BoardMembers[]
  /** Cells for which no root was found. */
  readonly orphans: readonly CellConfig[]
}

export interface BoardMembers {
  readonly root: SystemConfig
  readonly cells: readonly BoardMember[]
  /** The sets of its cells that the user has declared to run at the same time. */
  readonly concurrent: readonly (readonly CellConfig[])[]
  /** The address of the UART that Linux in the root cell prints to, if the user has said so. */
  readonly rootConsole: bigint | undefined
}

export interface BoardMember {
  readonly cell: CellConfig
  /** Why it belongs to this root, for a person. */
  readonly because: string
  /** The roots that it fits equally well: this one only, unless nothing tells which one of several is meant. */
  readonly candidates: readonly SystemConfig[]
}

/**
 * Sorts configurations into boards; the order of the input is kept. A cell that pins name is on their boards and on
 * no other, and without a root when theirs is not among the configurations. Pins of this run go before others.
 */
export function groupIntoBoards(
  configurations: readonly Configuration[],
  pins: readonly BoardPin[] = [],
): Grouping {
  const roots = configurations.filter((configuration) => configuration.kind === 'system')
  const members = new Map<SystemConfig, BoardMember[]>(roots.map((root) => [root, []]))
  const orphans: CellConfig[] = []
  const pinned = pins.map((pin) => ({ pin, files: cellsOfPin(pin) }))
  for (const cell of configurations) {
    if (cell.kind !== 'cell') continue
    const own = strongest(pinned.filter(({ files }) => files.has(cell.file.path)).map(({ pin }) => pin))
    const choices = 0 < own.length ? own.map((pin) => pinnedRoots(cell, pin, roots)) : [rootsFor(cell, roots)]
    const known = choices.filter((choice) => choice !== undefined)
    if (known.length === 0) orphans.push(cell)
    for (const { candidates, because } of known)
      for (const root of candidates) addOnce(members.get(root), { cell, because, candidates })
  }
  return { boards: roots.map((root) => boardAround(root, members.get(root) ?? [], pins)), orphans }
}

/** What is said for one run counts instead of what is written down. */
function strongest(pins: readonly BoardPin[]): readonly BoardPin[] {
  const forThisRun = pins.filter(({ by }) => by === '--board')
  return 0 < forThisRun.length ? forThisRun : pins
}

/** Two pins may say the same. */
function addOnce(members: BoardMember[] | undefined, member: BoardMember): void {
  if (members?.every(({ cell }) => cell !== member.cell)) members.push(member)
}

function boardAround(
  root: SystemConfig,
  cells: readonly BoardMember[],
  pins: readonly BoardPin[],
): BoardMembers {
  const own = pins.filter((pin) => pin.root === root.file.path)
  const sets = own.flatMap((pin) => pin.concurrent)
  const concurrent = sets.map((files) =>
    cells.flatMap(({ cell }) => (files.includes(cell.file.path) ? [cell] : [])),
  )
  const [rootConsole] = own.flatMap((pin) => pin.rootConsole ?? [])
  return { root, cells, concurrent, rootConsole }
}

/** The roots that fit equally well, at least one. */
interface Choice {
  readonly candidates: readonly SystemConfig[]
  readonly because: string
}

/** A file with several roots leaves it open which one is meant; then names and contents decide among these. */
function pinnedRoots(cell: CellConfig, pin: BoardPin, roots: readonly SystemConfig[]): Choice | undefined {
  const named = roots.filter(({ file }) => file.path === pin.root)
  if (named.length === 0) return undefined
  const candidates = named.length === 1 ? named : (chosenFrom(cell, named)?.candidates ?? named)
  return { candidates, because: `${pin.by} says so` }
}

function rootsFor(cell: CellConfig, roots: readonly SystemConfig[]): Choice | undefined {
  return chosenFrom(
    cell,
    roots.filter((root) => folderOf(root) === folderOf(cell)),
  )
}

function chosenFrom(cell: CellConfig, roots: readonly SystemConfig[]): Choice | undefined {
  return rootByName(cell, roots) ?? rootInFile(cell, roots) ?? rootsByContent(cell, roots)
}

function rootByName(cell: CellConfig, roots: readonly SystemConfig[]): Choice | undefined {
  const name = stemOf(cell)
  let longest: SystemConfig | undefined
  for (const root of roots) {
    const prefix = `${stemOf(root)}-`
    if (name.startsWith(prefix) && (longest === undefined || stemOf(longest).length < prefix.length - 1))
      longest = root
  }
  if (longest === undefined) return undefined
  const what = cell.section === undefined ? 'file name' : `section .cell.${cell.section}`
  const because = `its ${what} continues ${stemOf(longest)}`
  return betterVariant(cell, longest, roots, because) ?? { candidates: [longest], because }
}

/** A console or a PCI device alone does not outweigh a name. */
const nameWeight = 2

/** Other roots of the same board, by name, that have more in common with the cell than the one that it is named after. */
function betterVariant(
  cell: CellConfig,
  named: SystemConfig,
  roots: readonly SystemConfig[],
  because: string,
): Choice | undefined {
  const variants = roots.filter(
    (root) => stemOf(root).startsWith(`${stemOf(named)}-`) && isPossible(cell, root),
  )
  if (variants.length === 0) return undefined
  const choice = bestOf(variants.map((root) => ({ root, ...contentFor(cell, root) })))
  if (!choice || choice.weight < contentFor(cell, named).weight + nameWeight) return undefined
  return { ...choice, because: `${because}, of which this is a variant, and ${choice.because}` }
}

/** One file may define a whole board, each configuration in a section of its own. */
function rootInFile(cell: CellConfig, roots: readonly SystemConfig[]): Choice | undefined {
  const [root, ...others] = roots.filter((candidate) => candidate.file === cell.file)
  return root && others.length === 0
    ? { candidates: [root], because: 'both are defined in the same file' }
    : undefined
}

function rootsByContent(cell: CellConfig, roots: readonly SystemConfig[]): Choice | undefined {
  const weighed = roots
    .filter((root) => isPossible(cell, root))
    .map((root) => ({ root, ...evidenceFor(cell, root) }))
  return bestOf(weighed)
}

interface Weighed extends Evidence {
  readonly root: SystemConfig
}

/** Those with the greatest weight, if anything speaks for them. */
function bestOf(weighed: readonly Weighed[]): (Choice & { readonly weight: number }) | undefined {
  const weight = Math.max(...weighed.map((candidate) => candidate.weight))
  const best = weighed.filter((candidate) => 0 < candidate.weight && candidate.weight === weight)
  const [first] = best
  return (
    first && { candidates: best.map(({ root }) => root), because: reasonFor(best, first.reasons), weight }
  )
}

/** Of several candidates each with its own reasons, unless they are the same. */
function reasonFor(best: readonly Weighed[], reasons: readonly string[]): string {
  if (best.length === 1) return reasons.join(', ')
  const all = [...new Set(best.map((candidate) => candidate.reasons.join(', ')))]
  if (all.length === 1) return `it fits ${listed(best.map(nameOf))} equally well: ${reasons.join(', ')}`
  return `it fits ${listed(best.map((one) => `${nameOf(one)} (${one.reasons.join(', ')})`))} equally well`
}

function nameOf({ root }: Weighed): string {
  return root.section === undefined ? root.file.path.replace(/^.*\//, '') : `.cell.${root.section}`
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}

function folderOf(configuration: Configuration): string {
  return configuration.file.path.replace(/[^/]*$/, '')
}
