/**
 * While somebody types, most of what was worked out before is used again. That must never show: after any changes, what
 * is found is what somebody finds who reads all files for the first time.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SourceFile } from '../../server/src/text/source-file.ts'
import { type FileStore, memoryFiles, overlaidFiles } from '../../server/src/workspace/file-store.ts'
import { createFolderChecks, type FolderChecks } from '../../server/src/workspace/folder-checks.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { type Check, createWorkspace } from '../../server/src/workspace/workspace.ts'

/** The examples in two folders. Nothing tells whether `linux.c` belongs to `tern.c` or to its double. */
const folders = ['/one', '/two']
const texts: Readonly<Record<string, string>> = Object.fromEntries(
  ['osprey', 'plover', 'tern'].flatMap((board) => {
    const path = fileURLToPath(new URL(`../../examples/${board}`, import.meta.url))
    const names = readdirSync(path).filter((name) => name.endsWith('.c'))
    const folder = board === 'plover' ? '/one' : '/two'
    return names.flatMap((name): readonly (readonly [path: string, text: string])[] => {
      const text = readFileSync(`${path}/${name}`, 'utf8')
      if (name === 'tern-linux.c') return [[`${folder}/linux.c`, text]]
      return name === 'tern.c'
        ? [
            [`${folder}/tern.c`, text],
            [`${folder}/double.c`, text],
          ]
        : [[`${folder}/${name}`, text]]
    })
  }),
)
const paths = Object.keys(texts)

interface Change {
  readonly path: string
  readonly what: 'digit' | 'letter' | 'line' | 'twice' | 'undo' | 'close'
  /** From 0 to 1: where in the file. */
  readonly at: number
}

const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({
    path: fc.constantFrom(...paths),
    what: fc.constantFrom('digit', 'digit', 'digit', 'letter', 'line', 'twice', 'undo', 'close'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { minLength: 3, maxLength: 8 },
)

test('what is found after changes is what is found anew', { timeout: 60_000 }, () => {
  let kept = 0
  fc.assert(
    fc.property(changes, (list) => {
      const files = overlaidFiles(memoryFiles(texts))
      // So little that only the latest folder is kept whole.
      const checks = checksOf(files, 1)
      for (const folder of folders) checks.of(folder)
      for (const { path, what, at } of list) {
        if (what === 'close') files.close(path)
        else files.open(path, changed(files.read(path)?.text ?? '', texts[path] ?? '', what, at))
        const anew = checksOf(memoryFiles(textsIn(files)))
        for (const folder of folders) {
          const { findings, ...others } = told(anew.of(folder))
          const found = checks.foundIn(folder)
          if (found) kept++
          const now = found ? { ...others, findings: plain(found.findings) } : told(checks.of(folder))
          expect(now).toEqual({ ...others, findings })
        }
      }
    }),
    { numRuns: 8 },
  )
  expect(kept).toBeGreaterThan(0)
})

function changed(text: string, original: string, what: Exclude<Change['what'], 'close'>, at: number): string {
  const place = Math.floor(at * text.length)
  const lineEnd = text.indexOf('\n', place)
  const nextLineEnd = text.indexOf('\n', lineEnd + 1)
  switch (what) {
    case 'undo':
      return original
    case 'letter':
      return text.slice(0, place) + text.slice(place + 1)
    case 'line':
      return text.slice(0, lineEnd) + text.slice(nextLineEnd)
    case 'twice':
      return text.slice(0, nextLineEnd) + text.slice(lineEnd, nextLineEnd) + text.slice(nextLineEnd)
    default:
      return text.slice(0, place) + text.slice(place).replace(/\d/, (digit) => `${(Number(digit) + 1) % 10}`)
  }
}

function textsIn(files: FileStore): Readonly<Record<string, string>> {
  return Object.fromEntries(paths.map((path) => [path, files.read(path)?.text ?? '']))
}

function checksOf(files: FileStore, mostText?: number): FolderChecks {
  const workspace = createWorkspace({ files, settings: defaultSettings, roots: folders })
  return createFolderChecks(workspace, mostText)
}

/** All that a check says. */
function told({ findings, suppressed, boards, orphans }: Check) {
  const members = boards.map(({ members: { root, cells } }) => [
    root.file,
    ...cells.map(({ cell, because }) => [cell.file, because]),
  ])
  return {
    findings: plain(findings),
    suppressed: plain(suppressed),
    boards: plain(members),
    orphans: plain(orphans.map(({ file }) => file)),
  }
}

/** With paths for files: those of two stores are never the same. */
function plain(said: unknown): unknown {
  return JSON.parse(JSON.stringify(said, (_, value: unknown) => (isFile(value) ? value.path : value)))
}

function isFile(value: unknown): value is SourceFile {
  return typeof value === 'object' && value !== null && 'path' in value && 'text' in value
}
