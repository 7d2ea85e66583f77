/** Our Markdown as markup: what is shown is what a renderer of Markdown would show, and text stays text. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hoverMarkup } from '../../client/src/hover-markup.ts'
import {
  bold,
  code,
  codeBlock,
  document,
  facts,
  link,
  list,
  plain,
  table,
} from '../../server/src/ide/markdown.ts'

test('facts, lists, tables and code', () => {
  const markdown = document([
    bold(code('__u64 size')),
    facts([
      ['value', code('a | b')],
      ['place', plain('x_y *z*')],
    ]),
    list([plain('one'), `${bold('two')} ${plain('<b>')}`]),
    table(['#', 'who', 'what'], [['0', plain('a'), plain('b')]]),
    codeBlock('int a;\n\nint <b>;'),
  ])
  expect(hoverMarkup(markdown)).toMatchInlineSnapshot(`
    "<p><b><code>__u64 size</code></b></p>
    <table><tr><th scope="row">value</th><td><code>a | b</code></td></tr><tr><th scope="row">place</th><td>x_y *z*</td></tr></table>
    <ul><li>one</li><li><b>two</b> &lt;b&gt;</li></ul>
    <table><tr><th scope="col">#</th><th scope="col">who</th><th scope="col">what</th></tr><tr><td>0</td><td>a</td><td>b</td></tr></table>
    <pre>int a;

    int &lt;b&gt;;</pre>"
  `)
})

test('links are their words', () => {
  expect(hoverMarkup(`see ${link(plain('the page'), 'https://example.org/a')}.`)).toBe('<p>see the page.</p>')
})

test('text that somebody wrote comes out as it went in', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[-a-z0-9 <>&"'*_`~|[\]()\\#+=.!:/]{1,40}$/), (text) => {
      const said = text.replace(/\s+/g, ' ').trim()
      // Tables of Markdown have no way to say these two in a row.
      fc.pre(said !== '' && !said.includes('\\|'))
      expect(shown(hoverMarkup(document([plain(text)])))).toBe(said)
      expect(shown(hoverMarkup(document([code(text)])))).toBe(said)
      expect(
        shown(
          hoverMarkup(
            facts([
              ['a', plain(text)],
              ['b', code(text)],
            ]),
          ),
        ),
      ).toBe(`a${said}b${said}`)
    }),
  )
})

/** The text that a page shows. */
function shown(markup: string): string {
  return markup
    .replace(/<\/?(?:p|b|code|ul|li|table|tr|t[hd](?: scope="\w+")?)>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}
