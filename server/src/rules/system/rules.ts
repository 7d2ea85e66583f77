/** The rules about the platform and the life cycle. Adding one here is the last step of writing it; `test/tidy` notices when it is forgotten. */
import type { Rule } from '../rule.ts'
import { aarch32Arch } from './aarch32-arch.ts'
import { aarch32HighAddresses } from './aarch32-high-addresses.ts'
import { aarch32MultiCpu } from './aarch32-multi-cpu.ts'
import { aarch32Root } from './aarch32-root.ts'
import { aarch32VirtualConsole } from './aarch32-virtual-console.ts'
import { activeNoTimeout } from './active-no-timeout.ts'
import { activeWithoutComm } from './active-without-comm.ts'
import { apicMode } from './apic-mode.ts'
import { apicModeForced } from './apic-mode-forced.ts'
import { cellWithoutRoot } from './cell-without-root.ts'
import { gicBases } from './gic-bases.ts'
import { gicBasesUnaligned } from './gic-bases-unaligned.ts'
import { gicOverlap } from './gic-overlap.ts'
import { gicUnusedBase } from './gic-unused-base.ts'
import { gicVersion } from './gic-version.ts'
import { hvMemory32bit } from './hv-memory-32bit.ts'
import { hvMemoryAlign } from './hv-memory-align.ts'
import { hvMemoryIntercept } from './hv-memory-intercept.ts'
import { hvMemorySize } from './hv-memory-size.ts'
import { hvMemoryTooBig } from './hv-memory-too-big.ts'
import { hvMemoryVirtSet } from './hv-memory-virt-set.ts'
import { hvMemoryWaste } from './hv-memory-waste.ts'
import { maintenanceIrq } from './maintenance-irq.ts'
import { mmconfigAlign } from './mmconfig-align.ts'
import { mmconfigEndBusMissing } from './mmconfig-end-bus-missing.ts'
import { mmconfigInRam } from './mmconfig-in-ram.ts'
import { mmconfigVirtualEndBus } from './mmconfig-virtual-end-bus.ts'
import { mmconfigVirtualNoBase } from './mmconfig-virtual-no-base.ts'
import { msgTimeoutIneffective } from './msg-timeout-ineffective.ts'
import { passiveCommregMissing } from './passive-commreg-missing.ts'
import { pciDomainValue } from './pci-domain-value.ts'
import { pmTimerMissing } from './pm-timer-missing.ts'
import { testDevice } from './test-device.ts'

export const systemRules: readonly Rule[] = [
  aarch32Arch,
  aarch32HighAddresses,
  aarch32MultiCpu,
  aarch32Root,
  aarch32VirtualConsole,
  activeNoTimeout,
  activeWithoutComm,
  apicMode,
  apicModeForced,
  cellWithoutRoot,
  gicBases,
  gicBasesUnaligned,
  gicOverlap,
  gicUnusedBase,
  gicVersion,
  hvMemory32bit,
  hvMemoryAlign,
  hvMemoryIntercept,
  hvMemorySize,
  hvMemoryTooBig,
  hvMemoryVirtSet,
  hvMemoryWaste,
  maintenanceIrq,
  mmconfigAlign,
  mmconfigEndBusMissing,
  mmconfigInRam,
  mmconfigVirtualEndBus,
  mmconfigVirtualNoBase,
  msgTimeoutIneffective,
  passiveCommregMissing,
  pciDomainValue,
  pmTimerMissing,
  testDevice,
]
