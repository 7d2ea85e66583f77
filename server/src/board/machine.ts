/**
 * Which machine a cell is for, and in which state its CPUs start. The cell's own architecture field may be wrong or
 * missing, and a missing one means x86, so that of the root decides where there is one.
 */
import { type Architecture, hasFlag } from '../config/interface.ts'
import type { Cell } from './cell.ts'

/** The architecture of the machine; undefined where it is not known. */
export function machineOf({ root, architecture }: Cell): Architecture | undefined {
  return root ? root.architecture : architecture
}

/** Whether the CPUs of the cell start in AArch32 on a 64-bit Arm machine (upstream `arm64/control.c: arm_cpu_reset`). */
export function startsInAarch32(cell: Cell): boolean {
  const { configuration } = cell
  return (
    machineOf(cell) === 'arm64' &&
    hasFlag(configuration.cell.flags, 'JAILHOUSE_CELL_AARCH32', configuration.interface)
  )
}
