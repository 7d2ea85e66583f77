/** One fault, one finding, and never none: how findings that spoil each other's place are told apart. */
import { expect, test } from 'vitest'
import { findingsOfOrphan } from '../../server/src/rules/engine.ts'
import { defineRule, type Rule } from '../../server/src/rules/rule.ts'
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
function spoiler(id: string, scope: 'file' | 'cell'): Rule {
  const parts = { id, resource: 'structure', severity: 'error', since: '0', docs } as const
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
