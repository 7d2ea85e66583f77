/**
 * Physical memory that a cell sees at two guest addresses. That is legal, but on Arm not with different attributes:
 * JAILHOUSE_MEM_IO makes one of the two uncached (upstream `arch_map_memory_region`; catalogue C 3, C 20).
 */
import type { LiveRegion } from '../config/memory.ts'
import type { Cell } from './cell.ts'
import { machineOf } from './machine.ts'
import type { Overlap } from './sweep.ts'

/** Those that are cached at one address and not at the other. */
export function aliasesWithOtherAttribute(cell: Cell): readonly Overlap<LiveRegion>[] {
  return cell.physicalAliases.filter((alias) => differInAttribute(alias, cell))
}

/** The others. */
export function aliasesWithSameAttribute(cell: Cell): readonly Overlap<LiveRegion>[] {
  return cell.physicalAliases.filter((alias) => !differInAttribute(alias, cell))
}

/** What is emulated is not cached, whatever its flags are. */
function differInAttribute({ earlier, later }: Overlap<LiveRegion>, cell: Cell): boolean {
  const machine = machineOf(cell)
  const isArm = machine === 'arm' || machine === 'arm64'
  return isArm && isCached(earlier) !== isCached(later)
}

function isCached(region: LiveRegion): boolean {
  return region.isPageMapped && !region.has('JAILHOUSE_MEM_IO')
}
