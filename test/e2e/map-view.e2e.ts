/// <reference lib="dom" />
/** The map's page in the editor, by itself in a browser: this test says to it what the extension says. */
import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FromView, ToView } from '../../client/src/map-view/messages.ts'
import { mapOf } from '../../server/src/ide/map/board-map.ts'
import { drawnMap } from '../../server/src/ide/map/layout.ts'
import { lanesOf } from '../../server/src/ide/map/lanes.ts'
import { lineChanges } from '../../server/src/ide/map/line-changes.ts'
import { liveDataOf, liveDataText } from '../../server/src/ide/map/live-data.ts'
import { selectionNamed } from '../../server/src/ide/map/named-selection.ts'
import { pageBody } from '../../server/src/ide/map/page-body.ts'
import { exampleBoardNamed } from '../ide/map/drawn-boards.ts'
import { startBrowser } from './browser.ts'
import { editorFolder } from './vscode.ts'

declare const told: FromView[]

const board = exampleBoardNamed('plover')
const cells = lanesOf(board, [])
  .slice(1)
  .map(({ name }) => name)

describe.skipIf(editorFolder === undefined)('the page of the map in the editor', () => {
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await startBrowser()
    page = await browser.newPage()
    await page.setContent('<p id="notice"></p><div id="map" data-words="null"></div>')
    await page.addScriptTag({
      content: `const told = []; const acquireVsCodeApi = () => ({ postMessage: (it) => told.push(it), setState() {} })`,
    })
    for (const script of ['map-page.js', 'map-view.js'])
      await page.addScriptTag({ path: resolve(import.meta.dirname, '../../dist', script) })
  })
  afterAll(() => browser?.close())

  const say = (message: ToView): Promise<void> =>
    page.evaluate((data) => void dispatchEvent(new MessageEvent('message', { data })), message)
  const lastTold = (): Promise<FromView | undefined> => page.evaluate(() => told.at(-1))
  const chosen = (): Promise<readonly string[]> =>
    page.locator('label', { has: page.locator('input[data-lane]:checked') }).allTextContents()

  test('keeps the cells that somebody has chosen, when a drawing of the choice before comes late', async () => {
    await say(mapMessage(0, 1, cells))
    const all = await chosen()
    expect(all).toHaveLength(cells.length)
    await page.locator('input[data-lane]').first().uncheck()
    expect(await lastTold()).toEqual({ type: 'cells', created: cells.slice(1), turn: 1 })
    await say(mapMessage(0, 2, cells))
    expect(await chosen()).toEqual(all.slice(1))
    await say(mapMessage(1, 3, cells.slice(1)))
    expect(await chosen()).toEqual(all.slice(1))
    await say(mapMessage(1, 4, cells))
    expect(await chosen()).toEqual(all)
  })

  test('says which drawing it has when it gets the changes of another one', async () => {
    await say(mapMessage(1, 5, cells))
    const message = mapMessage(1, 7, cells)
    await say({ ...message, page: { ...message.page, since: 6 } })
    expect(await lastTold()).toMatchObject({ type: 'room', drawing: 5, turn: 1 })
  })
})

/** A drawing of the board with these cells. */
function mapMessage(turn: number, drawing: number, created: readonly string[]): ToView & { type: 'map' } {
  const drawn = drawnMap(mapOf(board, selectionNamed(board, created)), true, 700)
  const [html = [], data = []] = [pageBody(drawn, true), liveDataText(liveDataOf(drawn))].map((text) =>
    lineChanges([], text.split('\n')),
  )
  return { type: 'map', uri: 'file:///plover.c', turn, page: { drawing, since: null, html, data } }
}
