/**
 * Images of whole boards, read back: every config of the examples and of the real tree is compiled, the images are
 * checked as boards of their own, and what is found has to be what is found in C.
 */
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type FileStore, memoryFiles } from '../../server/src/workspace/file-store.ts'
import { diskFiles } from '../../server/src/workspace/node-files.ts'
import type { Check } from '../../server/src/workspace/workspace.ts'
import { imageOfAnalysis, workspaceWith } from '../config/images.ts'
import { jailhouseTree, needsTree } from './tree.ts'

interface Compared {
  readonly source: Check
  readonly image: Check
  readonly images: Readonly<Record<string, Uint8Array>>
}

/** Checks a folder of configs, and in their place their images. */
function compared(folder: string): Compared {
  const disk = withoutProjects(diskFiles())
  const sources = workspaceWith(disk, [folder])
  const source = sources.check(sources.configsIn(folder))
  const images = Object.fromEntries(
    source.files.map((analysis) => [imagePathOf(analysis.file.path), imageOfAnalysis(analysis)]),
  )
  const built = memoryFiles(images)
  // The headers are still those on the disk.
  const workspace = workspaceWith({ ...built, read: disk.read }, [folder])
  return { source, image: workspace.check(workspace.configsIn(folder)), images }
}

/** A project file names the sources. */
function withoutProjects(files: FileStore): FileStore {
  return { ...files, read: (path) => (path.endsWith('/warden.json') ? undefined : files.read(path)) }
}

function imagePathOf(path: string): string {
  return path.replace(/\.c$/, '.cell')
}

/** How often each rule found something in each config, with which severity. */
function counted({ findings }: Check): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { file, severity, rule } of findings) {
    const entry = `${file.path.replace(/^.*\/|\.c(ell)?$/g, '')} ${severity} ${rule}`
    counts[entry] = (counts[entry] ?? 0) + 1
  }
  return counts
}

/** The images that are others when they have been read and written again; those that were not read are left out. */
function changedImages({ image, images }: Compared): readonly string[] {
  const unread = image.findings.filter(({ rule }) => rule === 'image-layout-unknown').map(({ file }) => file)
  return image.files
    .filter(({ file }) => !unread.includes(file))
    .filter(
      (analysis) => !Buffer.from(imageOfAnalysis(analysis)).equals(images[analysis.file.path] ?? Buffer.of()),
    )
    .map(({ file }) => file.path)
}

const examples = resolve(import.meta.dirname, '../../examples')

describe.each(readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory()))(
  'the example board $name as images',
  ({ name }) => {
    const board = compared(join(examples, name))

    test('makes the same findings', () => {
      expect(readable(counted(board.image), board)).toEqual(asImage(readable(counted(board.source), board)))
    })

    test('has the same bytes, read and written again', () => {
      expect(board.image.files.length).toBeGreaterThan(0)
      expect(changedImages(board)).toEqual([])
    })
  },
)

/** Without the findings in a config whose arrays are in the wrong order: its image is read as something else. */
function readable(
  counts: Readonly<Record<string, number>>,
  { source }: Compared,
): Readonly<Record<string, number>> {
  const misread = source.findings.filter(({ rule }) => rule === 'struct-member-order')
  const names = misread.map(({ file }) => file.path.replace(/^.*\/|\.c$/g, ''))
  return Object.fromEntries(
    Object.entries(counts).filter(([entry]) => !names.includes(entry.split(' ')[0] ?? '')),
  )
}

/**
 * What an image does not show. A member that is not counted has left no trace, its bytes are read as what they stand
 * for. Behind a count that is larger than its array, the last one, the file ends. And the revision of another Jailhouse
 * means another layout, so that nothing else is read of such an image.
 */
function asImage(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const result: Record<string, number> = {}
  const isOfOtherRevision = (config: string) => `${config} error revision-mismatch` in counts
  for (const [entry, count] of Object.entries(counts)) {
    const [config = '', , rule] = entry.split(' ')
    if (rule === 'array-without-count') continue
    if (isOfOtherRevision(config)) result[`${config} error image-layout-unknown`] = 1
    else if (rule === 'count-too-large') result[`${config} error image-truncated`] = count
    // How a bit was written is lost as well.
    else if (rule !== 'irqchip-bit-expression') result[entry] = count
  }
  return result
}

describe.skipIf(jailhouseTree === undefined)(`the upstream tree as images${needsTree}`, () => {
  const all = jailhouseTree === undefined ? undefined : compared(jailhouseTree)

  test('makes the same boards', () => {
    expect(all?.image.boards).toHaveLength(all?.source.boards.length ?? 0)
    expect(all?.image.orphans).toEqual([])
  })

  test('makes the same findings, but for arrays that are not counted', () => {
    const roots = ['e', 'h', 'm'].map((board) => `emtrion-rzg1${board}`)
    const surplus = Object.entries(all ? counted(all.image) : {}).filter(([entry]) =>
      entry.includes('image-surplus'),
    )
    expect(surplus.map(([entry]) => entry.split(' ')[0])).toEqual(
      roots.flatMap((root) => [`${root}-linux-demo`, root]),
    )
    const others = Object.fromEntries(
      Object.entries(all ? counted(all.image) : {}).filter(([entry]) => !entry.includes('image-surplus')),
    )
    // The device is not counted that the three shared regions of the macro belong to: an image does not show it.
    const ofNoDevice = Object.fromEntries(
      roots.flatMap((root) => [
        [`${root} hint root-rootshared-flag`, 3],
        [`${root} hint zero-element`, 1],
        [`${root}-linux-demo hint zero-element`, 1],
      ]),
    )
    // Its bytes stand behind everything in the image. What they are is not known, so that rules are silent which have to
    // know all regions.
    const inSource = Object.entries(all ? asImage(counted(all.source)) : {}).filter(
      ([entry]) => !/^emtrion-rzg1.-linux-demo information console-clock-reg-not-mapped$/.test(entry),
    )
    expect(others).toEqual({ ...Object.fromEntries(inSource), ...ofNoDevice })
  })

  test('has the same bytes, read and written again', () => {
    expect(all?.image.files).toHaveLength(118)
    expect(all && changedImages(all)).toEqual([])
  })
})
