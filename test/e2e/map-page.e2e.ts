/// <reference lib="dom" />
/**
 * The page that `warden map --format html` writes, in a browser: looked around in with mouse and keys, and with cells
 * created and destroyed on it. It needs the browser of the editor's tests, but no editor.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mapOf } from '../../server/src/ide/map/board-map.ts'
import { pageOf } from '../../server/src/ide/map/page.ts'
import { usualSelection } from '../../server/src/ide/map/selection.ts'
import { exampleBoardNamed, selected } from '../ide/map/drawn-boards.ts'
import { startBrowser } from './browser.ts'
import { editorFolder } from './vscode.ts'

const board = exampleBoardNamed('osprey')
const pictureFolder = process.env['WARDEN_PICTURES']
const looks = [
  ['light', { colorScheme: 'light', contrast: 'no-preference' }],
  ['dark', { colorScheme: 'dark', contrast: 'no-preference' }],
  ['high-contrast', { colorScheme: 'dark', contrast: 'more' }],
] as const

let browser: Browser
let folder: string

describe.skipIf(editorFolder === undefined)('the page of a map', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'warden-page-'))
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('asks for nothing from elsewhere, and goes wrong nowhere', async () => {
    const page = await browser.newPage()
    const asked: string[] = []
    const wrong: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (message) => wrong.push(message.text()))
    page.on('pageerror', (error) => wrong.push(error.message))
    await page.goto(pageWith([]))
    await page.locator('#stage svg').first().waitFor()
    expect([asked.length, wrong]).toEqual([1, []])
    await page.close()
  })

  describe.each(looks)('in %s colours', (name, media) => {
    let page: Page
    beforeAll(async () => {
      page = await browser.newPage({ viewport: { width: 1400, height: 900 } })
      await page.emulateMedia(media)
      await page.goto(pageWith(usualSelection(board)))
    })
    afterAll(() => page?.close())

    test('can be used by everybody, as far as axe can tell', async () => {
      await takePicture(page, `page-${name}`)
      expect(await violationsIn(page)).toEqual([])
      await page.locator('#address').fill('0x70000000')
      await page.keyboard.press('Enter')
      expect(await violationsIn(page)).toEqual([])
      await takePicture(page, `page-found-${name}`)
    })
  })

  describe('looked around in', () => {
    let page: Page
    beforeAll(async () => {
      page = await browser.newPage({ viewport: { width: 900, height: 700 } })
      await page.goto(pageWith(usualSelection(board)))
    })
    afterAll(() => page?.close())

    test('becomes larger and smaller by buttons, keys and the wheel', async () => {
      const first = await drawingWidth(page)
      await page.getByRole('button', { name: 'Larger' }).click()
      expect(await drawingWidth(page)).toBeCloseTo(first * 1.25, 0)
      await page.locator('#stage').focus()
      await page.keyboard.press('-')
      await page.keyboard.press('-')
      expect(await drawingWidth(page)).toBeCloseTo(first / 1.25, 0)
      await page.keyboard.press('0')
      expect(await page.locator('#scale').textContent()).toBe('100 %')
      await page.locator('#stage').hover()
      await page.keyboard.down('Control')
      await page.mouse.wheel(0, -200)
      await page.keyboard.up('Control')
      await page.waitForFunction(() => document.getElementById('scale')?.textContent !== '100 %')
      expect(await drawingWidth(page)).toBeGreaterThan(first * 1.2)
      await page.getByRole('button', { name: 'Fit' }).click()
      expect(await drawingWidth(page)).toBeLessThanOrEqual(900)
      await page.getByRole('button', { name: 'Actual size' }).click()
      expect(await drawingWidth(page)).toBe(first)
    })

    test('can be dragged', async () => {
      await page.locator('#stage').hover({ position: { x: 400, y: 300 } })
      const before = await scrolled(page)
      await page.mouse.down()
      await page.mouse.move(250, 420)
      await page.mouse.move(150, 350)
      await page.mouse.up()
      const after = await scrolled(page)
      expect([before.left < after.left, before.top < after.top]).toEqual([true, true])
    })

    test('finds an address, and says who has it', async () => {
      await find(page, '7000_1000')
      expect(await page.locator('#status').textContent()).toMatch(/^0x70001000: hypervisor memory/)
      expect(await isInStage(page, '[data-row].chosen')).toBe(true)
      await find(page, 'nowhere')
      expect(await page.locator('#status').textContent()).toBe('That is no address in hexadecimal.')
      await find(page, '0xffffffffffffffff')
      expect(await page.locator('#status').textContent()).toBe(
        '0xffffffffffffffff: nothing of the board is there.',
      )
    })

    test('explains what is pointed at', async () => {
      const block = page.locator('[data-block]:visible', { hasText: 'RAM: start' }).first()
      await block.scrollIntoViewIfNeeded()
      await block.hover()
      expect(await page.locator('#hint').textContent()).toMatch(/^osprey-motion: RAM: start-up code\n0x/)
      await page.keyboard.press('Escape')
      expect(await page.locator('#hint').isHidden()).toBe(true)
    })

    test('leads by keys alone from the tables to the drawing', async () => {
      await page.reload()
      await page.keyboard.press('Tab')
      expect(await focused(page)).toBe('Skip the drawing')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      const address = await focused(page)
      expect(address).toMatch(/^0x/)
      await page.keyboard.press('Enter')
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('stage')
      expect(await page.locator('#status').textContent()).toContain(address)
      expect(await isInStage(page, 'g.chosen')).toBe(true)
    })

    test('says everything in its tables that it shows', async () => {
      for (const kind of ['block', 'keeping', 'item']) {
        const numbers = (selector: string): Promise<string[]> =>
          page
            .locator(selector)
            .evaluateAll(
              (all, name) => all.map((one) => one.getAttribute(name) ?? '').toSorted(),
              `data-${kind}`,
            )
        const drawn = new Set(await numbers(`#stage g[data-${kind}]`))
        expect([kind, new Set(await numbers(`#tables tr[data-${kind}]`))]).toEqual([kind, drawn])
      }
      const states = await page.locator('#tables td:last-child').allTextContents()
      expect(states.filter((text) => text === '')).toEqual([])
    })
  })

  test('creates and destroys cells as if it had been made for them', async () => {
    const [page, other] = [await browser.newPage(), await browser.newPage()]
    await page.goto(pageWith(usualSelection(board)))
    for (let bits = 0; bits < 1 << board.cells.length; bits++) {
      const created = selected(board, bits)
      await other.goto(pageWith(created))
      for (const [index, cell] of board.cells.entries())
        await page.locator(`input[data-lane="${index + 1}"]`).setChecked(created.includes(cell))
      expect(await shownOn(page)).toEqual(await shownOn(other))
    }
    await page.close()
    await other.close()
  })

  test('destroys the cells that a new one cannot exist beside, and says so', async () => {
    const page = await browser.newPage()
    await page.goto(pageWith(usualSelection(board)))
    const [motion, service] = ['osprey-motion', 'osprey-service'].map((name) => page.getByLabel(name))
    expect([await motion?.isChecked(), await service?.isChecked()]).toEqual([true, false])
    await service?.check()
    expect([await motion?.isChecked(), await service?.isChecked()]).toEqual([false, true])
    expect(await page.locator('#status').textContent()).toBe(
      'osprey-service created. osprey-motion destroyed: both have CPU 1.',
    )
    await page.close()
  })
})

/** Writes the page with these cells created, and gives its address. */
function pageWith(created: Parameters<typeof mapOf>[1]): string {
  const path = join(folder, `${created.map((cell) => board.cells.indexOf(cell)).join('-') || 'none'}.html`)
  writeFileSync(path, pageOf(mapOf(board, created), 'Warden'))
  return pathToFileURL(path).href
}

