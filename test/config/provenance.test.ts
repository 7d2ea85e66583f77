/**
 * Where a value of a configuration comes from, asked with the three questions: where did the author write it, which
 * definition made it, and through which calls did it come. Carets say where it is written, after the name of the file
 * where that is another one.
 */
import { expect, test } from 'vitest'
import { callChain, definedBy, writtenAt } from '../../server/src/c/origin.ts'
import type { MemoryRegion } from '../../server/src/config/model.ts'
import { positionAt, textOfLine } from '../../server/src/text/source-file.ts'
import type { Span } from '../../server/src/text/span.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { workspaceWith } from './images.ts'

const path = '/board/cell.c'

const board = {
  '/board/board.h': `#pragma once
#define RAM_BASE 0x40000000
#define PAGES(n) ((n) * 0x1000)
#define WINDOW(at) { .phys_start = at, .virt_start = at, .size = PAGES(2), .flags = RW }
#define RW JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE
#define PAIR(at) WINDOW(at), WINDOW((at) + PAGES(16))
#define UART(n) UART##n##_BASE
#define UART3_BASE 0x9000000
#define WIDE(x) 0x##x##ULL
#define XWIDE(x) WIDE(x)
#define EACH(do, ...) do(__VA_ARGS__)
#define SIZED(at, ...) { .phys_start = at __VA_OPT__(, .size = __VA_ARGS__) }
`,
  '/board/window.inc': `{
  .phys_start = BASE,
  .size = PAGES(4),
},
`,
  '/board/more.inc': '#define BASE 0x50000000\n#include "window.inc"\n#undef BASE\n',
}

/** The field of a region of a cell whose regions are the given text. */
function valueOf(regions: string, index: number, field: 'physStart' | 'virtStart' | 'size' | 'flags') {
  const text = `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>
#include "board.h"
struct {
  struct jailhouse_cell_desc cell;
  struct jailhouse_memory mem_regions[4];
} __attribute__((packed)) config = {
  .mem_regions = {
${regions}
  },
};
`
  const analysis = workspaceWith(memoryFiles({ ...board, [path]: text })).analysis(path)
  expect(analysis?.translation.complaints).toEqual([])
  const region: MemoryRegion | undefined = analysis?.configurations[0]?.memory.items[index]
  const scalar = region?.[field]
  if (!scalar?.known) throw new Error('there is no such value')
  const { place, value } = scalar
  return {
    value,
    written: carets(writtenAt(place)),
    made: [place.first, place.last].map((token) => definedBy(token)?.name ?? '-'),
    chain: callChain(place.first).map(({ macro }) => macro.name),
    definition: placeOfDefinition(definedBy(place.first)?.nameToken),
  }
}

function placeOfDefinition(
  token: { readonly file: Span['file']; readonly start: number } | undefined,
): string {
  return token ? `${token.file.path}:${positionAt(token.file, token.start).line + 1}` : ''
}

/** The line that a span begins in, with carets below as far as it goes there. */
function carets({ file, start, end }: Span): string {
  const { line, column } = positionAt(file, start)
  const text = textOfLine(file, line)
  const name = file.path === path ? '' : `${file.path}\n`
  const width = Math.min(end - start, text.length - column)
  return `\n${name}${text}\n${' '.repeat(column)}${'^'.repeat(width)}`
}

test('a number stands where it stands', () => {
  expect(valueOf('    { .phys_start = 0x1000 },', 0, 'physStart')).toEqual({
    value: 0x1000n,
    written: `
    { .phys_start = 0x1000 },
                    ^^^^^^`,
    made: ['-', '-'],
    chain: [],
    definition: '',
  })
})

test('a value out of a header is written where the macro is named', () => {
  expect(valueOf('    { .phys_start = RAM_BASE + 0x1000 },', 0, 'physStart')).toEqual({
    value: 0x40001000n,
    written: `
    { .phys_start = RAM_BASE + 0x1000 },
                    ^^^^^^^^^^^^^^^^^`,
    made: ['RAM_BASE', '-'],
    chain: ['RAM_BASE'],
    definition: '/board/board.h:2',
  })
})

test('an argument stands where it is passed, however often it is passed on and used', () => {
  const found = {
    value: 0x7000n,
    written: `
    PAIR(0x7000),
         ^^^^^^`,
    made: ['WINDOW', 'WINDOW'],
    chain: ['WINDOW', 'PAIR'],
    definition: '/board/board.h:4',
  }
  expect(valueOf('    PAIR(0x7000),', 0, 'physStart')).toEqual(found)
  expect(valueOf('    PAIR(0x7000),', 0, 'virtStart')).toEqual(found)
})

