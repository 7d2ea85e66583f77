/**
 * Every config of other Jailhouse trees, older revisions and vendors' variants: the image is gcc's, and what is read
 * back from it with the headers of the tree has the same bytes and the same values as the C text.
 */
import { readdirSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { factsOf, type ArrayKind } from '../../server/src/config/arrays.ts'
import type { Configuration, Element } from '../../server/src/config/model.ts'
import { architectureOfFolder } from '../../server/src/config/interface.ts'
import { analyse, type FileAnalysis } from '../../server/src/workspace/analysis.ts'
import { analyseImage } from '../../server/src/workspace/image-analysis.ts'
import { diskFiles } from '../../server/src/workspace/node-files.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { imageOfAnalysis } from '../config/images.ts'
import { includeFoldersOf } from '../upstream/tree.ts'
import { compiledImage, gccVersion } from './gcc.ts'

/** Trees of the same project; several paths with colons between them. */
const trees = (process.env.JAILHOUSE_TREES ?? '').split(':').filter(Boolean)

const gcc = gccVersion()

const needsTrees = trees.length === 0 ? ' (SKIPPED: JAILHOUSE_TREES is not set)' : ''

describe.skipIf(trees.length === 0 || gcc === undefined)(
  `images of other trees are those of ${gcc ?? 'gcc, which is not installed'}${needsTrees}`,
  () => {
    // Without any tree there still has to be a test to be skipped.
    describe.each(trees.length === 0 ? ['no tree'] : trees.map((tree) => resolve(tree)))('%s', (tree) => {
      const configs = trees.length === 0 ? ['no config'] : configsIn(join(tree, 'configs'))

      it.each(configs.map((path) => [relative(tree, path), path]))('%s', (_, path) => {
        const expected = Buffer.from(compiledImage(path, includeFoldersFor(path, tree))).toString('hex')
        const source = analysed(path, tree)
        expect(source.translation.complaints).toEqual([])
        const bytes = imageOfAnalysis(source)
        expect(Buffer.from(bytes).toString('hex')).toBe(expected)
        const image = analyseImage(path.replace(/\.c$/, '.cell'), bytes, optionsFor(tree))
        expect(Buffer.from(imageOfAnalysis(image)).toString('hex')).toBe(expected)
        const [written, read] = [configurationOf(source), configurationOf(image)]
        expect(read.image?.faults.filter(({ kind }) => kind !== 'surplus')).toEqual([])
        expect(read.cell.name).toBe(written.cell.name)
        expect(valuesOf(read)).toEqual(valuesOf(written))
      })
    })
  },
)

function configsIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? configsIn(path) : entry.name.endsWith('.c') ? [path] : []
    })
    .toSorted()
}

/** Those of the tree's build, and a folder that vendors add. Before revision 8 no folder says the architecture. */
function includeFoldersFor(path: string, tree: string): readonly string[] {
  const architecture = architectureOfFolder(path) ?? 'x86'
  return [...includeFoldersOf(tree, architecture), join(tree, 'configs', architecture, 'include')]
}

const disk = diskFiles()

function optionsFor(tree: string) {
  return { files: disk, settings: { ...defaultSettings, headers: tree }, roots: [tree] }
}

function analysed(path: string, tree: string): FileAnalysis {
  const file = disk.read(path)
  if (!file) throw new Error(`${basename(path)} cannot be read`)
  return analyse(file, optionsFor(tree))
}

function configurationOf({ configurations }: FileAnalysis): Configuration {
  const [configuration] = configurations
  if (!configuration) throw new Error('there is no configuration')
  return configuration
}

const kinds: readonly ArrayKind[] = [
  'cpus',
  'memory',
  'caches',
  'irqchips',
  'pio',
  'pciDevices',
  'pciCaps',
  'streamIds',
]

/** All numbers in the arrays, as far as they are counted: an image holds no others. */
function valuesOf(configuration: Configuration): Readonly<Record<string, readonly object[]>> {
  return Object.fromEntries(
    kinds.map((kind) => {
      const { count, isCountedInBytes, items } = configuration[kind]
      const counted = !count.known ? 0 : isCountedInBytes ? items.length : Number(count.value)
      return [factsOf(kind).many, items.slice(0, counted).map((item: Element) => numbersOf(item))]
    }),
  )
}

function numbersOf(item: Element): object {
  const fields = Object.entries(item).filter(
    ([name]) => name !== 'view' && name !== 'place' && name !== 'written',
  )
  return Object.fromEntries(
    fields.map(([name, value]) => [name, Array.isArray(value) ? value.map(numberOf) : numberOf(value)]),
  )
}

function numberOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('known' in value)) return value
  return 'value' in value ? value.value : 'unknown'
}
