/**
 * What a root configuration says about its GIC: which addresses the version needs, and where its frames lie for
 * certain (upstream `gic-v2.c: gicv2_init, gicv2_cell_init`, `gic-v3.c: gicv3_init, gicv3_cpu_init`; catalogue A.1).
 */
import type { Scalar } from '../config/view.ts'
import type { GicFrame, GicFrameName, Root } from './root.ts'

export interface GicBase {
  /** The field's name. */
  readonly field: string
  readonly frame: GicFrameName
  readonly base: Scalar
  /** Whether the hypervisor works with it in this version. */
  readonly isUsed: boolean
}

/** The version that the hypervisor takes it for; undefined for any other one, and on x86. */
export function gicVersionOf({ architecture, configuration }: Root): 2 | 3 | undefined {
  const { gicVersion } = configuration.system.platform.arm
  if ((architecture !== 'arm' && architecture !== 'arm64') || !gicVersion.known) return undefined
  return gicVersion.value === 2n ? 2 : gicVersion.value === 3n ? 3 : undefined
}

/** All base addresses, used or not; none where the version is not known to the hypervisor. */
export function gicBasesOf(root: Root): readonly GicBase[] {
  const version = gicVersionOf(root)
  const { arm } = root.configuration.system.platform
  if (version === undefined) return []
  return [
    { field: 'gicd_base', frame: 'GICD', base: arm.gicdBase, isUsed: true },
    { field: 'gicc_base', frame: 'GICC', base: arm.giccBase, isUsed: version === 2 },
    { field: 'gich_base', frame: 'GICH', base: arm.gichBase, isUsed: version === 2 },
    { field: 'gicv_base', frame: 'GICV', base: arm.gicvBase, isUsed: version === 2 },
    { field: 'gicr_base', frame: 'GICR', base: arm.gicrBase, isUsed: version === 3 },
  ]
}

/**
 * The frames as far as they must be there. Of the redistributors that is one for each CPU: where the CPUs are not
 * numbered without gaps, the hypervisor maps more than there need be.
 */
export function certainGicFrames({ gicFrames, cpus }: Root): readonly GicFrame[] {
  return gicFrames.map((frame) => {
    if (frame.name !== 'GICR') return frame
    const { start } = frame.range
    return { ...frame, range: { start, end: start + 0x20000n * BigInt(cpus?.length ?? 0) } }
  })
}