test('a value that a macro makes of an argument and of its own belongs to the call', () => {
  expect(valueOf('    PAIR(0x7000),', 1, 'physStart')).toEqual({
    value: 0x17000n,
    written: `
    PAIR(0x7000),
    ^^^^^^^^^^^^`,
    made: ['WINDOW', 'PAGES'],
    chain: ['WINDOW', 'PAIR'],
    definition: '/board/board.h:4',
  })
})

test('a value out of nested bodies belongs to the outermost call', () => {
  expect(valueOf('    PAIR(0x7000),', 1, 'size')).toEqual({
    value: 0x2000n,
    written: `
    PAIR(0x7000),
    ^^^^^^^^^^^^`,
    made: ['PAGES', 'PAGES'],
    chain: ['PAGES', 'WINDOW', 'PAIR'],
    definition: '/board/board.h:3',
  })
  expect(valueOf('    PAIR(0x7000),', 0, 'flags')).toMatchObject({
    value: 3n,
    made: ['JAILHOUSE_MEM_READ', 'JAILHOUSE_MEM_WRITE'],
    chain: ['JAILHOUSE_MEM_READ', 'RW', 'WINDOW', 'PAIR'],
  })
})

test('a macro in an argument is written there', () => {
  expect(valueOf('    WINDOW(RAM_BASE),', 0, 'virtStart')).toEqual({
    value: 0x40000000n,
    written: `
    WINDOW(RAM_BASE),
           ^^^^^^^^`,
    made: ['RAM_BASE', 'RAM_BASE'],
    chain: ['RAM_BASE', 'WINDOW'],
    definition: '/board/board.h:2',
  })
})

test('a name that was pasted is a macro of its own, within the call that pasted it', () => {
  expect(valueOf('    { .phys_start = UART(3) },', 0, 'physStart')).toEqual({
    value: 0x9000000n,
    written: `
    { .phys_start = UART(3) },
                    ^^^^^^^`,
    made: ['UART3_BASE', 'UART3_BASE'],
    chain: ['UART3_BASE', 'UART'],
    definition: '/board/board.h:8',
  })
})

test('a number that was pasted belongs to the call', () => {
  expect(valueOf('    { .phys_start = XWIDE(1f000) },', 0, 'physStart')).toEqual({
    value: 0x1f000n,
    written: `
    { .phys_start = XWIDE(1f000) },
                    ^^^^^^^^^^^^`,
    made: ['WIDE', 'WIDE'],
    chain: ['WIDE', 'XWIDE'],
    definition: '/board/board.h:9',
  })
})

test('variadic arguments stand where they are passed', () => {
  expect(valueOf('    EACH(SIZED, 0x1000, 0x3000),', 0, 'size')).toEqual({
    value: 0x3000n,
    written: `
    EACH(SIZED, 0x1000, 0x3000),
                        ^^^^^^`,
    made: ['SIZED', 'SIZED'],
    chain: ['SIZED', 'EACH'],
    definition: '/board/board.h:12',
  })
})

test('an element out of an included file is written in that file', () => {
  const regions = '#define BASE 0x60000000\n#include "window.inc"\n#undef BASE\n#include "more.inc"'
  expect(valueOf(regions, 0, 'size')).toEqual({
    value: 0x4000n,
    written: `
/board/window.inc
  .size = PAGES(4),
          ^^^^^^^^`,
    made: ['PAGES', 'PAGES'],
    chain: ['PAGES'],
    definition: '/board/board.h:3',
  })
  expect(valueOf(regions, 0, 'physStart')).toMatchObject({ value: 0x60000000n, definition: `${path}:9` })
  expect(valueOf(regions, 1, 'physStart')).toEqual({
    value: 0x50000000n,
    written: `
/board/window.inc
  .phys_start = BASE,
                ^^^^`,
    made: ['BASE', 'BASE'],
    chain: ['BASE'],
    definition: '/board/more.inc:1',
  })
})

test('what is not written is said of the nearest braces', () => {
  expect(valueOf('    SIZED(0x1000),', 0, 'size')).toMatchObject({
    value: 0n,
    written: `
    SIZED(0x1000),
    ^^^^^^^^^^^^^`,
    chain: ['SIZED'],
  })
})
