/** Every config of the real tree, with its own headers and with the built-in ones, against gcc's bytes. */
import { describe, expect, it } from 'vitest'
import { imageOf } from '../../server/src/c/image.ts'
import { analyse } from '../../server/src/workspace/analysis.ts'
import { diskFiles } from '../../server/src/workspace/node-files.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { configsOfTree, includeFoldersOf, jailhouseTree, needsTree } from '../upstream/tree.ts'
import { compiledImage, gccVersion } from './gcc.ts'

const gcc = gccVersion()

describe.skipIf(jailhouseTree === undefined || gcc === undefined)(
  `the image of upstream's configs is that of ${gcc ?? 'gcc, which is not installed'}${needsTree}`,
  () => {
    const tree = jailhouseTree ?? ''
    const configs = jailhouseTree === undefined ? [] : configsOfTree(tree)
    const disk = diskFiles()

    it('finds all 118 configs', () => {
      expect(configs).toHaveLength(118)
    })

    it.each(configs)('$architecture/$name', ({ architecture, name, path }) => {
      const expected = Buffer.from(compiledImage(path, includeFoldersOf(tree, architecture)))
      const withTree = analyse(fileAt(path), { files: disk, settings: defaultSettings, roots: [tree] })
      expect(withTree.translation.complaints).toEqual([])
      expect(withTree.configurations).toHaveLength(1)
      expect(imageHex(withTree)).toBe(expected.toString('hex'))
      const elsewhere = analyseElsewhere(architecture, name)
      expect(elsewhere.translation.complaints).toEqual([])
      expect(imageHex(elsewhere)).toBe(expected.toString('hex'))
    })

    function fileAt(path: string) {
      const file = disk.read(path)
      if (!file) throw new Error(`${path} cannot be read`)
      return file
    }

    /** The same text in a folder without headers: the built-in interface has to serve. */
    function analyseElsewhere(architecture: string, name: string) {
      const folder = `/elsewhere/configs/${architecture}`
      const texts = configs
        .filter((config) => config.architecture === architecture)
        .map((config): [string, string] => [`${folder}/${config.name}`, fileAt(config.path).text])
      const files = memoryFiles(Object.fromEntries(texts))
      const file = files.read(`${folder}/${name}`)
      if (!file) throw new Error(`${name} got lost`)
      return analyse(file, { files, settings: defaultSettings, roots: [folder] })
    }
  },
)

function imageHex({ translation }: ReturnType<typeof analyse>): string {
  const parts = translation.objects.map((object) => {
    const image = imageOf(object.type, object.value)
    return image instanceof Uint8Array ? Buffer.from(image).toString('hex') : image.reason
  })
  return parts.join('')
}
