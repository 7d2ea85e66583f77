/** Reports as they are written: Markdown, pages and JSON, and what a config says in them. */
import { describe, expect, test } from 'vitest'
import { chaptersOf } from '../../../server/src/ide/report/chapters.ts'
import { code, paragraph, plain, prose, row, strong, table } from '../../../server/src/ide/report/document.ts'
import { markdownOf } from '../../../server/src/ide/report/markdown-report.ts'
import { reportPageOf } from '../../../server/src/ide/report/report-page.ts'
import { reportShape } from '../../../server/src/ide/report/report-shape.ts'
import { mapOf } from '../../../server/src/ide/map/board-map.ts'
import { drawnMap } from '../../../server/src/ide/map/layout.ts'
import { boardFrom } from '../../board/partition/boards.ts'
import { memory, same } from '../../board/partition/questions.ts'
import { exampleBoardNamed } from '../map/drawn-boards.ts'
import { reportFrom, reportOf } from './reported.ts'

test('pieces of text keep their blanks, and nothing in them is markup', () => {
  const blocks = [
    paragraph([...plain('a * b '), ...code('x|y`z'), ...plain(' and '), ...strong('<c>')]),
    ...table('Names', ['A', 'B'], [row([plain('1|2'), prose('see `NAME` there')])]),
  ]
  expect(markdownOf(blocks)).toBe(
    'a \\* b ``x|y`z`` and **\\<c>**\n\n| A | B |\n|:--|:--|\n| 1\\|2 | see `NAME` there |\n',
  )
})

describe('a page', () => {
  const board = exampleBoardNamed('osprey')
  const report = reportOf(board)
  const page = reportPageOf(chaptersOf(report), {
    title: 'Isolation report: osprey',
    tool: 'warden',
    mapOf: (set) => (set === 0 ? drawnMap(mapOf(board, board.cells.slice(0, 1)), false) : undefined),
  })

  test('needs no script, and nothing from elsewhere', () => {
    expect(page.match(/\b(?:src|href|srcset|action)="(?!#)|@import|url\((?!#)/g)).toBeNull()
    expect(page.match(/<script|\son\w+=|\sstyle=|javascript:/g)).toBeNull()
  })

  test('has one main heading, and no level is left out below it', () => {
    const levels = [...page.matchAll(/<h([1-6]) /g)].map(([, level]) => Number(level))
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    for (const [index, level] of levels.entries())
      expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1)
  })

  test('has contents that lead to its chapters, and no name twice', () => {
    const ids = [...page.matchAll(/<h\d id="([\w-]+)"/g)].map(([, id]) => id)
    const links = [...page.matchAll(/<a href="#([\w-]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(links).not.toEqual([])
    expect(links.filter((link) => !ids.includes(link))).toEqual([])
  })

  test('has the map where there is one, and each table with a caption and headings', () => {
    expect(page.match(/<figure>/g)).toHaveLength(1)
    const tables = page.match(/<table[^]*?<\/table>/g) ?? []
    expect(tables.length).toBeGreaterThan(10)
    for (const text of tables) expect(text).toMatch(/<caption>[^]+<thead>[^]+<th scope="col">/)
  })
})

test('what a config says stays text everywhere', () => {
  const evil = '<img src=x onerror=y>|`'
  const board = boardFrom(`//- cell a.c
.cell.name = "<b>|\`",
.mem_regions = { /* ${evil} */ { .phys_start = 0x90000000, .virt_start = 0x90000000, .size = 0x20, .flags = 1 } },`)
  const chapters = chaptersOf(reportOf(board))
  const page = reportPageOf(chapters, { title: evil, tool: evil, mapOf: () => undefined })
  expect(page).not.toMatch(/<img|<b>/)
  expect(markdownOf(chapters)).not.toMatch(/(?<!\\)<(?:img|b>)/)
})

test('numbers that other programs cannot hold are digits, and nothing is left out of the JSON', () => {
  const report =
    reportFrom(`//- cell a.c\n${memory('{ .phys_start = 0xffffffffff000000, .virt_start = 0x1000, .size = 0x1000, .flags = 3 },')}
//- cell b.c\n${memory('{ .phys_start = 0xffffffffff000000, .virt_start = 0x1000, .size = 0x1000, .flags = 3 },')}`)
  const shape: unknown = JSON.parse(JSON.stringify(reportShape(report)))
  expect(shape).toMatchObject({
    version: 1,
    violations: [
      { number: 1, ranges: [{ start: '18446744073692774400', end: '18446744073692778496' }], sets: [0] },
    ],
    sets: [{ cells: ['a', 'b'], isComplete: true }],
  })
  expect(JSON.stringify(reportShape(report))).not.toContain('undefined')
})

describe('what is not known', () => {
  test('is listed with its reason, and the set says so', () => {
    const report = reportFrom(memory(same(0x40000000, 0x1000, 'WHO_KNOWS')))
    expect(report.unknowns).toMatchObject([
      { cell: 'cell', what: 'the text' },
      { cell: 'cell', what: '`mem_regions[0].flags`' },
    ])
    expect(report.sets[0]?.isComplete).toBe(false)
  })

  test('is also what stands behind the end of an array, or in another place than it is read', () => {
    const behind = reportFrom(`${memory(same(0x40000000, 0x1000))}.cell.num_memory_regions = 3,\n`)
    expect(behind.unknowns).toMatchObject([{ what: '`num_memory_regions` is 3, and 1 element is declared' }])
    expect(behind.sets[0]?.isComplete).toBe(false)
  })
})

describe('what the root cell has over time', () => {
  const loadable = 'JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_LOADABLE'
  const own =
    '//- root\n.mem_regions = { { .phys_start = 0x1000, .virt_start = 0x1000, .size = 0x3000, .flags = 3 } },\n'

  test('is kept, or lost and returned', () => {
    const { sets } = reportFrom(`${own}//- cell\n${memory(same(0x2000, 0x1000, loadable))}`)
    const [first] = sets
    expect(
      first?.root.memory.map(({ physical, rights, fate }) => [
        physical.start,
        fate,
        ...[rights.enabled, rights.created, rights.loaded, rights.running, rights.destroyed].map(
          ({ length }) => length,
        ),
      ]),
    ).toEqual([
      [0x1000n, 'kept', 3, 3, 3, 3, 3],
      [0x2000n, 'returned', 3, 0, 3, 0, 3],
      [0x3000n, 'kept', 3, 3, 3, 3, 3],
    ])
    expect(first?.root.others).toContainEqual({
      name: 'CPUs',
      before: '0-3',
      during: '0, 2, 3',
      after: '0-3',
      fate: 'returned',
    })
  })

  test('may be lost for good', () => {
    const { sets } = reportFrom(
      `${own}//- cell\n${memory(same(0x2000, 0x1000, `${loadable} | JAILHOUSE_MEM_ROOTSHARED`))}`,
    )
    expect(sets[0]?.root.memory.map(({ fate }) => fate)).toEqual(['kept', 'changed', 'kept'])
  })
})
