/**
 * Every rewrite that is offered in whole configs, made: what may not change in the image does not, and regions that have
 * changed places still say the same about the board.
 */
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { declaredArrays, elementSize } from '../../../server/src/config/reading.ts'
import { fieldOf } from '../../../server/src/config/view.ts'
import { tokensOf } from '../../../server/src/c/lexer.ts'
import type { Rewrite, RewriteKind } from '../../../server/src/ide/rewrites/rewrite.ts'
import { rewritesAt } from '../../../server/src/ide/rewrites/rewrites.ts'
import { withEdits } from '../../../server/src/text/edit.ts'
import type { FileAnalysis } from '../../../server/src/workspace/analysis.ts'
import { memoryFiles } from '../../../server/src/workspace/file-store.ts'
import { diskFiles } from '../../../server/src/workspace/node-files.ts'
import { defaultSettings } from '../../../server/src/workspace/settings.ts'
import { createWorkspace, type Check } from '../../../server/src/workspace/workspace.ts'
import { configsOfTree, jailhouseTree, needsTree } from '../../upstream/tree.ts'
import { cellConfig, rootConfig } from '../hovered.ts'
import { analysed } from './analysed.ts'
import { faultsOfOrder } from './reordered.ts'
import { imagesOf } from './rewritten.ts'

const files = diskFiles()

function textOf(path: string): string {
  return files.read(path)?.text ?? ''
}

/** Every rewrite of a file, once, by asking at each token, or at those that the pattern matches. */
function rewritesIn(analysis: FileAnalysis, wanted?: RegExp): readonly Rewrite[] {
  const found = new Map<string, Rewrite>()
  for (const { text, start } of tokensOf(analysis.file)) {
    if (wanted && !wanted.test(text)) continue
    for (const rewrite of rewritesAt(analysis, start)) found.set(`${rewrite.kind} ${rewrite.title}`, rewrite)
  }
  return [...found.values()]
}

function made(analysis: FileAnalysis, ...rewrites: readonly Rewrite[]): FileAnalysis {
  const { path, text } = analysis.file
  return analysed(
    path,
    withEdits(
      text,
      rewrites.flatMap(({ edits }) => edits),
    ),
  )
}

const keepsImage: readonly RewriteKind[] = [
  'refactor.rewrite.designators.element',
  'refactor.rewrite.designators.array',
  'refactor.rewrite.length.count',
]

/** What is wrong after each of the rewrites of a config. */
function faultsOf(analysis: FileAnalysis, check: Check, wanted?: RegExp): readonly string[] {
  return rewritesIn(analysis, wanted).flatMap((rewrite) => {
    const after = made(analysis, rewrite)
    const faults: string[] = []
    if (keepsImage.includes(rewrite.kind) && imagesOf(after).join() !== imagesOf(analysis).join())
      faults.push('another image')
    if (
      rewrite.kind === 'refactor.rewrite.length.declaration' &&
      withoutZeros(after) !== withoutZeros(analysis)
    )
      faults.push('more has gone than zeros')
    if (rewrite.kind === 'refactor.rewrite.order') faults.push(...faultsOfOrder(analysis, after, check))
    // Whatever was made is not offered again, at the same place least of all.
    if (rewritesIn(after, wanted).some(({ title }) => title === rewrite.title)) faults.push('offered again')
    return faults.map((fault) => `${rewrite.title}: ${fault}`)
  })
}

/** The image without the counts, and without the elements that are not written. */
function withoutZeros(analysis: FileAnalysis): string {
  const [configuration] = analysis.configurations
  const [image = ''] = imagesOf(analysis)
  if (!configuration) return image
  const kept = [...Array(image.length / 2).keys()].map((at) => image.slice(2 * at, 2 * at + 2))
  for (const array of declaredArrays(configuration)) {
    const size = elementSize(configuration, array) ?? 0
    const start = fieldOf(configuration.view, array.member.name)?.offset ?? 0
    const count = fieldOf(configuration.cell.view, array.countField)?.offset ?? 0
    kept.fill('', start + size * array.writtenLength, start + size * array.declaredLength)
    kept.fill('', count, count + 4)
  }
  return kept.join('')
}

const units = '#define KB 1024\n#define MB (1024 * KB)\n#define GB (1024ul * MB)\n'

/** All sizes of a config at once, in units and back. */
function imagesWithUnits(path: string): readonly (readonly (string | undefined)[])[] {
  const original = analysed(path, units + textOf(path))
  const wanted = /^(0x[0-9a-f]+000|[KMG]B)$/i
  const readable = made(original, ...everyPlaceOf('refactor.rewrite.number.readable', original, wanted))
  const back = made(readable, ...everyPlaceOf('refactor.rewrite.number.hexadecimal', readable, wanted))
  return [original, readable, back].map(imagesOf)
}

