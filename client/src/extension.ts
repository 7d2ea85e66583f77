/**
 * Warden in VS Code: what happens when the extension is loaded, which is as soon as any C file is open. It sleeps until
 * there is a reason to do anything.
 */
import type { ExtensionContext } from 'vscode'
import { registerCommands } from './commands.ts'
import { createMapPanel } from './map-panel.ts'
import { registerCellEditor } from './cell-editor.ts'
import { createServer, type Server } from './server.ts'
import { showStatus } from './status.ts'
import { createViews } from './views.ts'
import { whenNeeded } from './wake.ts'

let server: Server | undefined

export function activate(context: ExtensionContext): void {
  const created = createServer(context)
  server = created
  const map = createMapPanel(context, created)
  const views = createViews(created)
  context.subscriptions.push(
    created,
    map,
    views,
    registerCellEditor(context, created),
    ...registerCommands(context, created, map, views),
    showStatus(created),
    whenNeeded(() => void created.start()),
  )
}

/** VS Code waits for the server to end. */
export async function deactivate(): Promise<void> {
  await server?.stop()
}
