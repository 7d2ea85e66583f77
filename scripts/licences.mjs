/**
 * Writes `dist/licences.txt`: the licence of every package that esbuild has put into a bundle. The packages ask
 * for it, and only the bundler knows which of them, with all that they depend on, are really inside.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * @param {string} root the project's folder, that of `node_modules`
 * @param {readonly import('esbuild').Metafile[]} metafiles what esbuild says about its bundles
 */
export async function writeLicences(root, metafiles) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs))
  const folders = [...new Set(inputs.flatMap(packageFolder))].toSorted()
  const texts = await Promise.all(folders.map((folder) => licenceOf(join(root, folder))))
  await writeFile(join(root, 'dist/licences.txt'), texts.join('\n\n'))
}

/**
 * The folder of the package that a file belongs to: none for our own files.
 * @param {string} file
 */
function packageFolder(file) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []
}

/** @param {string} folder */
async function licenceOf(folder) {
  /** @type {{ name: string, version: string, license: string }} */
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry))
  const text = file === undefined ? `Licence: ${license}\n` : await readFile(join(folder, file), 'utf8')
  return `${name} ${version}\n${'-'.repeat(72)}\n${text.trimEnd()}\n`
}