function everyPlaceOf(kind: RewriteKind, analysis: FileAnalysis, wanted: RegExp): readonly Rewrite[] {
  return tokensOf(analysis.file)
    .filter((token) => wanted.test(token.text))
    .flatMap(({ start }) => rewritesAt(analysis, start).filter((rewrite) => rewrite.kind === kind))
}

const examples = resolve(import.meta.dirname, '../../../examples')
const boards = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory())
const ours = boards.flatMap(({ name }) => {
  const folder = join(examples, name)
  const workspace = createWorkspace({ files, settings: defaultSettings, roots: [folder] })
  const paths = workspace.configsIn(folder)
  const check = workspace.check(paths)
  return paths.map((path) => ({ name: path.slice(examples.length + 1), path, check }))
})

describe.each(ours)('$name', ({ path, check }) => {
  test('keeps what it says', () => {
    expect(faultsOf(analysed(path, textOf(path)), check)).toEqual([])
  })

  test('keeps its image in units and back', () => {
    const [original, readable, back] = imagesWithUnits(path)
    expect(readable).toEqual(original)
    expect(back).toEqual(original)
  })
})

describe('what is tried', () => {
  test('is there', () => {
    const kinds = ours.flatMap(({ path }) => rewritesIn(analysed(path, textOf(path))).map(({ kind }) => kind))
    expect(kinds).toContain('refactor.rewrite.order')
    const [{ path } = { path: '' }] = ours
    const sizes = [...textOf(path).matchAll(/size = 0x[0-9a-f]*[048c]00\b/g)]
    const original = analysed(path, units + textOf(path))
    expect(everyPlaceOf('refactor.rewrite.number.readable', original, /^0x/)).toHaveLength(sizes.length)
    expect(sizes.length).toBeGreaterThan(3)
  })

  test('would show', () => {
    const low = '{ .phys_start = 0x80000000, .virt_start = 0x1000, .size = 0x2000, .flags = 7 },'
    const high = '{ .phys_start = 0x90000000, .virt_start = 0x2000, .size = 0x2000, .flags = 7 },'
    const device = '{ .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 8, .shmem_peers = 1 },'
    const cell = (regions: string): string =>
      cellConfig({
        members: 'struct jailhouse_memory mem_regions[2];\n\tstruct jailhouse_pci_device pci_devices[1];',
        header: '.num_memory_regions = 2, .num_pci_devices = 1,',
        body: `.mem_regions = { ${regions} }, .pci_devices = { ${device} },`,
      })
    const path = '/board/board-cell.c'
    const memory = memoryFiles({ '/board/board.c': rootConfig, [path]: cell(low + high) })
    const workspace = createWorkspace({ files: memory, settings: defaultSettings, roots: ['/board'] })
    const check = workspace.check(workspace.configsIn('/board'))
    const before = analysed(path, cell(low + high))
    const faultsWith = (regions: string) => faultsOfOrder(before, analysed(path, cell(regions)), check)
    expect(faultsWith(low + high)).toEqual([])
    expect(faultsWith(high + low)).toEqual(['another partition', 'other sections'])
    expect(faultsWith(low + low)).toEqual(['another partition', 'other regions', 'other sections'])
  })
})

describe.skipIf(jailhouseTree === undefined)(`the upstream tree${needsTree}`, () => {
  const tree = jailhouseTree ?? ''
  const folders = ['arm', 'arm64', 'x86']
  // One token of each construct that something could be offered at.
  const wanted = /^(mem_regions|num_\w+|cpu_set_size|\{|\d+)$/

  test.each(folders)('keeps what it says in configs/%s', { timeout: 240_000 }, (folder) => {
    const paths = configsOfTree(tree)
      .filter(({ architecture }) => architecture === folder)
      .map(({ path }) => path)
    const workspace = createWorkspace({ files, settings: defaultSettings, roots: [tree] })
    const check = workspace.check(paths)
    const counts: Record<string, number> = {}
    for (const path of paths) {
      const analysis = analysed(path, textOf(path))
      expect({ path, faults: faultsOf(analysis, check, wanted) }).toEqual({ path, faults: [] })
      for (const { kind } of rewritesIn(analysis, wanted)) counts[kind] = (counts[kind] ?? 0) + 1
    }
    expect(counts['refactor.rewrite.order']).toBeGreaterThan(0)
  })

  test.each(folders)('keeps its images in units and back in configs/%s', { timeout: 240_000 }, (folder) => {
    for (const { path, architecture } of configsOfTree(tree)) {
      if (architecture !== folder) continue
      const [original, readable, back] = imagesWithUnits(path)
      expect({ path, readable, back }).toEqual({ path, readable: original, back: original })
    }
  })
})
