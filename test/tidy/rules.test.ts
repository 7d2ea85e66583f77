/**
 * A rule is complete when it has its test file, is known to the registry and bears the name of its file. Rules
 * live in `server/src/rules/<resource>/<id>.ts`, beside the list of them in `rules.ts`; what is directly in `rules/` is the
 * engine, and in `rules/fix/` is what quick fixes are made of.
 */
import { expect, test } from 'vitest'
import { filesBelow, importsOf, textOf } from './source-tree.ts'

const registry = 'server/src/rules/registry.ts'
const rulePath = /^server\/src\/rules\/(?!fix\/)(?<resource>[^/]+)\/(?!rules\.ts$)(?<id>[^/]+)\.ts$/
const testPath = /^test\/rules\/[^/]+\/[^/]+\.md$/

/** As much of the repository as this test wants to know. */
interface Tree {
  readonly files: ReadonlySet<string>
  /** What the registry leads to, through however many files. */
  readonly registered: ReadonlySet<string>
  readonly textOf: (file: string) => string
}

test('every rule is tested, registered and named after its file', () => {
  const files = new Set([...filesBelow('server/src/rules'), ...filesBelow('test/rules')])
  expect(faultsOf({ files, registered: filesReachedFrom(registry, files), textOf })).toEqual([])
})

const id = 'overlap-virt-in-cell'
const rule = `server/src/rules/memory/${id}.ts`
const ruleTest = `test/rules/memory/${id}.md`

test('a complete rule is without fault', () => {
  expect(faultsOf(madeUp([registry, rule, ruleTest], [rule], `id: '${id}'`))).toEqual([])
})

test.each([
  ['has no test', madeUp([registry, rule], [rule], `id: '${id}'`), `${rule} lacks its tests in ${ruleTest}`],
  [
    'is not registered',
    madeUp([registry, rule, ruleTest], [], `id: '${id}'`),
    `${rule} is not in the registry`,
  ],
  ['has another id', madeUp([registry, rule, ruleTest], [rule], "id: 'x'"), `${rule} has not the id '${id}'`],
  ['was renamed', madeUp([registry, ruleTest], [], ''), `${ruleTest} tests no rule`],
])('it is noticed when a rule %s', (_, tree, fault) => {
  expect(faultsOf(tree)).toEqual([fault])
})

function faultsOf(tree: Tree): readonly string[] {
  const rules = [...tree.files].filter((file) => rulePath.test(file))
  const tested = new Set(rules.map(testOf))
  const orphans = [...tree.files].filter((file) => testPath.test(file) && !tested.has(file))
  return [
    ...rules.flatMap((file) => faultsOfRule(file, tree)),
    ...orphans.map((file) => `${file} tests no rule`),
  ]
}

function faultsOfRule(file: string, tree: Tree): readonly string[] {
  const name = idOf(file)
  const faults: string[] = []
  if (!tree.files.has(testOf(file))) faults.push(`${file} lacks its tests in ${testOf(file)}`)
  if (!tree.registered.has(file)) faults.push(`${file} is not in the registry`)
  if (!tree.textOf(file).includes(`id: '${name}'`)) faults.push(`${file} has not the id '${name}'`)
  return faults
}

function idOf(file: string): string {
  return rulePath.exec(file)?.groups?.['id'] ?? file
}

function testOf(file: string): string {
  return file.replace(rulePath, 'test/rules/$<resource>/$<id>.md')
}

function filesReachedFrom(start: string, files: ReadonlySet<string>): ReadonlySet<string> {
  const reached = new Set<string>()
  const waiting = files.has(start) ? [start] : []
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue
    reached.add(file)
    for (const use of importsOf(file))
      if (use.file !== undefined && files.has(use.file)) waiting.push(use.file)
  }
  return reached
}

function madeUp(files: readonly string[], registered: readonly string[], text: string): Tree {
  return { files: new Set(files), registered: new Set(registered), textOf: () => text }
}
