/** The ranges that a root configuration reserves outside of its arrays, each with what a person calls it. */
import { type ReservedRange, rootOf } from '../board/root.ts'
import type { Configuration } from '../config/model.ts'

export interface NamedRange extends ReservedRange {
  readonly name: string
}

/** None for the configuration of a non-root cell. */
export function reservedRangesOf(configuration: Configuration): readonly NamedRange[] {
  if (configuration.kind !== 'system') return []
  const { hypervisorMemory, debugConsole, ecam, gicFrames, iommuWindows } = rootOf(configuration)
  return [
    ...(hypervisorMemory ? [{ ...hypervisorMemory, name: 'hypervisor memory' }] : []),
    ...(debugConsole ? [{ ...debugConsole, name: 'debug console' }] : []),
    ...(ecam ? [{ ...ecam, name: 'PCI configuration space' }] : []),
    ...gicFrames,
    ...iommuWindows.map((window) => ({ ...window, name: `IOMMU ${window.unit}: ${window.what}` })),
  ]
}
