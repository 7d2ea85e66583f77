/** Completion inside of `#include`: what the path that is being typed can lead to. */
import { describe, expect, test } from 'vitest'
import { includeCompletions, typedPathAt } from '../../../server/src/ide/completion/include.ts'
import { plainText } from '../../../server/src/ide/completion/template.ts'
import { spanText } from '../../../server/src/text/span.ts'
import { memoryFiles } from '../../../server/src/workspace/file-store.ts'
import { includableNames } from '../../../server/src/workspace/includable.ts'
import { fixture } from '../../fixture.ts'

const built = { tree: undefined, folders: [] }
const tree = { tree: '/tree', folders: ['/tree/include', '/tree/configs/arm64/include'] }

/** `name → what is put in`, the word that is replaced in front. */
function offered(
  line: string,
  headers: typeof built | typeof tree = built,
  texts: Record<string, string> = {},
): string {
  const { files, path, offset } = fixture(`//- /board/cell.c\n${line}\n`)
  const file = files.read(path)
  const typed = file && typedPathAt(file, offset)
  if (!typed) return 'nothing'
  const found = includableNames(
    { from: path, folder: typed.folder, isQuoted: typed.isQuoted },
    headers,
    ['/board'],
    memoryFiles({ [path]: '', ...texts }),
  )
  const items = includeCompletions(typed, found).map(({ label, text }) => `${label} → ${plainText(text)}`)
  return [`«${spanText(typed.name)}»`, ...items].join('\n')
}

describe('the built-in headers', () => {
  test('folders first, then what is in them', () => {
    expect(offered('#include <$0')).toBe('«»\nasm/ → asm/\njailhouse/ → jailhouse/\nlinux/ → linux/')
    expect(offered('#include <jailhouse/c$0')).toBe(
      '«c»\ncell-config.h → cell-config.h>\nconsole.h → console.h>\npci_defs.h → pci_defs.h>\ntypes.h → types.h>',
    )
  })

  test('what is closed already is not closed again', () => {
    expect(offered('#include <jailhouse/$0>')).toContain('types.h → types.h\n'.trimEnd())
    expect(offered('#include <jailhouse/$0>')).not.toContain('>')
    expect(offered('  # include  "jailhouse/ty$0pes.h"')).toMatch(/^«types\.h»\n/)
  })
})

describe('in a tree', () => {
  const texts = {
    '/tree/include/jailhouse/cell-config.h': '',
    '/tree/configs/arm64/include/board.h': '',
    '/tree/secret.h': '',
    '/etc/passwd.h': '',
    '/board/variant.c': '',
    '/board/local.h': '',
    '/board/notes.txt': '',
  }

  test('the headers that are searched, and what is beside the file between quotes only', () => {
    expect(offered('#include <$0', tree, texts)).toBe(
      '«»\nboard.h → board.h>\njailhouse/ → jailhouse/\nlinux/ → linux/',
    )
    expect(offered('#include "$0', tree, texts)).toMatch(
      /^«»\nboard\.h .*\nlocal\.h → local\.h"\nvariant\.c → variant\.c"\n/,
    )
    expect(offered('#include <jailhouse/$0', tree, texts)).toBe('«»\ncell-config.h → cell-config.h>')
  })

  test('nothing that could not be included', () => {
    expect(offered('#include "../../../etc/$0', tree, texts)).toBe('«»')
    expect(offered('#include "../etc/$0', tree, texts)).toBe('«»')
  })
})

test.each([
  '#include $0',
  '#include <a.h>$0',
  '#define A <$0',
  'x = "$0',
  '#include "a" $0',
  '// #include <$0',
])('there is no path in %j', (line) => {
  expect(offered(line)).toBe('nothing')
})
