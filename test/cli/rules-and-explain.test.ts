/** `warden rules` and `warden explain`: all rules are listed, and each of them is explained. */
import { expect, test } from 'vitest'
import { codes } from '../../server/src/rules/codes.ts'
import { complaintDocs } from '../../server/src/rules/complaint-docs.ts'
import { rules } from '../../server/src/rules/registry.ts'
import { warden } from './recording-terminal.ts'

test('in a pipe, each rule is one line: name, severity, what it is about, what it finds', () => {
  const { status, out } = warden(['rules'])
  expect(status).toBe(0)
  const lines = out.trimEnd().split('\n')
  expect(lines.map((line) => line.split(/\s+/)[0])).toEqual([
    ...rules.map(({ id }) => id),
    ...codes.map(({ id }) => id),
  ])
  expect(lines.find((line) => line.startsWith('pio-wrap '))).toMatch(
    /^pio-wrap +error +pio +A range of I\/O ports reaches beyond port 0xffff, the last one there is\.$/,
  )
  expect(lines.find((line) => line.startsWith('c-unknown-name '))).toMatch(/ +varies +c +A name /)
})

test.each([60, 90, 140])('in a terminal of %i columns the list keeps to them', (columns) => {
  const lines = warden(['rules', '--color', 'never'], { columns }).out.split('\n')
  expect(lines.length).toBeGreaterThan(rules.length)
  expect(lines.filter((line) => columns < line.length)).toEqual([])
})

test('a rule is explained with everything that is documented about it', () => {
  for (const { id, severity, docs } of rules) {
    const { status, out } = warden(['explain', id])
    expect(status).toBe(0)
    expect(out.startsWith(`${severity}[${id}]  `)).toBe(true)
    const words = out.replace(/\s+/g, ' ')
    const lines = [docs.bad, docs.good].flatMap((example) => example.split('\n')).map((line) => line.trim())
    for (const text of [docs.what, docs.why, docs.legal ?? '', ...docs.references, ...lines])
      expect(words).toContain(text.replace(/^\/\/- /, '// ').replace(/\s+/g, ' '))
  }
})

test('so is what the C front end says', () => {
  const { status, out } = warden(['explain', 'c-macro-redefined'])
  expect(status).toBe(0)
  const { what, then, example = '' } = complaintDocs['c-macro-redefined']
  expect(out.startsWith('c-macro-redefined  c\n')).toBe(true)
  expect(example).not.toBe('')
  for (const text of [what, then, example])
    expect(out.replace(/\s+/g, ' ')).toContain(text.replace(/\s+/g, ' '))
})

test('a page has headings, and prose that keeps to the width', () => {
  const lines = warden(['explain', 'pio-wrap', '--color', 'never'], { columns: 70 }).out.split('\n')
  expect(lines.filter((line) => /^[A-Z]/.test(line))).toEqual([
    'What it finds',
    'Why it matters',
    'What is fine',
    'Example',
    'Without the fault',
    'Where this comes from',
  ])
  expect(lines.filter((line) => 70 < line.length)).toEqual([])
})

test('everything that is listed can be explained', () => {
  for (const line of warden(['rules']).out.trimEnd().split('\n')) {
    const id = line.split(' ')[0] ?? ''
    expect(warden(['explain', id])).toMatchObject({ status: 0, err: '' })
  }
})
