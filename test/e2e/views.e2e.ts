/** What stands beside a config in the editor, and what stands above it. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { frameWith, goToLine, lineOf, openFile, runCommand, spaced, waitForElement } from './gestures.ts'
import { editorFolder, startVsCode, takePicture, type VsCode } from './vscode.ts'

const cell = 'osprey-vision.c'
const ordinary = 'ordinary.c'

describe.skipIf(editorFolder === undefined)('beside a config', () => {
  let editor: VsCode

  beforeAll(async () => {
    const files = { [ordinary]: 'int main(void)\n{\n\treturn 0;\n}\n' }
    editor = await startVsCode({ example: 'osprey', files, withExtension: true })
    await openFile(editor, cell)
    await editor.page.locator('.codelens-decoration').first().waitFor()
  })
  afterAll(() => editor?.close())

  test('stands above it what board it is on', async () => {
    await waitForElement(editor.page.locator('.editor-actions [aria-label="Show Memory Map"]').first())
    const lenses = await editor.page.locator('.codelens-decoration').allTextContents()
    expect(lenses.join()).toMatch(/on the board of osprey\.c.*1 error.*can run beside/s)
  })

  test('the language status says the same', async () => {
    await editor.page.locator('#status\\.languageStatus').first().click()
    const status = editor.page.locator('.hover-language-status', { hasText: 'Board of osprey.c' })
    await status.waitFor()
    await takePicture(editor, 'status')
    await status.locator('a', { hasText: 'Choose Root' }).click()
    await waitForRoots(editor)
  })

  test('what stands above it can be clicked', async () => {
    await editor.page.locator('.codelens-decoration a', { hasText: 'on the board of osprey.c' }).click()
    await waitForRoots(editor)
    await editor.page.locator('.codelens-decoration a', { hasText: 'can run beside' }).click()
    await frameWith(editor, '#stage svg')
    await editor.page.locator('.tabs-container .tab', { hasText: 'Map of' }).click({ button: 'middle' })
  })

  test('what Linux has to leave alone is copied from above the root', async () => {
    await openFile(editor, 'osprey.c')
    const lens = editor.page.locator('.codelens-decoration a', { hasText: 'Linux: ' })
    const [, options = ''] = /Linux: (.*)/.exec((await lens.textContent()) ?? '') ?? []
    expect(options).toMatch(/^mem/)
    await lens.click()
    await waitForElement(editor.page.locator('.statusbar', { hasText: spaced(`Copied: ${options}`) }))
    await takePicture(editor, 'lens-of-root')
  })

  test.each([
    ['Warden: Show Preprocessed Source', 'preprocessed', 'typedef'],
    ['Warden: Show Decoded Cell', 'decoded', 'cell.signature = "JHCLL"'],
    ['Warden: Show Annotated Image', 'image', '4a 48 43 4c 4c'],
  ])('%s opens it', async (command, name, text) => {
    await editor.page.locator('.tabs-container .tab', { hasText: cell }).first().click()
    await runCommand(editor, command)
    await editor.page.locator('.tabs-container .tab.active', { hasText: `${cell} (${name})` }).waitFor()
    await waitForElement(editor.page.locator('.view-line', { hasText: spaced(text) }).first())
    await takePicture(editor, `view-${name}`)
  })

  test('what is open follows what is typed', async () => {
    await editor.page.locator('.tabs-container .tab', { hasText: cell }).first().click()
    await goToLine(editor, lineOf(editor, cell, '.name = "osprey-vision"'))
    await editor.page.keyboard.press('End')
    for (let step = 0; step < '",'.length; step++) await editor.page.keyboard.press('ArrowLeft')
    await editor.page.keyboard.type('-2')
    // The last one that was opened is in sight: the image.
    await waitForElement(
      editor.page.locator('.view-line', { hasText: spaced('cell.name = "osprey-vision-2"') }).first(),
    )
  })

  test('a root is chosen, and the project file remembers it', async () => {
    await editor.page.locator('.tabs-container .tab', { hasText: cell }).first().click()
    await runCommand(editor, 'Warden: Choose Root Cell')
    await editor.page.locator('.quick-input-list .monaco-list-row', { hasText: 'osprey.c' }).first().click()
    await editor.page.locator('.notification-toast', { hasText: 'is on the board of osprey.c now' }).waitFor()
    const written: unknown = JSON.parse(readFileSync(join(editor.folder, 'warden.json'), 'utf8'))
    expect(written).toEqual({ boards: [{ root: 'osprey.c', cells: [cell] }] })
  })

  test('an image is built when somebody insists', async () => {
    await runCommand(editor, 'Warden: Build .cell Here')
    const refusal = editor.page.locator('.notification-toast', { hasText: 'Not built' })
    await refusal.locator('.monaco-button', { hasText: 'Build Anyway' }).click()
    await editor.page.locator('.notification-toast', { hasText: 'Built osprey-vision.cell' }).waitFor()
    expect(existsSync(join(editor.folder, 'osprey-vision.cell'))).toBe(true)
  })

  test('a report about all that is copied when somebody wants it', async () => {
    await runCommand(editor, 'Warden: Copy Diagnostic Report')
    await waitForElement(editor.page.locator('.notification-toast', { hasText: 'is in the clipboard' }))
  })

  test('other C files have none of this', async () => {
    await openFile(editor, ordinary)
    await editor.page.locator('.codelens-decoration').first().waitFor({ state: 'detached' })
    const icon = editor.page.locator('.editor-actions [aria-label="Show Memory Map"]')
    await icon.first().waitFor({ state: 'detached' })
    expect(await icon.count()).toBe(0)
  })
})

/** Waits for the list of root cells, and leaves it. */
async function waitForRoots({ page }: VsCode): Promise<void> {
  await page.locator('.quick-input-widget', { hasText: 'Root cell of osprey-vision.c' }).waitFor()
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'osprey.c' }).first().waitFor()
  await page.keyboard.press('Escape')
}