/** What everything on a page looks like, and what is said about it. */
function shownOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const things = document.querySelectorAll(
      '#stage g[data-block],#stage g[data-mark],#stage g[data-item],#stage g[data-head],#stage .knot',
    )
    const drawn = Array.from(things, (one) => `${one.getAttribute('class')}: ${one.textContent}`)
    const rows = Array.from(document.querySelectorAll('#tables tbody tr'), (row) => {
      return `${row.className} ${row.lastElementChild?.textContent}`
    })
    return [...drawn, ...rows]
  })
}

function drawingWidth(page: Page): Promise<number> {
  return page
    .locator('#stage svg')
    .first()
    .evaluate((svg) => svg.clientWidth)
}

function scrolled(page: Page): Promise<{ left: number; top: number }> {
  return page
    .locator('#stage')
    .evaluate(({ scrollLeft, scrollTop }) => ({ left: scrollLeft, top: scrollTop }))
}

async function find(page: Page, address: string): Promise<void> {
  await page.getByLabel('Address').fill(address)
  await page.getByRole('button', { name: 'Find' }).click()
}

/** Whether the first of these elements can be seen in the frame of the drawing. */
function isInStage(page: Page, selector: string): Promise<boolean> {
  return page
    .locator(`#stage ${selector}`)
    .first()
    .evaluate((one) => {
      const frame = document.getElementById('stage')?.getBoundingClientRect() ?? one.getBoundingClientRect()
      const place = one.getBoundingClientRect()
      return (
        frame.top <= place.top && place.top < frame.bottom && place.left < frame.right && 0 < place.height
      )
    })
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '')
}

async function violationsIn(page: Page): Promise<unknown> {
  await page.evaluate(axe.source)
  return page.evaluate(
    `axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
  )
}

async function takePicture(page: Page, name: string): Promise<void> {
  if (pictureFolder === undefined) return
  mkdirSync(pictureFolder, { recursive: true })
  await page.screenshot({ path: join(pictureFolder, `${name}.png`), fullPage: true })
}
