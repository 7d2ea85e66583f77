/** What Linux has to leave alone on upstream's boards, against the numbers that their files and documents give. */
import { describe, expect, it } from 'vitest'
import { boardOf } from '../../server/src/board/board.ts'
import { type Reservation, reservationOf } from '../../server/src/board/reservation.ts'
import { diskFiles } from '../../server/src/workspace/node-files.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { createWorkspace } from '../../server/src/workspace/workspace.ts'
import { jailhouseTree, needsTree } from '../upstream/tree.ts'

describe.skipIf(jailhouseTree === undefined)(`the reservation of upstream's boards${needsTree}`, () => {
  const tree = jailhouseTree ?? ''
  const workspace = createWorkspace({ files: diskFiles(), settings: defaultSettings, roots: [tree] })
  const boards = jailhouseTree === undefined ? [] : workspace.check(workspace.configsIn(tree)).boards

  function reservationFor(name: string): Reservation | undefined {
    const members = boards
      .map((board) => board.members)
      .find(({ root }) => root.file.path.endsWith(`/${name}.c`))
    return (
      members &&
      reservationOf(
        boardOf(
          members.root,
          members.cells.map(({ cell }) => cell),
        ),
      )
    )
  }

  it.each([
    ['qemu-arm', 768],
    ['qemu-arm64', 768],
    ['pine64-plus', 1792],
    // The document says 932 MiB, for the inmate demo alone; the RAM of the Linux demo begins at 0x78000000.
    ['bananapi', 896],
  ])('leaves %s mem=%iM', (name, mebibytes) => {
    const below = reservationFor(name)?.below
    expect(below && (below.end - below.start) >> 20n).toBe(BigInt(mebibytes))
  })

  it('is what the command line of qemu-x86 says, memmap=82M$0x3a000000', () => {
    const start = 0x3a000000n
    expect(reservationFor('qemu-x86')?.blocks).toEqual([{ start, end: start + (82n << 20n) }])
  })

  it('is not reckoned in one piece where Linux has memory in several', () => {
    expect(reservationFor('macchiatobin')?.below).toBeUndefined()
  })
})
