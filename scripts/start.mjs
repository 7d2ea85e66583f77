/**
 * `npm start` checks the boards in `examples/`; `npm start -- PATH…` checks yours, with any option of
 * `warden check`. The bundles have been built just before.
 *
 * The examples hold mistakes on purpose, so their findings do not make the command fail. Findings in your own
 * files do: the exit status is that of `warden check`.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const warden = fileURLToPath(new URL('../dist/warden.js', import.meta.url))
const given = process.argv.slice(2)

// npm changes to the project's folder; paths are meant from where the user is.
const [arguments_, cwd] =
  0 < given.length ? [given, process.env.INIT_CWD ?? root] : [['examples', '--fail-on', 'never'], root]

const { status, error } = spawnSync(process.execPath, [warden, 'check', ...arguments_], {
  stdio: 'inherit',
  cwd,
})
if (error) console.error(error.message)
process.exitCode = status ?? 2
