/**
 * What the root cell finds at a physical address: which of its regions answers, if any.
 *
 * Linux in the root cell takes guest addresses for physical ones, and so do the driver and the hypervisor whenever
 * they take memory from the root cell, load into it or give it back. Regions are mapped in array order, a later one
 * wins page by page, and what is mapped does not trap: a sub-page region answers only where no page-mapped one is
 * (upstream `setup.c: init_late`, `paging.c: paging_create`; catalogue D.2, notation `eff` of section F.0).
 */
import { hasForeignMemory } from '../config/foreign-memory.ts'
import type { LiveRegion } from '../config/memory.ts'
import type { Range } from '../config/range.ts'
import { remembered } from '../config/remembered.ts'
import { overlay, painted, type Patch } from './partition/painting.ts'
import type { Root } from './root.ts'

export interface RootCoverage {
  /** The range cut into parts by rising address, which leave no gap: each with the region that answers there. */
  readonly partsOf: (range: Range) => readonly CoveredPart[]
}

export interface CoveredPart {
  readonly range: Range
  /** Undefined where the root cell has no region. */
  readonly by: LiveRegion | undefined
}

/**
 * Undefined where it cannot be told: when values of a region are not known, when there are regions in an array that Warden
 * does not know, and when a region shows other physical memory than its guest addresses say, which is a fault of its own.
 */
export const coverageOf = remembered(({ configuration, regions }: Root): RootCoverage | undefined => {
  const isKnown = configuration.memory.items.every(
    ({ physStart, virtStart, size, flags }) =>
      size.known && (size.value === 0n || (physStart.known && virtStart.known && flags.known)),
  )
  const isIdentity = regions.every(({ physical, guest }) => !physical || physical.start === guest.start)
  if (!isKnown || !isIdentity || hasForeignMemory(configuration)) return undefined
  const patches = painted(layersOf(regions).map((region) => ({ range: region.guest, paint: region })))
  return { partsOf: (range) => partsOf(range, patches) }
})

/** The ranges for whose parts `isGood` does not hold, or that no region covers; neighbours are joined. */
export function gapsIn(
  parts: readonly CoveredPart[],
  isGood: (region: LiveRegion) => boolean,
): readonly Range[] {
  const gaps: Range[] = []
  for (const { range: part, by } of parts) {
    if (by && isGood(by)) continue
    const last = gaps.at(-1)
    if (last && last.end === part.start) gaps[gaps.length - 1] = { start: last.start, end: part.end }
    else gaps.push(part)
  }
  return gaps
}

/** From the bottom to the top. */
function layersOf(regions: readonly LiveRegion[]): readonly LiveRegion[] {
  const emulated = regions.filter(({ isPageMapped }) => !isPageMapped)
  return [...emulated, ...regions.filter(({ isPageMapped, physical }) => isPageMapped && physical)]
}

function partsOf(range: Range, patches: readonly Patch<LiveRegion>[]): readonly CoveredPart[] {
  return overlay([{ range, paint: undefined }], patches).map(({ range: part, b }) => ({ range: part, by: b }))
}
