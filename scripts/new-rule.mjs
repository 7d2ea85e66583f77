/**
 * `npm run new-rule -- <resource> <id>`: writes a rule and its test file, and enters it in the list of its resource. What
 * it writes fails its tests until somebody has said what the rule finds.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [resource = '', id = ''] = process.argv.slice(2)
const name = id.replaceAll(/-\w/g, (dashed) => dashed.slice(1).toUpperCase())
const list = `${root}server/src/rules/${resource}/rules.ts`
const rule = `${root}server/src/rules/${resource}/${id}.ts`
const cases = `${root}test/rules/${resource}/${id}.md`

const problem = problemWith()
if (problem === undefined) {
  await mkdir(`${root}test/rules/${resource}`, { recursive: true })
  await Promise.all([writeFile(rule, ruleText()), writeFile(cases, casesText()), enter()])
  process.stdout.write(`wrote ${rule.slice(root.length)} and ${cases.slice(root.length)}\n`)
} else {
  process.stderr.write(`new-rule: ${problem}\n`)
  process.exitCode = 2
}

/** @returns {string | undefined} what is wrong with the arguments */
function problemWith() {
  if (process.argv.length !== 4)
    return 'it takes a resource and the id of the rule: npm run new-rule -- memory region-wrap'
  if (!/^[a-z]+$/.test(resource) || !existsSync(list))
    return `there is no list server/src/rules/${resource}/rules.ts`
  if (!/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id)) return `"${id}" is no id: two words or more, joined by dashes`
  return existsSync(rule) ? `the rule ${id} exists` : undefined
}

/** @returns {Promise<void>} when the rule stands in the list, in alphabetical order */
async function enter() {
  const text = await readFile(list, 'utf8')
  const imports = [...text.matchAll(/^import \{ \w+ \} from '\.\/.*$/gm)].map(([line]) => line)
  const entries = [...text.matchAll(/^ {2}\w+,$/gm)].map(([line]) => line)
  const allImports = [...imports, `import { ${name} } from './${id}.ts'`]
  const sorted = allImports.toSorted((a, b) => (fileOf(a) < fileOf(b) ? -1 : 1))
  const inOrder = sorted.map((line) => `  ${/\w+(?= \})/.exec(line)?.[0]},`)
  await writeFile(
    list,
    text.replace(imports.join('\n'), sorted.join('\n')).replace(entries.join('\n'), inOrder.join('\n')),
  )
}

/** @param {string} line @returns {string} the file that it imports */
function fileOf(line) {
  return /'\.\/(.*)\.ts'/.exec(line)?.[1] ?? ''
}

function ruleText() {
  return `/** WHAT IT IS ABOUT, in a few words. */
import { defineRule } from '../rule.ts'

export const ${name} = defineRule({
  id: '${id}',
  resource: '${resource}',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: '',
    why: '',
    bad: '',
    good: '',
    references: [],
    catalogue: '',
  },
  check(_cell, _report) {},
})
`
}

function casesText() {
  return `# ${id}

## A bad case

\`\`\`c
.cell.name = "gadget", // warning[${id}]: what the message says
\`\`\`

## Another bad case

\`\`\`c
.cell.name = "gadget", // warning[${id}]: what the message says
\`\`\`

## What looks like it and is fine

\`\`\`c
.cell.name = "gadget",
\`\`\`

## Something else that is fine

\`\`\`c
.cell.name = "tool",
\`\`\`
`
}
