/**
 * Bundles the programs of Warden into `dist/`: the editor's client with the pages that it shows, the language server and
 * the command line. Each bundle holds everything it needs, so neither the extension nor the npm package has dependencies. Of the
 * command line, its byte code is kept as well, so that it starts faster.
 *
 * Nothing is minified beyond syntax: a stack trace in a bug report has to name functions.
 */
import { spawnSync } from 'node:child_process'
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { writeLicences } from './licences.mjs'
import { load } from './load.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

const shebang = '#!/usr/bin/env node'

/** @type {readonly import('esbuild').BuildOptions[]} */
const bundles = [
  // VS Code loads an extension with `require`, and provides the module `vscode` itself.
  {
    entryPoints: ['client/src/extension.ts'],
    outfile: 'dist/client.cjs',
    format: 'cjs',
    external: ['vscode'],
  },
  {
    entryPoints: ['client/src/map-view/view.ts'],
    outfile: 'dist/map-view.js',
    format: 'iife',
    platform: 'browser',
  },
  {
    entryPoints: ['client/src/cell-view/view.ts'],
    outfile: 'dist/cell-view.js',
    format: 'iife',
    platform: 'browser',
  },
  {
    entryPoints: ['server/src/main.node.ts'],
    outfile: 'dist/server.cjs',
    format: 'cjs',
    banner: { js: shebang },
  },
  {
    entryPoints: ['server/src/main.start.ts'],
    outfile: 'dist/warden.js',
    format: 'cjs',
    banner: { js: shebang },
  },
  // One function, for `main.start.ts` to call.
  {
    entryPoints: ['server/src/main.cli.ts'],
    outfile: 'dist/warden-cli.cjs',
    format: 'cjs',
    banner: { js: '(function (require, module) {' },
    footer: { js: '})' },
  },
]

await mkdir(`${root}dist`, { recursive: true })
await rm(`${root}dist/warden-cli.bin`, { force: true })
// Node loads CommonJS faster than ES modules.
await writeFile(`${root}dist/package.json`, '{ "type": "commonjs" }\n')
// A bundle that fails has said why on the way; a stack of this script's calls would only hide it.
const metafiles = await Promise.all(bundles.map(bundle)).catch(() => process.exit(1))
const commands = ['dist/server.cjs', 'dist/warden.js']
await Promise.all(commands.map((path) => chmod(root + path, 0o755)))
await writeLicences(root, metafiles)
await writeMapPage()
await copyFile(`${root}client/src/image.css`, `${root}dist/image.css`)
keepByteCode()

/** The map in the editor has the script and the looks of the pages that `warden map` writes. */
async function writeMapPage() {
  /** @type {[{ pageScript: string }, { pageStyle: string }, { mapStyle: string }]} */
  const [{ pageScript }, { pageStyle }, { mapStyle }] = await Promise.all([
    load('server/src/ide/map/page-script.ts'),
    load('server/src/ide/map/page-style.ts'),
    load('server/src/ide/map/style.ts'),
  ])
  const theme = await readFile(`${root}client/src/map-view/theme.css`, 'utf8')
  await writeFile(`${root}dist/map-page.js`, `${pageScript}\n`)
  await writeFile(`${root}dist/map.css`, [mapStyle, pageStyle, theme].join('\n'))
}

/** In a process of its own, since it holds for the options of V8 under which the program runs, too. */
function keepByteCode() {
  const script = fileURLToPath(new URL('byte-code.mjs', import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, [script], { stdio: ['ignore', 'ignore', 'pipe'] })
  if (status === 0) return
  process.stderr.write(`build: the byte code of the command line is not kept\n${stderr.toString()}`)
  process.exitCode = 1
}

/**
 * Escapes what is not ASCII; esbuild leaves it in regular expressions and comments. A single such character makes V8 keep
 * the whole text in memory with two bytes for each character.
 * @param {string} path
 */
async function writeInAscii(path) {
  const text = await readFile(path, 'utf8')
  const escaped = text.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  await writeFile(path, escaped)
}

/** @param {import('esbuild').BuildOptions} options */
async function bundle(options) {
  const { metafile } = await build({
    platform: 'node',
    ...options,
    absWorkingDir: root,
    bundle: true,
    target: options.platform === 'browser' ? 'chrome134' : 'node20',
    // Some packages offer a UMD file as `main`, whose imports a bundler cannot see.
    mainFields: ['module', 'main'],
    treeShaking: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'warning',
    // Nothing is an ES module, so `import.meta.url` would be undefined when it runs.
    logOverride: { 'empty-import-meta': 'error' },
    metafile: true,
  })
  await writeInAscii(`${root}${options.outfile}`)
  return metafile
}
