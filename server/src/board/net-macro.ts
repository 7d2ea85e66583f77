/**
 * Which sections of an ivshmem link were written with the header's macro for network links. It makes the output of
 * one peer writable, so that the peer is said twice: to the macro, and in the device (catalogue A.8).
 */
import { callOfMacro, type MacroCall } from '../config/macro-call.ts'
import type { Place } from '../config/view.ts'
import type { LinkEnd, Section } from './links.ts'

export const netMacro = 'JAILHOUSE_SHMEM_NET_REGIONS'

export interface NetMacroCall {
  readonly place: Place
  /** What the macro was told: the peer whose output it made writable; undefined when it is neither of the two. */
  readonly peer: number | undefined
}

/** The call that made the sections of the end; undefined where they were written otherwise. */
export function netMacroCallOf({ sections, doubt }: LinkEnd): NetMacroCall | undefined {
  const [state, common, ...outputs] = sections
  const call = state && callBehind(state)
  if (doubt || !call || !common || callBehind(common) !== call) return undefined
  const made = outputs.filter((output) => callBehind(output) === call)
  if (made.length !== 2 || made.some(({ live }) => !live)) return undefined
  const writable = made.find(({ live }) => live?.has('JAILHOUSE_MEM_WRITE'))
  return {
    place: state.region.place,
    peer: writable?.role.kind === 'output' ? writable.role.peer : undefined,
  }
}

function callBehind({ region }: Section): MacroCall | undefined {
  return callOfMacro(region.place, netMacro)
}
