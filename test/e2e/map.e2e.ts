/** The memory map in the editor: seen, live, and a way to the sources and back, with mouse and keys. */
import axe from 'axe-core'
import type { Frame } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { frameWith, goToLine, lineOf, openFile, runCommand, waitForElement } from './gestures.ts'
import { editorFolder, startVsCode, takePicture, type VsCode } from './vscode.ts'

const cell = 'osprey-vision.c'
/** A region of the cell, by the comment on it. */
const region = 'RAM: start-up code'

describe.skipIf(editorFolder === undefined).each([
  ['dark', 'Default Dark Modern'],
  ['light', 'Default Light Modern'],
  ['high-contrast', 'Default High Contrast'],
])('the memory map in %s colours', (name, theme) => {
  let editor: VsCode
  let map: Frame

  beforeAll(async () => {
    const settings = { 'workbench.colorTheme': theme }
    editor = await startVsCode({ example: 'osprey', settings, withExtension: true })
    await openFile(editor, cell)
    await editor.page.locator('.codelens-decoration').first().waitFor()
    await runCommand(editor, 'Warden: Show Memory Map')
    map = await frameWith(editor, '#stage svg')
  })
  afterAll(() => editor?.close())

  test('shows every cell of the board', async () => {
    const heads = (await map.locator('[data-head]').allTextContents()).join('\n')
    for (const lane of ['root', 'motion', 'service', 'vision']) expect(heads).toContain(lane)
    await takePicture(editor, `map-${name}`)
  })

  test('marks what the cursor is in', async () => {
    await backToSource(editor)
    await goToLine(editor, lineOf(editor, cell, region) + 1)
    await waitForElement(map.locator('[data-block].chosen', { hasText: 'RAM: start' }).first())
    expect(await map.locator('tr.chosen').allTextContents()).toEqual([expect.stringContaining(region)])
    await takePicture(editor, `map-cursor-${name}`)
  })

  test('follows what is typed', async () => {
    await backToSource(editor)
    await goToLine(editor, lineOf(editor, cell, region))
    await editor.page.keyboard.press('End')
    for (let step = 0; step < ' */ {'.length; step++) await editor.page.keyboard.press('ArrowLeft')
    await editor.page.keyboard.type(' of today')
    await waitForElement(map.locator('td', { hasText: `${region} of today` }).first())
  })

  test('leads to the source by a click', async () => {
    await map.locator('[data-block]:visible', { hasText: 'ACPI tables' }).first().click()
    await editor.page.locator('.tabs-container .tab.active', { hasText: /^osprey\.c/ }).waitFor()
    await waitForCursor(editor, lineOf(editor, 'osprey.c', 'ACPI tables'))
    await takePicture(editor, `map-click-${name}`)
  })

  test('leads to the source by keys', async () => {
    const place = map.locator('td.place button', { hasText: `${cell}:` }).first()
    const [, line = ''] = /:(\d+)$/.exec((await place.textContent()) ?? '') ?? []
    await place.press('Enter')
    await editor.page.locator('.tabs-container .tab.active', { hasText: cell }).waitFor()
    await waitForCursor(editor, Number(line))
  })

  test('draws the board with the cells that are chosen, and keeps the choice', async () => {
    const box = map.locator('label', { hasText: 'osprey-vision' }).locator('input')
    await box.uncheck()
    await map.locator('[data-head].absent', { hasText: 'vision' }).waitFor()
    await map.locator('#status', { hasText: 'osprey-vision destroyed' }).waitFor()
    expect(await box.isChecked()).toBe(false)
  })

  test('can be used by everybody, as far as axe can tell', async () => {
    await map.evaluate(axe.source)
    const violations: unknown = await map.evaluate(
      `axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
    )
    expect(violations).toEqual([])
  })
})

async function backToSource({ page }: VsCode): Promise<void> {
  await page.locator('.tabs-container .tab', { hasText: cell }).first().click()
}

async function waitForCursor({ page }: VsCode, line: number): Promise<void> {
  await page.locator('#status\\.editor\\.selection', { hasText: `Ln ${line},` }).waitFor()
}
