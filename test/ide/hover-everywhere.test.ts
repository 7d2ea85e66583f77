/**
 * Hover at every place of whole configs: whatever is there, it does not throw, it says something about a place that
 * holds the cursor, and it comes at once.
 */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { hoverAt } from '../../server/src/ide/hover.ts'
import { ownerAt } from '../../server/src/ide/owner.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { diskFiles } from '../../server/src/workspace/node-files.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { createWorkspace, type Workspace } from '../../server/src/workspace/workspace.ts'
import { jailhouseTree, needsTree } from '../upstream/tree.ts'

const examples = fileURLToPath(new URL('../../examples', import.meta.url))
const configs = readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.c'))
  .map((name) => name.replaceAll('\\', '/'))
  .toSorted()

interface Tour {
  /** How many places have a hover. */
  readonly spoken: number
  readonly asked: number
  readonly millisecondsEach: number
  /** What a hover did wrong. */
  readonly faults: readonly string[]
}

/** Hovers over every `step`th place of a file. */
function tour(workspace: Workspace, path: string, step: number): Tour {
  const analysis = workspace.analysis(path)
  if (!analysis) throw new Error(`${path} cannot be read`)
  const boards = workspace.check([path]).boards.map(({ board }) => board)
  const faults: string[] = []
  let spoken = 0
  let asked = 0
  const start = performance.now()
  for (let offset = 0; offset <= analysis.file.text.length; offset += step) {
    const content = hoverAt(analysis, ownerAt(analysis, boards, offset), offset)
    asked++
    if (!content) continue
    spoken++
    const { span, markdown } = content
    const isAround = span.file === analysis.file && span.start <= offset && offset <= span.end
    if (!isAround) faults.push(`${offset}: the marked place ${span.start} to ${span.end} is elsewhere`)
    if (markdown.trim() === '' || /undefined|\[object|NaN|\| *\|/.test(withoutHeadings(markdown)))
      faults.push(`${offset}: ${markdown}`)
  }
  return { spoken, asked, millisecondsEach: (performance.now() - start) / asked, faults }
}

/** A table whose second heading is empty is none of ours either, so only its ruler is left out. */
function withoutHeadings(markdown: string): string {
  return markdown.replace(/^\|(:--\|)+$/gm, '')
}

test.each(configs)('every place of %s', (name) => {
  const workspace = createWorkspace({ files: diskFiles(), settings: defaultSettings, roots: [examples] })
  const { spoken, asked, faults } = tour(workspace, `${examples}/${name}`, 1)
  expect(faults).toEqual([])
  // The rest is white space, commas and comments that stand before no element.
  expect(spoken / asked).toBeGreaterThan(0.5)
})

describe('a config that is cut off anywhere', () => {
  const name = 'tern/tern-linux.c'
  const text = diskFiles().read(`${examples}/${name}`)?.text ?? ''
  const lengths = Array.from({ length: 12 }, (_, part) => Math.floor((text.length * (part + 1)) / 13))

  test.each(lengths)('after %i characters', (length) => {
    const files = memoryFiles({ '/board/cell.c': text.slice(0, length) })
    const workspace = createWorkspace({ files, settings: defaultSettings, roots: ['/board'] })
    expect(tour(workspace, '/board/cell.c', 5).faults).toEqual([])
  })
})

describe('what nobody would write', () => {
  test.each([
    ['a sum of thousands of parts', `int a[] = { ${'1 + '.repeat(20_000)}1 };`],
    ['thousands of parentheses', `int a[] = { ${'('.repeat(5000)}1${')'.repeat(5000)} };`],
    ['macros nested thousands deep', `${nestedMacros(2000)}\nint a = M1999;`],
    ['a macro that doubles', `#define D0(x) x, x\n${doublingMacros(12)}\nint a[] = { D12(1) };`],
    [
      'a macro that makes thousands of structs',
      `#define S { 1 },\n#define T S S S S S S S S\n#define U T T T T T T T T\nstruct { int b; } a[] = { U U U U };`,
    ],
    ['a very long name', `#define ${'N'.repeat(200_000)} 1\nint a = ${'N'.repeat(200_000)};`],
    ['backticks without end', `char a[200000] = "${'`'.repeat(1000)}${'` '.repeat(60_000)}";`],
    ['an array without bound', 'struct { int b; } a[1 << 30] = { [1 << 29] = { 1 } };'],
    ['structs in structs', `${'struct { '.repeat(120)}int b;${' } c;'.repeat(119)} } a = { 1 };`],
  ])('%s', (_, text) => {
    const files = memoryFiles({ '/board/cell.c': text })
    const workspace = createWorkspace({ files, settings: defaultSettings, roots: ['/board'] })
    expect(tour(workspace, '/board/cell.c', Math.ceil(text.length / 20)).faults).toEqual([])
  })
})

function nestedMacros(count: number): string {
  return Array.from({ length: count }, (_, at) => `#define M${at} ${at === 0 ? '1' : `M${at - 1}`}`).join(
    '\n',
  )
}

function doublingMacros(count: number): string {
  return Array.from({ length: count }, (_, at) => `#define D${at + 1}(x) D${at}(x), D${at}(x)`).join('\n')
}

describe.skipIf(jailhouseTree === undefined)(`real configs${needsTree}`, () => {
  const tree = jailhouseTree ?? ''

  test.each([
    'arm/bananapi-linux-demo.c',
    'arm64/qemu-arm64.c',
    'arm64/k3-j721e-evm.c',
    'arm64/ls1028a-rdb-linux-demo.c',
    'x86/qemu-x86.c',
  ])('%s', (name) => {
    const workspace = createWorkspace({ files: diskFiles(), settings: defaultSettings, roots: [tree] })
    const { spoken, faults, millisecondsEach } = tour(workspace, `${tree}/configs/${name}`, 7)
    expect(faults).toEqual([])
    expect(spoken).toBeGreaterThan(100)
    expect(millisecondsEach).toBeLessThan(5)
  })
})
