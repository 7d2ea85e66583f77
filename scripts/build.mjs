/**
 * Bundles the three programs of Warden into `dist/`: the editor's client, the language server and the command
 * line. Each bundle holds everything it needs, so neither the extension nor the npm package has dependencies.
 *
 * Nothing is minified beyond syntax: a stack trace in a bug report has to name functions.
 */
import { chmod } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { writeLicences } from './licences.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

const shebang = '#!/usr/bin/env node'

/** An ES module has no `require`, but the bundled CommonJS packages ask for Node's own modules with it. */
const commandLineBanner = [
  shebang,
  "import { createRequire as __createRequire } from 'node:module'",
  'const require = __createRequire(import.meta.url)',
].join('\n')

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
    entryPoints: ['server/src/main.node.ts'],
    outfile: 'dist/server.cjs',
    format: 'cjs',
    banner: { js: shebang },
  },
  {
    entryPoints: ['server/src/main.cli.ts'],
    outfile: 'dist/warden.js',
    format: 'esm',
    banner: { js: commandLineBanner },
  },
]

// A bundle that fails has said why on the way; a stack of this script's calls would only hide it.
const metafiles = await Promise.all(bundles.map(bundle)).catch(() => process.exit(1))
const commands = ['dist/server.cjs', 'dist/warden.js']
await Promise.all(commands.map((path) => chmod(root + path, 0o755)))
await writeLicences(root, metafiles)

/** @param {import('esbuild').BuildOptions} options */
async function bundle(options) {
  const { metafile } = await build({
    ...options,
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    // Some packages offer a UMD file as `main`, whose imports a bundler cannot see.
    mainFields: ['module', 'main'],
    treeShaking: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'warning',
    // Only the command line is an ES module; elsewhere `import.meta.url` would be undefined when it runs.
    logOverride: { 'empty-import-meta': 'error' },
    metafile: true,
  })
  return metafile
}
