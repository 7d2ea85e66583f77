/** Changes to ivshmem devices and their sections, each within one cell. */
import { type LinkEnd, ownOutputOf, type Section, soundSections } from '../../board/links.ts'
import { netMacro, netMacroCallOf } from '../../board/net-macro.ts'
import { settingField } from './fields.ts'
import { type Change, together } from './fix.ts'
import { addingFlag, removingFlag } from './flags.ts'
import { settingArgument } from './net-macro.ts'

/** Adds a flag to some sections, or takes one away from them. */
export function changingFlag(
  sections: readonly Section[],
  change: typeof addingFlag | typeof removingFlag,
  flag: string,
): Change {
  return together(...sections.map(({ region }) => change(region.view, 'flags', flag)))
}

/** Makes a cell another peer of a link: the id, and which of the output sections it writes. */
export function settingPeer(end: LinkEnd, id: number): Change {
  const field = settingField(end.device.device.view, 'shmem_dev_id', `${id}`)
  const call = netMacroCallOf(end)
  const sections = call
    ? settingArgument(call.place, netMacro, 1, `${id}`)
    : movingOutput(ownOutputOf(end), soundSections(end)[2 + id])
  return field && sections && [...field, ...sections]
}

function movingOutput(from: Section | undefined, to: Section | undefined): Change {
  if (!to || (!to.live && !to.isEmpty) || from === to) return undefined
  const old = from?.live?.has('JAILHOUSE_MEM_WRITE') ? [from] : []
  const own = to.live && !to.live.has('JAILHOUSE_MEM_WRITE') ? [to] : []
  const [dropped, added] = [
    changingFlag(old, removingFlag, 'JAILHOUSE_MEM_WRITE'),
    changingFlag(own, addingFlag, 'JAILHOUSE_MEM_WRITE'),
  ]
  return dropped && added && [...dropped, ...added]
}
