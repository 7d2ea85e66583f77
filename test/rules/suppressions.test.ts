/** Comments `warden-ignore`: which findings they keep from being shown, and what is said about the comments. */
import { describe, expect, test } from 'vitest'
import { withEdits } from '../../server/src/text/edit.ts'
import { type CheckedExample, checkBoard, checkExample } from './checked-example.ts'
import { exampleBoard } from './example-board.ts'

const noCpu = '.cpus = { 0 },'

function found(example: string): readonly string[] {
  return namesOf(checkExample(example))
}

function namesOf({ findings }: CheckedExample): readonly string[] {
  const names = findings.map(({ finding }) => finding.rule)
  return names.filter((name) => name === 'cpu-set-empty' || name.startsWith('suppression-'))
}

describe('a comment with a reason', () => {
  test.each([
    ['on the line', `${noCpu} // warden-ignore cpu-set-empty: set by the build`],
    ['above the line', `// warden-ignore cpu-set-empty: set by the build\n${noCpu}`],
    ['above, with a blank line between', `// warden-ignore cpu-set-empty: set by the build\n\n${noCpu}`],
    ['as a block', `/* warden-ignore cpu-set-empty: set by the build */\n${noCpu}`],
    ['as a block of several lines', `/*\n * warden-ignore cpu-set-empty: set by the build\n */\n${noCpu}`],
    ['with several rules', `// warden-ignore cpu-set-empty, cpu-set-size-zero: set by the build\n${noCpu}`],
  ])('suppresses %s', (_, example) => {
    expect(found(example).filter((name) => name === 'cpu-set-empty')).toEqual([])
  })

  test('keeps what it suppresses, with the reason', () => {
    const { suppressed } = checkExample(`${noCpu} /* warden-ignore cpu-set-empty: set by the build */`)
    expect(suppressed.map(({ finding, reason }) => [finding.rule, reason])).toEqual([
      ['cpu-set-empty', 'set by the build'],
    ])
  })

  test.each([
    ['on another line', `// warden-ignore cpu-set-empty: set by the build\n.cell.id = 0,\n${noCpu}`],
    ['behind the line', `${noCpu}\n// warden-ignore cpu-set-empty: set by the build\n.cell.id = 0,`],
    ['about another rule', `// warden-ignore cpu-set-size-zero: set by the build\n${noCpu}`],
  ])('suppresses nothing %s, and is unused', (_, example) => {
    expect(found(example).toSorted()).toEqual(['cpu-set-empty', 'suppression-unused'])
  })

  test('is none within a string', () => {
    expect(found(`.cell.name = "warden-ignore x: y",\n.cpus = { 1 },`)).toEqual([])
  })
})

test('without a reason nothing is suppressed', () => {
  expect(found(`// warden-ignore cpu-set-empty\n${noCpu}`)).toEqual([
    'suppression-without-reason',
    'cpu-set-empty',
  ])
  expect(found(`// warden-ignore cpu-set-empty: \n${noCpu}`)).toContain('cpu-set-empty')
})

test('faults of C cannot be suppressed', () => {
  const { findings } = checkExample(
    '.cell.id = NOWHERE, // warden-ignore c-unknown-name: it comes with the build',
  )
  const messages = findings.map(({ finding }) => finding.message)
  expect(messages).toContain('`c-unknown-name` cannot be suppressed')
  expect(findings.map(({ finding }) => finding.rule)).toContain('c-unknown-name')
})

describe('the fix of a comment that suppresses nothing', () => {
  const reason = 'set by the build'
  test.each([
    ['takes the line', `// warden-ignore cpu-set-empty: ${reason}\n.cpus = { 2 },`, '.cpus = { 2 },'],
    [
      'takes the end of the line',
      `.cpus = { 2 }, // warden-ignore cpu-set-empty: ${reason}`,
      '.cpus = { 2 },',
    ],
    [
      'takes one name of several',
      `// warden-ignore cpu-set-size-zero, cpu-set-empty: ${reason}\n${noCpu}`,
      `// warden-ignore cpu-set-empty: ${reason}\n${noCpu}`,
    ],
    [
      'takes the last name',
      `// warden-ignore cpu-set-empty, cpu-set-size-zero: ${reason}\n${noCpu}`,
      `// warden-ignore cpu-set-empty: ${reason}\n${noCpu}`,
    ],
  ])('%s', (_, example, mended) => {
    const board = exampleBoard(example)
    const unused = checkBoard(board).findings.filter(({ finding }) => finding.rule === 'suppression-unused')
    const fixes = unused.flatMap(({ finding }) => finding.fixes)
    expect(fixes.map(({ safety }) => safety)).toEqual(['safe'])
    const text = board.find(({ path }) => path === unused[0]?.finding.file.path)?.text ?? ''
    const after = withEdits(text, fixes[0]?.edits ?? [])
    expect(after.replaceAll(/^ +/gm, '')).toContain(mended)
    expect(after).not.toContain('cpu-set-size-zero')
    expect(after.length).toBeLessThan(text.length)
  })
})
