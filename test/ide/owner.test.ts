/** Which cell a place in a file belongs to. */
import { expect, test } from 'vitest'
import { ownerAt } from '../../server/src/ide/owner.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { createWorkspace } from '../../server/src/workspace/workspace.ts'
import { exampleBoard } from '../rules/example-board.ts'

const [, left, right] = exampleBoard(
  '//- cell left.c\n.cpus = { 0b10 },\n//- cell right.c\n.cpus = { 0b100 },',
)
const rightObject = (right?.text ?? '').replace(/#include.*\n/g, '').replaceAll('config', 'other')

test('a place belongs to the cell that is written around it, on the board of that cell', () => {
  const { nameAt } = boardWith(`${left?.text}${rightObject}`)
  expect(nameAt('0b10 }')).toEqual(['left', true])
  expect(nameAt('0b100 }')).toEqual(['right', true])
})

test('a place outside of all of them belongs to the first', () => {
  expect(boardWith(`${left?.text}${rightObject}`).nameAt('#include')).toEqual(['left', true])
})

test('the root cell is a cell, too', () => {
  expect(boardWith(exampleBoard('')[0]?.text ?? '').nameAt('.cpus')).toEqual(['example', true])
})

test('a cell without a root has no board', () => {
  expect(boardWith(left?.text ?? '', {}).nameAt('.cpus')).toEqual(['left', false])
})

test('nothing belongs to anybody in a file without a configuration', () => {
  expect(boardWith('int x;\n').nameAt('x')).toEqual([undefined, false])
})

/** @param others the other files of the folder; the standard root by default */
function boardWith(text: string, others?: Readonly<Record<string, string>>) {
  const path = '/example/example-both.c'
  const standard = Object.fromEntries(
    exampleBoard('')
      .slice(0, 1)
      .map((file) => [file.path, file.text]),
  )
  const files = memoryFiles({ ...(others ?? standard), [path]: text })
  const workspace = createWorkspace({ files, settings: defaultSettings, roots: ['/example'] })
  const analysis = workspace.analysis(path)
  const boards = workspace.check([path]).boards.map(({ board }) => board)
  return {
    nameAt: (place: string): readonly [string | undefined, boolean] => {
      if (!analysis) throw new Error('not read')
      const { cell, board } = ownerAt(analysis, boards, text.indexOf(place))
      return [cell?.configuration.cell.name, board !== undefined]
    },
  }
}
