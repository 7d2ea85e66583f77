/** Whether a place is the work of a certain macro, and of which call of it. */
import { callChain } from '../c/origin.ts'
import type { Expansion } from '../c/token.ts'
import type { Place } from './view.ts'

/** One use of a macro: the same object for everything that this use has made. */
export type MacroCall = Expansion

/** The call of the named macro that the place comes out of; undefined where none does. */
export function callOfMacro(place: Place, name: string): MacroCall | undefined {
  return callChain(place.first).find(({ macro }) => macro.name === name)
}
