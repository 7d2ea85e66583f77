/** Findings in the editor: seen, explained, mended; and nothing of it where Warden has no business. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { goToLine, hover, lineOf, openFile, waitForNoProblem, waitForProblem } from './gestures.ts'
import { editorFolder, startVsCode, takePicture, type VsCode } from './vscode.ts'

const ordinary = 'ordinary.c'
const faulty = 'faulty.c'

const faultyText = `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
	struct jailhouse_cell_desc cell;
	__u64 cpus[1];
} __attribute__((packed)) config = {
	.cell = {
		.signature = JAILHOUSE_SYSTEM_SIGNATURE,
		.architecture = JAILHOUSE_ARM64,
		.revision = JAILHOUSE_CONFIG_REVISION,
		.name = "faulty",
		.cpu_set_size = sizeof(config.cpus),
	},
	.cpus = { 0b10 },
};
`

describe.skipIf(editorFolder === undefined)('findings', () => {
  let editor: VsCode

  beforeAll(async () => {
    editor = await startVsCode({
      example: 'osprey',
      files: { [ordinary]: 'int main(void)\n{\n\treturn 1 << 40;\n}\n', [faulty]: faultyText },
      withExtension: true,
    })
  })
  afterAll(() => editor?.close())

  test('are underlined and listed, with the place in the other file', async () => {
    await openFile(editor, 'osprey-vision.c')
    await goToLine(editor, lineOf(editor, 'osprey-vision.c', 'MISTAKE [pio-conflict-cells]') + 1)
    await editor.page
      .locator('.squiggly-error, .squiggly-warning, .squiggly-info')
      .first()
      .waitFor({ state: 'attached' })
    await waitForProblem(editor, 'pio-conflict-cells')
    await takePicture(editor, 'findings')
  })

  test('are explained where the mouse rests', async () => {
    await openFile(editor, 'osprey-vision.c')
    await goToLine(editor, lineOf(editor, 'osprey-vision.c', 'MISTAKE [pio-conflict-cells]') + 1)
    expect(await hover(editor, 'PIO_RANGE')).toContain('pio-conflict-cells')
    await takePicture(editor, 'hover')
  })

  test('in a cell follow a change in the root', async () => {
    await openFile(editor, 'osprey-vision.c')
    await waitForProblem(editor, 'pio-conflict-cells')
    await waitForNoProblem(editor, 'does not have CPUs 3')
    await openFile(editor, 'osprey.c')
    await goToLine(editor, lineOf(editor, 'osprey.c', '.cpus = {'))
    await editor.page.keyboard.press('Home')
    await editor.page.keyboard.press('Shift+End')
    await editor.page.keyboard.type('.cpus = { 1 },')
    await waitForProblem(editor, 'does not have CPUs 3')
    await takePicture(editor, 'fault-of-the-root')
  })

  test('are mended by a quick fix', async () => {
    await openFile(editor, faulty)
    await waitForProblem(editor, 'signature-mismatch')
    await goToLine(editor, lineOf(editor, faulty, 'JAILHOUSE_SYSTEM_SIGNATURE'))
    await editor.page.keyboard.press('End')
    for (let step = 0; step < 4; step++) await editor.page.keyboard.press('ArrowLeft')
    await editor.page.keyboard.press('Control+.')
    await editor.page
      .locator('.action-widget .monaco-list-row', { hasText: 'JAILHOUSE_CELL_DESC' })
      .first()
      .waitFor()
    await takePicture(editor, 'quick-fix')
    await editor.page.keyboard.press('Enter')
    await editor.page
      .locator('.editor-instance .view-line', { hasText: 'CELL_DESC_SIGNATURE' })
      .first()
      .waitFor()
    await waitForNoProblem(editor, 'signature-mismatch')
  })

  test('are not made up for other C files', async () => {
    await openFile(editor, ordinary)
    await waitForNoProblem(editor, ordinary)
    expect(await editor.page.locator('.squiggly-error').count()).toBe(0)
  })
})

describe.skipIf(editorFolder === undefined)('without the extension', () => {
  test('nothing of all that is there', async () => {
    const editor = await startVsCode({ example: 'osprey', withExtension: false })
    try {
      await openFile(editor, 'osprey-vision.c')
      await goToLine(editor, lineOf(editor, 'osprey-vision.c', 'MISTAKE [pio-conflict-cells]') + 1)
      expect(await hover(editor, 'PIO_RANGE')).toBeUndefined()
      await waitForNoProblem(editor, 'pio-conflict-cells')
      expect(await editor.page.locator('.squiggly-error, .squiggly-warning, .squiggly-info').count()).toBe(0)
    } finally {
      await editor.close()
    }
  })
})
