/**
 * The entry point of the language server under Node: gives it the streams or the channel that its command line names,
 * the disk and the clock. `--stdio` is for any editor, `--node-ipc` for VS Code.
 *
 * Nothing but the connection may write to the standard output.
 */
// First, so that V8 is told before it has much to load.
import { tidyUp } from './workspace/node-memory.ts'
import { setImmediate } from 'node:timers/promises'
import { createConnection } from 'vscode-languageserver/node'
import manifest from '../../package.json' with { type: 'json' }
import { serve } from './lsp/server.ts'
import { diskFiles } from './workspace/node-files.ts'

const transports = /^--(stdio|node-ipc|socket|pipe)\b/

if (process.argv.some((argument) => transports.test(argument))) {
  const disk = diskFiles()
  serve(createConnection(), {
    version: manifest.version,
    files: disk,
    forget: disk.forget,
    later: (work, milliseconds) => {
      const timer = setTimeout(work, milliseconds)
      return () => clearTimeout(timer)
    },
    pause: () => setImmediate(),
    tidyUp,
  })
} else {
  process.stderr.write('warden-lsp: the language server of Warden. Editors start it with --stdio.\n')
  process.exitCode = 2
}
