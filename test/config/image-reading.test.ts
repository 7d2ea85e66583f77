/** Images read as configurations: what they say, and that nothing in a file can keep Warden from answering. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { builtInHeader } from '../../server/src/abi/headers.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import {
  checkImage,
  imageOfAnalysis,
  imageOfText,
  imagePath,
  larkCell,
  rulesFound,
  rulesOf,
  workspaceWith,
} from './images.ts'

const image = imageOfText(larkCell)

function changed(bytes: Uint8Array, at: number, ...values: readonly number[]): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy.set(values, at)
  return copy
}

function listingOf(bytes: Uint8Array): string {
  return checkImage(bytes).files[0]?.file.text ?? ''
}

test('the listing of an image names every field, with its offset and its value', () => {
  expect(listingOf(image)).toMatchInlineSnapshot(`
    "# config: a cell configuration, 212 bytes

    # cell
    0x0000  cell.signature = "JHCLL"
    0x0005  cell.architecture = 2 (JAILHOUSE_ARM64)
    0x0006  cell.revision = 14
    0x0008  cell.name = "lark-a"
    0x0028  cell.id = 0
    0x002c  cell.flags = 0x1 (JAILHOUSE_CELL_PASSIVE_COMMREG)
    0x0030  cell.cpu_set_size = 0x8
    0x0034  cell.num_memory_regions = 2
    0x0038  cell.num_cache_regions = 0
    0x003c  cell.num_irqchips = 0
    0x0040  cell.num_pio_regions = 0
    0x0044  cell.num_pci_devices = 0
    0x0048  cell.num_pci_caps = 0
    0x004c  cell.num_stream_ids = 2
    0x0050  cell.vpci_irq_base = 0
    0x0054  cell.cpu_reset_address = 0x0
    0x005c  cell.msg_reply_timeout = 0
    0x0064  cell.console.address = 0x0
    0x006c  cell.console.size = 0x0
    0x0070  cell.console.type = 0 (JAILHOUSE_CON_TYPE_NONE)
    0x0072  cell.console.flags = 0x0
    0x0074  cell.console.divider = 0
    0x0078  cell.console.gate_nr = 0
    0x007c  cell.console.clock_reg = 0x0

    # cpus: 1 word of the CPU bitmap
    0x0084  cpus[0] = 0x6 (CPUs 1, 2)

    # mem_regions: 2 memory regions
    0x008c  mem_regions[0]
    0x008c  mem_regions[0].phys_start = 0x3f000000
    0x0094  mem_regions[0].virt_start = 0x0
    0x009c  mem_regions[0].size = 0x100000
    0x00a4  mem_regions[0].flags = 0x7 (JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE)
    0x00ac  mem_regions[1]
    0x00ac  mem_regions[1].phys_start = 0x3f200000
    0x00b4  mem_regions[1].virt_start = 0x200000
    0x00bc  mem_regions[1].size = 0x1000
    0x00c4  mem_regions[1].flags = 0x1 (JAILHOUSE_MEM_READ)

    # stream_ids: 2 stream ids
    0x00cc  stream_ids[0]
    0x00cc  stream_ids[0].id = 196615
    0x00d0  stream_ids[1]
    0x00d0  stream_ids[1].id = 9

    0x00d4  the end
    "
  `)
})

test('values stand at their places in the listing', () => {
  const [configuration] = checkImage(image).files[0]?.configurations ?? []
  const region = configuration?.memory.items[1]
  expect(region?.physStart).toMatchObject({ known: true, value: 0x3f200000n, written: true })
  expect(region?.physStart.place.first.text).toBe('0x3f200000')
  expect(configuration?.cell.name).toBe('lark-a')
  expect(configuration?.cpus.items[0]?.bits).toMatchObject({ value: 6n })
  expect(configuration?.memory.count.place.first.text).toBe('2')
  expect(configuration?.memory.member?.lengthPlace.first.text).toBe('2')
  expect(configuration?.place.first.text).toBe('config')
})

test('an image is the image of what is read from it', () => {
  const [analysis] = checkImage(image).files
  expect(analysis && imageOfAnalysis(analysis)).toEqual(image)
})

test('bytes behind the configuration belong to the image that is read', () => {
  const longer = Uint8Array.from([...image, 1, 2, 3, 0])
  const [analysis] = checkImage(longer).files
  expect(analysis && imageOfAnalysis(analysis)).toEqual(longer)
})

test('an image that is cut anywhere has a finding, and does no harm', () => {
  expect(rulesFound(image)).toEqual([])
  for (let length = 0; length < image.length; length++) {
    const check = checkImage(image.slice(0, length))
    expect(check.files[0]?.configurations).toHaveLength(1)
    // What is missing is no reason for other findings.
    expect(rulesOf(check), `cut at ${length}`).toEqual(['image-truncated'])
  }
})

test('of a cut element the fields that are there are known', () => {
  const firstRegion = 132 + 8
  const [configuration] = checkImage(image.slice(0, firstRegion + 32 + 8)).files[0]?.configurations ?? []
  expect(configuration?.memory.items).toHaveLength(2)
  expect(configuration?.memory.items[1]?.physStart).toMatchObject({ known: true, value: 0x3f200000n })
  expect(configuration?.memory.items[1]?.virtStart).toMatchObject({
    known: false,
    reason: 'the file ends before it',
  })
})

test('any bytes are read', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      expect(checkImage(bytes).files).toHaveLength(1)
      expect(rulesFound(bytes)).not.toEqual([])
    }),
    { numRuns: 100 },
  )
})

test('any change of an image is read, and what is read has the same bytes unless something is missing', () => {
  const change = fc.tuple(fc.nat(image.length - 1), fc.nat(255))
  fc.assert(
    fc.property(fc.array(change, { maxLength: 4 }), (changes) => {
      const bytes = changes.reduce((before, [at, value]) => changed(before, at, value), image)
      const { files, findings } = checkImage(bytes)
      const [analysis] = files
      expect(analysis?.configurations).toHaveLength(1)
      const isWhole = findings.every(
        ({ rule }) => rule !== 'image-truncated' && rule !== 'image-layout-unknown',
      )
      const again = analysis && isWhole ? imageOfAnalysis(analysis) : bytes
      expect(again).toEqual(bytes)
    }),
    { numRuns: 300 },
  )
})

test('counts as large as they can be cost nothing', () => {
  const counts = Array.from({ length: 32 }, () => 0xff)
  // A bitmap of 4 GiB is not there, and nothing behind it can be found.
  expect(rulesFound(changed(image, 48, ...counts))).toContain('image-truncated')
})

test('a file that is larger than any configuration is not read', () => {
  const bytes = new Uint8Array(300 * 1024)
  bytes.set(image)
  expect(rulesFound(bytes)).toEqual(['image-layout-unknown'])
})

describe('a note of the compiler', () => {
  const note = [
    4, 0, 0, 0, 16, 0, 0, 0, 5, 0, 0, 0, 0x47, 0x4e, 0x55, 0, 2, 0, 0, 0xc0, 4, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0,
    0,
  ]

  test('in front of the configuration is passed over, and offsets count it', () => {
    const bytes = Uint8Array.from([...note, ...image])
    expect(rulesFound(bytes)).toEqual(['image-foreign-bytes'])
    expect(listingOf(bytes)).toContain('0x0028  cell.name = "lark-a"')
  })

  test('over its header leaves the rest', () => {
    const bytes = changed(image, 0, ...note)
    expect(rulesFound(bytes)).toEqual(['image-foreign-bytes'])
    const [configuration] = checkImage(bytes).files[0]?.configurations ?? []
    expect(configuration?.cell.name).toBeUndefined()
    expect(configuration?.memory.items).toHaveLength(2)
    expect(configuration?.identity.revision).toMatchObject({ reason: 'a note of the compiler lies over it' })
  })
})

function builtInText(name: string): string {
  return builtInHeader(name)?.text ?? ''
}

/** A Jailhouse tree with this text as its `cell-config.h`. */
function treeWith(header: string): Readonly<Record<string, string>> {
  return {
    '/tree/include/jailhouse/cell-config.h': header,
    '/tree/include/jailhouse/console.h': builtInText('jailhouse/console.h'),
    '/tree/include/jailhouse/pci_defs.h': builtInText('jailhouse/pci_defs.h'),
    '/tree/include/jailhouse/types.h': builtInText('jailhouse/types.h'),
    '/tree/hypervisor/arch/arm64/include/asm/types.h': builtInText('asm/types.h'),
  }
}

