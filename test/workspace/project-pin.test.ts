/** Choosing a root: what it makes of a project file, and what it leaves as it is. */
import { describe, expect, test } from 'vitest'
import { sourceFile } from '../../server/src/text/source-file.ts'
import { withPin } from '../../server/src/workspace/project-pin.ts'

const folder = '/board'

function pinned(text: string, cell: string, root: string | undefined): unknown {
  const file = sourceFile(`${folder}/warden.json`, text)
  const result = withPin(file, {
    cell: `${folder}/${cell}`,
    root: root === undefined ? undefined : `${folder}/${root}`,
  })
  return 'text' in result ? result.text : result
}

const commented = `{
  // Two machines.
  "boards": [
    { "root": "tern.c", "cells": ["tern-a.c", "b.c"] }, // the small one
    { "root": "plover.c", "cells": ["plover-*.c"] },
  ],
}
`

describe('a cell gets a root', () => {
  test('in a file that does not exist yet', () => {
    const text = '{\n  "boards": [{ "root": "tern.c", "cells": ["cells/a.c"] }]\n}\n'
    expect(pinned('', 'cells/a.c', 'tern.c')).toBe(text)
    expect(pinned('{ "preset": "all" }\n', 'a.c', 'tern.c')).toBe(
      '{ "preset": "all",\n  "boards": [{ "root": "tern.c", "cells": ["a.c"] }] }\n',
    )
  })

  test('on the board that it has, with everything else as it is', () => {
    const text = pinned(commented, 'c.c', 'tern.c')
    expect(text).toBe(commented.replace('"b.c"]', '"b.c", "c.c"]'))
  })

  test('as a board of its own, on a line of its own where the others are', () => {
    expect(pinned(commented, 'c.c', 'new.c')).toBe(
      commented.replace('"plover-*.c"] },', '"plover-*.c"] },\n    { "root": "new.c", "cells": ["c.c"] },'),
    )
  })

  test('and leaves the board that it was on', () => {
    const text = pinned(commented, 'b.c', 'plover.c')
    expect(text).toContain('{ "root": "tern.c", "cells": ["tern-a.c"] }, // the small one')
    expect(text).toContain('"cells": ["plover-*.c", "b.c"]')
  })

  test('with nothing to do where it is on that board already, by name or by pattern', () => {
    expect(pinned(commented, 'b.c', 'tern.c')).toBe(commented)
    expect(pinned(commented, 'plover-a.c', 'plover.c')).toBe(commented)
  })
})

test('a cell whose root is to be found again is taken out', () => {
  expect(pinned(commented, 'b.c', undefined)).toBe(commented.replace('["tern-a.c", "b.c"]', '["tern-a.c"]'))
  expect(pinned(commented, 'other.c', undefined)).toBe(commented)
  const only = '{ "boards": [{ "root": "tern.c", "cells": [ "a.c", ] }] }'
  expect(pinned(only, 'a.c', undefined)).toBe('{ "boards": [{ "root": "tern.c", "cells": [  ] }] }')
})

describe('nothing is written', () => {
  test('where a pattern puts the cell on another board', () => {
    expect(pinned(commented, 'plover-a.c', 'tern.c')).toEqual({ problem: 'pattern', pattern: 'plover-*.c' })
    expect(pinned(commented, 'plover-a.c', undefined)).toEqual({ problem: 'pattern', pattern: 'plover-*.c' })
  })

  test('into a text that is no JSON', () => {
    expect(pinned('{ "boards": [', 'b.c', 'tern.c')).toEqual({ problem: 'syntax' })
  })

  test('about files outside of its folder', () => {
    const file = sourceFile('/board/warden.json', commented)
    expect(withPin(file, { cell: '/b.c', root: '/board/tern.c' })).toEqual({ problem: 'outside' })
    expect(withPin(file, { cell: '/board/b.c', root: '/tern.c' })).toEqual({ problem: 'outside' })
  })
})

test('what is written is understood: writing it again changes nothing', () => {
  for (const root of ['tern.c', 'plover.c', 'new.c']) {
    const once = pinned(commented, 'b.c', root)
    expect(pinned(String(once), 'b.c', root)).toBe(once)
  }
})
