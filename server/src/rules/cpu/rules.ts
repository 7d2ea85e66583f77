/** The rules about CPUs. Adding one here is the last step of writing it; `test/tidy` notices when it is forgotten. */
import type { Rule } from '../rule.ts'
import { cpuApicLimit } from './cpu-apic-limit.ts'
import { cpuArmCpu0 } from './cpu-arm-cpu0.ts'
import { cpuArm64BootstrapWindow } from './cpu-arm64-bootstrap-window.ts'
import { cpuDeploymentExhausted } from './cpu-deployment-exhausted.ts'
import { cpuGicv2Limit } from './cpu-gicv2-limit.ts'
import { cpuNotInRoot } from './cpu-not-in-root.ts'
import { cpuRootContiguity } from './cpu-root-contiguity.ts'
import { cpuRootExhausted } from './cpu-root-exhausted.ts'
import { cpuSetEmpty } from './cpu-set-empty.ts'
import { cpuSetGranularity } from './cpu-set-granularity.ts'
import { cpuSetSizeMismatch } from './cpu-set-size-mismatch.ts'
import { cpuSetSizeZero } from './cpu-set-size-zero.ts'
import { cpuSetTooBig } from './cpu-set-too-big.ts'
import { cpuSharedAlternatives } from './cpu-shared-alternatives.ts'
import { cpuX86Boot } from './cpu-x86-boot.ts'
import { resetAddressRange } from './reset-address-range.ts'
import { resetAddressX86Linux } from './reset-address-x86-linux.ts'

export const cpuRules: readonly Rule[] = [
  cpuApicLimit,
  cpuArmCpu0,
  cpuArm64BootstrapWindow,
  cpuDeploymentExhausted,
  cpuGicv2Limit,
  cpuNotInRoot,
  cpuRootContiguity,
  cpuRootExhausted,
  cpuSetEmpty,
  cpuSetGranularity,
  cpuSetSizeMismatch,
  cpuSetSizeZero,
  cpuSetTooBig,
  cpuSharedAlternatives,
  cpuX86Boot,
  resetAddressRange,
  resetAddressX86Linux,
]
