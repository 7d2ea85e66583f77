/** Other ways to write the same, in the editor's own menus; and the page about a finding. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { frameWith, goToLine, lineOf, openFile, waitForElement, waitForProblem } from './gestures.ts'
import { editorFolder, startVsCode, takePicture, type VsCode } from './vscode.ts'

const name = 'rewrites.c'

const text = `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

#define MB (1024 * 1024)

struct {
	struct jailhouse_cell_desc cell;
	__u64 cpus[1];
	struct jailhouse_memory mem_regions[2];
} __attribute__((packed)) config = {
	.cell = {
		.signature = JAILHOUSE_SYSTEM_SIGNATURE,
		.architecture = JAILHOUSE_ARM64,
		.revision = JAILHOUSE_CONFIG_REVISION,
		.name = "rewrites",
		.cpu_set_size = sizeof(config.cpus),
		.num_memory_regions = ARRAY_SIZE(config.mem_regions),
	},
	.cpus = { 0b10 },
	.mem_regions = {
		/* UART */ { 0x9000000, 0x9000000, 0x1000, JAILHOUSE_MEM_READ | JAILHOUSE_MEM_IO },
		/* RAM */ {
			.phys_start = 0x40000000,
			.size = 0x200000,
			.flags = JAILHOUSE_MEM_READ,
		},
	},
};
`

describe.skipIf(editorFolder === undefined)('rewriting', () => {
  let editor: VsCode

  beforeAll(async () => {
    editor = await startVsCode({
      example: 'osprey',
      files: { [name]: text },
      // They stand between the words that are waited for.
      settings: { 'editor.inlayHints.enabled': 'off' },
      withExtension: true,
    })
    await openFile(editor, name)
    await waitForProblem(editor, 'signature-mismatch')
  })
  afterAll(() => editor?.close())

  test('offers what is possible at the cursor, and does it', async () => {
    await goToEndOf(editor, 'UART', ' },'.length)
    await editor.page.keyboard.press('Control+Shift+R')
    const menu = editor.page.locator('.action-widget .monaco-list-row')
    await waitForElement(menu.filter({ hasText: 'by address' }))
    await takePicture(editor, 'rewrites')
    const choices = (await menu.allInnerTexts()).map((choice) => choice.replace(/\s+/g, ' ').trim())
    expect(choices).toContain('Name the fields of `mem_regions[0]`')
    expect(choices).toContain('Sort `mem_regions` by address')
    await choose(editor, 'Name the fields')
    await waitForLine(editor, '.phys_start = 0x9000000, .virt_start = 0x9000000, .size = 0x1000, .flags')
  })

  test('says sizes in units', async () => {
    await goToEndOf(editor, '.size = 0x200000', 1)
    await editor.page.keyboard.press('Control+Shift+R')
    await choose(editor, '2 * MB')
    await waitForLine(editor, '.size = 2 * MB,')
    await takePicture(editor, 'rewritten')
  })

  test('leads from a finding to its page', async () => {
    await goToEndOf(editor, 'JAILHOUSE_SYSTEM_SIGNATURE', 4)
    await editor.page.keyboard.press('Control+.')
    await choose(editor, 'page about signature-mismatch')
    const shown = await frameWith(editor, 'h1:has-text("signature-mismatch")')
    expect(await shown.locator('h1').innerText()).toBe('signature-mismatch')
    await takePicture(editor, 'rule-page')
  })
})

/** Puts the cursor so many characters before the end of the line with a text, as the file is on the disk. */
async function goToEndOf(editor: VsCode, line: string, before: number): Promise<void> {
  await editor.page.keyboard.press('Escape')
  await editor.page.locator('.tabs-container .tab', { hasText: name }).first().click()
  await goToLine(editor, lineOf(editor, name, line))
  await editor.page.keyboard.press('End')
  for (let step = 0; step < before; step++) await editor.page.keyboard.press('ArrowLeft')
}

/** Chooses from the menu that is open, by the arrow keys: the mouse is caught by what lies over it. */
async function choose({ page }: VsCode, words: string): Promise<void> {
  const choice = page.locator('.action-widget .monaco-list-row', { hasText: words })
  await choice.waitFor()
  for (let step = 0; step < 20; step++) {
    if (/\bfocused\b/.test((await choice.getAttribute('class')) ?? '')) break
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
}

/** The editor writes blanks as ones that do not break. */
async function waitForLine({ page }: VsCode, line: string): Promise<void> {
  const pattern = new RegExp(line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s'))
  await waitForElement(page.locator('.view-line', { hasText: pattern }).first())
}
