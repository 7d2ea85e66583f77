/**
 * The guest-physical address space of a cell as its CPUs see it: pages first, and behind them, for what the pages
 * refuse, the interceptors.
 *
 * Everything that the units do comes before the regions, and the regions come in array order (upstream `setup.c:
 * init_late`, `control.c: cell_create`). So a page-mapped region covers what was mapped before it, and silences
 * every interceptor beneath as far as its rights go.
 */
import type { Cell } from '../cell.ts'
import type { LiveRegion } from '../../config/memory.ts'
import type { Root } from '../root.ts'
import type { Access, Processor } from './access.ts'
import {
  dispatchOf,
  type Interceptor,
  type InterceptorTable,
  interceptedAccess,
  register,
  regionInterceptor,
  unitInterceptors,
} from './interceptors.ts'
import { hidingMappings, type Mapping, physicalOf, regionMapping, unitMappings } from './mapping.ts'
import { type Patch, painted, patchAt, type Stroke } from './painting.ts'

export interface GuestSpace {
  /** What the page tables hold, by rising guest address. */
  readonly mapped: readonly Patch<Mapping>[]
  /** Who is found behind them, also where pages leave nothing over for it. */
  readonly trapped: readonly Patch<Interceptor>[]
  /** False when something that could be in it is not known, so that what is not found may be there all the same. */
  readonly isComplete: boolean
}

/** What is at a guest address. Physical addresses are those that this very address leads to. */
export type GuestPoint =
  | {
      readonly kind: 'mapped'
      readonly mapping: Mapping
      readonly physical: bigint
      readonly access: Access
      /** Who gets the accesses that the page refuses. */
      readonly behind: Interceptor | undefined
    }
  | { readonly kind: 'comm'; readonly region: LiveRegion; readonly access: Access }
  /** Behind a communication region of more than a page: memory of the hypervisor (catalogue C 11). */
  | { readonly kind: 'hypervisor state'; readonly region: LiveRegion; readonly access: Access }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'APIC page' }
  | {
      readonly kind: 'trapped'
      readonly by: Interceptor
      /** Of a sub-page region: where its accesses go. */
      readonly physical: bigint | undefined
      readonly access: Access
    }
  | { readonly kind: 'nothing' }

/** What fills a space, still open to changes: strokes in order, and the interceptors that are registered now. */
export interface SpaceInTheMaking {
  readonly strokes: Stroke<Mapping>[]
  readonly interceptors: InterceptorTable
}

/** The space of a cell right after its creation; of root, right after enabling. */
export function newSpace(cell: Cell, root: Root, processor: Processor): SpaceInTheMaking {
  const units = unitMappings(root, processor)
  const hiding = cell.isRoot ? hidingMappings(root, processor) : []
  // On x86 the APIC page is there before the hypervisor hides itself, on Arm GICC is mapped afterwards.
  const strokes = processor === 'arm' ? [...hiding, ...units] : [...units, ...hiding]
  const space: SpaceInTheMaking = { strokes, interceptors: [] }
  for (const interceptor of unitInterceptors(cell, root)) register(space.interceptors, interceptor)
  for (const region of cell.regions) addRegion(space, region, processor)
  return space
}

export function finishedSpace({ strokes, interceptors }: SpaceInTheMaking, isComplete: boolean): GuestSpace {
  return { mapped: painted(strokes), trapped: dispatchOf(interceptors), isComplete }
}

export function lookup(space: GuestSpace, address: bigint): GuestPoint {
  const mapped = patchAt(space.mapped, address)?.paint
  const behind = patchAt(space.trapped, address)?.paint
  if (!mapped) return behind ? trappedPoint(behind, address) : { kind: 'nothing' }
  const { by, access } = mapped
  const physical = physicalOf(mapped, { start: address, end: address + 1n })?.start
  switch (by.kind) {
    case 'hidden':
    case 'APIC page':
      return { kind: by.kind }
    case 'comm': {
      const isPage = address - mapped.guest.start < commPageSize
      return { kind: isPage ? 'comm' : 'hypervisor state', region: by.region, access }
    }
    case 'region':
    case 'GICV':
      return { kind: 'mapped', mapping: mapped, physical: physical ?? 0n, access, behind }
  }
}

function trappedPoint(by: Interceptor, address: bigint): GuestPoint {
  const physical = by.kind === 'region' ? by.physical.start + address - by.range.start : undefined
  return { kind: 'trapped', by, physical, access: interceptedAccess(by, address) }
}

function addRegion(space: SpaceInTheMaking, region: LiveRegion, processor: Processor): void {
  if (!region.isPageMapped) return register(space.interceptors, regionInterceptor(region))
  const mapping = regionMapping(region, region.guest, region.physical?.start ?? 0n, processor)
  space.strokes.push({ range: region.guest, paint: mapping })
}

const commPageSize = 0x1000n
