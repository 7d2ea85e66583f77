/**
 * Hints, symbols and navigation in whole configs, in broken ones and in what nobody would write: nothing throws, every
 * place is in its file, and it comes at once. A name is renamed without changing a byte of the image.
 */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { builtImages } from '../../server/src/config/built-images.ts'
import { foldsOf } from '../../server/src/ide/folding.ts'
import { inactiveBranches } from '../../server/src/ide/inactive.ts'
import { inlayHintsIn } from '../../server/src/ide/inlay-hints.ts'
import { linksIn } from '../../server/src/ide/links.ts'
import { namedAt } from '../../server/src/ide/named.ts'
import { definitionAt, implementationAt, referencesAt } from '../../server/src/ide/navigation.ts'
import { ownerAt } from '../../server/src/ide/owner.ts'
import { renamed, renamingAt } from '../../server/src/ide/rename.ts'
import { selectionsAt } from '../../server/src/ide/selection.ts'
import { type ConfigSymbol, symbolsOf } from '../../server/src/ide/symbols.ts'
import { symbolsFor } from '../../server/src/ide/workspace-symbols.ts'
import { tokensOf } from '../../server/src/c/lexer.ts'
import { withEdits } from '../../server/src/text/edit.ts'
import { contains, type Span, span } from '../../server/src/text/span.ts'
import type { FileAnalysis } from '../../server/src/workspace/analysis.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { diskFiles } from '../../server/src/workspace/node-files.ts'
import { folderOf } from '../../server/src/workspace/paths.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { createWorkspace, type Workspace } from '../../server/src/workspace/workspace.ts'
import { jailhouseTree, needsTree } from '../upstream/tree.ts'

const examples = fileURLToPath(new URL('../../examples', import.meta.url))
const configs = readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.c'))
  .map((name) => name.replaceAll('\\', '/'))
  .toSorted()

interface Tour {
  readonly hints: number
  readonly led: number
  readonly millisecondsEach: number
  readonly faults: readonly string[]
}

