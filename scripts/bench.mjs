/**
 * `npm run bench`: how long the analysis of a board takes that is larger than any real one, and then Warden and gcc
 * over the same configs, one after the other on the same machine. It prints and does not judge; a timed assertion in
 * a test would only measure the machine.
 *
 * The second part wants a Jailhouse source tree in JAILHOUSE_TREE, a build in `dist/`, and gcc.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const rounds = 5

await benchBoards()

const tree = process.env.JAILHOUSE_TREE
if (!tree) {
  process.stderr.write('bench: set JAILHOUSE_TREE to a checkout of the Jailhouse sources\n')
  process.exit(2)
}

const warden = fileURLToPath(new URL('../dist/warden.js', import.meta.url))
const configs = ['arm', 'arm64', 'x86'].flatMap((architecture) =>
  readdirSync(join(tree, 'configs', architecture))
    .filter((name) => name.endsWith('.c'))
    .map((name) => ({ architecture, path: join(tree, 'configs', architecture, name) })),
)

const wardenTimes = timesOf(() =>
  run(process.execPath, [warden, 'check', '--fail-on', 'never', join(tree, 'configs')]),
)
const gccTimes = timesOf(() => {
  for (const { architecture, path } of configs) run('gcc', gccArguments(architecture, path))
})

report(`warden check, ${configs.length} files, one process`, wardenTimes)
report(`gcc -fsyntax-only -Wall -Wextra, ${configs.length} files, one process each`, gccTimes)
const ratio = median(wardenTimes) / median(gccTimes)
process.stdout.write(`warden takes ${(100 * ratio).toFixed(0)} % of gcc's time (medians of ${rounds} runs)\n`)

/** From configs that are read already to all findings; the half of the cells shows how the time grows. */
async function benchBoards() {
  const { outputFiles } = await build({
    entryPoints: ['scripts/large-board.ts'],
    absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'error',
  })
  const source = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')
  /** @type {{ largeBoard: (size: { cells: number, regions: number }) => () => Record<string, number> }} */
  const { largeBoard } = await import(`data:text/javascript;base64,${source}`)
  for (const cells of [32, 64]) {
    const analyse = largeBoard({ cells, regions: 512 })
    analyse()
    const runs = Array.from({ length: rounds }, analyse)
    for (const step of ['board', 'rules', 'partition', 'coexistence'])
      report(
        `${cells} cells with 512 regions each: ${step}`,
        runs.map((times) => times[step] ?? Number.NaN),
      )
  }
}

/** @param {string} architecture @param {string} path */
function gccArguments(architecture, path) {
  const folders = ['include', 'hypervisor/include', `hypervisor/arch/${architecture}/include`]
  const includes = folders.map((folder) => `-I${join(tree ?? '', folder)}`)
  return ['-fsyntax-only', '-Wall', '-Wextra', '-D__LINUX_COMPILER_TYPES_H', ...includes, path]
}

/** @param {string} command @param {readonly string[]} options */
function run(command, options) {
  const { status, error } = spawnSync(command, options, { stdio: 'ignore' })
  if (error || status === null || 1 < status) {
    process.stderr.write(`bench: ${command} failed\n`)
    process.exit(2)
  }
}

/** @param {() => void} work @returns {number[]} milliseconds, one untimed round before */
function timesOf(work) {
  work()
  return Array.from({ length: rounds }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
}

/** @param {readonly number[]} times */
function median(times) {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN
}

/** @param {string} what @param {readonly number[]} times */
function report(what, times) {
  const [low, high] = [Math.min(...times), Math.max(...times)]
  process.stdout.write(
    `${what}: ${median(times).toFixed(0)} ms (${low.toFixed(0)} to ${high.toFixed(0)} ms)\n`,
  )
}
