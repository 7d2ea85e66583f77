/**
 * Boards with what is to be said about them, kept as long as they hold.
 *
 * A board may have cells that fit other roots as well. They are judged on each of their boards; what is said about
 * the others must not depend on them: it counts as far as it holds with and without them.
 */
import { type Board, boardOf } from '../board/board.ts'
import type { BoardMember, BoardMembers } from '../board/group.ts'
import { remembered } from '../config/remembered.ts'
import { findingsOfBoard } from '../rules/engine.ts'
import type { Finding } from '../rules/finding.ts'
import { commonFindings, unitedFindings } from '../rules/several-boards.ts'

export interface CheckedBoard {
  readonly board: Board
  readonly members: BoardMembers
  /** Of all its files, with the rules' own severities. They are worked out when they are asked for. */
  readonly findings: readonly Finding[]
}

export interface CheckedBoards {
  /** The checked board of these members: the same object for the same members. */
  readonly of: (members: BoardMembers) => CheckedBoard
  /** Keeps the boards whose roots are in a file no longer. */
  readonly letGo: (path: string) => void
}

export function createCheckedBoards(): CheckedBoards {
  const known = new Map<string, CheckedBoard>()
  return {
    of: (members) => {
      const { file, section } = members.root
      const key = `${file.path}#${section ?? ''}`
      const before = known.get(key)
      if (before && isSameBoard(before.members, members)) return before
      const fresh = checkedBoard(members)
      known.set(key, fresh)
      return fresh
    },
    letGo: (path) => {
      for (const [key, { members }] of known) if (members.root.file.path === path) known.delete(key)
    },
  }
}

/** What is to be said about one file: what its board says, or what its boards do. */
export function findingsAbout(path: string, boards: readonly CheckedBoard[]): readonly Finding[] {
  const lists = boards
    .filter(({ members }) => filesOf(members).has(path))
    .map((board) => ({ board, findings: board.findings.filter(({ file }) => file.path === path) }))
  const [only, ...others] = lists.map(({ findings }) => findings)
  if (!only || others.length === 0) return only ?? []
  const isOpen = lists.every(({ board }) => board.members.cells.some((cell) => isUncertain(cell, path)))
  return isOpen ? commonFindings([only, ...others]) : unitedFindings([only, ...others])
}

const filesOf = remembered(({ root, cells }: BoardMembers): ReadonlySet<string> => {
  return new Set([root.file.path, ...cells.map(({ cell }) => cell.file.path)])
})

function isUncertain({ cell, candidates }: BoardMember, path?: string): boolean {
  return 1 < candidates.length && (path === undefined || cell.file.path === path)
}

/** Configurations are made anew when their file changes, so a board of the same ones is the same board. */
function isSameBoard(a: BoardMembers, b: BoardMembers): boolean {
  return (
    a.root === b.root &&
    a.rootConsole === b.rootConsole &&
    isSameList(a.cells, b.cells, (one, other) => one.cell === other.cell && one.because === other.because) &&
    isSameList(a.concurrent, b.concurrent, (one, other) =>
      isSameList(one, other, (left, right) => left === right),
    )
  )
}

function isSameList<Item>(
  a: readonly Item[],
  b: readonly (Item | undefined)[],
  isSame: (a: Item, b: Item) => boolean,
): boolean {
  return (
    a.length === b.length &&
    a.every((item, index) => {
      const other = b[index]
      return other !== undefined && isSame(item, other)
    })
  )
}

function checkedBoard(members: BoardMembers): CheckedBoard {
  const board = boardWith(members, members.cells)
  let findings: readonly Finding[] | undefined
  return {
    board,
    members,
    get findings() {
      return (findings ??= findingsIn(members, board))
    },
  }
}

function findingsIn(members: BoardMembers, board: Board): readonly Finding[] {
  const all = findingsOfBoard(board)
  const uncertain = new Set(
    members.cells.flatMap((member) => (isUncertain(member) ? [member.cell.file.path] : [])),
  )
  if (uncertain.size === 0) return all
  const isOpen = ({ file }: Finding): boolean => uncertain.has(file.path)
  const certain = findingsOfBoard(
    boardWith(
      members,
      members.cells.filter((member) => !isUncertain(member)),
    ),
  )
  const others = commonFindings([all, certain].map((list) => list.filter((finding) => !isOpen(finding))))
  return [...all.filter(isOpen), ...others]
}

function boardWith({ root, concurrent, rootConsole }: BoardMembers, cells: readonly BoardMember[]): Board {
  return boardOf(
    root,
    cells.map(({ cell }) => cell),
    concurrent,
    rootConsole,
  )
}
