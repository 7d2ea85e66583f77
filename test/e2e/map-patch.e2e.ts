/// <reference lib="dom" />
/** Markup brought up to date in a page, in a browser: what is the same stays, and the rest becomes like new markup. */
import { resolve } from 'node:path'
import { build } from 'esbuild'
import fc from 'fast-check'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { patchChildren } from '../../client/src/map-view/patch.ts'
import { mapOf } from '../../server/src/ide/map/board-map.ts'
import { drawnMap } from '../../server/src/ide/map/layout.ts'
import { pageBody } from '../../server/src/ide/map/page-body.ts'
import { boardFrom } from '../board/partition/boards.ts'
import { anyBoardText, exampleBoardNamed, selected } from '../ide/map/drawn-boards.ts'
import { startBrowser } from './browser.ts'
import { editorFolder } from './vscode.ts'

declare const patching: { readonly patchChildren: typeof patchChildren }

describe.skipIf(editorFolder === undefined)('markup that is patched', () => {
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await startBrowser()
    page = await browser.newPage()
    const { outputFiles } = await build({
      entryPoints: [resolve(import.meta.dirname, '../../client/src/map-view/patch.ts')],
      bundle: true,
      format: 'iife',
      globalName: 'patching',
      write: false,
    })
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' })
  })
  afterAll(() => browser?.close())

  /** Whether the first markup becomes like each of the others when it is brought up to date to them in turn. */
  const becomesLike = (markups: readonly string[]): Promise<readonly boolean[]> =>
    page.evaluate((all) => {
      const parsed = all.map((markup) => {
        const template = document.createElement('template')
        template.innerHTML = markup
        return template.content
      })
      document.body.replaceChildren(...parsed.slice(0, 1).map((nodes) => document.importNode(nodes, true)))
      return parsed.map((nodes, index) => {
        const before = parsed[index - 1]
        if (before) patching.patchChildren(document.body, before, nodes)
        const like = document.createElement('body')
        like.append(document.importNode(nodes, true))
        return document.body.isEqualNode(like)
      })
    }, markups)

  test('becomes like new, from any map to any other', async () => {
    const boards = [
      ...['tern', 'osprey', 'plover', 'osprey'].map((name) => exampleBoardNamed(name)),
      ...fc.sample(anyBoardText, { numRuns: 12, seed: 7 }).map((text) => boardFrom(text)),
    ]
    const markups = boards.map((board, index) =>
      pageBody(drawnMap(mapOf(board, selected(board, index)), true, 700), true),
    )
    expect(await becomesLike(markups)).toEqual(markups.map(() => true))
  })

  test('keeps the elements behind something new, and what a script has made of them', async () => {
    await becomesLike([list('a', 'c', 'd')])
    const kept = await page.evaluate(
      ([before = '', next = '']) => {
        const [last] = [...document.querySelectorAll('li')].slice(-1)
        last?.classList.add('chosen')
        const [old, fresh] = [before, next].map((markup) => {
          const template = document.createElement('template')
          template.innerHTML = markup
          return template.content
        })
        if (old && fresh) patching.patchChildren(document.body, old, fresh)
        return [document.querySelector('li:last-child') === last, last?.outerHTML]
      },
      [list('a', 'c', 'd'), list('a', 'b', 'c', 'd')],
    )
    expect(kept).toEqual([true, '<li data-number="3" class="chosen"><b>d</b></li>'])
  })
})

function list(...names: readonly string[]): string {
  return `<ul>${names.map((name, index) => `<li data-number="${index}"><b>${name}</b></li>`).join('')}</ul>`
}
