/**
 * What an editor has to wait for, and what memory a server takes: Warden's language server as it is built in `dist/`,
 * and clangd, where it is installed, as processes of their own on the same file, turn by turn. It prints and does not
 * judge. clangd is told to answer each change at once, since by default it waits for a pause; its index is off.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { editorOf } from './editor-of.mjs'
import { load } from './load.mjs'
import { milliseconds, quantile } from './times.mjs'

const edits = 200
const untimed = 40

/** Least, median and 99th percentile. */
const shares = [0, 0.5, 0.99]

/** @param {string} tree a checkout of the Jailhouse sources */
export async function benchEditor(tree) {
  const files = configsOf(tree)
  const [largest] = files.toSorted((a, b) => b.text.length - a.text.length)
  if (!largest) return
  const version = clangdVersion()
  if (version === undefined) print('clangd is not installed: no comparison with it')
  await benchTyping(tree, largest, version)
  await benchMemory(tree, files, version === undefined ? undefined : largest)
}

/** @param {string} tree @param {Config} config @param {string | undefined} version of clangd */
async function benchTyping(tree, config, version) {
  const editors = [await warden(tree)]
  if (version !== undefined) editors.push(await clangd(tree, config.architecture))
  const [ours = [], theirs] = await typing(config, editors)
  await Promise.all(editors.map((editor) => editor.close()))
  const place = relative(tree, config.path)
  say(`language server, from a keystroke to the findings, ${place} with its board`, ours)
  if (!theirs) return
  say(`${version}, the same keystroke, ${place} alone`, theirs)
  const [least, usual, most] = shares.map((share) =>
    (quantile(theirs, share) / quantile(ours, share)).toFixed(1),
  )
  print(`clangd takes ${usual} times as long by the medians, ${least} by the fastest edits, ${most} at 99 %`)
}

/** @param {string} tree @param {readonly Config[]} files @param {Config | undefined} other what clangd opens */
async function benchMemory(tree, files, other) {
  // The largest folder is the one that is kept whole, or one of those whose findings alone are.
  for (const last of ['x86', 'arm64']) {
    const inOrder = files.toSorted(
      (a, b) => Number(a.architecture === last) - Number(b.architecture === last),
    )
    const ours = await memoryWith(await warden(tree), inOrder)
    print(`language server with ${files.length} configs open, those for ${last} last: ${resident(ours)}`)
  }
  if (!other) return
  const theirs = await memoryWith(await clangd(tree, other.architecture), [other])
  print(`clangd with one of them open: ${resident(theirs)}`)
}

/** @param {Memory} memory */
function resident({ atOnce, atRest }) {
  return `${atOnce.toFixed(0)} MiB resident at once, ${atRest.toFixed(0)} MiB at rest`
}

/** @typedef {{ atOnce: number, atRest: number }} Memory in MiB, when the last findings are there and half a minute later */

/** @param {import('./editor-of.mjs').Editor} editor @param {readonly Config[]} files @returns {Promise<Memory>} */
async function memoryWith(editor, files) {
  for (const { path, text } of files) await editor.open(path, text)
  const atOnce = editor.memory()
  await setTimeout(35_000)
  const atRest = editor.memory()
  await editor.close()
  return { atOnce, atRest }
}

/**
 * Types a digit into a number and deletes it again, in each of the editors by turns.
 * @param {Config} config @param {readonly import('./editor-of.mjs').Editor[]} editors
 * @returns {Promise<number[][]>} milliseconds, for each editor
 */
async function typing({ path, text }, editors) {
  const before = text.slice(0, text.indexOf('= 0x', text.length / 2) + 4).split('\n')
  const start = { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
  const after = { ...start, character: start.character + 1 }
  for (const editor of editors) await editor.open(path, text)
  /** @type {number[][]} */
  const times = editors.map(() => [])
  for (let edit = 0; edit < untimed + edits; edit++) {
    const change = edit % 2 === 0 ? { start, end: start, text: '1' } : { start, end: after, text: '' }
    for (const [index, editor] of editors.entries()) {
      const began = performance.now()
      await editor.type(path, change)
      if (untimed <= edit) times[index]?.push(performance.now() - began)
    }
  }
  return times
}

/** @typedef {{ path: string, architecture: string, text: string }} Config */

/** @param {string} tree @returns {readonly Config[]} */
function configsOf(tree) {
  return ['arm', 'arm64', 'x86'].flatMap((architecture) => {
    const folder = join(tree, 'configs', architecture)
    const names = readdirSync(folder).filter((name) => name.endsWith('.c'))
    return names.map((name) => {
      const path = join(folder, name)
      return { path, architecture, text: readFileSync(path, 'utf8') }
    })
  })
}

/** As the extension starts it. @param {string} tree */
async function warden(tree) {
  const server = fileURLToPath(new URL('../dist/server.cjs', import.meta.url))
  /** @type {typeof import('../client/src/server-environment.ts')} */
  const { serverEnvironment: env } = await load('client/src/server-environment.ts')
  return editorOf([process.execPath, server, '--stdio'], { folder: tree, asks: true, env })
}

/** @param {string} tree @param {string} architecture */
function clangd(tree, architecture) {
  const includes = ['include', 'hypervisor/include', `hypervisor/arch/${architecture}/include`]
  const fallbackFlags = ['-D__LINUX_COMPILER_TYPES_H', ...includes.map((folder) => `-I${join(tree, folder)}`)]
  const initializationOptions = { fallbackFlags }
  return editorOf(['clangd', '--background-index=false', '--log=error'], {
    folder: tree,
    asks: false,
    initializationOptions,
  })
}

/** Without the words of a distributor around it. */
function clangdVersion() {
  const { status, stdout } = spawnSync('clangd', ['--version'], { encoding: 'utf8' })
  return status === 0 ? /clangd version [\d.]+/.exec(stdout)?.[0] : undefined
}

/** @param {string} what @param {readonly number[]} times */
function say(what, times) {
  const [least, usual, most] = shares.map((share) => milliseconds(quantile(times, share)))
  print(`${what}: at least ${least}, median ${usual}, 99 % within ${most}`)
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`)
}
