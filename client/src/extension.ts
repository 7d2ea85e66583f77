/**
 * Warden in VS Code: what happens when the extension is loaded, which is as soon as any C file is open. It sleeps until
 * there is a reason to do anything.
 */
import type { ExtensionContext } from 'vscode'
import { registerCommands } from './commands.ts'
import { createMapPanel } from './map-panel.ts'
import { createServer, type Server } from './server.ts'
import { whenNeeded } from './wake.ts'

let server: Server | undefined

export function activate(context: ExtensionContext): void {
  const created = createServer(context)
  server = created
  const map = createMapPanel(context, created)
  context.subscriptions.push(
    created,
    map,
    ...registerCommands(created, map),
    whenNeeded(() => void created.start()),
  )
}

/** VS Code waits for the server to end. */
export async function deactivate(): Promise<void> {
  await server?.stop()
}