describe('the headers in use', () => {
  const header = builtInText('jailhouse/cell-config.h')
  const path = '/tree/configs/arm64/lark-a.cell'
  const check = (text: string, bytes: Uint8Array) =>
    workspaceWith(memoryFiles({ ...treeWith(text), [path]: bytes })).check([path])

  test('say which revision is known', () => {
    const older = header.replace(/(JAILHOUSE_CONFIG_REVISION\s+)14/, '$113')
    expect(older).not.toBe(header)
    const image13 = changed(image, 6, 13)
    expect(rulesOf(check(older, image13))).toEqual([])
    expect(rulesOf(check(header, image13))).toEqual(['image-layout-unknown'])
    expect(rulesOf(check(older, image))).toEqual(['image-layout-unknown'])
  })

  test('say which fields there are', () => {
    const without = header.replace(/__u64 msg_reply_timeout;/, '')
    expect(without).not.toBe(header)
    const shorter = Uint8Array.from([...image.slice(0, 92), ...image.slice(100)])
    const checked = check(without, shorter)
    const { files } = checked
    expect(rulesOf(checked)).toEqual([])
    expect(files[0]?.file.text).not.toContain('msg_reply_timeout')
    expect(files[0]?.configurations[0]?.cell.msgReplyTimeout.known).toBe(false)
    expect(files[0]?.configurations[0]?.memory.items[1]?.physStart).toMatchObject({ value: 0x3f200000n })
  })

  test("may know a vendor's array, which is passed over only where the image has none", () => {
    const vendors = header.replace(
      /sizeof\(struct jailhouse_cell_desc\)/,
      '$& + cell->id * sizeof(struct gadget)',
    )
    expect(vendors).not.toBe(header)
    expect(rulesOf(check(vendors, image))).toEqual([])
    expect(rulesOf(check(vendors, changed(image, 40, 3)))).toEqual(['image-layout-unknown'])
  })

  test('may define nothing', () => {
    expect(rulesOf(check('/* nothing */', image))).toEqual(['image-layout-unknown'])
  })
})

test('text from the image is safe to print', () => {
  const listing = listingOf(changed(image, 8, 0x1b, 0x5b, 0x33, 0x31, 0x6d))
  expect(listing).toContain(String.raw`cell.name = "\u001b[31ma"`)
})

test('the path of the listing is that of the image', () => {
  expect(checkImage(image).files[0]?.file.path).toBe(imagePath)
})
