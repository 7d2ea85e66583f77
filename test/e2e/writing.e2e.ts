/** What helps while a config is written: completion, hints beside the numbers, other names. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { goToLine, lineOf, openFile, spaced, waitForElement } from './gestures.ts'
import { editorFolder, startVsCode, takePicture, type VsCode } from './vscode.ts'

const name = 'osprey-writing.c'

const text = `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

#define RAM 0x78000000

struct {
	struct jailhouse_cell_desc cell;
	__u64 cpus[1];
	struct jailhouse_memory mem_regions[1];
} __attribute__((packed)) config = {
	.cell = {
		.signature = JAILHOUSE_CELL_DESC_SIGNATURE,
		.architecture = JAILHOUSE_X86,
		.revision = JAILHOUSE_CONFIG_REVISION,
		.name = "writing",
		.cpu_set_size = sizeof(config.cpus),
		.num_memory_regions = ARRAY_SIZE(config.mem_regions),
	},
	.cpus = { 0b110 },
	.mem_regions = {
		{
			.phys_start = RAM,
			.virt_start = RAM,
			.size = 0x300000,
			.flags = JAILHOUSE_MEM_READ,
		},
	},
};
`

describe.skipIf(editorFolder === undefined)('while a config is written', () => {
  let editor: VsCode
  const lineWith = (words: string) => editor.page.locator('.view-line', { hasText: spaced(words) }).first()

  beforeAll(async () => {
    // Words of the file are no proposals here, so that what is proposed comes from the server.
    const settings = { 'editor.wordBasedSuggestions': 'off', 'editor.suggest.showWords': false }
    editor = await startVsCode({ example: 'osprey', files: { [name]: text }, settings, withExtension: true })
    await openFile(editor, name)
    await editor.page.locator('.codelens-decoration').first().waitFor()
  })
  afterAll(() => editor?.close())

  test('what numbers amount to stands beside them', async () => {
    await goToLine(editor, lineOf(editor, name, '.size = 0x300000'))
    await waitForElement(lineWith('.size = 0x300000 = 3 MiB,'))
    await waitForElement(lineWith('.phys_start = RAM to 0x782fffff,'))
    await waitForElement(lineWith('.cpus = { 0b110 CPUs 1, 2 },'))
    await takePicture(editor, 'hints')
  })

  test('a flag that is not there yet is proposed, with what it means, and completed', async () => {
    await goToLine(editor, lineOf(editor, name, '.flags = JAILHOUSE_MEM_READ'))
    await editor.page.keyboard.press('End')
    await editor.page.keyboard.press('ArrowLeft')
    await editor.page.keyboard.type(' | JAILHOUSE_MEM_')
    const proposals = editor.page.locator('.suggest-widget.visible .monaco-list-row')
    await waitForElement(proposals.filter({ hasText: 'JAILHOUSE_MEM_WRITE' }).first())
    expect((await proposals.allTextContents()).join()).not.toContain('JAILHOUSE_MEM_READ')
    await editor.page.keyboard.type('DM')
    await waitForElement(proposals.filter({ hasText: 'JAILHOUSE_MEM_DMA' }).first())
    await takePicture(editor, 'completion')
    await editor.page.keyboard.press('Enter')
    await waitForElement(lineWith('.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_DMA'))
  })

  test('a field that is missing is proposed with a value', async () => {
    await goToLine(editor, lineOf(editor, name, '.name = "writing"'))
    await editor.page.keyboard.press('End')
    await editor.page.keyboard.press('Enter')
    await editor.page.keyboard.type('.flag')
    // Proposals come by themselves; asked for again, they come with an explanation.
    await editor.page.keyboard.press('Control+Space')
    await waitForElement(
      editor.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'flags' }).first(),
    )
    await takePicture(editor, 'completion-field')
    await editor.page.keyboard.press('Enter')
    await waitForElement(lineWith('.flags = '))
    await editor.page.keyboard.press('Escape')
  })

  test('a macro gets another name wherever it stands', async () => {
    await goToLine(editor, lineOf(editor, name, '#define RAM'))
    for (let step = 0; step < '#define R'.length; step++) await editor.page.keyboard.press('ArrowRight')
    await editor.page.keyboard.press('F2')
    const box = editor.page.locator('.rename-box input')
    await box.waitFor()
    expect(await box.inputValue()).toBe('RAM')
    await box.fill('MEMORY_OF_CELL')
    await takePicture(editor, 'rename')
    await editor.page.keyboard.press('Enter')
    await waitForElement(lineWith('#define MEMORY_OF_CELL 0x78000000'))
    await editor.page.keyboard.press('Control+S')
    await expect
      .poll(() => readFileSync(join(editor.folder, name), 'utf8').match(/\bMEMORY_OF_CELL\b/g)?.length)
      .toBe(3)
    expect(readFileSync(join(editor.folder, name), 'utf8')).not.toMatch(/\bRAM\b/)
  })
})
