/**
 * The editor of compiled configs: its table, what it explains, and the way from the list of problems to a row. The
 * editor speaks German here, so that all of it is seen to be translated, and the map, too; what the server says of a
 * config stays English.
 */
import axe from 'axe-core'
import type { Frame } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { englishWords } from '../../server/src/ide/map/map-words.ts'
import german from '../../l10n/bundle.l10n.de.json' with { type: 'json' }
import { frameWith, openFile, openRelatedPlace, waitForElement, waitForFileWithProblems } from './gestures.ts'
import { editorFolder, startVsCode, takePicture, type VsCode } from './vscode.ts'

const image = 'motion-of-last-year.cell'

describe.skipIf(editorFolder === undefined)('a compiled config, in German,', () => {
  let editor: VsCode
  let page: Frame

  beforeAll(async () => {
    // Under another name than that of its source, so that it is a config of its own.
    const images = { [image]: 'osprey-motion.c' }
    editor = await startVsCode({ example: 'osprey', images, language: 'de', withExtension: true })
    // The editor of images is known as soon as the extensions are.
    await openFile(editor, 'osprey.c')
    await editor.page.locator('.codelens-decoration').first().waitFor()
    await editor.page.locator('.explorer-folders-view .monaco-list-row', { hasText: image }).dblclick()
    page = await frameWith(editor, 'body.image table')
  })
  afterAll(() => editor?.close())

  test('opens field by field, with what is wrong with it', async () => {
    await page.locator('tr#row-0', { hasText: '4a 48 43 4c 4c' }).waitFor()
    expect(await page.locator('.findings li').allTextContents()).toContainEqual(
      expect.stringContaining('pio-wrap'),
    )
    expect(await page.locator('thead th').allTextContents()).toEqual(['Offset', 'Bytes', 'Feld', 'Wert'])
    await takePicture(editor, 'compiled')
  })

  test('is no place for English but what the server says', async () => {
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
    expect(await page.locator('#keys').innerText()).toMatch(/^Die Pfeiltasten/)
    const english = page.locator('[lang=en]', { hasText: 'I/O ports 0xffe0' })
    expect(await english.count()).toBeGreaterThan(1)
    await editor.page.locator('.tabs-container .tab', { hasText: 'osprey.c' }).first().click()
    await waitForElement(editor.page.locator('.codelens-decoration a', { hasText: /^Board mit 4 Zellen/ }))
    await waitForElement(editor.page.locator('.editor-actions [aria-label="Speicherkarte zeigen"]').first())
    await takePicture(editor, 'german')
    await editor.page.locator('.editor-actions [aria-label="Speicherkarte zeigen"]').first().click()
    const map = await frameWith(editor, '#stage svg')
    expect(await map.locator('[data-zoom="fit"]').innerText()).toBe('Einpassen')
    await map.locator('#address').fill('nirgends')
    await map.locator('#search button', { hasText: 'Finden' }).click()
    await waitForElement(map.locator('#status', { hasText: 'Das ist keine Adresse' }))
    await takePicture(editor, 'german-map')
    expect(await englishOn(map)).toEqual([])
    const states = await map.locator('#tables td:last-child').allInnerTexts()
    expect(states).toEqual(expect.arrayContaining(['immer', 'nicht erzeugt', 'vorhanden']))
    await map.locator('label', { hasText: 'osprey-vision' }).locator('input').uncheck()
    await waitForElement(map.locator('#status', { hasText: 'osprey-vision zerstört' }))
    expect(await englishOn(map)).toEqual([])
    await map.locator('#memory').scrollIntoViewIfNeeded()
    await takePicture(editor, 'german-tables')
    await editor.page.locator('.tabs-container .tab', { hasText: 'Karte von' }).click({ button: 'middle' })
    await editor.page.locator('.tabs-container .tab', { hasText: image }).first().click()
    page = await frameWith(editor, 'body.image table')
  })

  test('explains a field where the pointer rests, as a hover in C does', async () => {
    expect(await page.locator('#hover').isVisible()).toBe(false)
    await page.locator('tr[data-field="cell.flags"]').hover()
    await waitForElement(page.locator('#hover', { hasText: 'JAILHOUSE_CELL_PASSIVE_COMMREG' }))
    expect(await page.locator('#hover').innerText()).toMatch(
      /__u32 flags\b.*\bvalue\b.*\boffset 0x2c, 4 bytes/s,
    )
    await takePicture(editor, 'compiled-hover')
    await page.locator('#title').hover()
    await page.locator('#hover').waitFor({ state: 'hidden' })
  })

  test('is walked through by keys, and explained and spoken where Enter is pressed', async () => {
    await page.locator('tr[data-field="cell.cpu_set_size"]').focus()
    await editor.page.keyboard.press('ArrowDown')
    await editor.page.keyboard.press('Enter')
    await waitForElement(page.locator('#hover', { hasText: 'num_memory_regions' }))
    expect(await page.locator('#spoken').innerText()).toContain('num_memory_regions')
    // What is open follows the focus.
    await editor.page.keyboard.press('ArrowDown')
    await waitForElement(page.locator('#hover', { hasText: 'num_cache_regions' }))
    await takePicture(editor, 'compiled-keys')
    await editor.page.keyboard.press('Escape')
    await page.locator('#hover').waitFor({ state: 'hidden' })
    await editor.page.keyboard.press('F8')
    await waitForElement(page.locator('tr.row:focus[aria-describedby]'))
  })

  test('can be used by everybody, as far as axe can tell', async () => {
    await page.evaluate(axe.source)
    const violations: unknown = await page.evaluate(
      `axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
    )
    expect(violations).toEqual([])
  })

  test('is in the list of problems, from where a place of the entry leads to the row', async () => {
    const wanted = await page.locator('.findings a', { hasText: 'I/O ports' }).getAttribute('href')
    expect(await page.locator('tr.wanted').count()).toBe(0)
    await openRelatedPlace(editor, 'I/O ports 0xffe0', 'seine Zeile in der Tabelle')
    // Out of sight for a moment, the page is made anew.
    page = await frameWith(editor, `tr.wanted${wanted ?? ''}`)
    await waitForElement(page.locator(`tr.wanted${wanted ?? ''}:focus`))
    await takePicture(editor, 'compiled-problem')
    expect(await editor.page.locator('.tabs-container .tab', { hasText: image }).count()).toBe(1)
  })

  test('has no problems any more when its editor is closed', async () => {
    await waitForFileWithProblems(editor, image, true)
    await editor.page.locator('.tabs-container .tab', { hasText: image }).click({ button: 'middle' })
    await waitForFileWithProblems(editor, image, false)
  })
})

/** The words of a map that it says in English, of those that German has another one for. */
async function englishOn(map: Frame): Promise<readonly string[]> {
  const texts = await map.locator('body *').allTextContents()
  const said = new Set(texts.map((text) => text.trim()))
  const translated = new Set(Object.values(german))
  return Object.values(englishWords).filter((text) => said.has(text) && !translated.has(text))
}
