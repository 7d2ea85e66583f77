/** The partition of a board for people: a table of the guest space for each cell, and what it has besides. */
import type { Cell } from '../../board/cell.ts'
import type { Range } from '../../config/range.ts'
import {
  bdfText,
  configurationText,
  cpusText,
  hex,
  numbersText,
  portsText,
  spisText,
} from '../../rules/wording.ts'
import type { Holder, ListedBoard } from './board.ts'
import { mostRemainders } from './board.ts'
import type { GuestRange } from './guest-ranges.ts'
import type { NameOfFile } from './places.ts'

export function boardText(board: ListedBoard, nameOfFile: NameOfFile): string {
  const { root, cells, remainders } = board
  const isX86 = root.cell.root?.architecture === 'x86'
  const section = (title: string, holder: Holder): string =>
    [title, ...(holder.isComplete ? [] : ['  not all of it is known']), ...holderLines(holder, isX86)]
      .map((line) => `${line.trimEnd()}\n`)
      .join('')
  return [
    headText(board, nameOfFile),
    section('the root cell, before any cell', root),
    ...cells.map((cell, index) => section(`${index + 1}  ${titleOf(cell.cell, nameOfFile)}`, cell)),
    ...remainders.map((remainder) =>
      section(`the root cell beside ${numbersText(remainder.cells.map((cell) => cell + 1))}`, remainder.root),
    ),
    ...(remainders.length < mostRemainders ? [] : ['There are more sets of cells that can run together.\n']),
  ].join('\n')
}

function headText({ iommus, root, cells }: ListedBoard, nameOfFile: NameOfFile): string {
  const count = `${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}`
  const devices =
    iommus.length === 0
      ? 'No IOMMU: devices of every cell reach all physical memory.'
      : `IOMMU: ${iommus.join(', ')}. Where it lets devices of the cell get to, there is a d.`
  return `${titleOf(root.cell, nameOfFile)}, with ${count}\n${devices}\n`
}

function titleOf({ configuration }: Cell, nameOfFile: NameOfFile): string {
  const { name = '' } = configuration.cell
  const called =
    configuration.kind === 'system' ? `the root cell "${name}"` : configurationText(configuration)
  return `${called}, ${nameOfFile(configuration.file.path)}`
}

function holderLines(holder: Holder, isX86: boolean): readonly string[] {
  const { ranges, cpus, interrupts, ports, devices, links, streams, cacheWays } = holder
  const entries: readonly (readonly [what: string, text: string])[] = [
    ['CPUs', cpus.length === 0 ? 'none' : cpusText(cpus).replace(/^CPUs? /, '')],
    ...interrupts
      .filter(({ pins }) => 0 < pins.length)
      .map(({ controller, pins }): readonly [string, string] =>
        isX86 ? [`pins of ${hex(controller)}`, numbersText(pins)] : ['interrupts', spisText(pins)],
      ),
    ...(ports.length === 0 ? [] : [['I/O ports', ports.map(portsText).join(', ')] as const]),
    ...(devices.length === 0 ? [] : [['PCI devices', devices.map(bdfText).join(', ')] as const]),
    ...(links.length === 0 ? [] : [['ivshmem', links.map(bdfText).join(', ')] as const]),
    ...(streams.length === 0 ? [] : [['stream ids', streams.map(hex).join(', ')] as const]),
    ...(cacheWays === undefined ? [] : [['L3 cache mask', hex(cacheWays)] as const]),
  ]
  const widest = Math.max(...entries.map(([what]) => what.length))
  return [...rangeLines(ranges), ...entries.map(([what, text]) => `  ${what.padEnd(widest)}  ${text}`)]
}

/** Guest addresses, where they lead to, the rights, and what says so. The end of a range is its last address. */
function rangeLines(ranges: readonly GuestRange[]): readonly string[] {
  const digits = Math.max(8, ...ranges.map(({ range, physical = 0n }) => digitsOf(range, physical)))
  const address = (value: bigint): string => `0x${value.toString(16).padStart(digits, '0')}`
  return ranges.map((one) => {
    const { range, physical } = one
    const target = physical === undefined ? ' '.repeat(digits + 2) : address(physical)
    return `  ${address(range.start)}-${address(range.end - 1n)}  ${target}  ${rightsText(one)}  ${sourceText(one)}`
  })
}

function digitsOf({ end }: Range, physical: bigint): number {
  return Math.max((end - 1n).toString(16).length, physical.toString(16).length)
}

function rightsText({ access: { read, write, execute }, dma }: GuestRange): string {
  return `${read ? 'r' : '-'}${write ? 'w' : '-'}${execute ? 'x' : '-'}${dma ? 'd' : '-'}`
}

function sourceText({ by, region, isCertain }: GuestRange): string {
  switch (by) {
    case 'region':
      return `region ${region}`
    case 'sub-page':
      return `region ${region}, each access emulated${isCertain ? '' : '; given back with flags of chance'}`
    case 'devices':
      return region === undefined ? 'devices only' : `devices only, region ${region}`
    case 'communication region':
      return `region ${region}, the communication region`
    case 'GICV':
      return 'GICV, in place of GICC'
    case 'APIC page':
      return 'the page for the local APIC'
    case 'hidden':
      return 'empty pages over the hypervisor'
    default:
      return `trapped: ${by}${isCertain ? '' : ', if interrupts were remapped before'}`
  }
}
