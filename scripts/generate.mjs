/**
 * Writes everything in the repository that is made out of the sources: the pages of `docs/rules`, the JSON schema of
 * project files, and the settings in `package.json` with their texts in `package.nls.json`. `test/tidy` fails when a
 * written file is not what this script would write.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from './load.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** @type {{ rulePages: () => ReadonlyMap<string, string> }} */
const { rulePages } = await load('scripts/rule-pages.ts')
/** @type {{ settingsContribution: () => object, settingTexts: () => Record<string, string> }} */
const { settingsContribution, settingTexts } = await load('scripts/settings.ts')

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

/** @type {Record<string, string>} */
const texts = JSON.parse(await readFile(`${root}package.nls.json`, 'utf8'))
const others = Object.entries(texts).filter(([key]) => !key.startsWith('settings.'))
const all = { ...Object.fromEntries(others), ...settingTexts() }
await writeFile(`${root}package.nls.json`, `${JSON.stringify(all, undefined, 2)}\n`)
