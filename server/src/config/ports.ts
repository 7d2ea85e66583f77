/** The I/O ports of an x86 cell, out of its PIO list (catalogue A.10). */
import type { Configuration, PioRegion } from './model.ts'
import { type Range, rangeOf } from './range.ts'

export interface PortRange {
  readonly pio: PioRegion
  readonly ports: Range
}

/** The port ranges that are known and not empty, in array order. They may reach beyond port 0xffff. */
export function portsOf(configuration: Configuration): readonly PortRange[] {
  return configuration.pio.items.flatMap((pio) => {
    if (!pio.base.known || !pio.length.known) return []
    const ports = rangeOf(pio.base.value, pio.length.value)
    return ports ? [{ pio, ports }] : []
  })
}
