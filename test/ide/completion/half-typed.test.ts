/**
 * Completion and signature help while somebody types: wherever the text ends and the cursor is, they do not throw, what
 * they offer replaces a piece of the cursor's line around the cursor, and the answer comes at once.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { completionsAt } from '../../../server/src/ide/completion/completion.ts'
import { includeCompletions, typedPathAt } from '../../../server/src/ide/completion/include.ts'
import type { Completion } from '../../../server/src/ide/completion/item.ts'
import { newFileCompletions, newFileWordAt } from '../../../server/src/ide/completion/new-files.ts'
import { type Board, boardOf } from '../../../server/src/board/board.ts'
import { groupIntoBoards } from '../../../server/src/board/group.ts'
import { plainText } from '../../../server/src/ide/completion/template.ts'
import { ownerAt } from '../../../server/src/ide/owner.ts'
import { signatureAt } from '../../../server/src/ide/signature-help.ts'
import type { Span } from '../../../server/src/text/span.ts'
import { sourceFile } from '../../../server/src/text/source-file.ts'
import { analyse, type FileAnalysis } from '../../../server/src/workspace/analysis.ts'
import { memoryFiles } from '../../../server/src/workspace/file-store.ts'
import { defaultSettings } from '../../../server/src/workspace/settings.ts'

const examples = join(import.meta.dirname, '..', '..', '..', 'examples')
const boards = readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => {
    const names = readdirSync(join(examples, name)).filter((file) => file.endsWith('.c'))
    return names.map((file): [string, string] => [
      `/${name}/${file}`,
      readFileSync(join(examples, name, file), 'utf8'),
    ])
  })
const configs = boards.flat()

/**
 * The most of the processor's time that one answer may take, whatever else is running; machines differ, and what is
 * ruled out is work without bound.
 */
const mostMilliseconds = 1000

function analysed(path: string, text: string): FileAnalysis {
  return analyse(sourceFile(path, text), {
    files: memoryFiles({}),
    settings: { ...defaultSettings, architecture: path.startsWith('/osprey') ? 'x86' : 'arm64' },
    roots: ['/'],
  })
}

/** The files of a board as they are, by the path of each of them. */
const neighbours = new Map(
  boards.flatMap((files) => {
    const analyses = files.map(([path, text]) => analysed(path, text))
    return files.map(([path]) => [path, analyses] as const)
  }),
)

interface Answers {
  /** At how many of the places something is offered. */
  readonly spoken: number
  /** What is wrong with an answer. */
  readonly faults: readonly string[]
}

/** What is answered at some places of a text that stands in place of a file of an example. */
function answers(path: string, text: string, offsets: readonly number[]): Answers {
  const analysis = analysed(path, text)
  const others = (neighbours.get(path) ?? []).filter(({ file }) => file.path !== path)
  const configurations = [analysis, ...others].flatMap((one) => one.configurations)
  const found = groupIntoBoards(configurations, []).boards.map(({ root, cells }) =>
    boardOf(
      root,
      cells.map(({ cell }) => cell),
    ),
  )
  const faults: string[] = []
  let spoken = 0
  for (const offset of offsets) {
    const start = process.cpuUsage()
    const items = itemsAt(analysis, found, offset)
    const signature = signatureAt(analysis, offset)
    const milliseconds = process.cpuUsage(start).user / 1000
    if (mostMilliseconds < milliseconds) faults.push(`${offset}: it takes ${milliseconds} ms`)
    for (const { start: first, end } of signature?.parameters ?? []) {
      const name = signature?.label.slice(first, end) ?? ''
      if (!/^(\w+|\w*\.\.\.)$/.test(name)) faults.push(`${offset}: the parameter ${name}`)
    }
    for (const item of items) faults.push(...faultsOf(item, text, offset))
    if (0 < items.length) spoken++
  }
  return { spoken, faults }
}

function itemsAt(analysis: FileAnalysis, found: readonly Board[], offset: number): readonly Completion[] {
  const typed = typedPathAt(analysis.file, offset)
  const word = newFileWordAt(analysis.file, offset)
  return [
    ...completionsAt(analysis, ownerAt(analysis, found, offset), offset),
    ...(typed ? includeCompletions(typed, [{ name: 'a.h', isFolder: false }]) : []),
    ...(word ? newFileCompletions({ word, boards: found, architecture: undefined }) : []),
  ]
}

