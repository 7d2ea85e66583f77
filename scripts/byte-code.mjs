/**
 * Runs the command line that has just been built over the examples, and writes the byte code that V8 has made of it on
 * the way to `dist/`; see `server/src/main.start.ts`. What such a run does not use is compiled when it is used.
 */
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const warden = inProject('dist/warden.js')
process.argv.splice(1, Infinity, warden, 'check', '--fail-on', 'never', inProject('examples'))
/** @type {{ readonly program: import('node:vm').Script }} */
const { program } = createRequire(import.meta.url)(warden)
writeFileSync(inProject('dist/warden-cli.bin'), program.createCachedData())

/** @param {string} path */
function inProject(path) {
  return fileURLToPath(new URL(`../${path}`, import.meta.url))
}
