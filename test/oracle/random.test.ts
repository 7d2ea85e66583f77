/**
 * Thousands of random configs, each with the bytes that gcc makes of it.
 *
 * The configs are the same in every run. `WARDEN_RANDOM_SEED=7 WARDEN_RANDOM_CONFIGS=20000` makes others and more of
 * them. Of configs that differ, the failure shows the first one, made as simple as it can be.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomRow, shrunk } from './choices.ts'
import { gccVersion } from './gcc.ts'
import { fileOf, sectionOf } from './random-config.ts'
import {
  isTargetOfGcc,
  printedByFrontEnd,
  sectionsByFrontEnd,
  sectionsByGcc,
  type Target,
  target32,
  target64,
} from './section-images.ts'

type Rows = readonly (readonly number[])[]

/** What two ways to the same images give for one file, section by section. */
type Compared = (text: string, sections: readonly string[]) => readonly [Images, Images]
type Images = readonly (string | undefined)[]

const seed = Number(process.env['WARDEN_RANDOM_SEED'] ?? 14)
const count = Number(process.env['WARDEN_RANDOM_CONFIGS'] ?? 3000)
const inOneFile = 100
/** More than all but the largest configs use. */
const mostNumbers = 4000

/** Each file by its number, and what its configs are made from. */
const files = startsOfFiles()
/** For what is worth trying, but not with all of them. */
const someFiles = files.slice(0, Math.ceil(files.length / 5))

const gcc = gccVersion()
const compiler = gcc ?? 'gcc, which is not installed: there is nothing to compare with'

describe.skipIf(gcc === undefined)(`random configs (seed ${seed}) have the bytes of ${compiler}`, () => {
  it.each(files)('file %i', (_, starts) => {
    expect(differenceIn(starts, againstGcc(target64))).toBe('')
  })

  it.each(someFiles)('file %i with the line ends of Windows', (_, starts) => {
    const compared = againstGcc(target64)
    const withReturns: Compared = (text, sections) => compared(text.replaceAll('\n', '\r\n'), sections)
    expect(differenceIn(starts, withReturns)).toBe('')
  })

  it.skipIf(gcc === undefined || !isTargetOfGcc(target32)).each(someFiles)(
    'file %i for 32 bits, where gcc knows them',
    (_, starts) => {
      expect(differenceIn(starts, againstGcc(target32))).toBe('')
    },
  )
})

describe('random configs', () => {
  it.each(someFiles)('are read as before when file %i is printed after preprocessing', (_, starts) => {
    expect(differenceIn(starts, againstPrinted)).toBe('')
  })

  it('have images, most of which are different and not just zeros', () => {
    const images = someFiles.flatMap(([, starts]) =>
      sectionsByFrontEnd(fileOf(rowsOf(starts)), sectionsOf(starts)),
    )
    expect(images).toHaveLength(someFiles.flatMap(([, starts]) => starts).length)
    expect(images.filter((image) => !/^([0-9a-f]{2})+$/.test(image ?? ''))).toEqual([])
    const telling = new Set(images.filter((image) => !/^0*$/.test(image ?? '')))
    expect(images.length * 0.85).toBeLessThan(telling.size)
  })

  it('are made simpler as long as they fail', () => {
    const simplest = shrunk(randomRow(1, 300), (rows) => rows.map(hasLargeNumber))
    expect(simplest).toHaveLength(1)
    expect(simplest[0]).toBeLessThan(2002)
  })
})

function hasLargeNumber(row: readonly number[]): boolean {
  return row.some((number) => 1000 < number)
}

function startsOfFiles(): readonly [number, readonly number[]][] {
  const starts = fc.sample(fc.noBias(fc.nat()), { seed, numRuns: count })
  return Array.from({ length: Math.ceil(count / inOneFile) }, (_, at) => [
    at,
    starts.slice(at * inOneFile, (at + 1) * inOneFile),
  ])
}

function rowsOf(starts: readonly number[]): Rows {
  return starts.map((start) => randomRow(start, mostNumbers))
}

function sectionsOf(rows: readonly unknown[]): readonly string[] {
  return rows.map((_, index) => sectionOf(index))
}

function againstGcc(target: Target): Compared {
  return (text, sections) => [
    sectionsByFrontEnd(text, sections, target),
    sectionsByGcc(text, sections, target),
  ]
}

function againstPrinted(text: string, sections: readonly string[]): readonly [Images, Images] {
  return [sectionsByFrontEnd(text, sections), sectionsByFrontEnd(printedByFrontEnd(text), sections)]
}

/** A config that the two ways differ about, as simple as it can be made, and what they say; else nothing. */
function differenceIn(starts: readonly number[], compared: Compared): string {
  const differ = (rows: Rows): readonly boolean[] => {
    const [one, other] = compared(fileOf(rows), sectionsOf(rows))
    return rows.map((_, index) => one[index] !== other[index])
  }
  const rows = rowsOf(starts)
  const first = rows[differ(rows).indexOf(true)]
  if (!first) return ''
  const row = shrunk(first, (candidates) => tolerant(candidates, differ))
  const [one, other] = compared(fileOf([row]), sectionsOf([row]))
  return `${fileOf([row])}\n/* ${one[0]}\n * ${other[0]} */\n`
}

/** A simpler row can make what gcc refuses. It is no difference then, and must not hide the others. */
function tolerant(rows: Rows, differ: (rows: Rows) => readonly boolean[]): readonly boolean[] {
  try {
    return differ(rows)
  } catch {
    const half = Math.ceil(rows.length / 2)
    return rows.length <= 1
      ? [false]
      : [...tolerant(rows.slice(0, half), differ), ...tolerant(rows.slice(half), differ)]
  }
}
