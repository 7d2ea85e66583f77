/**
 * The program `warden`: brings the command line to life, which is a bundle of its own (`main.cli.ts`), and fast.
 *
 * A check is over in a fraction of a second, and two things would take as long as the check itself. One is to compile
 * a megabyte of JavaScript, function by function. So the build runs the program once and keeps what V8 has made of it,
 * its byte code, in a file beside the bundle. That holds for one version of V8; any other one compiles as ever. The
 * other is to optimise functions that are hardly called again. So that begins later, and a long run gets there, too.
 */
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Script } from 'node:vm'

const require = createRequire(__filename)
const bundle = join(__dirname, 'warden-cli.cjs')
const byteCode = join(__dirname, 'warden-cli.bin')

/** How much byte code a function runs through before it is optimised, in bytes: thirty times as much as usual. */
setFlagsFromString('--interrupt-budget=2000000')

/** The bundle, which is one function. The build asks for its byte code when it has run. */
export const program = new Script(readFileSync(bundle, 'utf8'), {
  filename: bundle,
  cachedData: keptByteCode(),
})
const run: unknown = program.runInThisContext()
if (typeof run === 'function') Reflect.apply(run, undefined, [whenUsed, { exports: {} }])

/** Byte code that is older than the bundle was made of another one. */
function keptByteCode(): Buffer | undefined {
  try {
    return statSync(bundle).mtimeMs <= statSync(byteCode).mtimeMs ? readFileSync(byteCode) : undefined
  } catch {
    return undefined
  }
}

/** One of Node's own modules, which is not loaded before something in it is used. */
function whenUsed(name: string): object {
  return new Proxy({}, { get: (_, key): unknown => Reflect.get(require(name), key) })
}
