/**
 * Writes everything in the repository that is made out of the sources: the pages of `docs/rules`, the JSON schema of
 * project files, and the settings in `package.json`. `test/tidy` fails when a written file is not what this script
 * would write.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from './load.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** @type {{ rulePages: () => ReadonlyMap<string, string> }} */
const { rulePages } = await load('scripts/rule-pages.ts')
/** @type {{ settingsContribution: () => object }} */
const { settingsContribution } = await load('scripts/settings.ts')

/** @type {{ projectSchemaPath: string, projectJsonSchema: () => string }} */
const { projectSchemaPath, projectJsonSchema } = await load('scripts/project-schema.ts')

const pages = rulePages()
await mkdir(`${root}docs/rules`, { recursive: true })
const stale = (await readdir(`${root}docs/rules`)).filter((name) => !pages.has(`docs/rules/${name}`))
await Promise.all(stale.map((name) => rm(`${root}docs/rules/${name}`)))
await Promise.all([...pages].map(([path, text]) => writeFile(root + path, text)))

await mkdir(root + dirname(projectSchemaPath), { recursive: true })
await writeFile(root + projectSchemaPath, projectJsonSchema())

/** @type {{ contributes: Record<string, object> }} */
const manifest = JSON.parse(await readFile(`${root}package.json`, 'utf8'))
manifest.contributes.configuration = settingsContribution()
await writeFile(`${root}package.json`, `${JSON.stringify(manifest, undefined, 2)}\n`)
