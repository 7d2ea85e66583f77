/** The commands of the extension, as `package.json` names them. */
import { commands, type Disposable } from 'vscode'
import type { Server } from './server.ts'

export function registerCommands(server: Server): readonly Disposable[] {
  return [
    commands.registerCommand('warden.restart', server.restart),
    commands.registerCommand('warden.showOutput', server.showOutput),
  ]
}
