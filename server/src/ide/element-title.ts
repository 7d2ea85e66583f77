/** The first line of a hover on an element of an array: its name, and what its author says it is. */
import { commentOn } from './comments.ts'
import { bold, code, cut, type Inline, plain } from './markdown.ts'
import { endOf, nameOfTrail, type Trail } from './trail.ts'

/** @param what what the element is, in words */
export function elementTitle(trail: Trail, what: string): Inline {
  const { view } = endOf(trail)
  const comment = view.node ? commentOn(view) : undefined
  const said = comment === undefined ? '' : ` — “${plain(cut(comment, 100))}”`
  return `${bold(`${what} ${endOf(trail).index ?? ''}`.trim())} ${code(nameOfTrail(trail))}${said}`
}
