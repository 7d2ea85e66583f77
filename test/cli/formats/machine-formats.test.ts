/** SARIF and the commands of GitHub Actions: valid for their readers, and complete. */
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' }
import Ajv from 'ajv'
import draft04 from 'ajv/lib/refs/json-schema-draft-04.json' with { type: 'json' }
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { fingerprinter } from '../../../server/src/cli/formats/fingerprint.ts'
import { github } from '../../../server/src/cli/formats/github.ts'
import { sarif } from '../../../server/src/cli/formats/sarif.ts'
import { type Outcome, outcomeOf } from '../../../server/src/cli/outcome.ts'
import { memoryFiles } from '../../../server/src/workspace/file-store.ts'
import { defaultSettings } from '../../../server/src/workspace/settings.ts'
import { createWorkspace } from '../../../server/src/workspace/workspace.ts'
import { exampleBoard } from '../../rules/example-board.ts'

const example = `// the device: 50 %, and more
.cell.revision = 13,
// warden-ignore cell-id-set: the tools of the board want it
.cell.name = "a, b",
.cpus = { 0x100 }, // warden-ignore cpu-not-in-root: the next board has it
//- cell second.c
.cell.signature = JAILHOUSE_SYSTEM_SIGNATURE,
.cpus = { 0 },`

function outcome(text = example): Outcome {
  const board = exampleBoard(text)
  const files = memoryFiles(Object.fromEntries(board.map((file) => [file.path, file.text])))
  const paths = board.map(({ path }) => path)
  const workspace = createWorkspace({ files, settings: defaultSettings, roots: ['/'] })
  const facts = { tool: 'warden 1.2.3', workingFolder: '/', milliseconds: 1, headersOf: () => undefined }
  return outcomeOf(workspace.check(paths), facts)
}

/** As much of a log as is looked at here. */
const logShape = z.object({
  runs: z.tuple([
    z.object({
      tool: z.object({ driver: z.object({ rules: z.array(z.object({ id: z.string() })) }) }),
      results: z.array(
        z.object({
          ruleId: z.string(),
          ruleIndex: z.number(),
          fixes: z.array(
            z.object({
              description: z.object({ text: z.string() }),
              artifactChanges: z.array(
                z.object({
                  artifactLocation: z.object({ uri: z.string() }),
                  replacements: z.array(z.object({ insertedContent: z.object({ text: z.string() }) })),
                }),
              ),
            }),
          ),
          suppressions: z.array(z.unknown()).optional(),
          partialFingerprints: z.object({ 'warden/v1': z.string() }),
        }),
      ),
    }),
  ]),
})

function runOf(text: string) {
  return logShape.parse(JSON.parse(text)).runs[0]
}

function fingerprints(text: string): readonly string[] {
  return runOf(text).results.map(({ partialFingerprints }) => partialFingerprints['warden/v1'])
}

function deviceText(slot: number, start: number): string {
  return `{ .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX, .bdf = ${slot} << 3,
    .shmem_regions_start = ${start}, .shmem_dev_id = 0, .shmem_peers = 2 },`
}

describe('sarif', () => {
  const text = sarif(outcome())
  const log: unknown = JSON.parse(text)
  const run = runOf(text)
  const find = (rule: string) => run.results.find(({ ruleId }) => ruleId === rule)

  test('is valid against the schema of 2.1.0', () => {
    const ajv = new Ajv({ schemaId: 'auto', meta: false, unknownFormats: 'ignore' })
    ajv.addMetaSchema(draft04)
    const validate = ajv.compile(sarifSchema)
    validate(log)
    expect(validate.errors ?? []).toEqual([])
    expect(validate({ runs: [], version: '2.0.0' })).toBe(false)
  })

  test('has every finding, with its rule described', () => {
    const found = outcome()
    expect(run.results).toHaveLength(found.findings.length + found.suppressed.length)
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
  })

  test('offers fixes as replacements', () => {
    const [fix] = find('signature-mismatch')?.fixes ?? []
    expect(fix?.description.text).toBe('write `JAILHOUSE_CELL_DESC_SIGNATURE`')
    const inserted = fix?.artifactChanges.flatMap(({ replacements }) => replacements)
    expect(inserted?.map(({ insertedContent }) => insertedContent.text)).toEqual([
      'JAILHOUSE_CELL_DESC_SIGNATURE',
    ])
  })

  test('offers fixes of several files with the changes of each', () => {
    const links = `.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 0), JAILHOUSE_SHMEM_NET_REGIONS(0x70100000, 0),
},
.pci_devices = { ${deviceText(1, 0)} ${deviceText(5, 4)} },`
    const { results } = runOf(sarif(outcome(`//- root\n${links}\n//- cell\n${links}`)))
    const [fix] = results.find(({ ruleId }) => ruleId === 'ivshmem-shared-intx-pin')?.fixes ?? []
    const changes = fix?.artifactChanges.map(({ artifactLocation: { uri }, replacements }) => [
      uri,
      replacements.map(({ insertedContent }) => insertedContent.text),
    ])
    expect(changes).toEqual([
      ['example/example.c', ['2 << 3']],
      ['example/example-cell.c', ['2 << 3']],
    ])
  })

  test('has what is suppressed, with the reason', () => {
    expect(find('cpu-not-in-root')?.suppressions).toEqual([
      { kind: 'inSource', status: 'accepted', justification: 'the next board has it' },
    ])
  })

  test('gives a fault the same fingerprint when lines are added above it, and each fault its own', () => {
    const shifted = outcome(`\n\n\n${example}`)
    expect(fingerprints(sarif(shifted))).toEqual(fingerprints(text))
    expect(new Set(fingerprints(text)).size).toBe(run.results.length)
  })

  test('tells faults apart that look alike', () => {
    const [finding] = outcome().findings
    const fingerprintOf = fingerprinter('/')
    expect(finding && fingerprintOf(finding)).not.toBe(finding && fingerprintOf(finding))
  })
})

test('github escapes what would end a property or a line', () => {
  const lines = github(outcome('.cell.revision = 13,\n.cpus = { 2 },')).split('\n')
  const line = lines.find((one) => one.includes('revision-mismatch'))
  expect(line).toMatchInlineSnapshot(
    `"::error file=example/example-cell.c,line=12,endLine=12,col=18,endColumn=20,title=revision-mismatch::revision 13, but the headers in use are of revision 14%0Awhy: the driver of these headers takes revision 14 only: \`jailhouse cell create\` fails with EINVAL%0Ahelp: write \`.revision = JAILHOUSE_CONFIG_REVISION\`, which follows the headers"`,
  )
  const spread = github(outcome('.cpus = {\n  0\n},'))
  expect(spread.split('\n').find((one) => one.includes('cpu-set-empty'))).toMatchInlineSnapshot(
    `"::error file=example/example-cell.c,line=13,endLine=15,title=cpu-set-empty::the cell has no CPU%0Awhy: nobody refuses it: on Arm the hypervisor writes to the data of a CPU that does not exist, on x86 nothing ever runs in the cell%0Ahelp: set the bits of the CPUs that the cell is to get: bit n is CPU n"`,
  )
})
