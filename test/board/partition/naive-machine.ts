/**
 * The partition once more, in the plainest way: tables with a line for every page, a list of interceptors that is
 * searched as the hypervisor searches its own, and every command carried out page by page. Slow, and for small
 * machines only: what it says is what the sweeps must say too.
 */
export interface NaiveRegion {
  readonly phys: number
  readonly virt: number
  readonly size: number
  readonly flags: ReadonlySet<string>
}

export interface NaiveMachine {
  readonly kind: 'arm' | 'intel'
  /** Cell 0 is root. */
  readonly cells: readonly (readonly NaiveRegion[])[]
  readonly hypervisor: { readonly start: number; readonly size: number }
  /** Named interceptors of every cell, in order of registration; those of root alone are marked. */
  readonly units: readonly { name: string; start: number; size: number; onlyRoot?: boolean }[]
  /** A GICv2's interface, and what is mapped there. */
  readonly gicc?: { readonly at: number; readonly to: number; readonly size: number }
}

export interface NaivePage {
  /** Undefined for pages of the hypervisor. */
  readonly phys: number | undefined
  readonly rights: string
  readonly by: string
}

export interface NaiveHandler {
  readonly start: number
  readonly size: number
  readonly by: string
  readonly region?: NaiveRegion
  readonly phys?: number
}

export interface NaiveCell {
  readonly pages: Map<number, NaivePage>
  readonly devices: Map<number, NaivePage>
  readonly handlers: NaiveHandler[]
}

const page = 0x1000

export function isSubpage({ virt, size }: { virt: number; size: number }): boolean {
  return virt % page !== 0 || size % page !== 0
}

export class NaiveState {
  readonly machine: NaiveMachine
  readonly cells: NaiveCell[]
  readonly loadable = new Set<number>()

  constructor(machine: NaiveMachine) {
    this.machine = machine
    this.cells = machine.cells.map((_, index) => this.#newCell(index))
  }

  create(index: number): void {
    for (const region of this.#regions(index)) if (isPrivate(region)) this.#take(region)
  }

  load(index: number): void {
    if (this.loadable.has(index)) return
    this.loadable.add(index)
    for (const region of this.#regions(index)) if (region.flags.has('LOADABLE')) this.#giveBack(region)
  }

  start(index: number): void {
    if (!this.loadable.delete(index)) return
    for (const region of this.#regions(index)) if (region.flags.has('LOADABLE')) this.#take(region)
  }

  destroy(index: number): void {
    this.loadable.delete(index)
    for (const region of this.#regions(index)) if (isPrivate(region)) this.#giveBack(region)
  }

  #regions(index: number): readonly NaiveRegion[] {
    return this.machine.cells[index] ?? []
  }

  #newCell(index: number): NaiveCell {
    const cell: NaiveCell = { pages: new Map(), devices: new Map(), handlers: [] }
    const { hypervisor, gicc, units } = this.machine
    if (index === 0)
      for (let at = hypervisor.start; at < hypervisor.start + hypervisor.size; at += page)
        cell.pages.set(at, { phys: undefined, rights: this.#rights(new Set(['READ'])), by: 'hidden' })
    if (gicc)
      for (let offset = 0; offset < gicc.size; offset += page)
        cell.pages.set(gicc.at + offset, { phys: gicc.to + offset, rights: 'rwx', by: 'GICV' })
    for (const { name, start, size, onlyRoot } of units)
      if (index === 0 || onlyRoot !== true) insert(cell, { start, size, by: name })
    for (const [position, region] of this.#regions(index).entries()) {
      if (region.size === 0) continue
      if (isSubpage(region))
        insert(cell, { start: region.virt, size: region.size, by: `${position}`, region, phys: region.phys })
      else this.#map(cell, region, position)
    }
    return cell
  }

  #map(cell: NaiveCell, region: NaiveRegion, position: number): void {
    const isComm = region.flags.has('COMM_REGION')
    const rights = this.#rights(region.flags)
    const isDma = this.machine.kind === 'intel' && region.flags.has('DMA')
    for (let offset = 0; offset < region.size; offset += page) {
      const phys = Math.floor(region.phys / page) * page + offset
      const by = `${position}`
      cell.pages.set(region.virt + offset, {
        phys: isComm ? undefined : phys,
        rights,
        by: isComm ? 'comm' : by,
      })
      if (isDma) cell.devices.set(region.virt + offset, { phys, rights: readWrite(region.flags), by })
    }
  }

  #rights(flags: ReadonlySet<string>): string {
    const [r, w, x] = [flags.has('READ'), flags.has('WRITE'), flags.has('EXECUTE')]
    if (this.machine.kind === 'intel' && w && !r) return '---'
    return `${r ? 'r' : '-'}${w ? 'w' : '-'}${(this.machine.kind === 'arm' ? r : x) ? 'x' : '-'}`
  }

  #take(region: NaiveRegion): void {
    const root = this.cells[0]
    if (!root || region.size === 0) return
    if (isSubpage({ virt: region.phys, size: region.size })) {
      const index = find(root.handlers, region.phys)
      if (0 <= index) root.handlers.splice(index, 1)
      return
    }
    for (let at = region.phys; at < region.phys + region.size; at += page) {
      root.pages.delete(at)
      if (region.flags.has('DMA')) root.devices.delete(at)
    }
  }

  #giveBack(region: NaiveRegion): void {
    const root = this.cells[0]
    if (!root || region.size === 0) return
    for (const [position, owner] of this.#regions(0).entries()) {
      const start = Math.max(region.phys, owner.phys)
      const end = Math.min(region.phys + region.size, owner.phys + owner.size)
      if (end <= start) continue
      const part = {
        phys: start,
        virt: owner.virt + start - owner.phys,
        size: end - start,
        flags: owner.flags,
      }
      if (isSubpage(part))
        insert(root, { start: part.virt, size: part.size, by: `${position}`, region: part, phys: start })
      else this.#map(root, part, position)
    }
  }
}

function isPrivate({ flags }: NaiveRegion): boolean {
  return !flags.has('COMM_REGION') && !flags.has('ROOTSHARED')
}

function readWrite(flags: ReadonlySet<string>): string {
  return `${flags.has('READ') ? 'r' : '-'}${flags.has('WRITE') ? 'w' : '-'}-`
}

function insert({ handlers }: NaiveCell, handler: NaiveHandler): void {
  const index = handlers.findIndex(({ start }) => handler.start < start)
  handlers.splice(index < 0 ? handlers.length : index, 0, handler)
}

/** Bisection over a window that shrinks from either side; it trusts that the handlers do not overlap. */
export function find(handlers: readonly NaiveHandler[], address: number): number {
  let window = handlers.map((handler, index) => ({ handler, index }))
  while (0 < window.length) {
    const middle = Math.floor(window.length / 2)
    const candidate = window[middle]
    if (!candidate) return -1
    if (address < candidate.handler.start) window = window.slice(0, middle)
    else if (candidate.handler.start + candidate.handler.size <= address) window = window.slice(middle + 1)
    else return candidate.index
  }
  return -1
}
