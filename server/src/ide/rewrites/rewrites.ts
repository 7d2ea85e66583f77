/** All rewrites that are possible at a place of a config. Each is in a file of its own. */
import type { Analysed } from '../analysed.ts'
import { arrayLengths } from './array-length.ts'
import { trailsAround } from './around.ts'
import { fieldNames } from './field-names.ts'
import { regionOrder } from './region-order.ts'
import type { Rewrite } from './rewrite.ts'
import { sizeNotations } from './size-notation.ts'

export function rewritesAt(analysed: Analysed, offset: number): readonly Rewrite[] {
  const trails = trailsAround(analysed, offset)
  return [
    ...sizeNotations(analysed, trails),
    ...fieldNames(trails, analysed.file),
    ...arrayLengths(analysed, trails, offset),
    ...regionOrder(analysed, trails),
  ]
}
