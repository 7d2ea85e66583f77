/**
 * What is handed out besides memory, and who has it after a history: CPUs, interrupts, ports, PCI devices, streams,
 * cache. Each kind has rules of its own, and a file of its own where they are more than a line.
 *
 * Only what is known counts: an entry with an unknown field gives nothing away.
 */
import type { Cell } from '../cell.ts'
import type { Root } from '../root.ts'
import { type HeldDevice, heldDevices, type HeldStream, heldStreams } from './held-devices.ts'
import { type HeldPins, heldPins } from './held-pins.ts'
import { type HeldPorts, heldPorts } from './held-ports.ts'
import { type HeldWays, heldWays } from './held-ways.ts'
import { type History, statesAfter } from './history.ts'

export interface Resources {
  /** By rising number. Of cells that claim the same CPU all are listed, although the hypervisor refuses the second. */
  readonly cpus: readonly HeldCpu[]
  readonly pins: readonly HeldPins[]
  readonly ports: readonly HeldPorts[]
  readonly pciDevices: readonly HeldDevice[]
  readonly streams: readonly HeldStream[]
  readonly cacheWays: readonly HeldWays[]
}

export interface HeldCpu {
  readonly cpu: number
  readonly holders: readonly Cell[]
}

/** Each kind is computed when it is asked for. */
export function resourcesAfter(rootCell: Cell, root: Root, history: History): Resources {
  return {
    get cpus() {
      return heldCpus(rootCell, history)
    },
    get pins() {
      return heldPins(rootCell, root, history)
    },
    get ports() {
      return heldPorts(rootCell, root, history)
    },
    get pciDevices() {
      return heldDevices(rootCell, history)
    },
    get streams() {
      return heldStreams(rootCell, root, history)
    },
    get cacheWays() {
      return heldWays(rootCell, root, history)
    },
  }
}

/** Cells take CPUs from root, and destroying returns them, since root had them all (upstream `control.c`). */
function heldCpus(rootCell: Cell, history: History): readonly HeldCpu[] {
  const holders = new Map<number, readonly Cell[]>()
  for (const cell of statesAfter(history).keys())
    for (const cpu of cell.cpus ?? []) holders.set(cpu, [...(holders.get(cpu) ?? []), cell])
  for (const cpu of rootCell.cpus ?? []) if (!holders.has(cpu)) holders.set(cpu, [rootCell])
  return [...holders].toSorted(([a], [b]) => a - b).map(([cpu, cells]) => ({ cpu, holders: cells }))
}
