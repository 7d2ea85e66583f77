/**
 * Reads this repository for the tests of this folder: which files there are, and what they import. It knows no
 * rule about either; the tests hold the rules as tables.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What nobody of this project has written: what git ignores, git's own folder, and npm's list of packages. */
const notOurs = new Set([...ignoredFolders(), '.git', 'package-lock.json'])

/** One import, re-export or `import()` of a file. */
export interface Import {
  /** What stands between the quotes. */
  readonly specifier: string
  /** The file that it leads to, from the root of the repository; undefined for a package. */
  readonly file: string | undefined
}

/** The files below a folder, as paths from the root of the repository with `/`; none when it does not exist. */
export function filesBelow(folder: string): readonly string[] {
  if (!existsSync(root + folder)) return []
  return readdirSync(root + folder, { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.has(entry.name)) return []
    const path = posix.join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}

/** The TypeScript files of the program itself. */
export function sourceFiles(): readonly string[] {
  return ['server/src', 'client/src'].flatMap(filesBelow).filter((file) => file.endsWith('.ts'))
}

export function textOf(file: string): string {
  return readFileSync(root + file, 'utf8')
}

/** All that a file imports, types included; found in the text, since the compiler offers no syntax tree. */
export function importsOf(file: string, text: string = textOf(file)): readonly Import[] {
  const code = text.replace(/^[ \t]*(\/\*[\s\S]*?\*\/|\/\/.*$)/gm, '')
  return [...code.matchAll(importStatement), ...code.matchAll(importCall)].map(([, specifier = '']) => ({
    specifier,
    file: specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : undefined,
  }))
}

const importStatement = /^(?:import|export)\b(?:[^'"`;=(]*\bfrom)?\s*['"]([^'"\n]+)['"]/gm
const importCall = /\bimport\(\s*['"]([^'"\n]+)['"]/g

function ignoredFolders(): readonly string[] {
  const lines = readFileSync(`${root}.gitignore`, 'utf8').split('\n')
  return lines.filter((line) => line.endsWith('/')).map((line) => line.slice(0, -1))
}
