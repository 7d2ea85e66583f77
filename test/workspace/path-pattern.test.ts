/** Patterns of paths: what they mean, and that none of them can hold anybody up. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { patternIn } from '../../server/src/workspace/path-pattern.ts'

test.each<[pattern: string, matching: readonly string[], others: readonly string[]]>([
  ['*.c', ['a.c', '.c', 'a.b.c'], ['a.h', 'b/a.c', 'a.cell']],
  ['board-?.c', ['board-a.c'], ['board-.c', 'board-ab.c', 'board-/.c']],
  ['*', ['a', 'a.c'], ['a/b']],
  ['**', ['a', 'a/b/c.c'], []],
  ['**/x.c', ['x.c', 'a/x.c', 'a/b/x.c'], ['ax.c', 'x.c/a']],
  ['*/x.c', ['a/x.c'], ['x.c', 'a/b/x.c']],
  ['**/a/**/x.c', ['a/x.c', 'b/a/a/b/x.c'], ['x.c', 'b/x.c']],
  ['{a,b-*}.c', ['a.c', 'b-.c', 'b-1.c'], ['b.c', 'a,b-*.c']],
  ['{a/x,b}.c', ['a/x.c', 'b.c'], ['x.c', 'a/b.c']],
  ['{a{1,2},b}.c', ['a1.c', 'a2.c', 'b.c'], ['a.c', 'a1']],
  ['a*b*c', ['abc', 'axbxbxc', 'abcbc'], ['ab', 'acb', 'abcd']],
  ['*{', ['x{', '{'], ['x']],
  ['*[a]+(b)!', ['x[a]+(b)!'], ['xa', 'xb']],
])('%s', (pattern, matching, others) => {
  const matches = patternIn(pattern)?.matches
  expect(matching.filter((path) => !matches?.(path))).toEqual([])
  expect(others.filter((path) => matches?.(path))).toEqual([])
})

test.each([
  ['configs/arm64/board-*.c', 'configs/arm64', 0],
  ['./configs//*/board.c', 'configs', 1],
  ['../*.c', '..', 0],
  ['/boards/{a,b/c}/*.c', '/boards', 2],
  ['**/*.c', '', Infinity],
])('%s is looked for in %s, %s folders deep', (text, base, levels) => {
  expect(patternIn(text)).toMatchObject({ base, levels })
})

test.each(['board.c', 'configs/board.c', '!board.c', 'board[1].c', ''])('%s is a plain path', (text) => {
  expect(patternIn(text)).toBeUndefined()
})

test('it is what a regular expression says, where that says it in time', () => {
  const letters = fc.constantFrom('a', 'b', '*', '?')
  const name = fc.array(letters, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''))
  const path = fc.stringMatching(/^[ab]{1,8}$/)
  fc.assert(
    fc.property(name, path, (pattern, text) => {
      const words = Array.from(pattern).map((letter) =>
        letter === '*' ? '[^/]*' : letter === '?' ? '[^/]' : letter,
      )
      const expected = pattern === '**' || new RegExp(`^${words.join('')}$`).test(text)
      expect(patternIn(pattern)?.matches(text) ?? pattern === text).toBe(expected)
    }),
  )
})

test('no pattern takes long, however many stars and braces it has', () => {
  const stars = patternIn(`${'*a'.repeat(200)}b`)
  expect(stars?.matches('a'.repeat(5000))).toBe(false)
  const folders = patternIn(`${'**/a/'.repeat(90)}x`)
  expect(folders?.matches('a/'.repeat(2000))).toBe(false)
  const braces = patternIn('{a,b}'.repeat(100))
  expect(braces?.matches('c')).toBe(false)
})
