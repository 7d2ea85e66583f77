/** What is offered where something is given a value twice. */
import { expect, test } from 'vitest'
import { fixesFor, mended } from './mended.ts'

/** What each of the fixes makes of a run of initialisers. */
function results(example: string): readonly string[] {
  const fixes = fixesFor('initializer-overridden', example)
  return fixes.map((fix) => mended(example, fix)['example-cell.c'] ?? '')
}

test('the one or the other of two values can go, with the comment that belongs to it', () => {
  const field = `.cell.id = 3,
/* The old one. */
.cell.msg_reply_timeout = 1, // ms
// The new one.
.cell.msg_reply_timeout = 2,`
  expect(results(field)).toEqual([
    '.cell.id = 3,\n// The new one.\n.cell.msg_reply_timeout = 2,',
    '.cell.id = 3,\n/* The old one. */\n.cell.msg_reply_timeout = 1, // ms',
  ])
  expect(results('.cache_regions = { { .start = 1, .size = 4, .start = 2 } },')).toEqual([
    '.cache_regions = { { .size = 4, .start = 2 } },',
    '.cache_regions = { { .start = 1, .size = 4 } },',
  ])
  expect(results('.cache_regions = { [0] = { .size = 1 }, [0] = { .size = 2 } },')).toEqual([
    '.cache_regions = { [0] = { .size = 2 } },',
    '.cache_regions = { [0] = { .size = 1 } },',
  ])
})

test.each([
  ['a part of what is named as a whole', '.cache_regions = { { .start = 1 }, [0].start = 2 },'],
  ['an element of a range', '.cache_regions = { [0 ... 1] = { .size = 1 }, [0] = { .size = 2 } },'],
  ['what the next value goes on from', '.cache_regions = { { .start = 1, 2, .start = 1, 2 } },'],
  ['what a macro wrote', '#define TWO .start = 1, .start = 2\n.cache_regions = { { TWO } },'],
])('nothing is offered for %s', (_, example) => {
  expect(fixesFor('initializer-overridden', example)).toEqual([])
})

test('making a fix takes the finding away', () => {
  const example = '.cache_regions = { { .start = 1, .size = 4, .start = 2 } },'
  for (const result of results(example)) expect(fixesFor('initializer-overridden', result)).toEqual([])
})
