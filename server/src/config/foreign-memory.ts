/**
 * Whether a configuration has memory regions in an array that Warden does not know, as one in which a vendor keeps them
 * together with further properties. What they do is not known, so nobody can say that some memory is in no region.
 */
import type { CType } from '../c/types.ts'
import type { Configuration } from './model.ts'
import { remembered } from './remembered.ts'
import { fieldOf } from './view.ts'

export const hasForeignMemory = remembered(({ members, view }: Configuration): boolean =>
  members.some(({ name, kind }) => kind === undefined && isOfRegions(fieldOf(view, name)?.type)),
)

/** Memory regions are told by what their physical address is called, or those that are part of something larger. */
function isOfRegions(type: CType | undefined): boolean {
  if (type?.kind === 'array') return isOfRegions(type.element)
  if (type?.kind !== 'record') return false
  return (type.body?.members ?? []).some((member) => member.name === 'phys_start' || isOfRegions(member.type))
}
