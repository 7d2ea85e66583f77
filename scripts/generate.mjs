/**
 * Writes everything in the repository that is made out of the sources: the pages of `docs/rules`. `test/tidy` fails
 * when a written file is not what this script would write.
 *
 * The sources are TypeScript, which Node 20 does not run; esbuild makes one module of what is needed.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

const { outputFiles } = await build({
  entryPoints: ['scripts/rule-pages.ts'],
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  mainFields: ['module', 'main'],
  write: false,
  logLevel: 'warning',
})
const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')
/** @type {{ rulePages: () => ReadonlyMap<string, string> }} */
const { rulePages } = await import(`data:text/javascript;base64,${code}`)

const pages = rulePages()
await mkdir(`${root}docs/rules`, { recursive: true })
const stale = (await readdir(`${root}docs/rules`)).filter((name) => !pages.has(`docs/rules/${name}`))
await Promise.all(stale.map((name) => rm(`${root}docs/rules/${name}`)))
await Promise.all([...pages].map(([path, text]) => writeFile(root + path, text)))
