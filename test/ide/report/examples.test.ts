/**
 * The reports of the example boards. The texts are read when they change: `npx vitest run test/ide/report -u` writes them
 * anew. What must be among the violations is what the authors of the examples have written above their mistakes.
 */
import { mkdirSync, readFileSync, readdirSync, cpSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { folderWith, warden } from '../../cli/recording-terminal.ts'

const examples = join(import.meta.dirname, '../../../examples')

function report(board: string, ...options: readonly string[]): string {
  const { status, out, err } = warden(['report', `${board}.c`, ...options], {
    workingFolder: join(examples, board),
  })
  expect({ status, err }).toEqual({ status: 0, err: '' })
  return out
}

/** The headers that are built in belong to other tests. */
function withoutBuiltIn(text: string): string {
  return text.replace(/(<warden>\/.*`)[0-9a-f]{64}/g, '$1…')
}

test.each(['tern', 'osprey', 'plover'])('the report of %s', async (board) => {
  await expect(withoutBuiltIn(report(board))).toMatchFileSnapshot(`golden/${board}.md`)
})

/** The rules whose mistakes let somebody get at what is another's, or the hypervisor's. */
const isolationRules = [
  'gic-mapped',
  'iommu-mapped',
  'irqchip-pin-conflict-cells',
  'mmconfig-mapped',
  'overlap-hypervisor',
  'overlap-other-cell',
  'pio-conflict-cells',
  'pio-wrap',
]

interface Planted {
  readonly rule: string
  readonly file: string
  readonly line: number
}

function plantedIn(board: string): readonly Planted[] {
  return readdirSync(join(examples, board)).flatMap((file) =>
    readFileSync(join(examples, board, file), 'utf8')
      .split('\n')
      .flatMap((text, index) => {
        const rule = /MISTAKE \[([\w-]+)\]/.exec(text)?.[1]
        return rule !== undefined && isolationRules.includes(rule) ? [{ rule, file, line: index + 1 }] : []
      }),
  )
}

const shape = z.object({
  violations: z.array(
    z.object({
      holders: z.array(z.object({ place: z.object({ file: z.string(), line: z.int() }).nullable() })),
    }),
  ),
})

describe.each([
  ['tern', 0],
  ['osprey', 7],
  ['plover', 1],
])('the violations of %s', (board, count) => {
  const { violations } = shape.parse(JSON.parse(report(board, '--format', 'json')))
  const planted = plantedIn(board)

  test('are as many as were planted', () => {
    expect(planted).toHaveLength(count)
    expect(violations).toHaveLength(count)
  })

  test('stand below the comments on the mistakes', () => {
    const places = violations.flatMap(({ holders }) => holders.flatMap(({ place }) => place ?? []))
    for (const { file, line, rule } of planted) {
      const below = places.some((place) => place.file === file && line < place.line && place.line < line + 3)
      expect({ rule, below }).toEqual({ rule, below: true })
    }
  })
})

test('the report is the same wherever the files lie, and from wherever it is asked for', () => {
  const folder = folderWith({})
  mkdirSync(join(folder, 'deep/down'), { recursive: true })
  cpSync(join(examples, 'tern'), join(folder, 'deep/down/tern'), { recursive: true })
  for (const format of ['markdown', 'html', 'json']) {
    const elsewhere = warden(['report', 'deep/down/tern/tern.c', '--format', format], {
      workingFolder: folder,
    })
    expect(elsewhere.out).toBe(report('tern', '--format', format))
    expect(elsewhere.out).not.toContain(folder)
    expect(elsewhere.out).not.toContain(examples)
  }
})
