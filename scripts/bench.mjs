/**
 * `npm run bench`: Warden and gcc over the same configs, turn by turn on the same machine; then how long an editor
 * waits behind a keystroke, by itself and beside clangd, and how long the analysis of a board takes that is larger than
 * any real one. It prints and does not judge; a timed assertion in a test would only measure the machine. See
 * `docs/performance.md`.
 *
 * All but the last part wants a Jailhouse source tree in JAILHOUSE_TREE, the first one also a build in `dist/` and gcc.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { benchEditor } from './bench-editor.mjs'
import { median, milliseconds } from './times.mjs'

const rounds = 7

/** Every config with the include paths of its architecture. That gcc finds faults in a file is none of ours. */
const gccForEach = `
for architecture in arm arm64 x86; do
  for file in "$0/configs/$architecture"/*.c; do
    gcc -fsyntax-only -Wall -Wextra -D__LINUX_COMPILER_TYPES_H -I"$0/include" -I"$0/hypervisor/include" \\
      -I"$0/hypervisor/arch/$architecture/include" "$file" || [ $? -eq 1 ] || exit 2
  done
done`

const tree = process.env.JAILHOUSE_TREE
if (tree) {
  benchTree(tree)
  await benchTyping(tree)
  await benchEditor(tree)
} else
  process.stderr.write(
    'bench: without JAILHOUSE_TREE, a checkout of the Jailhouse sources, much is left out\n',
  )
await benchBoards()

/** @param {string} folder the checkout */
function benchTree(folder) {
  const warden = fileURLToPath(new URL('../dist/warden.js', import.meta.url))
  const configs = join(folder, 'configs')
  const count = readdirSync(configs, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /^(arm|arm64|x86)\/[^/]+\.c$/.test(name),
  ).length
  const [ours, theirs] = timesOf(
    () => run(process.execPath, [warden, 'check', '--fail-on', 'never', configs]),
    // A shell starts processes for next to nothing; started from here, gcc would have to pay for the size of Node.
    () => run('sh', ['-c', gccForEach, folder]),
  )
  report(`warden check, ${count} files, one process`, ours)
  report(`gcc -fsyntax-only -Wall -Wextra, ${count} files, one process each`, theirs)
  const [least, middle] = [Math.min(...ours) / Math.min(...theirs), median(ours) / median(theirs)].map(
    percent,
  )
  process.stdout.write(`warden takes ${middle} of gcc's time by the medians, ${least} by the fastest runs\n`)
}

/** @param {string} folder the checkout */
async function benchTyping(folder) {
  /** @type {typeof import('./keystrokes.ts')} */
  const { typingIn } = await bundled('scripts/keystrokes.ts')
  const { path, lines, neighbours, type } = typingIn(folder)
  const times = Array.from({ length: 300 }, type).slice(100)
  const place = `${relative(folder, path)} with ${lines} lines and ${neighbours} configs beside it`
  report(`from a keystroke to the findings, in ${place}`, times)
}

/** From configs that are read already to all findings; the half of the cells shows how the time grows. */
async function benchBoards() {
  /** @type {typeof import('./large-board.ts')} */
  const { largeBoard } = await bundled('scripts/large-board.ts')
  for (const cells of [32, 64]) {
    const analyse = largeBoard({ cells, regions: 512 })
    analyse()
    const runs = Array.from({ length: rounds }, analyse)
    for (const step of /** @type {const} */ (['board', 'rules', 'partition', 'coexistence']))
      report(
        `${cells} cells with 512 regions each: ${step}`,
        runs.map((times) => times[step]),
      )
  }
}

/** @param {string} entryPoint a module in TypeScript @returns {Promise<any>} what it exports */
async function bundled(entryPoint) {
  const { outputFiles } = await build({
    entryPoints: [entryPoint],
    absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  })
  const source = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')
  return import(`data:text/javascript;base64,${source}`)
}

/** @param {string} command @param {readonly string[]} options */
function run(command, options) {
  const { status, error } = spawnSync(command, options, { stdio: 'ignore' })
  if (error || status === null || 1 < status) {
    process.stderr.write(`bench: ${command} failed\n`)
    process.exit(2)
  }
}

/**
 * The times of two works that take turns, so that whatever else the machine does falls on both.
 * @param {() => void} first @param {() => void} second
 * @returns {readonly [number[], number[]]} milliseconds, one untimed round before
 */
function timesOf(first, second) {
  const works = [first, second]
  for (const work of works) work()
  const times = Array.from({ length: rounds }, () => works.map(timeOf))
  return [times.map(([time = Number.NaN]) => time), times.map(([, time = Number.NaN]) => time)]
}

/** @param {() => void} work */
function timeOf(work) {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** @param {string} what @param {readonly number[]} times */
function report(what, times) {
  const [least, usual, most] = [Math.min(...times), median(times), Math.max(...times)].map(milliseconds)
  process.stdout.write(`${what}: at least ${least}, median ${usual}, at most ${most}\n`)
}

/** @param {number} share */
function percent(share) {
  return `${(100 * share).toFixed(0)} %`
}
