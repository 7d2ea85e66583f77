/**
 * When Warden wakes up: when a C file that is open mentions one of the two structs that make a cell config, when a
 * project file is open, or when the workspace is, or holds, a Jailhouse tree. People who write other C files never notice
 * that Warden is there.
 */
import { Disposable, languages, type TextDocument, workspace } from 'vscode'
import { configSelector } from './selector.ts'

/** Calls `wake` once, as soon as there is a reason to. */
export function whenNeeded(wake: () => void): Disposable {
  let isAwake = false
  const wakeOnce = (): void => {
    if (isAwake) return
    isAwake = true
    wake()
  }
  const lookAt = (document: TextDocument): void => {
    if (!isAwake && languages.match(configSelector, document) !== 0 && isConfig(document)) wakeOnce()
  }
  const subscriptions = [
    workspace.onDidOpenTextDocument(lookAt),
    workspace.onDidChangeTextDocument(({ document }) => lookAt(document)),
  ]
  workspace.textDocuments.forEach(lookAt)
  if (!isAwake) void wakeInJailhouseTree(wakeOnce)
  return Disposable.from(...subscriptions)
}

/** Of C files only configs count; what else Warden looks at is a project file. */
function isConfig(document: TextDocument): boolean {
  return document.languageId !== 'c' || /\bstruct\s+jailhouse_(system|cell_desc)\b/.test(document.getText())
}

async function wakeInJailhouseTree(wake: () => void): Promise<void> {
  const [header] = await workspace.findFiles('**/jailhouse/cell-config.h', undefined, 1)
  if (header) wake()
}
