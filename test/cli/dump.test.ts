/** `warden dump` from its arguments to what it prints, and `warden check` for images. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ListedCell, ListedField } from '../../server/src/ide/listing/cell.ts'
import type { Outline } from '../../server/src/ide/listing/outline.ts'
import type { ListedToken } from '../../server/src/ide/listing/tokens.ts'
import { imageOfText } from '../config/images.ts'
import { lark, larkCell } from './configs.ts'
import { folderWith, type Result, warden } from './recording-terminal.ts'

const cell = larkCell('1 << ONE', '#define ONE (0 + 1)')

function dump(...args: readonly string[]): Result {
  const folder = folderWith({
    'lark.c': lark,
    'lark-a.c': cell,
    'main.c': 'int main(void);\n',
    'alone/lark-c.c': cell,
  })
  writeFileSync(join(folder, 'lark-b.cell'), imageOfText(cell))
  return warden(['dump', ...args], { workingFolder: folder })
}

interface Dumped extends Outline {
  readonly version: number
  readonly configurations: readonly ListedCell[]
  readonly images: readonly ImageRecord[]
  readonly tokens: readonly ListedToken[]
}

interface ImageRecord {
  readonly size: number
  readonly parts: readonly { readonly offset: number; readonly size: number; readonly bytes: string }[]
}

/** What `--format json` printed: the test says of what shape it has to be. */
function recordsIn({ out }: Result): Dumped {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- A shape that is wrong fails the test.
  return JSON.parse(out) as Dumped
}

function cpusIn(file: string): ListedField | undefined {
  const { version, configurations } = recordsIn(dump(file, '--format', 'json'))
  return version === 1 ? configurations[0]?.fields.find(({ path }) => path === 'cpus[0]') : undefined
}

function linesOf({ out }: Result, pattern: RegExp): readonly string[] {
  return out.split('\n').filter((line) => pattern.test(line))
}

describe('the cell', () => {
  test('is the default, and looks the same in C and in its image', () => {
    const { status, out, err } = dump('lark-a.c')
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(out).toContain('0x0084  cpus[0] = 0x2 (CPU 1)\n')
    expect(dump('lark-b.cell').out).toBe(out)
    expect(dump('lark-b.cell', '--stage', 'cell').out).toBe(out)
  })

  test('is there as JSON, with values and places', () => {
    const value = { path: 'cpus[0]', offset: 132, size: 8, value: 2, hex: '0x2', written: true }
    expect(cpusIn('lark-a.c')).toEqual({
      ...value,
      place: { file: 'lark-a.c', line: 18, column: 12, endLine: 18, endColumn: 20 },
    })
    expect(cpusIn('lark-b.cell')).toEqual({
      ...value,
      place: { file: 'lark-b.cell', line: 30, column: 19, endLine: 30, endColumn: 22 },
    })
  })

  test('has numbers that no reader of JSON rounds', () => {
    const folder = folderWith({ 'lark-a.c': larkCell('0xfedcba9876543210') })
    const { out } = warden(['dump', 'lark-a.c', '--format=json'], { workingFolder: folder })
    expect(out).toContain('"value": "18364758544493064720",\n          "hex": "0xfedcba9876543210"')
  })

  test('says what is not known', () => {
    const folder = folderWith({ 'lark-a.c': larkCell('NO_SUCH_NAME') })
    const { out } = warden(['dump', 'lark-a.c'], { workingFolder: folder })
    expect(out).toContain('cpus[0] = ? (`NO_SUCH_NAME` is not defined)')
    const { status, err } = warden(['dump', 'lark-a.c', '--stage=image'], { workingFolder: folder })
    expect({ status, err }).toEqual({
      status: 2,
      err: 'warden: lark-a.c: `config` has no image, because `NO_SUCH_NAME` is not defined\n',
    })
  })
})

describe('the image', () => {
  test('is a hex dump with the names of the fields, from C and from an image', () => {
    const result = dump('lark-a.c', '--stage=image')
    expect(linesOf(result, /signature|cpus|^0x00(10|94)/)).toEqual([
      '0x0000  4a 48 43 4c 4c           cell.signature = "JHCLL"',
      '0x0010  00 (24 times)',
      '0x0084  02 00 00 00 00 00 00 00  cpus[0] = 0x2 (CPU 1)',
      '0x0094  00 00 00 00 00 00 00 00  mem_regions[0].virt_start = 0x0',
    ])
    expect(dump('lark-b.cell', '--stage=image').out).toBe(result.out)
  })

  test('has all bytes, whatever they belong to', () => {
    for (const file of ['lark.c', 'lark-a.c', 'lark-b.cell']) {
      const { images } = recordsIn(dump(file, '--stage=image', '--format=json'))
      let end = 0
      for (const { offset, size, bytes } of images[0]?.parts ?? []) {
        // Bit-fields share their bytes.
        expect(offset).toBeLessThanOrEqual(end)
        expect(bytes.split(' ')).toHaveLength(size)
        end = Math.max(end, offset + size)
      }
      expect(end).toBe(images[0]?.size)
    }
  })
})

