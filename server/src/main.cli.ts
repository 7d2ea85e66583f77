/**
 * The entry point of the command line: gives it the process, and takes its exit status.
 *
 * The status is set, not exited with, so that everything written reaches its reader first.
 */
import manifest from '../../package.json' with { type: 'json' }
import { run } from './cli/run.ts'
import type { OutputStream } from './cli/terminal.ts'
import { resolved } from './workspace/paths.ts'

process.exitCode = run(process.argv.slice(2), {
  workingFolder: resolved('/', process.cwd()),
  variables: process.env,
  stdout: outputTo(process.stdout),
  stderr: outputTo(process.stderr),
  version: manifest.version,
  now: () => performance.now(),
})

function outputTo(stream: NodeJS.WriteStream): OutputStream {
  // A reader that has seen enough, as `head` has, is no error.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return
    process.exitCode = 2
    if (stream !== process.stderr)
      process.stderr.write(`warden: the output cannot be written: ${error.message}\n`)
  })
  return { write: (text) => void stream.write(text), isTerminal: stream.isTTY, columns: stream.columns }
}
