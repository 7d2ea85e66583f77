/**
 * What the flags of a region permit in fact. Flags are wishes: Arm leaves out execute-never, an x86 page that cannot
 * be read cannot be written either, and a sub-page region permits nothing without a width (catalogue A.4, C 7, 15, 16).
 */
import type { LiveRegion } from '../../config/memory.ts'
import type { Root } from '../root.ts'

export interface Access {
  readonly read: boolean
  readonly write: boolean
  readonly execute: boolean
}

export const noAccess: Access = { read: false, write: false, execute: false }

/** Whose page tables are filled. The vendor of an x86 processor shows in its IOMMU; `x86` where there is none. */
export type Processor = 'arm' | 'intel' | 'amd' | 'x86'

/** Undefined where the root's architecture is not known. */
export function processorOf({ architecture, configuration }: Root): Processor | undefined {
  if (architecture !== 'x86') return architecture && 'arm'
  const type = configuration.system.platform.iommuUnits.find(
    ({ base }) => base.known && base.value !== 0n,
  )?.type
  if (!type?.known) return 'x86'
  if (type.value === configuration.interface.constant('JAILHOUSE_IOMMU_INTEL')) return 'intel'
  return type.value === configuration.interface.constant('JAILHOUSE_IOMMU_AMD') ? 'amd' : 'x86'
}

/**
 * What a cell's CPUs may do in a page-mapped region (upstream `arch_map_memory_region` of arm-common,
 * `vcpu_map_memory_region` of vmx and svm).
 *
 * - Arm: everything that can be read can be executed.
 * - Intel: a page that can be written but not read is a misconfiguration, and every access to it is fatal.
 * - AMD: a page without READ is absent, unless DMA marks it as present; one that is present can be read.
 */
export function mappedAccess(region: LiveRegion, processor: Processor): Access {
  const read = region.has('JAILHOUSE_MEM_READ')
  const write = region.has('JAILHOUSE_MEM_WRITE')
  const execute = region.has('JAILHOUSE_MEM_EXECUTE')
  switch (processor) {
    case 'arm':
      return { read, write, execute: read }
    case 'amd':
      return read || region.has('JAILHOUSE_MEM_DMA') ? { read: true, write, execute } : noAccess
    case 'intel':
      return write && !read ? noAccess : { read, write, execute }
    case 'x86':
      return read ? { read, write, execute } : noAccess
  }
}

/** Read and write as far as the flags say so; for emulated accesses and for tables of IOMMUs. */
export function flaggedAccess(region: LiveRegion): Access {
  return {
    read: region.has('JAILHOUSE_MEM_READ'),
    write: region.has('JAILHOUSE_MEM_WRITE'),
    execute: false,
  }
}

/**
 * How many bytes of a sub-page region some access can reach, from its start on: none without a width flag, and all
 * but the end that no permitted width fits into (upstream `mmio.c: mmio_handle_subpage`, `find_region`).
 */
export function emulatedLength(region: LiveRegion, size: bigint): bigint {
  const { constant } = region.configuration.interface
  const isFlagged = (name: string): boolean => {
    const bits = constant(name)
    return bits !== undefined && bits !== 0n && (region.flags & bits) === bits
  }
  const isUnaligned = isFlagged('JAILHOUSE_MEM_IO_UNALIGNED')
  let length = 0n
  for (const bytes of [1n, 2n, 4n, 8n]) {
    if (!isFlagged(`JAILHOUSE_MEM_IO_${bytes * 8n}`) || size < bytes) continue
    const reached = isUnaligned ? size : size - (size % bytes)
    if (length < reached) length = reached
  }
  return length
}
