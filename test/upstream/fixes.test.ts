/**
 * Every quick fix that is offered anywhere in the real tree, made one at a time: gcc accepts what comes out, the finding is
 * gone, and nothing new is found that is as bad as a warning. The tree itself is only read.
 */
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Finding, isAtLeast } from '../../server/src/rules/finding.ts'
import type { Fix } from '../../server/src/rules/fix/fix.ts'
import { withEdits } from '../../server/src/text/edit.ts'
import type { SourceFile } from '../../server/src/text/source-file.ts'
import { overlaidFiles } from '../../server/src/workspace/file-store.ts'
import { diskFiles } from '../../server/src/workspace/node-files.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { createWorkspace } from '../../server/src/workspace/workspace.ts'
import { gccVersion } from '../oracle/gcc.ts'
import { includeFoldersOf, jailhouseTree, needsTree } from './tree.ts'

const hasGcc = gccVersion() !== undefined

describe.skipIf(jailhouseTree === undefined || !hasGcc)(`fixes in the upstream tree${needsTree}`, () => {
  const tree = jailhouseTree ?? ''
  const files = overlaidFiles(diskFiles())
  const settings = { ...defaultSettings, preset: 'all' } as const
  const workspace = createWorkspace({ files, settings, roots: [tree] })
  const paths = jailhouseTree === undefined ? [] : workspace.configsIn(tree)
  const before = workspace.check(paths).findings
  const offering = before.flatMap(({ rule, fixes }) => (fixes.length === 0 ? [] : [rule]))
  const mendable = [...new Set(offering)].filter((rule) => !revealing.has(rule))

  it('are offered by many rules', () => {
    expect(mendable.length).toBeGreaterThan(10)
  })

  it.each(mendable.toSorted())('of %s mend it', (rule) => {
    const wrong = before
      .filter((finding) => finding.rule === rule)
      .flatMap((finding) => finding.fixes.flatMap((fix) => troubleWith(finding, fix)))
    expect(wrong).toEqual([])
  })

  /** What is wrong with the board after a fix; nothing if all is well. */
  function troubleWith(finding: Finding, fix: Fix): readonly string[] {
    const changed = [...new Set(fix.edits.map(({ span }) => span.file))]
    for (const file of changed) files.open(file.path, mended(file, fix))
    const after = workspace.check(paths).findings
    const refused = changed.flatMap(({ path }) => saidByGcc(path, files.read(path)?.text ?? ''))
    for (const { path } of changed) files.close(path)
    const count = (list: readonly Finding[]) => list.filter(({ rule }) => rule === finding.rule).length
    const what = `${finding.file.path.slice(tree.length)}: ${fix.title}`
    return [
      ...refused.map((words) => `${what}: gcc says ${words}`),
      ...(count(after) < count(before) ? [] : [`${what}: the finding stays`]),
      ...addedTo(before, after).map((added) => `${what}: adds ${added}`),
    ]
  }

  function saidByGcc(path: string, text: string): readonly string[] {
    const architecture = path.slice(`${tree}/configs/`.length).replace(/\/.*$/, '')
    const includes = includeFoldersOf(tree, architecture).map((folder) => `-I${folder}`)
    const options = [
      '-fsyntax-only',
      '-Wall',
      '-D__LINUX_COMPILER_TYPES_H',
      '-iquote',
      dirname(path),
      ...includes,
      '-x',
      'c',
      '-',
    ]
    const { stderr, status } = spawnSync('gcc', options, { input: text, encoding: 'utf8' })
    return status === 0 && stderr === '' ? [] : [stderr]
  }
})

/** What is counted then has not been judged before, and has faults of its own. */
const revealing: ReadonlySet<string> = new Set(['array-without-count'])

function mended(file: SourceFile, { edits }: Fix): string {
  return withEdits(
    file.text,
    edits.filter(({ span }) => span.file === file),
  )
}

/** The rules with more findings as bad as a warning than before, and where. */
function addedTo(before: readonly Finding[], after: readonly Finding[]): readonly string[] {
  const left = bad(before)
  return bad(after).filter((entry) => {
    const known = left.indexOf(entry)
    if (0 <= known) left.splice(known, 1)
    return known < 0
  })
}

function bad(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ severity }) => isAtLeast(severity, 'warning'))
    .map(({ rule, file }) => `${rule} in ${file.path.replace(/^.*\//, '')}`)
}
