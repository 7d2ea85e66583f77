/** Drawings as they are written: pictures of the examples, the safety of what comes out of configs, and colours. */
import { Script } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { mapOf } from '../../../server/src/ide/map/board-map.ts'
import { drawnMap } from '../../../server/src/ide/map/layout.ts'
import { pageOf } from '../../../server/src/ide/map/page.ts'
import { pageScript } from '../../../server/src/ide/map/page-script.ts'
import { dark, light, type Palette, strong, strongDark } from '../../../server/src/ide/map/palettes.ts'
import { usualSelection } from '../../../server/src/ide/map/selection.ts'
import { standaloneSvg } from '../../../server/src/ide/map/svg.ts'
import { terminalMap } from '../../../server/src/ide/map/terminal-map.ts'
import { boardFrom } from '../../board/partition/boards.ts'
import { exampleBoardNamed } from './drawn-boards.ts'

/** The pictures are looked at when they change: `npx vitest run test/ide/map -u` writes them anew. */
describe.each([
  ['tern', 'golden/tern.svg'],
  ['plover', 'golden/plover.svg'],
  // The picture of the documentation.
  ['osprey', '../../../docs/pictures/osprey-map.svg'],
])('the example board %s', (name, picture) => {
  const board = exampleBoardNamed(name)
  const map = mapOf(board, usualSelection(board))

  test('as a picture', async () => {
    await expect(standaloneSvg(drawnMap(map, false).drawing, `Map of ${name}`)).toMatchFileSnapshot(picture)
  })

  test('as text', async () => {
    await expect(terminalMap(map)).toMatchFileSnapshot(`golden/${name}.txt`)
  })

  test('as a page that needs nothing from elsewhere', () => {
    const page = pageOf(map, 'Warden')
    expect(page.match(/\b(?:src|href|srcset|action)="(?!#)|@import|url\((?!#)/g)).toBeNull()
    expect(page.match(/\son\w+=|\sstyle=|javascript:/g)).toBeNull()
    expect(page.match(/<script>/g)).toHaveLength(1)
    expectBalanced(page.replace(/<!doctype html>|<meta[^>]*>|<input[^>]*>/g, ''))
  })
})

describe('what a config says', () => {
  const evil = '</script><img onerror>&"\'\u2028'
  const board = boardFrom(`//- cell a.c
.cell.name = "<b>\\"&'",
.mem_regions = {
  /* ${evil} */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x100000, .flags = JAILHOUSE_MEM_READ,
  },
},`)
  const map = mapOf(board, usualSelection(board))

  test('stays text in a picture', () => {
    const svg = standaloneSvg(drawnMap(map, false).drawing, evil)
    expect(svg).toContain('&lt;b&gt;')
    expectBalanced(svg)
    expect(svg).not.toMatch(/<img|<b>/)
  })

  test('stays text in a page, and in its data', () => {
    const page = pageOf(map, evil)
    expect(page).not.toMatch(/<img|<b>/)
    expect(page.match(/<\/script>/g)).toHaveLength(2)
    const [, data = ''] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page) ?? []
    expect(JSON.stringify(JSON.parse(data))).toContain('</script><img')
  })

  test('that is not known is said to be so, and nothing is thrown', () => {
    const unknown = boardFrom(`//- cell a.c
.cpus = { WHO_KNOWS },
.mem_regions = { { .phys_start = WHO_KNOWS, .virt_start = 0, .size = 0x1000, .flags = JAILHOUSE_MEM_READ } },`)
    const text = terminalMap(mapOf(unknown, unknown.cells))
    expect(text).toContain('Not all values are known')
    expect(text).toContain('CPUs not known')
  })
})

/** Every element that is opened is closed, in the right order. */
function expectBalanced(markup: string): void {
  const text = markup.replace(/<(script|style)\b[^>]*>.*?<\/\1>/gs, '')
  let rest = [...text.matchAll(/<\/?[a-zA-Z]\w*(?:\s[^<>]*?)?\/?>/g)]
    .map(([tag]) => tag.replace(/\s[^>]*?(?=\/?>)/, ''))
    .filter((tag) => !tag.endsWith('/>'))
    .join('')
  for (let before = ''; rest !== before; ) {
    before = rest
    rest = rest.replace(/<(\w+)><\/\1>/g, '')
  }
  expect(rest).toBe('')
}

test('the script of the page is one that browsers can read, and writes no markup', () => {
  expect(() => new Script(pageScript)).not.toThrow()
  expect(pageScript).not.toMatch(/innerHTML|outerHTML|insertAdjacent|document\.write|eval|fetch|import/)
})

describe.each([
  ['light', light],
  ['dark', dark],
  ['of strong contrast', strong],
  ['dark and of strong contrast', strongDark],
] as const)('the colours that are %s', (_, palette) => {
  const faces = [
    'ground',
    'lane',
    'gap',
    'root-face',
    'cell-face',
    'shared-face',
    'link-face',
    'clash-face',
    'trap-face',
  ] as const
  test.each(faces)('can be read on %s', (face) => {
    expect(contrast(palette, 'ink', face)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(palette, 'soft', face)).toBeGreaterThanOrEqual(4.5)
  })

  test('can be told from the ground', () => {
    expect(contrast(palette, 'keep-ink', 'keep-face')).toBeGreaterThanOrEqual(4.5)
    for (const line of ['shared-line', 'link-line', 'clash-line'] as const)
      expect(contrast(palette, line, 'ground')).toBeGreaterThanOrEqual(4.5)
    for (const line of ['root-line', 'cell-line', 'trap-line'] as const)
      expect(contrast(palette, line, 'ground')).toBeGreaterThanOrEqual(3)
  })
})

/** The contrast of two colours as WCAG 2.2 reckons it, from 1 to 21. */
function contrast(palette: Palette, a: keyof Palette, b: keyof Palette): number {
  const [first, second] = [luminance(palette[a]), luminance(palette[b])]
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
