/** The rules about the platform and the life cycle. Adding one here is the last step of writing it; `test/tidy` notices when it is forgotten. */
import type { Rule } from '../rule.ts'
import { aarch32Arch } from './aarch32-arch.ts'
import { aarch32MultiCpu } from './aarch32-multi-cpu.ts'
import { aarch32Root } from './aarch32-root.ts'
import { aarch32VirtualConsole } from './aarch32-virtual-console.ts'
import { activeNoTimeout } from './active-no-timeout.ts'
import { activeWithoutComm } from './active-without-comm.ts'
import { cellWithoutRoot } from './cell-without-root.ts'
import { gicBases } from './gic-bases.ts'
import { gicBasesUnaligned } from './gic-bases-unaligned.ts'
import { gicOverlap } from './gic-overlap.ts'
import { gicUnusedBase } from './gic-unused-base.ts'
import { gicVersion } from './gic-version.ts'
import { hvMemory32bit } from './hv-memory-32bit.ts'
import { hvMemoryAlign } from './hv-memory-align.ts'
import { hvMemoryIntercept } from './hv-memory-intercept.ts'
import { maintenanceIrq } from './maintenance-irq.ts'
import { mmconfigAlign } from './mmconfig-align.ts'
import { mmconfigVirtualEndBus } from './mmconfig-virtual-end-bus.ts'
import { mmconfigVirtualNoBase } from './mmconfig-virtual-no-base.ts'
import { msgTimeoutIneffective } from './msg-timeout-ineffective.ts'
import { passiveCommregMissing } from './passive-commreg-missing.ts'

export const systemRules: readonly Rule[] = [
  aarch32Arch,
  aarch32MultiCpu,
  aarch32Root,
  aarch32VirtualConsole,
  activeNoTimeout,
  activeWithoutComm,
  cellWithoutRoot,
  gicBases,
  gicBasesUnaligned,
  gicOverlap,
  gicUnusedBase,
  gicVersion,
  hvMemory32bit,
  hvMemoryAlign,
  hvMemoryIntercept,
  maintenanceIrq,
  mmconfigAlign,
  mmconfigVirtualEndBus,
  mmconfigVirtualNoBase,
  msgTimeoutIneffective,
  passiveCommregMissing,
]
