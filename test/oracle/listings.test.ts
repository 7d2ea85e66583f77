/**
 * What Warden writes for other programs, against gcc: the preprocessed text compiles to the same image, and `build`
 * writes gcc's bytes. For the examples, and for every config of the real tree.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { preprocessedText } from '../../server/src/ide/listing/preprocessed.ts'
import { diskFiles } from '../../server/src/workspace/node-files.ts'
import { warden } from '../cli/recording-terminal.ts'
import { imageOfAnalysis, workspaceWith } from '../config/images.ts'
import { configsOfTree, includeFoldersOf, jailhouseTree, needsTree } from '../upstream/tree.ts'
import { compiledImage, gccVersion } from './gcc.ts'

const gcc = gccVersion()
const folder = mkdtempSync(join(tmpdir(), 'warden-listings-'))
afterAll(() => rmSync(folder, { recursive: true }))

const examples = resolve(import.meta.dirname, '../../examples')
const exampleConfigs = ['osprey', 'plover', 'tern'].flatMap((board) =>
  readdirSync(join(examples, board))
    .filter((name) => name.endsWith('.c'))
    .map((name) => join(examples, board, name)),
)

/** The image that gcc makes of the text that Warden has preprocessed. */
function imageOfPreprocessed(
  path: string,
  root: string,
): { readonly gcc: Uint8Array; readonly own: Uint8Array } {
  const analysis = workspaceWith(diskFiles(), [root]).analysis(path)
  if (!analysis) throw new Error(`${path} got lost`)
  const copy = join(folder, 'preprocessed.c')
  writeFileSync(copy, preprocessedText(analysis.translation))
  return { gcc: compiledImage(copy, []), own: imageOfAnalysis(analysis) }
}

describe.skipIf(gcc === undefined)(`for ${gcc ?? 'gcc, which is not installed'}`, () => {
  test.each(exampleConfigs)('the preprocessed text of %s is the same config', (path) => {
    const images = imageOfPreprocessed(path, examples)
    expect(Buffer.from(images.gcc).toString('hex')).toBe(Buffer.from(images.own).toString('hex'))
  })

  test.skipIf(jailhouseTree === undefined)(
    `the preprocessed texts of upstream's are the same configs${needsTree}`,
    () => {
      const tree = jailhouseTree ?? ''
      const different = configsOfTree(tree).filter(({ path }) => {
        const images = imageOfPreprocessed(path, tree)
        return !Buffer.from(images.gcc).equals(images.own)
      })
      expect(different).toEqual([])
    },
  )

  test.skipIf(jailhouseTree === undefined).each(['arm', 'arm64', 'x86'])(
    `build writes gcc's bytes for upstream's configs of %s${needsTree}`,
    (architecture) => {
      const tree = jailhouseTree ?? ''
      const configs = configsOfTree(tree).filter((config) => config.architecture === architecture)
      const into = mkdtempSync(join(folder, 'built-'))
      const { err } = warden(['build', ...configs.map(({ path }) => path), '-d', into], {
        workingFolder: tree,
      })
      // Some of upstream's configs have errors, as reviewed in `expected.ts`.
      const refused = configs.filter(({ path }) => err.includes(`${path}: not built`))
      expect(refused.length).toBeLessThan(configs.length / 2)
      expect(readdirSync(into)).toHaveLength(configs.length - refused.length)
      const built = configs.filter((config) => !refused.includes(config))
      const different = built.filter(({ path, name }) => {
        const image = readFileSync(join(into, name.replace(/\.c$/, '.cell')))
        return !image.equals(compiledImage(path, includeFoldersOf(tree, architecture)))
      })
      expect(different).toEqual([])
    },
  )
})
