/** Images with arrays that Warden does not know, which the headers in use place and measure. */
import { describe, expect, test } from 'vitest'
import { cpusOf } from '../../server/src/config/cpus.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { imageOfAnalysis, rulesOf, workspaceWith } from './images.ts'
import { newCell, newHeader, oldCell, oldHeader, types } from './other-interfaces.ts'

/** The image of a config, and what is read from it with the same headers. */
function readBack(header: string, config: string, cut = 0) {
  const headers = {
    '/tree/include/jailhouse/types.h': types,
    '/tree/include/jailhouse/cell-config.h': header,
  }
  const source = '/tree/configs/x86/board-cell.c'
  const analysis = workspaceWith(memoryFiles({ ...headers, [source]: config })).analysis(source)
  const whole = analysis ? imageOfAnalysis(analysis) : Uint8Array.of()
  const bytes = whole.slice(0, whole.length - cut)
  const path = '/tree/configs/x86/board-cell.cell'
  const check = workspaceWith(memoryFiles({ ...headers, [path]: bytes })).check([path])
  const [image] = check.files
  const [configuration] = image?.configurations ?? []
  if (!image || !configuration) throw new Error('the image got lost')
  return { bytes, check, image, configuration, listing: image.file.text }
}

/** Some revision in between, where stream ids were plain numbers. */
const wordHeader = newHeader
  .replace('num_clocks,', 'num_clocks, num_stream_ids,')
  .replace('desc->num_clocks * sizeof(struct vendor_clock)', '$& + sizeof(__u32) * desc->num_stream_ids')
const wordCell = newCell
  .replace('struct vendor_clock clocks[2];', '$& __u32 stream_ids[2];')
  .replace('.num_clocks =', '.num_stream_ids = ARRAY_SIZE(config.stream_ids), $&')
  .replace('.clocks =', '.stream_ids = { 0x860, 7 }, $&')

describe('an image with a bitmap of I/O ports', () => {
  const { bytes, check, image, configuration, listing } = readBack(oldHeader, oldCell)

  test('is read, and written again it is the same', () => {
    expect(rulesOf(check)).toEqual([])
    expect(imageOfAnalysis(image)).toEqual(bytes)
    expect(cpusOf(configuration)).toEqual([2])
    expect(configuration.memory.items).toHaveLength(1)
  })

  test('lists the bitmap with its size and the ports that are let through', () => {
    expect(listing).toContain(`
# pio_bitmap: 8192 bytes
0x0064  pio_bitmap = { [0...126] = 0xff, 0x00, [128...8191] = 0xff } (ports 0x3f8-0x3ff)

0x2064  the end
`)
  })

  test('is cut where the bitmap is cut', () => {
    const shorter = readBack(oldHeader, oldCell, 2)
    expect(rulesOf(shorter.check)).toEqual(['image-truncated'])
    expect(shorter.check.findings.map(({ message }) => message)).toContain(
      '`pio_bitmap_size` counts 8 KiB, but the file ends after 8190: 2 bytes are missing',
    )
  })
})

describe("an image with a list of CPUs and a vendor's array in the middle", () => {
  const { bytes, check, image, configuration, listing } = readBack(newHeader, newCell)

  test('is read, and written again it is the same', () => {
    expect(rulesOf(check)).not.toContain('image-layout-unknown')
    expect(imageOfAnalysis(image)).toEqual(bytes)
    expect(cpusOf(configuration)).toEqual([1, 3])
    expect(configuration.memory.items[0]?.size).toMatchObject({ value: 0x1000n })
    expect(configuration.irqchips.items[0]?.address).toMatchObject({ value: 0x1000n })
  })

  test("lists CPUs, and the vendor's fields by their names", () => {
    expect(listing).toContain('# cpus: 2 CPUs\n0x0040  cpus[0]\n0x0040  cpus[0].phys_id = 3\n')
    expect(listing).toContain(`
# clocks: 2 elements
0x0080  clocks[0]
0x0080  clocks[0].id = 1
0x0084  clocks[0].rate = 1000
0x0088  clocks[1]: all zero
`)
  })

  test('is cut within any array, and says which one', () => {
    const shorter = readBack(newHeader, newCell, 32 + 4)
    expect(shorter.check.findings.map(({ message }) => message)).toContain(
      '`num_clocks` counts 2 elements, but the file ends after 1: 36 bytes are missing',
    )
  })
})