test('the tokens come with their places and macros', () => {
  const result = dump('lark-a.c', '--stage', 'tokens')
  expect(linesOf(result, /ONE/)).toEqual([
    'lark-a.c:3:13  punctuator  (  <- ONE at lark-a.c:18:17',
    'lark-a.c:3:14  number  0  <- ONE at lark-a.c:18:17',
    'lark-a.c:3:16  punctuator  +  <- ONE at lark-a.c:18:17',
    'lark-a.c:3:18  number  1  <- ONE at lark-a.c:18:17',
    'lark-a.c:3:19  punctuator  )  <- ONE at lark-a.c:18:17',
  ])
  const { tokens } = recordsIn(dump('lark-a.c', '--stage=tokens', '--format=json'))
  expect(tokens.at(-1)).toMatchObject({ kind: 'punctuator', text: ';', macros: [] })
})

test('the preprocessed text has neither directives nor macros', () => {
  const { out } = dump('lark-a.c', '--stage=preprocessed')
  expect(out).not.toMatch(/^\s*#/m)
  expect(out).not.toContain('ARRAY_SIZE')
  expect(out).toContain('.cpus = { 1 << (0 + 1) },')
})

test('the declarations come with offsets, sizes and initialisers', () => {
  const { out } = dump('lark-a.c', '--stage=ast')
  expect(out).toContain('struct jailhouse_memory: 32 bytes, packed  <warden>/jailhouse/cell-config.h:')
  expect(out).toContain('  0x0008  virt_start: unsigned long long, 8 bytes\n')
  expect(out).toContain('object config: struct <anonymous>, 172 bytes  lark-a.c:8:27\n')
  expect(out).toContain('    .cpus = {\n      1 << ONE\n    }\n')
  const { types, objects } = recordsIn(dump('lark-a.c', '--stage=ast', '--format=json'))
  expect(types.map(({ name }) => name)).toContain('union jailhouse_stream_id')
  expect(objects).toMatchObject([{ name: 'config', size: 172, section: null }])
})

test('the board is the same from the root and from a cell', () => {
  const { out, status } = dump('lark.c', '--stage=board')
  expect(status).toBe(0)
  // The image is on it: it has a name of its own, and no source.
  expect(out).toContain('the root cell "lark", lark.c, with 2 cells\nNo IOMMU: devices of every cell')
  expect(out).toContain('1  cell "lark-a", lark-a.c\n  0x00000000-0x0000ffff  0x40010000  rwx-  region 0\n')
  expect(dump('lark-a.c', '--stage=board').out).toBe(out)
  expect(dump('lark-b.cell', '--stage=board').out).toBe(out)
  const shape: unknown = JSON.parse(dump('lark.c', '--stage=board', '--format=json').out)
  expect(shape).toMatchObject({
    version: 1,
    boards: [{ root: { file: 'lark.c', cpus: [0, 1, 2, 3] }, cells: [{ file: 'lark-a.c', cpus: [1] }, {}] }],
  })
})

test.each([
  [[], 'dump needs the file to show'],
  [
    ['alone/lark-c.c', '--stage=board'],
    'alone/lark-c.c: no root configuration was found for this cell, so there is no board',
  ],
  [['lark.c', 'lark-a.c'], 'dump takes one file, not 2'],
  [['main.c'], 'main.c: this file defines no cell config'],
  [
    ['lark-b.cell', '--stage=tokens'],
    'lark-b.cell: an image has no tokens; choose the stage cell, image or board',
  ],
  [
    ['lark-b.cell', '--stage=ast'],
    'lark-b.cell: an image has no declarations; choose the stage cell, image or board',
  ],
  [['lark.c', '--stage=asm'], '--stage asm: it has to be tokens, preprocessed, ast, cell, image or board'],
])('%j is wrong use', (args, message) => {
  expect(dump(...args)).toMatchObject({ status: 2, out: '', err: `warden: ${message}\n` })
})

function check(bytes: Uint8Array, ...args: readonly string[]): Result {
  const folder = folderWith({})
  writeFileSync(join(folder, 'lark.cell'), imageOfText(lark))
  writeFileSync(join(folder, 'lark-a.cell'), bytes)
  return warden(['check', ...args], { workingFolder: folder })
}

describe('a check of images', () => {
  test('shows findings in the listing', () => {
    const { status, out } = check(imageOfText(larkCell('0x20')), '--select=cpu-not-in-root')
    expect(status).toBe(1)
    expect(out).toMatchInlineSnapshot(`
      "error[cpu-not-in-root]: the root cell does not have CPU 5
         --> lark-a.cell:29:3
          |
       29 |   # cpus: 1 word of the CPU bitmap
          |  ___^
       30 | | 0x0084  cpus[0] = 0x20 (CPU 5)
          | |______________________^
          |
         --> lark.cell:57:3
          |
       57 |   # cpus: 1 word of the CPU bitmap
          |  ___-
       58 | | 0x01e8  cpus[0] = 0xf (CPUs 0, 1, 2, 3)
          | |_____________________- the root cell has CPUs 0-3
          |
          = why: \`cell create\` fails with EBUSY, since a cell can only take CPUs that the root cell has
          = help: choose among CPUs 0-3, or add the CPU to the root cell if the machine has it

      1 error, 0 warnings, 0 information, 0 hints in 2 files, checked 1 board in 21 ms
      "
    `)
  })

  test('names a file that is cut', () => {
    const { out } = check(imageOfText(larkCell('0x2')).slice(0, 160), '--format=concise')
    expect(out).toContain(
      'lark-a.cell:11:35: error[image-truncated] `num_memory_regions` counts 1 memory region, but the file ends after 0: 12 bytes are missing\n',
    )
  })
})
