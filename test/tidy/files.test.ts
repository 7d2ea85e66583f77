/**
 * What a source file looks like: it says what it is for, has one idea and a name that tells which.
 */
import { expect, test } from 'vitest'
import { sourceFiles, textOf } from './source-tree.ts'

const mostLines = 320

/** Names under which anything can hide. */
const forbiddenNames = ['util', 'utils', 'helper', 'helpers', 'misc', 'common', 'shared']

interface Demand {
  readonly what: string
  readonly isMet: (file: string, text: string) => boolean
  /** A file and a text that do not meet it. */
  readonly broken: readonly [file: string, text: string]
}

const demands: readonly Demand[] = [
  {
    what: 'begins with a paragraph that says what it is for',
    isMet: (_, text) => /^\/\*\*[\s*]+[^\s*/]/.test(text),
    broken: ['server/src/c/lexer.ts', "import { span } from '../text/span.ts'\n/** Text to tokens. */\n"],
  },
  {
    what: `has at most ${mostLines} lines`,
    isMet: (_, text) => text.trimEnd().split('\n').length <= mostLines,
    broken: ['server/src/c/lexer.ts', `/** Text to tokens. */${'\n// more'.repeat(mostLines)}\n`],
  },
  {
    what: 'has a path in kebab-case',
    isMet: (file) => file.split('/').every((name) => /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(name)),
    broken: ['server/src/c/tokenStream.ts', ''],
  },
  {
    what: 'has a name that says something',
    isMet: (file) => file.split('/').every((name) => !isForbidden(name.replace(/\..*/, ''))),
    broken: ['server/src/ide/string-utils.ts', ''],
  },
  {
    // A bundler can leave out what is not used of a namespace; of the object `z` it keeps half a megabyte.
    what: 'imports zod as a namespace, if at all',
    isMet: (_, text) => !/^import\s*(z|\{[^}]*\bz\b[^}]*\})\s*from 'zod'/m.test(text),
    broken: ['server/src/workspace/project.ts', "import { z } from 'zod'\n"],
  },
  {
    what: 'has no default export',
    isMet: (_, text) => !/^export\s+default\b|^export\s*\{[^}]*\bas\s+default\b/m.test(text),
    broken: ['server/src/c/lexer.ts', 'const lexer = 1\nexport { lexer as default }\n'],
  },
]

test.each(byWhat())('every source file %s', (_, { isMet }) => {
  const files = sourceFiles()
  expect(files).not.toEqual([])
  expect(files.filter((file) => !isMet(file, textOf(file)))).toEqual([])
})

test.each(byWhat())('a file is found unless it %s', (_, { isMet, broken: [file, text] }) => {
  expect(isMet(file, text)).toBe(false)
})

function byWhat(): [string, Demand][] {
  return demands.map((demand) => [demand.what, demand])
}

/** `string-utils` is as empty a name as `utils`, while `cpu-shared` is a good one. */
function isForbidden(name: string): boolean {
  return forbiddenNames.includes(name) || /-(utils?|helpers?|misc)$/.test(name)
}
