/**
 * What the root cell finds at an address, compared with the definition: of the page-mapped regions over the address
 * the last one answers, and only where there is none a sub-page region. The regions are made up by fast-check in few
 * and low addresses, so that they touch, repeat and enclose one another.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coverageOf, gapsIn } from '../../server/src/board/coverage.ts'
import { type Root, rootOf } from '../../server/src/board/root.ts'
import type { LiveRegion } from '../../server/src/config/memory.ts'
import { sourceFile } from '../../server/src/text/source-file.ts'
import { analyse } from '../../server/src/workspace/analysis.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { exampleBoard } from '../rules/example-board.ts'

/** In units of half a page: an odd number somewhere makes it a sub-page region. */
interface Draft {
  readonly start: number
  readonly size: number
  readonly isWritable: boolean
}

const half = 0x800n

const drafts = fc.array(
  fc.record({ start: fc.nat(16), size: fc.integer({ min: 1, max: 10 }), isWritable: fc.boolean() }),
  { maxLength: 8 },
)

describe('what covers a range of root', () => {
  test('is what the definition says, half page by half page', () => {
    fc.assert(
      fc.property(drafts, fc.nat(20), fc.integer({ min: 1, max: 12 }), (given, start, size) => {
        const root = rootWith(given.map(written).join('\n'))
        const range = { start: BigInt(start) * half, end: BigInt(start + size) * half }
        const parts = coverageOf(root)?.partsOf(range) ?? []
        const found = parts.flatMap((part) => piecesOf(part.range).map((at) => [at, part.by?.index]))
        expect(found).toEqual(piecesOf(range).map((at) => [at, answering(root.regions, at)?.index]))
      }),
      { numRuns: 60 },
    )
  })

  test('has gaps that are as long as can be, where no region is good', () => {
    const root = rootWith(
      [
        { start: 0, size: 4, isWritable: true },
        { start: 6, size: 2, isWritable: false },
        { start: 8, size: 2, isWritable: true },
      ]
        .map(written)
        .join('\n'),
    )
    const parts = coverageOf(root)?.partsOf({ start: 0n, end: 12n * half }) ?? []
    expect(gapsIn(parts, (region) => region.has('JAILHOUSE_MEM_WRITE'))).toEqual([
      { start: 4n * half, end: 8n * half },
      { start: 10n * half, end: 12n * half },
    ])
  })

  test('is not known when the size of a region is not', () => {
    expect(
      coverageOf(rootWith('{ .phys_start = 0x1000, .virt_start = 0x1000, .size = BANK },')),
    ).toBeUndefined()
  })

  test('is not known when a region is at another guest address', () => {
    expect(coverageOf(rootWith('{ .phys_start = 0x1000, .virt_start = 0, .size = 0x1000 },'))).toBeUndefined()
  })

  test('is not known when there are regions in an array of a vendor', () => {
    const region = '{ .phys_start = 0x1000, .virt_start = 0x1000, .size = 0x1000 },'
    const spread = 'struct spread_memory { struct jailhouse_memory memory; __u64 colours; }'
    expect(coverageOf(rootWith(region, `${spread} pools[2];`))).toBeUndefined()
    expect(coverageOf(rootWith(region, 'struct clock { __u64 address, size; } clocks[2];'))).toBeDefined()
    expect(coverageOf(rootWith(region, '__u64 engines[1];'))).toBeDefined()
  })

  test('is known when only a placeholder lacks its address', () => {
    expect(coverageOf(rootWith('{ .phys_start = BANK, .size = 0 },'))).toBeDefined()
  })
})

function answering(regions: readonly LiveRegion[], at: bigint): LiveRegion | undefined {
  const over = regions.filter(({ guest }) => guest.start <= at && at < guest.end)
  return (
    over.findLast(({ isPageMapped }) => isPageMapped) ?? over.findLast(({ isPageMapped }) => !isPageMapped)
  )
}

function piecesOf({ start, end }: { readonly start: bigint; readonly end: bigint }): readonly bigint[] {
  return Array.from({ length: Number((end - start) / half) }, (_, index) => start + BigInt(index) * half)
}

function written({ start, size, isWritable }: Draft): string {
  const [at, length] = [BigInt(start) * half, BigInt(size) * half]
  const flags = isWritable ? 'JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE' : 'JAILHOUSE_MEM_READ'
  return `{ .phys_start = ${at}, .virt_start = ${at}, .size = ${length}, .flags = ${flags} },`
}

/** @param member of the struct around the header, behind all others */
function rootWith(regions: string, member = ''): Root {
  const [example] = exampleBoard(`//- root\n.mem_regions = {\n${regions}\n},`)
  const text = example?.text.replace('} __attribute__((packed)) config', `${member} $&`) ?? ''
  const file = sourceFile(example?.path ?? '', text)
  const options = { files: memoryFiles({}), settings: defaultSettings, roots: [] }
  for (const configuration of analyse(file, options).configurations)
    if (configuration.kind === 'system') return rootOf(configuration)
  throw new Error('the regions make no root configuration')
}
