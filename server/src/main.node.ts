/**
 * The entry point of the language server under Node: gives it the streams or the channel that its command line names,
 * the disk, the clock and the garbage collector. `--stdio` is for any editor, `--node-ipc` for VS Code.
 *
 * Nothing but the connection may write to the standard output.
 */
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createConnection } from 'vscode-languageserver/node'
import manifest from '../../package.json' with { type: 'json' }
import { serve } from './lsp/server.ts'
import { diskFiles } from './workspace/node-files.ts'

/** The garbage of a minute of typing is otherwise kept until somebody needs the room. */
const millisecondsOfRest = 30_000

const transports = /^--(stdio|node-ipc|socket|pipe)\b/

if (process.argv.some((argument) => transports.test(argument))) {
  const disk = diskFiles()
  const rest = setTimeout(garbageCollector(), millisecondsOfRest).unref()
  serve(createConnection(), {
    version: manifest.version,
    files: disk,
    forget: disk.forget,
    later: (work, milliseconds) => {
      const timer = setTimeout(work, milliseconds)
      return () => clearTimeout(timer)
    },
    pause: () => setImmediate(),
    stirred: () => void rest.refresh(),
  })
} else {
  process.stderr.write('warden-lsp: the language server of Warden. Editors start it with --stdio.\n')
  process.exitCode = 2
}

/** What collects all garbage; it does nothing in a version of V8 that has no such function. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('globalThis.gc')
  return () => {
    if (typeof collect !== 'function') return
    // What the first round finds, the second one gives back to the system.
    for (let round = 0; round < 2; round++) Reflect.apply(collect, undefined, [])
  }
}
