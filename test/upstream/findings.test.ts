/** Warden over the whole real tree, in one process: the boards it makes of it, and every finding. */
import { relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../server/src/rules/finding.ts'
import { diskFiles } from '../../server/src/workspace/node-files.ts'
import { defaultSettings, type Settings } from '../../server/src/workspace/settings.ts'
import { type Check, createWorkspace } from '../../server/src/workspace/workspace.ts'
import { expected } from './expected.ts'
import { expectedOfOptional } from './expected-optional.ts'
import { jailhouseTree, needsTree } from './tree.ts'

describe.skipIf(jailhouseTree === undefined)(`the upstream tree${needsTree}`, () => {
  const tree = jailhouseTree ?? ''
  const checked = checkedWith(defaultSettings.preset)
  const withAllRules = checkedWith('all')

  it('has 38 boards with 80 cells', () => {
    expect(checked?.boards).toHaveLength(38)
    expect(checked?.orphans).toEqual([])
    expect(checked?.boards.flatMap(({ members }) => members.cells)).toHaveLength(80)
  })

  it('puts every cell on the board of its name, and the nine others where they belong', () => {
    const exceptions = (checked?.boards ?? []).flatMap(({ members: { root, cells } }) =>
      cells
        .map(({ cell }) => ({ cell: stem(cell.file.path), root: stem(root.file.path) }))
        .filter((member) => !member.cell.startsWith(`${member.root}-`))
        .map((member) => `${member.cell} on ${member.root}`),
    )
    const demos = ['apic', 'e1000', 'ioapic', 'ivshmem', 'linux-x86', 'pci', 'smp', 'tiny']
    expect(exceptions.toSorted()).toEqual(
      ['k3-am654-inmate-demo on k3-am654-idk', ...demos.map((demo) => `${demo}-demo on qemu-x86`)].toSorted(),
    )
  })

  it('yields no finding of a rule that is not expected anywhere', () => {
    const rules = new Set(checked?.findings.map(({ rule }) => rule))
    expect([...rules].filter((rule) => !(rule in expected))).toEqual([])
  })

  it.each(Object.entries(expected))('yields for %s what was reviewed', (rule, entries) => {
    const findings = checked?.findings.filter((finding) => finding.rule === rule) ?? []
    expect(counted(findings.map(entryOf))).toEqual([...entries].toSorted())
  })

  it.each(Object.entries(expectedOfOptional))(
    'yields for %s, if it is on, what was reviewed',
    (rule, entries) => {
      const findings = withAllRules?.findings.filter((finding) => finding.rule === rule) ?? []
      expect(counted(findings.map(entryOf))).toEqual([...entries].toSorted())
    },
  )

  it('yields with all rules nothing else', () => {
    const optional = withAllRules?.findings.filter(({ rule }) => !(rule in expectedOfOptional)) ?? []
    expect(counted(optional.map(textOf))).toEqual(counted(checked?.findings.map(textOf) ?? []))
  })

  function checkedWith(preset: Settings['preset']): Check | undefined {
    if (jailhouseTree === undefined) return undefined
    const settings = { ...defaultSettings, preset }
    const workspace = createWorkspace({ files: diskFiles(), settings, roots: [tree] })
    return workspace.check(workspace.configsIn(tree))
  }

  function textOf(finding: Finding): string {
    return `${finding.rule} ${entryOf(finding)}`
  }

  function entryOf(finding: Finding): string {
    const other = finding.related.find(
      ({ span }) => span.file !== finding.file && span.file.path.endsWith('.c'),
    )
    const regions = new Set(`${finding.message} ${finding.why}`.match(/(?<=memory region )\d+/g))
    const indices = [...regions].map(Number).toSorted((a, b) => a - b)
    const detail = other
      ? ` ~ ${stem(other.span.file.path)}`
      : indices.length === 0
        ? ''
        : `: ${indices.join(', ')}`
    return `${finding.severity} ${configName(finding.file.path)}${detail}`
  }

  function configName(path: string): string {
    return relative(`${tree}/configs`, path).replace(/\.c$/, '')
  }
})

function stem(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.c$/, '')
}

/** Sorted, equal entries as one with their number. */
function counted(entries: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const entry of entries) counts.set(entry, (counts.get(entry) ?? 0) + 1)
  return [...counts].map(([entry, count]) => (count === 1 ? entry : `${entry} ×${count}`)).toSorted()
}
