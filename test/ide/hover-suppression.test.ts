/** Hover on comments that suppress rules. */
import { expect, test } from 'vitest'
import { cellConfig, hovered } from './hovered.ts'

function onComment(comment: string): string {
  return hovered(`//- /board/cell.c
${cellConfig({ header: `${comment}\n\t\t.id = 5,` })}`)
}

test('it says what is suppressed, why, and what the rule is about', () => {
  expect(
    onComment('// warden-ignore cell-id$0-set: the driver of this product numbers the cells itself'),
  ).toMatchInlineSnapshot(`
    "«cell-id-set»

    **warden-ignore \`cell-id-set\`**, [the rule](pages/cell-id-set.md)

    | line 15 | suppressed: the id 5 has no effect |
    |:--|:--|
    | reason | the driver of this product numbers the cells itself |

    A configuration gives its cell an id."
  `)
})

test('anywhere in the comment all of its rules are told of, on a name only that one', () => {
  const comment = '/* warden-ignore cell-id-set, cpu-unknown: for a test */'
  const all = onComment(comment.replace('for', 'f$0or'))
  expect(all).toContain('**warden-ignore `cell-id-set`**')
  expect(all).toContain('**warden-ignore `cpu-unknown`**')
  expect(onComment(comment.replace('cpu', 'c$0pu'))).not.toContain('cell-id-set')
})

test.each([
  ['// warden-ignore cell-id$0-set', '| line 15 | suppresses nothing, since no reason is given |'],
  ['// warden-ignore cell-id$0-sett: no', '| line 15 | suppresses nothing: there is no such rule |'],
  ['// warden-ignore c-syn$0tax: no', '| line 15 | suppresses nothing: this cannot be suppressed |'],
  ['// warden-ignore comm-region$0-size: no', '| line 15 | suppresses nothing: there is no such finding |'],
])('%s', (comment, fact) => {
  expect(onComment(comment)).toContain(fact)
})
