/** An editor's documents in front of the disk. */
import { expect, test } from 'vitest'
import { limits } from '../../server/src/c/limits.ts'
import { memoryFiles, overlaidFiles } from '../../server/src/workspace/file-store.ts'

test('what is open counts, until it is closed', () => {
  const files = overlaidFiles(memoryFiles({ '/lark.c': 'disk' }))
  files.open('/lark.c', 'editor')
  expect(files.read('/lark.c')?.text).toBe('editor')
  files.close('/lark.c')
  expect(files.read('/lark.c')?.text).toBe('disk')
})

test('a document that is as on the disk is the file on the disk', () => {
  const below = memoryFiles({ '/lark.c': 'same' })
  const files = overlaidFiles(below)
  files.open('/lark.c', 'same')
  expect(files.read('/lark.c')).toBe(below.read('/lark.c'))
})

test('a document that is too long is not read, and the disk does not stand in for it', () => {
  const files = overlaidFiles(memoryFiles({ '/lark.c': 'disk' }))
  files.open('/lark.c', ' '.repeat(limits.fileLength + 1))
  expect(files.read('/lark.c')).toBeUndefined()
  files.open('/lark.c', 'shorter')
  expect(files.read('/lark.c')?.text).toBe('shorter')
})