test('bytes that a vendor counts are no CPUs, even where there is no other bitmap', () => {
  const header = newHeader
    .replace('num_clocks,', 'num_clocks, engine_set_size,')
    .replace('desc->num_irqchips *', 'desc->engine_set_size + $&')
  const config = newCell
    .replace('  struct jailhouse_cpu cpus[2];\n', '  __u64 engines[1];\n')
    .replace('    .num_cpus = ARRAY_SIZE(config.cpus),\n', '    .engine_set_size = sizeof(config.engines),\n')
    .replace('.cpus = { { .phys_id = 3 }, { .phys_id = 1 } }', '.engines = { 0x6 }')
  const { bytes, image, configuration, listing } = readBack(header, config)
  expect(imageOfAnalysis(image)).toEqual(bytes)
  expect(cpusOf(configuration)).toEqual([])
  expect(listing).toContain('# engine_set: 8 bytes\n0x0044  engine_set = { 0x06, [1...7] = 0x00 }\n')
})

test('stream ids that are plain numbers are stream ids, in C and in the image', () => {
  const { bytes, check, image, configuration, listing } = readBack(wordHeader, wordCell)
  expect(rulesOf(check)).not.toContain('image-layout-unknown')
  expect(imageOfAnalysis(image)).toEqual(bytes)
  expect(configuration.streamIds.items.map(({ id }) => id.known && id.value)).toEqual([0x860n, 7n])
  expect(listing).toContain('# stream_ids: 2 stream ids\n0x0094  stream_ids[0] = 2144\n')
  const path = '/tree/configs/x86/board-cell.c'
  const files = memoryFiles({
    '/tree/include/jailhouse/types.h': types,
    '/tree/include/jailhouse/cell-config.h': wordHeader,
    [path]: wordCell,
  })
  const [written] = workspaceWith(files).analysis(path)?.configurations ?? []
  expect(written?.streamIds.items.map(({ id }) => id.known && id.value)).toEqual([0x860n, 7n])
})

test('the architecture decides which side of a union an image shows, also where no field names it', () => {
  const header = oldHeader.replace(
    'x86; } PACKED;',
    'x86; struct { __u16 irq, spare; } PACKED arm; } PACKED;',
  )
  const config = oldCell
    .replace('struct jailhouse_cell_desc cell;', 'struct jailhouse_system header;')
    .replace('.cell = {', '.header.signature = JAILHOUSE_SYSTEM_SIGNATURE, .header.root_cell = {')
    .replace('.signature = JAILHOUSE_CELL_DESC_SIGNATURE,', '')
    .replace('.revision = JAILHOUSE_CONFIG_REVISION,', '')
    .replace('.cpus = {', '.header.revision = 6, .header.platform_info.arm.irq = 25, .cpus = {')
  const { bytes } = readBack(header, config)
  const shown = (folder: string, architecture: 'auto' | 'arm' = 'auto'): string => {
    const path = `${folder}/board.cell`
    const files = memoryFiles({
      '/tree/include/jailhouse/types.h': types,
      '/tree/include/jailhouse/cell-config.h': header,
      [path]: bytes,
    })
    const workspace = workspaceWith(files, ['/'], { architecture })
    return /platform_info\.(\w+)/.exec(workspace.analysis(path)?.file.text ?? '')?.[1] ?? ''
  }
  expect(shown('/tree/configs/arm')).toBe('arm')
  expect(shown('/tree/configs/x86')).toBe('x86')
  expect(shown('/tree/configs', 'arm')).toBe('arm')
})
