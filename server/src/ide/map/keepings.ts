/**
 * What the hypervisor keeps to itself or intercepts, for its own lane of the map. Units intercept *guest* addresses;
 * they are drawn where the machine has them, since cells see devices at their physical addresses. Registers of ivshmem
 * devices are in no machine: those of root are drawn where its driver has Linux put them.
 */
import type { Board } from '../../board/board.ts'
import { barWindowOf } from '../../board/opened-devices.ts'
import { unitInterceptors } from '../../board/partition/interceptors.ts'
import type { GicFrameName, IommuWindow, ReservedRange } from '../../board/root.ts'
import type { Range } from '../../config/range.ts'
import type { Place } from '../../config/view.ts'
import { filled, type MapWords } from './map-words.ts'

export interface Keeping {
  readonly range: Range
  readonly name: string
  readonly kind: KeepingKind
  /** Where the configurations say so. */
  readonly place: Place
}

/**
 * - `memory`: the hypervisor's own.
 * - `intercepted`: every access of a cell is moderated.
 * - `used`: registers that the hypervisor works with; nothing stands behind them by itself.
 */
export type KeepingKind = 'memory' | 'intercepted' | 'used'

/** By rising address; among equal ones in the order of the configuration. */
export function keepingsOf(board: Board, words: MapWords): readonly Keeping[] {
  const { hypervisorMemory, gicFrames, ecam, iommuWindows, debugConsole } = board.root
  const keepings = [
    ...keeping(words.hypervisorMemory, 'memory', hypervisorMemory),
    ...gicFrames.flatMap((frame) => keeping(frame.name, kindsOfFrames[frame.name], frame)),
    ...keeping(words.configurationSpace, 'intercepted', ecam),
    ...keeping(words.ivshmemRegisters, 'intercepted', barWindowOf(board.root)),
    ...iommuWindows.flatMap((window) => keeping(iommuName(window, words), 'used', window)),
    ...keeping(words.debugConsole, 'used', debugConsole),
    ...interceptedByCells(board, words),
  ]
  return keepings.toSorted((a, b) =>
    a.range.start < b.range.start ? -1 : b.range.start < a.range.start ? 1 : 0,
  )
}

/** Which unit it is, and of a PVU which of its windows. */
export function iommuName({ what, unit }: IommuWindow, words: MapWords): string {
  return what === 'registers' ? `IOMMU ${unit}` : filled(words.pvuTlb, `${unit}`)
}

/** The CPU interface of a GICv2 is not intercepted: cells get the virtual one in its place, by page. */
const kindsOfFrames: Readonly<Record<GicFrameName, KeepingKind>> = {
  GICD: 'intercepted',
  GICR: 'intercepted',
  GICC: 'used',
  GICH: 'used',
  GICV: 'used',
}

function keeping(name: string, kind: KeepingKind, reserved: ReservedRange | undefined): readonly Keeping[] {
  return reserved ? [{ range: reserved.range, name, kind, place: reserved.place }] : []
}

/** What the configurations of the cells add: I/O APICs and MSI-X tables, each place once. */
function interceptedByCells({ root, rootCell, cells }: Board, words: MapWords): readonly Keeping[] {
  const found = new Map<string, Keeping>()
  for (const cell of [rootCell, ...cells])
    for (const { what, range, place } of unitInterceptors(cell, root))
      if (what === 'I/O APIC' || what === 'MSI-X table')
        found.set(`${what} ${range.start} ${range.end}`, {
          range,
          name: what === 'MSI-X table' ? words.msixTable : what,
          kind: 'intercepted',
          place,
        })
  return [...found.values()]
}
