/** What a memory region is called: what its author says, or else what it is there for. Plain text. */
import type { Cell } from '../board/cell.ts'
import { hasFlag } from '../config/interface.ts'
import type { MemoryRegion } from '../config/model.ts'
import { authorsName } from './comments.ts'
import { shortBdf } from './map/map-wording.ts'

/** `RAM of the loader`, `state table of 00:0e.0`, `device registers`, `region 3` */
export function nameOfRegion(region: MemoryRegion, cell: Cell): string {
  return (
    authorsName(region.view) ??
    sectionName(region, cell) ??
    purposeOf(region, cell) ??
    `region ${region.index}`
  )
}

/** The region's part in the shared memory of an ivshmem device (catalogue A.8). */
function sectionName(region: MemoryRegion, { ivshmem }: Cell): string | undefined {
  for (const { sections, bdf } of ivshmem) {
    const section = sections.indexOf(region)
    if (section < 0) continue
    const part = ['state table', 'common section'][section] ?? `output of peer ${section - 2}`
    return `${part} of ${shortBdf(bdf)}`
  }
  return undefined
}

/** By what the flags allow: what is executed is RAM, and what is no RAM is registers. */
function purposeOf({ flags }: MemoryRegion, { configuration }: Cell): string | undefined {
  const has = (flag: string): boolean => hasFlag(flags, `JAILHOUSE_MEM_${flag}`, configuration.interface)
  if (has('COMM_REGION')) return 'communication region'
  if (has('IO')) return 'device registers'
  return has('EXECUTE') || has('LOADABLE') ? 'RAM' : undefined
}
