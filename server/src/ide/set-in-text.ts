/**
 * Whether a part of an initialised object stands in the text by itself. What comes out of a macro's body is written,
 * too, but there is no place in the text that is its own, so that nothing can be shown beside it.
 */
import { callChain, type Origin, writtenAt } from '../c/origin.ts'
import type { Token } from '../c/token.ts'
import { type Analysed, positionOf } from './analysed.ts'
import { endOf, type Trail } from './trail.ts'

/**
 * Whether the author of the analysed file has set this part with characters of that file: it has a designator there,
 * or it is all that stands between two commas there. What a macro's body sets is not.
 */
export function isSetInText(trail: Trail, analysed: Analysed): boolean {
  const { designator, node } = endOf(trail).view
  if (designator) return designator.first.file === analysed.file && !designator.first.expansion
  return (
    node !== undefined && writtenAt(node.origin).file === analysed.file && standsAlone(node.origin, analysed)
  )
}

/** Whether no macro that has made the run has made more than the run. */
export function standsAlone({ first, last }: Origin, analysed: Analysed): boolean {
  const { tokens } = analysed.translation.preprocessed
  const [start, end] = [positionOf(first, analysed), positionOf(last, analysed)]
  if (start === undefined || end === undefined) return false
  return areApart(tokens[start - 1], first) && areApart(last, tokens[end + 1])
}

function areApart(left: Token | undefined, right: Token | undefined): boolean {
  const call = left && callChain(left).at(-1)
  return call === undefined || !right || callChain(right).at(-1) !== call
}
