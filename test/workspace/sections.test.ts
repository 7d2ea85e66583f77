/** Several configurations in one file, each in a section of its own: a vendor writes whole boards that way. */
import { expect, test } from 'vitest'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { lark, larkCell } from '../cli/configs.ts'
import { workspaceWith } from '../config/images.ts'

/** A config whose object is called `name` and lies in the section `.cell.<name>`. */
function inSection(text: string, name: string): string {
  const object = name.replaceAll('-', '_')
  return text
    .replace(/config = \{/, `${object} __attribute__((used, section(".cell.${name}"))) = {`)
    .replaceAll(/\bconfig\.(?!h>)/g, `${object}.`)
}

const [root, cell] = [inSection(lark, 'kite'), inSection(larkCell('0x20'), 'kite-a')]

test('a root and its cell in one file make a board, and each finding belongs to its cell', () => {
  const workspace = workspaceWith(memoryFiles({ '/board/all.c': `${root}\n${cell}` }))
  const [analysis] = workspace.check(['/board/all.c']).files
  expect(analysis?.translation.complaints).toEqual([])
  expect(analysis?.configurations.map(({ kind, section }) => [kind, section])).toEqual([
    ['system', 'kite'],
    ['cell', 'kite-a'],
  ])
  const { boards, orphans, findings } = workspace.check(['/board/all.c'])
  expect(orphans).toEqual([])
  expect(boards).toHaveLength(1)
  expect(boards[0]?.members.cells.map(({ because }) => because)).toEqual([
    'its section .cell.kite-a continues kite',
  ])
  expect(findings.filter(({ rule }) => rule === 'cpu-not-in-root')).toMatchObject([{ cell: 'lark-a' }])
})

test('a cell of any name belongs to the only root of its file', () => {
  const other = inSection(larkCell('0x2'), 'sparrow')
  const files = { '/board/all.c': `${other}\n${root}`, '/board/lark.c': lark }
  const { boards } = workspaceWith(memoryFiles(files)).check(['/board/all.c'])
  const board = boards.find(({ members }) => members.root.section === 'kite')
  expect(board?.members.cells).toMatchObject([
    { cell: { section: 'sparrow' }, because: 'both are defined in the same file' },
  ])
})

test('a cell in a section finds its root in another file by the name of the section', () => {
  const files = { '/board/lark.c': lark, '/board/cells.c': `${inSection(larkCell('0x2'), 'lark-x')}\n` }
  const { boards, orphans } = workspaceWith(memoryFiles(files)).check(['/board/cells.c'])
  expect(orphans).toEqual([])
  expect(boards[0]?.members).toMatchObject({
    root: { section: undefined },
    cells: [{ because: 'its section .cell.lark-x continues lark' }],
  })
})

test('two boards in one file are kept apart', () => {
  const second = [inSection(lark, 'wren'), inSection(larkCell('0x2'), 'wren-a')].join('\n')
  const text = `${root}\n${inSection(larkCell('0x2'), 'kite-a')}\n${second}`
  const { boards } = workspaceWith(memoryFiles({ '/board/all.c': text })).check(['/board/all.c'])
  expect(
    boards.map(({ members }) => [
      members.root.section,
      members.cells.map(({ cell: { section } }) => section),
    ]),
  ).toEqual([
    ['kite', ['kite-a']],
    ['wren', ['wren-a']],
  ])
})