function faultsOf(item: Completion, text: string, offset: number): readonly string[] {
  const { start, end } = item.replaces
  const also = item.also.map(({ span }) => span).toSorted((a, b) => a.start - b.start)
  const isApart = (other: Span, at: number): boolean =>
    (other.end <= start || end <= other.start) && (also[at - 1]?.end ?? 0) <= other.start
  const words = `${plainText(item.text)} ${item.detail ?? ''} ${item.documentation ?? ''}`
  const demands: readonly (readonly [string, boolean])[] = [
    ['replaces something around the cursor', start <= offset && offset <= end],
    ['replaces something in one line', !text.slice(start, end).includes('\n')],
    ['changes nothing twice', also.every(isApart)],
    ['consists of words', !/undefined|NaN|\[object/.test(words.replaceAll('UNDEFINED', ''))],
  ]
  return demands.flatMap(([what, isMet]) => (isMet ? [] : [`${offset}: not true that ${item.label} ${what}`]))
}

const anyConfig = fc.constantFrom(...configs)

describe('a config of which only the beginning has been typed', () => {
  test('is answered at its end', () => {
    fc.assert(
      fc.property(anyConfig, fc.double({ min: 0, max: 1, noNaN: true }), ([path, whole], part) => {
        const text = whole.slice(0, Math.floor(whole.length * part))
        expect(answers(path, text, [text.length]).faults).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('and so has one in which something is missing, or too much', () => {
    const junk = fc.constantFrom(
      '',
      '.',
      ' = ',
      '{',
      '}',
      '(',
      ')',
      '[',
      ']',
      ',',
      ';',
      '"',
      '/*',
      '#',
      '0x',
      '|',
      'JAIL',
    )
    fc.assert(
      fc.property(anyConfig, fc.nat(), fc.nat({ max: 40 }), junk, ([path, whole], place, missing, more) => {
        const at = place % whole.length
        const text = whole.slice(0, at) + more + whole.slice(at + missing)
        expect(answers(path, text, [at, at + more.length]).faults).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
})

test.each(configs)('every fifth place of %s', (path, text) => {
  const offsets = Array.from({ length: Math.floor(text.length / 5) }, (_, index) => 5 * index)
  const { spoken, faults } = answers(path, text, offsets)
  expect(faults).toEqual([])
  // The rest is comments, numbers and the ends of values.
  expect(spoken / offsets.length).toBeGreaterThan(0.2)
})

describe('what nobody would write', () => {
  test.each([
    ['thousands of open braces', `int a[] = ${'{ '.repeat(20_000)}`],
    ['thousands of open parentheses', `int a[] = { ${'('.repeat(20_000)}${']'.repeat(20_000)}`],
    ['a sum of thousands of parts', `int a[] = { ${'1 + '.repeat(20_000)}`],
    ['thousands of designators', `struct { int b; } a = { ${'.b '.repeat(20_000)}`],
    ['a chain without end', `struct { int b; } a = { ${'.b'.repeat(20_000)}.`],
    ['thousands of objects', `${'int a[] = { 1 }; '.repeat(5_000)}int b = `],
    ['macros nested thousands deep', `${nestedMacros(2000)}\nint a[] = { M1999, `],
    ['a macro that doubles', `#define D0(x) x, x\n${doublingMacros(14)}\nint a[] = { D14(1), `],
    ['a call in a call in a call', `#define F(x) x\nint a[] = { ${'F('.repeat(5000)}`],
    ['a very long line', `int a = ${' '.repeat(200_000)}`],
    ['a comment without end', `int a = { /*${'*'.repeat(200_000)}`],
    ['thousands of own macros', `${ownMacros(3000)}\nint a[] = { `],
  ])('%s', (_, text) => {
    expect(answers('/tern/tern.c', text, [text.length]).faults).toEqual([])
  })
})

function nestedMacros(count: number): string {
  return Array.from({ length: count }, (_, at) => `#define M${at} ${at === 0 ? '1' : `M${at - 1}`}`).join(
    '\n',
  )
}

function doublingMacros(count: number): string {
  return Array.from({ length: count }, (_, at) => `#define D${at + 1}(x) D${at}(x), D${at}(x)`).join('\n')
}

function ownMacros(count: number): string {
  return Array.from({ length: count }, (_, at) => `#define OWN_${at} (${at} + 1)`).join('\n')
}
