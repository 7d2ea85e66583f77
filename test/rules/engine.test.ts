/**
 * One fault, one finding, and never none: how findings that spoil each other's place are told apart. And which of the
 * fixes of a rule are offered.
 */
import { expect, test } from 'vitest'
import { findingsOfBoard, findingsOfOrphan } from '../../server/src/rules/engine.ts'
import type { Fix } from '../../server/src/rules/fix/fix.ts'
import { defineRule, type Rule } from '../../server/src/rules/rule.ts'
import { span } from '../../server/src/text/span.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { createWorkspace } from '../../server/src/workspace/workspace.ts'

const config = `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>
struct { struct jailhouse_cell_desc cell; __u64 cpus[1]; } __attribute__((packed)) config = {
  .cell = { .revision = 14 }, .cpus = { 2 },
};`

/** Reports at the revision and spoils it, as every other rule here does. */
function spoiler(id: string, scope: 'file' | 'cell', preset?: 'strict'): Rule {
  const reserved = preset && { preset }
  const parts = { id, resource: 'structure', severity: 'error', since: '0', docs, ...reserved } as const
  const report = { message: id, why: id }
  return scope === 'file'
    ? defineRule({
        ...parts,
        scope,
        check: ({ identity: { revision } }, found) =>
          found({ ...report, at: revision.place, spoils: [revision.place] }),
      })
    : defineRule({
        ...parts,
        scope,
        check: ({ configuration: { identity } }, found) =>
          found({ ...report, at: identity.revision.place, spoils: [identity.revision.place] }),
      })
}

const docs = { what: '', why: '', bad: '', good: '', references: [], catalogue: '' }

function rulesFound(...rules: readonly Rule[]): readonly string[] {
  const files = memoryFiles({ '/cell.c': config })
  const workspace = createWorkspace({ files, settings: defaultSettings, roots: ['/'] })
  const [configuration] = workspace.analysis('/cell.c')?.configurations ?? []
  if (configuration?.kind !== 'cell') throw new Error('the text of this test is no cell')
  return findingsOfOrphan(configuration, rules).map(({ rule }) => rule)
}

test('of two that spoil each other the one about the file alone is left', () => {
  expect(rulesFound(spoiler('about-the-cell', 'cell'), spoiler('about-the-file', 'file'))).toEqual([
    'about-the-file',
  ])
})

test('of two of the same scope the first one is left', () => {
  expect(rulesFound(spoiler('first', 'cell'), spoiler('second', 'cell'))).toEqual(['first'])
})

test('one by itself spoils nothing of its own', () => {
  expect(rulesFound(spoiler('alone', 'cell'))).toEqual(['alone'])
})

test('one that most people are not shown takes away nothing that they are', () => {
  expect(rulesFound(spoiler('reserved', 'file', 'strict'), spoiler('for-all', 'cell'))).toEqual(['for-all'])
  expect(rulesFound(spoiler('for-all', 'file'), spoiler('reserved', 'cell', 'strict'))).toEqual(['for-all'])
})

/** What is left of a safe fix that a rule reports in the cell, by the file that it changes. */
function fixesChanging(which: 'root' | 'cell' | 'header'): readonly Fix['safety'][] {
  const root = config
    .replace('struct jailhouse_cell_desc cell', 'struct jailhouse_system header')
    .replace('.cell =', '.header =')
  const files = memoryFiles({ '/board.c': root, '/board-cell.c': config })
  const workspace = createWorkspace({ files, settings: defaultSettings, roots: ['/'] })
  const board = workspace.check(['/board-cell.c']).boards[0]?.board
  const rule = defineRule({
    id: 'mended',
    resource: 'structure',
    scope: 'cell',
    severity: 'error',
    since: '0',
    docs,
    check: ({ configuration, isRoot, root: rootOfBoard }, report) => {
      const { file, translation, place } = configuration
      const header = translation.preprocessed.files.find(({ path }) => path.includes('cell-config.h'))
      const changed = { root: rootOfBoard?.configuration.file, cell: file, header }[which]
      if (isRoot || !changed) return
      const edits = [{ span: span(changed, 0, 0), text: ' ' }]
      report({ at: place, message: '', why: '', fixes: [{ title: '', safety: 'safe', edits }] })
    },
  })
  const findings = board ? findingsOfBoard(board, [rule]) : []
  expect(findings).toHaveLength(1)
  return findings.flatMap(({ fixes }) => fixes.map(({ safety }) => safety))
}

test('a fix that changes other configs of the board is offered, but not as a safe one; a header is left alone', () => {
  expect(fixesChanging('cell')).toEqual(['safe'])
  expect(fixesChanging('root')).toEqual(['suggested'])
  expect(fixesChanging('header')).toEqual([])
})
