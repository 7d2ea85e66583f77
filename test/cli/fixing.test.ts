/** `warden check --fix` on the disk: what it makes, and what it leaves to people. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { larkCell, lark } from './configs.ts'
import { folderWith, warden } from './recording-terminal.ts'

test('safe fixes that build on one another are made in rounds', () => {
  const cell = larkCell('0x2')
  const member = /\tstruct jailhouse_cell_desc cell;\n/.exec(cell)?.[0] ?? ''
  const bitmap = /\t__u64 cpus\[1\];\n/.exec(cell)?.[0] ?? ''
  // The header comes last, and the bitmap has words that are too narrow.
  const wrong = cell.replace(member, '').replace(bitmap, `${bitmap.replace('__u64', '__u32')}${member}`)
  expect(wrong).not.toBe(cell)
  const folder = folderWith({ 'lark.c': lark, 'lark-a.c': wrong })
  const { out } = warden(['check', '--fix', 'lark-a.c'], { workingFolder: folder })
  expect(out).toContain('made 2 fixes')
  expect(readFileSync(join(folder, 'lark-a.c'), 'utf8')).toBe(cell)
})

test('what is only suggested is left alone', () => {
  const cell = larkCell('0x2').replace('.cpus =', `.cell.id = 1, .cell.id = 2\n\t.cpus =`)
  const folder = folderWith({ 'lark.c': lark, 'lark-a.c': cell })
  const { out } = warden(['check', '--fix', '--select', 'initializer-overridden', 'lark-a.c'], {
    workingFolder: folder,
  })
  expect(out).toContain('initializer-overridden')
  expect(out).toContain('nothing could be fixed safely')
  expect(readFileSync(join(folder, 'lark-a.c'), 'utf8')).toBe(cell)
})
