/**
 * The boards in `examples/` say themselves what is wrong with them: a comment `MISTAKE [rule]` stands on the line above
 * each fault. Warden has to find these and nothing else.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { positionAt } from '../../server/src/text/source-file.ts'
import { diskFiles } from '../../server/src/workspace/node-files.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { createWorkspace } from '../../server/src/workspace/workspace.ts'

const examples = join(import.meta.dirname, '../../examples')
const boards = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory())

describe.each(boards.map(({ name }) => name))('the board %s', (name) => {
  const workspace = createWorkspace({ files: diskFiles(), settings: defaultSettings, roots: [examples] })
  const paths = workspace.configsOf(join(examples, name))
  const { findings, files, orphans } = workspace.check(paths)

  it('is one board, and all its files belong to it', () => {
    expect(files.map(({ file }) => file.path)).toEqual(paths)
    expect(orphans).toEqual([])
  })

  it('has the mistakes that its comments name, and no others', () => {
    const announced = files.flatMap(({ file }) =>
      [...file.text.matchAll(/MISTAKE \[([\w-]+)\]/g)].map(
        ({ index, 1: rule }) => `${file.path}:${positionAt(file, index).line + 2} ${rule}`,
      ),
    )
    const found = findings.map(
      ({ span, rule }) => `${span.file.path}:${positionAt(span.file, span.start).line + 1} ${rule}`,
    )
    expect(found.toSorted()).toEqual(announced.toSorted())
  })
})
