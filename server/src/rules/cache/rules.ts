/** The rules about cache partitions. Adding one here is the last step of writing it; `test/tidy` notices when it is forgotten. */
import type { Rule } from '../rule.ts'
import { cacheMinBits } from './cache-min-bits.ts'
import { cacheOverlap } from './cache-overlap.ts'
import { cacheRegionArch } from './cache-region-arch.ts'
import { cacheRegionCount } from './cache-region-count.ts'
import { cacheRegionMask } from './cache-region-mask.ts'
import { cacheRegionType } from './cache-region-type.ts'
import { cacheRootExhausted } from './cache-root-exhausted.ts'

export const cacheRules: readonly Rule[] = [
  cacheMinBits,
  cacheOverlap,
  cacheRegionArch,
  cacheRegionCount,
  cacheRegionMask,
  cacheRegionType,
  cacheRootExhausted,
]
