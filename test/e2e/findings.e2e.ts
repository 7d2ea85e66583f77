/** Findings in the editor: seen, explained, mended; and nothing of it where Warden has no business. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  goToLine,
  hover,
  lineOf,
  openFile,
  replaceLine,
  runCommand,
  spaced,
  waitForElement,
  waitForNoElement,
  waitForNoProblem,
  waitForProblem,
} from './gestures.ts'
import { lampCell } from '../lamp-cell.ts'
import { editorFolder, startVsCode, takePicture, type VsCode } from './vscode.ts'

const ordinary = 'ordinary.c'
const ordinaryHeader = 'ordinary.h'
const lamp = 'osprey-lamp.c'
const lampHeader = 'osprey-lamp.h'
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

/** A line with nothing beside it. */
function alone(text: string): RegExp {
  return new RegExp(`^${spaced(text).source}$`)
}

describe.skipIf(editorFolder === undefined)('findings', () => {
  let editor: VsCode

  beforeAll(async () => {
    editor = await startVsCode({
      example: 'osprey',
      files: {
        [ordinary]: 'int main(void)\n{\n\treturn 1 << 40;\n}\n',
        [ordinaryHeader]: '#define JAILHOUSE_MEM_READ 0x300000\n',
        [faulty]: faultyText,
        ...lampCell,
      },
      // An editor in a browser saves by itself otherwise.
      settings: { 'files.autoSave': 'off' },
      withExtension: true,
    })
  })
  afterAll(() => editor?.close())

  const boardInStatus = () =>
    editor.page.locator('[id="status.languageStatus"][aria-label*="Board of osprey.c"]')

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

  test('follow what is typed in a header, until it is thrown away', async () => {
    await openFile(editor, lamp)
    await waitForElement(editor.page.locator('.codelens-decoration').first())
    await waitForElement(boardInStatus())
    await waitForNoProblem(editor, 'does not have CPU 60')
    await openFile(editor, lampHeader)
    await waitForElement(editor.page.locator('.statusbar-item', { hasText: /^C\+\+$/ }))
    await replaceLine(editor, 1, '#define LAMP_CPUS (1ULL << 60)')
    await waitForProblem(editor, 'does not have CPU 60')
    await waitForElement(editor.page.locator('.tab.active.dirty', { hasText: lampHeader }))
    await takePicture(editor, 'header-typed')
    await replaceLine(editor, 1, '#define LAMP_CPUS 0b100')
    await waitForNoProblem(editor, 'does not have CPU 60')
    await replaceLine(editor, 1, '#define LAMP_CPUS (1ULL << 60)')
    await waitForProblem(editor, 'does not have CPU 60')
    await runCommand(editor, 'Revert and Close Editor')
    await waitForNoProblem(editor, 'does not have CPU 60')
  })

  test('and all else of Warden keep out of headers', async () => {
    await openFile(editor, lamp)
    await waitForElement(boardInStatus())
    for (const [name, word, text] of [
      [lampHeader, '0b10', '#define LAMP_CPUS 0b10'],
      [ordinaryHeader, '0x300000', '#define JAILHOUSE_MEM_READ 0x300000'],
    ] as const) {
      await openFile(editor, name)
      await waitForNoElement(boardInStatus())
      expect(await hover(editor, word)).toBeUndefined()
      await waitForNoProblem(editor, name)
      await waitForElement(
        editor.page.locator('.editor-instance .view-line', { hasText: alone(text) }).first(),
      )
      expect(await editor.page.locator('.codelens-decoration').count()).toBe(0)
      expect(await editor.page.locator('.squiggly-error, .squiggly-warning, .squiggly-info').count()).toBe(0)
      await takePicture(editor, `header-${name}`)
    }
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
