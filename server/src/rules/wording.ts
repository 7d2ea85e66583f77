/**
 * How numbers of the domain are written in messages: an address with its end and size, an interrupt in both of its
 * notations, a PCI device as `bb:dd.f` (catalogue F.15). One place, so that all rules and the hover speak alike.
 */
import type { Opened } from '../board/reserved.ts'
import type { ReservedRange } from '../board/root.ts'
import { firstSpiId } from '../config/interrupts.ts'
import type { LiveRegion } from '../config/memory.ts'
import type { Configuration } from '../config/model.ts'
import { encloses, type Range } from '../config/range.ts'

/** `0x7fb00000` */
export function hex(value: bigint | number): string {
  return value < 0 ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`
}

/** `0x7fb00000-0x7fbfffff (1 MiB)`: the end is the last address inside. */
export function rangeText(range: Range): string {
  return `${hex(range.start)}-${hex(range.end - 1n)} (${sizeText(range.end - range.start)})`
}

/** Some ranges, as `rangeText` writes them; of many the first two and how many more there are. */
export function rangesText(ranges: readonly Range[]): string {
  const texts = ranges.map(rangeText)
  return texts.length <= 3
    ? listText(texts)
    : `${texts.slice(0, 2).join(', ')} and ${texts.length - 2} more ranges`
}

const units: readonly (readonly [bigint, string])[] = [
  [1n << 40n, 'TiB'],
  [1n << 30n, 'GiB'],
  [1n << 20n, 'MiB'],
  [1n << 10n, 'KiB'],
]

/** `1 MiB`, `508 KiB`, `20 bytes`: in the largest unit that divides it, so that nothing is rounded. */
export function sizeText(size: bigint): string {
  const unit = units.find(([bytes]) => bytes <= size && size % bytes === 0n)
  if (unit) return `${size / unit[0]} ${unit[1]}`
  return size === 1n ? '1 byte' : `${size} bytes`
}

/** `0x3f8-0x3ff (8 ports)` */
export function portsText(ports: Range): string {
  const count = ports.end - ports.start
  return count === 1n
    ? `${hex(ports.start)} (1 port)`
    : `${hex(ports.start)}-${hex(ports.end - 1n)} (${count} ports)`
}

/** `SPI 64 (id 96)` for a GIC interrupt id. */
export function spiText(id: number): string {
  return `SPI ${id - firstSpiId} (id ${id})`
}

/** `SPI 64 (id 96)`, `SPIs 64, 66-68 (ids 96, 98-100)` */
export function spisText(ids: readonly number[]): string {
  const [only] = ids
  if (only !== undefined && ids.length === 1) return spiText(only)
  return `SPIs ${numbersText(ids.map((id) => id - firstSpiId))} (ids ${numbersText(ids)})`
}

/** `SPI 64 (id 96)`, `PPI 9 (id 25)`, `SGI 3 (id 3)` for any interrupt id of a GIC. */
export function gicInterruptText(id: number): string {
  if (firstSpiId <= id) return spiText(id)
  return id < 16 ? `SGI ${id} (id ${id})` : `PPI ${id - 16} (id ${id})`
}

/** `pin 3`, `pins 3, 8-11` of an I/O APIC. */
export function pinsText(pins: readonly number[]): string {
  return `${pins.length === 1 ? 'pin' : 'pins'} ${numbersText(pins)}`
}

/** `128 MiB 64 KiB`: of sums, which a single unit often leaves with more digits than anybody can read. */
export function sizeSumText(size: bigint): string {
  const whole = sizeText(size)
  if (whole.replace(/\D/g, '').length < 5) return whole
  const parts: string[] = []
  let rest = size
  for (const [bytes, unit] of units) {
    if (bytes <= rest) parts.push(`${rest / bytes} ${unit}`)
    rest %= bytes
  }
  return [...parts, ...(rest === 0n ? [] : [sizeText(rest)])].join(' ')
}

/** `62.5 MHz` of a clock that is given in kHz. */
export function frequencyText(kilohertz: bigint): string {
  return kilohertz < 1000n ? `${kilohertz} kHz` : `${Number(kilohertz) / 1000} MHz`
}

/** `00:0e.0 (0x70)` */
export function bdfText(bdf: bigint): string {
  return `${twoDigits(bdf >> 8n)}:${twoDigits((bdf >> 3n) & 31n)}.${bdf & 7n} (${hex(bdf)})`
}

function twoDigits(value: bigint): string {
  return value.toString(16).padStart(2, '0')
}

/** `CPU 3`, `CPUs 0, 2-5` */
export function cpusText(cpus: readonly number[]): string {
  return `${cpus.length === 1 ? 'CPU' : 'CPUs'} ${numbersText(cpus)}`
}

/** `0, 2-5`: runs of three and more are drawn together. */
export function numbersText(numbers: readonly number[]): string {
  const runs: { first: number; last: number }[] = []
  for (const number of numbers) {
    const run = runs.at(-1)
    if (run && run.last + 1 === number) run.last = number
    else runs.push({ first: number, last: number })
  }
  return runs.map(({ first, last }) => runText(first, last)).join(', ')
}

function runText(first: number, last: number): string {
  if (first === last) return `${first}`
  return last - first === 1 ? `${first}, ${last}` : `${first}-${last}`
}

/** `memory region 3` */
export function regionText(region: LiveRegion): string {
  return `memory region ${region.index}`
}

/** How a configuration is called in the messages of another one: the root cell, or the cell with its name. */
export function configurationText(configuration: Configuration): string {
  if (configuration.kind === 'system') return 'the root cell'
  const { name } = configuration.cell
  return name === undefined || name === '' ? `the cell in ${fileName(configuration)}` : `cell "${name}"`
}

export function fileName(configuration: Configuration): string {
  return configuration.file.path.replace(/^.*\//, '')
}

/** `1 element`, `3 elements` */
export function counted(count: bigint | number, one: string, many: string): string {
  return `${count} ${BigInt(count) === 1n ? one : many}`
}

/** `a`, `a and b`, `a, b and c` */
export function listText(items: readonly string[]): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`
}

/** `GICD at 0xa0000000-0xa000ffff (64 KiB)`, or `part of GICR at …` where a region shows only some of it. */
export function coveredText(name: string, { reserved, shared }: Opened<ReservedRange>): string {
  return `${encloses(shared, reserved.range) ? '' : 'part of '}${name} at ${rangeText(shared)}`
}
