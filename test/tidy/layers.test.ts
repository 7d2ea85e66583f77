/**
 * Imports point downward: the design's table of layers, held against every import of the program.
 */
import { expect, test } from 'vitest'
import { type Import, importsOf, sourceFiles } from './source-tree.ts'

interface Layer {
  readonly name: string
  /** How the paths of its files begin. A file belongs to the first layer that fits. */
  readonly path: string
  /** The layers it may import besides itself. */
  readonly layers: readonly string[]
  /** The packages it may import; `*` stands for any end of the name. */
  readonly packages: readonly string[]
}

const toRules = ['text', 'c', 'abi', 'config', 'board', 'rules']
const toIde = [...toRules, 'ide']
const toWorkspace = [...toIde, 'workspace']
const server = 'vscode-languageserver*'

const table: readonly Layer[] = [
  { name: 'text', path: 'server/src/text/', layers: [], packages: [] },
  { name: 'c', path: 'server/src/c/', layers: ['text'], packages: [] },
  { name: 'abi', path: 'server/src/abi/', layers: ['c', 'text'], packages: [] },
  { name: 'config', path: 'server/src/config/', layers: ['abi', 'c', 'text'], packages: [] },
  { name: 'board', path: 'server/src/board/', layers: ['config'], packages: [] },
  { name: 'rules', path: 'server/src/rules/', layers: ['board', 'config', 'c', 'text'], packages: [] },
  { name: 'ide', path: 'server/src/ide/', layers: toRules, packages: [] },
  // The file store over Node's file system is the one part of the workspace that does not run in a browser.
  {
    name: 'store',
    path: 'server/src/workspace/node-',
    layers: toWorkspace,
    packages: ['node:*', 'tinyglobby'],
  },
  {
    name: 'workspace',
    path: 'server/src/workspace/',
    layers: toIde,
    packages: ['zod', 'jsonc-parser', 'vscode-uri'],
  },
  // What client and server say to each other is all that the client may know of the server.
  { name: 'messages', path: 'server/src/lsp/messages', layers: [], packages: ['zod'] },
  {
    name: 'lsp',
    path: 'server/src/lsp/',
    layers: [...toWorkspace, 'messages'],
    packages: [server, 'vscode-uri', 'zod'],
  },
  {
    name: 'cli',
    path: 'server/src/cli/',
    layers: [...toWorkspace, 'store'],
    packages: ['node:*', 'tinyglobby', 'jsonc-parser', 'vscode-uri', 'zod'],
  },
  // An entry point puts together what must not know each other; only its own version comes from elsewhere.
  {
    name: 'node main',
    path: 'server/src/main.node',
    layers: ['lsp', 'workspace', 'store', 'manifest'],
    packages: ['node:*', server],
  },
  // The start of the command line loads the rest as a bundle.
  { name: 'start', path: 'server/src/main.start', layers: [], packages: ['node:*'] },
  {
    name: 'main',
    path: 'server/src/main.',
    layers: ['lsp', 'cli', 'workspace', 'store', 'manifest'],
    packages: [server],
  },
  { name: 'manifest', path: 'package.json', layers: [], packages: [] },
  {
    name: 'client',
    path: 'client/src/',
    layers: ['messages'],
    packages: ['vscode', 'vscode-languageclient*', 'vscode-uri', 'zod'],
  },
]

test('every file imports only what its layer may import', () => {
  const files = sourceFiles()
  expect(files).not.toEqual([])
  expect(files.flatMap((file) => importsOf(file).flatMap((use) => offence(file, use)))).toEqual([])
})

test.each([
  ['server/src/c/lexer.ts', "import type { Rule } from '../rules/rule.ts'", 'c must not import rules'],
  ['server/src/c/lexer.ts', "import { z } from 'zod'", 'c must not import zod'],
  ['server/src/abi/structs.ts', "export { decode } from '../config/decode.ts'", 'abi must not import config'],
  ['server/src/ide/hover.ts', "import { x } from '../workspace/x.ts'", 'ide must not import workspace'],
  [
    'server/src/ide/hover.ts',
    "import { x } from 'vscode-languageserver'",
    'ide must not import vscode-languageserver',
  ],
  ['server/src/workspace/cache.ts', "import 'node:fs'", 'workspace must not import node:fs'],
  ['server/src/lsp/session.ts', "import {\n  x,\n} from '../cli/check.ts'", 'lsp must not import cli'],
  ['server/src/cli/check.ts', "const x = await import('../lsp/session.ts')", 'cli must not import lsp'],
  ['server/src/main.cli.ts', "import { x } from '../../scripts/x.ts'", 'main must not import scripts/x.ts'],
  [
    'client/src/status.ts',
    "import { x } from '../../server/src/lsp/session.ts'",
    'client must not import lsp',
  ],
  ['server/src/tools/x.ts', "import { x } from './y.ts'", 'server/src/tools/x.ts is in no layer'],
])('%s may not say %s', (file, text, expected) => {
  expect(importsOf(file, text).flatMap((use) => offence(file, use))).toEqual([
    expect.stringContaining(expected),
  ])
})

test.each([
  ['server/src/rules/memory/overlap.ts', "import { x } from '../../c/origin.ts'"],
  ['server/src/workspace/node-store.ts', "import { readFile } from 'node:fs/promises'"],
  ['server/src/lsp/session.ts', "import { x } from 'vscode-languageserver/node'"],
  ['server/src/lsp/session.ts', "import type { x } from 'vscode-languageserver-textdocument'"],
  ['server/src/main.cli.ts', "import manifest from '../../package.json' with { type: 'json' }"],
  ['client/src/status.ts', "import { x } from '../../server/src/lsp/messages.ts'"],
  ['server/src/c/lexer.ts', "/**\n * import('zod') and\nimport 'zod'\n */\nexport const from = 'zod'"],
])('%s may say %s', (file, text) => {
  expect(importsOf(file, text).flatMap((use) => offence(file, use))).toEqual([])
})

function offence(file: string, use: Import): readonly string[] {
  const layer = layerOf(file)
  if (!layer) return [`${file} is in no layer`]
  const target = use.file === undefined ? undefined : layerOf(use.file)
  const allowed = target
    ? target === layer || layer.layers.includes(target.name)
    : use.file === undefined && layer.packages.some((name) => fits(name, use.specifier))
  return allowed
    ? []
    : [
        `${file}: ${layer.name} must not import ${target?.name ?? use.file ?? use.specifier} (${use.specifier})`,
      ]
}

function layerOf(file: string): Layer | undefined {
  return table.find((layer) => file.startsWith(layer.path))
}

/** A name stands for its subpaths too: `vscode-languageserver/node`. */
function fits(name: string, specifier: string): boolean {
  if (name.endsWith('*')) return specifier.startsWith(name.slice(0, -1))
  return specifier === name || specifier.startsWith(`${name}/`)
}
