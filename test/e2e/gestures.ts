/// <reference lib="dom" />
/** What a person does in the editor, and what they see there: opening a file, going to a line, typing, hovering. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Frame, Locator, Page } from 'playwright-core'
import type { VsCode } from './vscode.ts'

/** The line, from 1, with a text in it, in a file as it is on the disk. */
export function lineOf({ folder }: VsCode, file: string, text: string): number {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n')
  return lines.findIndex((line) => line.includes(text)) + 1
}

/** Waits until something can be seen; that it never can is what a test fails with. */
export async function waitForElement(element: Locator): Promise<void> {
  await element.waitFor()
}

/** Waits until it can be seen no more. */
export async function waitForNoElement(element: Locator): Promise<void> {
  await element.waitFor({ state: 'hidden' })
}

/** The page that an extension shows, by something in it. */
export async function frameWith({ page }: VsCode, selector: string): Promise<Frame> {
  for (let attempt = 0; attempt < 100; attempt++) {
    for (const frame of page.frames()) if (await frame.$(selector).catch(() => null)) return frame
    await pause(200)
  }
  throw new Error(`no page has ${selector}`)
}

/** A text in the editor, which writes blanks as ones that do not break, and others around the hints that it adds. */
export function spaced(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s*'))
}

/** Opens a file of the folder by its name in the explorer, whose rows may move while it is clicked on. */
export async function openFile({ page }: VsCode, name: string): Promise<void> {
  const row = page
    .locator('.explorer-folders-view .monaco-list-row')
    .filter({ hasText: new RegExp(`^${name}$`) })
  const tab = page.locator('.tabs-container .tab.active', { hasText: name })
  for (let attempt = 0; attempt < 4; attempt++) {
    await row.dblclick()
    if (await tab.waitFor({ timeout: 5000 }).then(isTrue, isFalse)) break
  }
  await tab.waitFor()
  await page.locator('.editor-instance .view-line').first().waitFor()
}

/** Puts the cursor at the beginning of a line, from 1, in the middle of the screen. */
export async function goToLine({ page }: VsCode, line: number): Promise<void> {
  await writeIntoQuickInput(page, 'Control+G', `:${line}`)
  await page.keyboard.press('Enter')
  await page.locator('.quick-input-widget input').waitFor({ state: 'hidden' })
}

/** Types another line in place of one, from 1. */
export async function replaceLine(editor: VsCode, line: number, text: string): Promise<void> {
  await goToLine(editor, line)
  await editor.page.keyboard.press('Home')
  await editor.page.keyboard.press('Shift+End')
  await editor.page.keyboard.type(text)
}

/**
 * Opens the box above the editor by a key, and fills it. It closes when something else takes the focus, and a click on
 * a tab may do that some time after it; so it is opened again, as a person would.
 */
async function writeIntoQuickInput(page: Page, key: string, text: string): Promise<void> {
  const input = page.locator('.quick-input-widget input')
  for (let attempt = 0; attempt < 5; attempt++) {
    await page.keyboard.press(key)
    if (await input.fill(text, { timeout: 4000 }).then(isTrue, isFalse)) return
  }
  throw new Error(`no box stays open after ${key}`)
}

/**
 * Runs a command by its title. The palette does not follow what becomes possible while it is open, so it is opened
 * again until the command is in it.
 */
export async function runCommand({ page }: VsCode, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input')
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first()
  for (let attempt = 0; attempt < 5; attempt++) {
    await writeIntoQuickInput(page, 'F1', `>${title}`)
    if (await row.waitFor({ timeout: 4000 }).then(isTrue, isFalse)) return page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await input.waitFor({ state: 'hidden' })
  }
  throw new Error(`the palette has no command ${title}`)
}

function isTrue(): boolean {
  return true
}

function isFalse(): boolean {
  return false
}

/**
 * Waits until the Problems panel has an entry with the text. The panel shows no more rows than there is room for, so
 * its own filter is used. While that finds nothing, the panel may go on saying so when something comes; so it is filled
 * again.
 */
export async function waitForProblem(editor: VsCode, text: string): Promise<void> {
  const row = problemRows(editor).filter({ hasText: text }).first()
  for (let attempt = 0; attempt < 4; attempt++) {
    await filterProblems(editor, '')
    await filterProblems(editor, text)
    if (await row.waitFor({ timeout: 5000 }).then(isTrue, isFalse)) return
  }
  await row.waitFor()
}

/** Waits until it has none. */
export async function waitForNoProblem(editor: VsCode, text: string): Promise<void> {
  await filterProblems(editor, text)
  await problemRows(editor).first().waitFor({ state: 'detached' })
}

/** Waits until the Problems panel has entries for a file, or until it has none. */
export async function waitForFileWithProblems(
  editor: VsCode,
  name: string,
  isListed: boolean,
): Promise<void> {
  await filterProblems(editor, name)
  const rows = editor.page.locator('.markers-panel .monaco-list-row[aria-level="1"]', { hasText: name })
  await rows.first().waitFor({ state: isListed ? 'visible' : 'detached' })
}

/** Opens one of the further places of an entry, by the words beside it. */
export async function openRelatedPlace(editor: VsCode, problem: string, words: string): Promise<void> {
  await waitForProblem(editor, problem)
  const entry = problemRows(editor).filter({ hasText: problem }).first()
  if ((await entry.getAttribute('aria-expanded')) === 'false')
    await entry.locator('.monaco-tl-twistie').click()
  await editor.page
    .locator('.markers-panel .monaco-list-row[aria-level="3"]', { hasText: words })
    .first()
    .click()
}

/** The findings, without the rows of the files that they are in. */
function problemRows({ page }: VsCode) {
  return page.locator('.markers-panel .monaco-list-row[aria-level="2"]')
}

async function filterProblems({ page }: VsCode, text: string): Promise<void> {
  const filter = page.locator('.viewpane-filter input, .markers-panel-filter-container input').first()
  if (!(await filter.isVisible())) await page.keyboard.press('Control+Shift+M')
  await filter.fill(text)
}

/** Hovers over a word that is on the screen, and gives the text that appears; undefined when none does. */
export async function hover({ page }: VsCode, word: string): Promise<string | undefined> {
  const place = await page.evaluate(placeOfWord, word)
  if (!place) return undefined
  await page.mouse.move(5, 5)
  await page.mouse.move(place.x, place.y)
  await page.mouse.move(place.x + 1, place.y)
  const content = page.locator('.monaco-hover:not(.hidden) .hover-contents')
  const appeared = await content.first().waitFor({ timeout: 8000 }).then(isTrue, isFalse)
  return appeared ? (await content.allInnerTexts()).join('\n').replace(/\s+/g, ' ') : undefined
}

/** Runs in the browser. Tokens are merged into one element, so the word is looked for in the text nodes. */
function placeOfWord(word: string): { x: number; y: number } | undefined {
  for (const line of document.querySelectorAll('.view-lines .view-line')) {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(word) ?? -1
      if (at < 0) continue
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + word.length)
      const { x, y, width, height } = range.getBoundingClientRect()
      return { x: x + width / 2, y: y + height / 2 }
    }
  }
  return undefined
}