/** Asks for all of a file, and at every `step`th place of it. */
function tour(workspace: Workspace, path: string, step: number): Tour {
  const check = workspace.check(workspace.configsOf(folderOf(path)))
  const analysis = workspace.analysis(path)
  if (!analysis) throw new Error(`${path} cannot be read`)
  const boards = check.boards.map(({ board }) => board)
  const faults: string[] = []
  const { file } = analysis
  const note = (what: string, place: Span): void => {
    const isInside = 0 <= place.start && place.start <= place.end && place.end <= place.file.text.length
    if (!isInside) faults.push(`${what} is at ${place.start} to ${place.end}, outside of the text`)
  }
  const hints = inlayHintsIn(analysis, { start: 0, end: file.text.length }, () => true)
  for (const { text, offset } of hints) {
    note(`hint ${text}`, span(file, offset, offset))
    if (/undefined|NaN|\[object/.test(text)) faults.push(`hint ${text}`)
  }
  for (const symbol of symbolsOf(analysis)) faults.push(...symbolFaults(symbol))
  for (const query of ['', 'r', '0x80000000', '00:00.0'])
    for (const found of symbolsFor(query, analysis)) note(found.name, found.span)
  for (const { span: place } of linksIn(analysis, [path])) note('link', place)
  for (const { span: place } of inactiveBranches(file, analysis.translation)) note('branch', place)
  foldsOf(file)
  let led = 0
  let asked = 0
  const start = performance.now()
  for (let offset = 0; offset <= file.text.length; offset += step) {
    const owner = ownerAt(analysis, boards, offset)
    const leads = [definitionAt(analysis, owner, offset), implementationAt(analysis, owner, offset)]
    for (const place of leads.flatMap((lead) => lead?.places ?? [])) note(`${offset}`, place)
    for (const { span: place } of referencesAt(analysis, [], owner, offset)) note(`${offset}`, place)
    selectionsAt(file, offset)
    asked++
    if (leads[0]) led++
  }
  return { hints: hints.length, led, millisecondsEach: (performance.now() - start) / asked, faults }
}

/** The protocol wants the head of a symbol in it, and a symbol in the one around. */
function symbolFaults(symbol: ConfigSymbol): readonly string[] {
  const own = contains(symbol.span, symbol.head) ? [] : [`the head of ${symbol.name} is elsewhere`]
  return symbol.children.reduce<readonly string[]>(
    (faults, child) => [
      ...faults,
      ...(contains(symbol.span, child.span) ? [] : [`${child.name} is not in ${symbol.name}`]),
      ...symbolFaults(child),
    ],
    symbol.name === '' ? [...own, 'a symbol without a name'] : own,
  )
}

test.each(configs)('every place of %s', (name) => {
  const workspace = createWorkspace({ files: diskFiles(), settings: defaultSettings, roots: [examples] })
  const { hints, led, faults } = tour(workspace, `${examples}/${name}`, 19)
  expect(faults).toEqual([])
  expect(hints).toBeGreaterThan(10)
  expect(led).toBeGreaterThan(5)
})

describe('a config that is cut off anywhere', () => {
  const text = diskFiles().read(`${examples}/tern/tern-linux.c`)?.text ?? ''
  const lengths = Array.from({ length: 8 }, (_, part) => Math.floor((text.length * (part + 1)) / 9))

  test.each(lengths)('after %i characters', (length) => {
    expect(tourOf(text.slice(0, length), 9).faults).toEqual([])
  })
})

describe('what nobody would write', () => {
  test.each([
    ['thousands of brackets', `int a[] = ${'{('.repeat(20_000)}`],
    ['an array without bound', 'struct { struct { int c; } b; } a[1 << 30] = { [0 ... 99999] = { { 1 } } };'],
    ['a macro of thousands of structs', 'struct { int b; } a[] = { U U U U };'],
    ['thousands of branches', '#if 0\nint a;\n#endif\n'.repeat(3000)],
    ['a name that is used thousands of times', `#define N 1\nint a[] = { ${'N, '.repeat(5000)}};`],
  ])('%s', (_, text) => {
    const above = '#define S { 1 },\n#define T S S S S S S S S\n#define U T T T T T T T T\n'
    const { faults, millisecondsEach } = tourOf(`${above}${text}`, Math.ceil(text.length / 5))
    expect(faults).toEqual([])
    expect(millisecondsEach).toBeLessThan(1500)
  })
})

function tourOf(text: string, step: number): Tour {
  const files = memoryFiles({ '/board/cell.c': text })
  const workspace = createWorkspace({ files, settings: defaultSettings, roots: ['/board'] })
  return tour(workspace, '/board/cell.c', step)
}

/** The image of a file after everything in it that may be renamed has been, and how many names that were. */
function renamedImage(
  workspace: Workspace,
  analysis: FileAnalysis,
): readonly [images: unknown, names: number] {
  const names = new Set<string>()
  let text = analysis.file.text
  for (const { kind, start, text: name } of tokensOf(analysis.file)) {
    if (kind !== 'identifier' || names.has(name) || !namedAt(analysis, start)) continue
    const renaming = renamingAt(analysis, start)
    if (!renaming?.isAllowed) continue
    names.add(name)
    const fresh = readAgain(analysis, text)
    const at = tokensOf(fresh.file).find((token) => token.text === name && namedAt(fresh, token.start))
    const again = at && renamingAt(fresh, at.start)
    if (!again?.isAllowed) throw new Error(`${name} may not be renamed any more`)
    const result = renamed(again.named, `renamed_${name}`, fresh, [])
    if ('reason' in result) throw new Error(result.reason)
    text = withEdits(text, result.edits)
  }
  const { translation, configurations } = readAgain(analysis, text)
  const complaints = [translation, analysis.translation].map((read) =>
    read.complaints.map(({ code }) => code),
  )
  expect(complaints[0]).toEqual(complaints[1])
  return [builtImages(translation, configurations), names.size]

  function readAgain({ file: { path } }: FileAnalysis, changed: string): FileAnalysis {
    const files = { ...diskFiles(), ...memoryFiles({ [path]: changed }) }
    const disk = diskFiles()
    const overlaid = { ...files, read: (wanted: string) => files.read(wanted) ?? disk.read(wanted) }
    const read = createWorkspace({ files: overlaid, settings: defaultSettings, roots: ['/'] }).analysis(path)
    if (!read || workspace.analysis(path) === read) throw new Error('not read again')
    return read
  }
}

test.each(configs)('%s is the same image under other names', (name) => {
  const workspace = createWorkspace({ files: diskFiles(), settings: defaultSettings, roots: [examples] })
  const analysis = workspace.analysis(`${examples}/${name}`)
  if (!analysis) throw new Error('not read')
  const [images, names] = renamedImage(workspace, analysis)
  expect(names).toBeGreaterThan(2)
  expect(images).toEqual(builtImages(analysis.translation, analysis.configurations))
})

describe.skipIf(jailhouseTree === undefined)(`real configs${needsTree}`, () => {
  const tree = jailhouseTree ?? ''

  test.each([
    'arm/bananapi-linux-demo.c',
    'arm64/qemu-arm64.c',
    'arm64/k3-j721e-evm.c',
    'arm64/ls1028a-rdb-linux-demo.c',
    'x86/qemu-x86.c',
  ])('%s', (name) => {
    const path = `${tree}/configs/${name}`
    const workspace = createWorkspace({ files: diskFiles(), settings: defaultSettings, roots: [tree] })
    const { led, faults, millisecondsEach } = tour(workspace, path, 31)
    expect(faults).toEqual([])
    expect(led).toBeGreaterThan(50)
    expect(millisecondsEach).toBeLessThan(20)
    const analysis = workspace.analysis(path)
    if (!analysis) throw new Error('not read')
    const [images] = renamedImage(workspace, analysis)
    expect(images).toEqual(builtImages(analysis.translation, analysis.configurations))
  })
})
