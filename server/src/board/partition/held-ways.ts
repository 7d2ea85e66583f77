/**
 * Who may fill which part of the L3 cache on Intel processors with CAT (upstream `cat.c`).
 *
 * A mask must be one run of bits. Where a cell would split root's, root keeps the upper run only; what it loses of
 * the lower one comes back when it adjoins root's mask again. Without an entry of root's own, root has all bits. How
 * many the processor has is in no configuration: then it is taken to have as many as a mask can have.
 */
import { mostCacheBits } from '../cache-partitions.ts'
import type { Cell } from '../cell.ts'
import type { Root } from '../root.ts'
import { processorOf } from './access.ts'
import { type History, possibleCommands } from './history.ts'

export interface HeldWays {
  readonly cell: Cell
  /** Bit n stands for bit n of the capacity mask. */
  readonly mask: bigint
  /** Of root, which a cell without an entry of its own shares; as it was when the cell was created. */
  readonly isRoots: boolean
}

/**
 * For root and each cell that exists in the end; empty where neither root nor any of these cells lists a part, and on
 * processors that do not look at the list.
 */
export function heldWays(rootCell: Cell, root: Root, history: History): readonly HeldWays[] {
  const isListed = history.some(({ cell }) => maskOf(cell) !== undefined)
  const isOpen = isListed && rootCell.configuration.caches.items.length === 0
  const all = isOpen ? (1n << mostCacheBits) - 1n : maskOf(rootCell)
  const whole = root.architecture === 'x86' && processorOf(root) !== 'amd' ? all : undefined
  if (whole === undefined) return []
  const state: WaysOfRoot = { mask: whole, freed: 0n }
  const held = new Map<Cell, HeldWays>()
  for (const { does, cell } of possibleCommands(history)) {
    const own = maskOf(cell)
    if (does === 'create') {
      if (own !== undefined && !isShared(cell)) shrink(state, own)
      held.set(cell, { cell, mask: own ?? state.mask, isRoots: own === undefined })
    } else if (does === 'destroy') {
      held.delete(cell)
      if (own === undefined) continue
      state.freed |= own & whole
      mergeFreed(state)
    }
  }
  return [{ cell: rootCell, mask: state.mask, isRoots: true }, ...held.values()]
}

/** What root has left of its mask when cells have taken these bits, one after the other. */
export function waysLeft(whole: bigint, taken: readonly bigint[]): bigint {
  const state: WaysOfRoot = { mask: whole, freed: 0n }
  for (const mask of taken) shrink(state, mask)
  return state.mask
}

interface WaysOfRoot {
  mask: bigint
  /** What root has lost without anybody having got it, or what it has not got back yet. */
  freed: bigint
}

/** What an entry asks for; undefined without exactly one that the hypervisor accepts. */
function maskOf({ configuration }: Cell): bigint | undefined {
  const [only, ...more] = configuration.caches.items
  if (!only || 0 < more.length || !only.start.known || !only.size.known) return undefined
  const [start, size] = [only.start.value, only.size.value]
  if (size === 0n || mostBits < start + size) return undefined
  return ((1n << size) - 1n) << start
}

function isShared({ configuration }: Cell): boolean {
  const flag = configuration.interface.constant('JAILHOUSE_CACHE_ROOTSHARED') ?? 0n
  const [entry] = configuration.caches.items
  return entry?.flags.known === true && flag !== 0n && (entry.flags.value & flag) === flag
}

/** A cell that would leave root nothing is refused when nothing was freed before; then nothing changes. */
function shrink(state: WaysOfRoot, taken: bigint): void {
  if ((state.mask & taken) === 0n) return
  if ((state.mask & ~taken) === 0n) {
    if (state.freed === 0n) return
    state.mask = 0n
    mergeFreed(state)
  } else {
    state.mask &= ~taken
    const lower = lowestRun(state.mask)
    if ((state.mask & ~lower) !== 0n) {
      state.mask &= ~lower
      state.freed |= lower
    }
  }
  state.freed &= ~taken
}

/** Freed bits join root's mask where they adjoin it; an empty mask begins with the lowest. */
function mergeFreed(state: WaysOfRoot): void {
  for (;;) {
    const near =
      state.mask === 0n ? state.freed & -state.freed : state.freed & ((state.mask << 1n) | (state.mask >> 1n))
    if (near === 0n) return
    state.mask |= near
    state.freed &= ~near
  }
}

function lowestRun(mask: bigint): bigint {
  const lowest = mask & -mask
  return mask & ~(mask + lowest)
}

const mostBits = 64n
