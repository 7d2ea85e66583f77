/** The page of a compiled config. */
import { expect, test } from 'vitest'
import { imageBody, type ImageWords } from '../../client/src/image-body.ts'

const words: ImageWords = {
  unreadable: 'unreadable',
  nothingFound: 'nothing found',
  keys: 'keys',
  findings: 'findings',
  offset: 'offset',
  bytes: 'bytes',
  field: 'field',
  value: 'value',
  noField: 'no field',
  severities: { error: 'error', warning: 'warning', information: 'information', hint: 'hint' },
}

const rows = [
  { offset: 0, bytes: ['4a 48'], member: 'cell', field: 'cell.signature', value: '"JHCLL"' },
  { offset: 8, bytes: ['6f 73', '00 00'], member: 'cell', field: 'cell.name', value: '"<b>&\\""' },
  { offset: 132, bytes: ['18'], member: 'cpus', field: 'cpus[0]', value: '0x118' },
  { offset: 140, bytes: ['ff'], member: null, field: null, value: null },
]

test('fields stand below the members that they are in', () => {
  const body = imageBody({ title: 'config', rows, findings: [] }, words)
  expect([...body.matchAll(/scope="rowgroup">(\w+)</g)].map(([, name]) => name)).toEqual(['cell', 'cpus'])
  expect(body).toContain('<td>0x0008</td><td class="bytes">6f 73\n00 00</td><td>name</td>')
  expect(body).toContain('<td>[0]</td><td>0x118</td>')
  expect(body).toContain('<i>no field</i>')
  expect(body).toContain('nothing found')
})

test('what a file says stays text', () => {
  const finding = { rule: 'name-odd', severity: 'warning', message: '<script>\nwhy: "&"', row: 1 } as const
  const body = imageBody({ title: '<img onerror>', rows, findings: [finding] }, words)
  expect(body).not.toMatch(/<script|<img|<b>&|&"/)
  expect(body).toContain('&lt;script&gt;')
})

test('a finding is at its row, and the summary leads there', () => {
  const finding = { rule: 'cpu-set-empty', severity: 'error', message: 'what\nwhy: so', row: 2 } as const
  const body = imageBody({ title: 'config', rows, findings: [finding] }, words)
  expect(body).toContain(
    '<li class="error"><a href="#row-2" lang="en">what</a> <small>error cpu-set-empty</small></li>',
  )
  expect(body).toMatch(
    /<tr id="row-2" class="row error"[^>]* aria-describedby="said-2-0">.*<\/tr>\n<tr class="said error" id="said-2-0">.*error cpu-set-empty<\/b>\n<span lang="en">what\nwhy: so/s,
  )
})

test('one row of all can be reached by the Tab key, and each says which field it is', () => {
  const body = imageBody({ title: 'config', rows, findings: [] }, words)
  const stops = [...body.matchAll(/<tr [^>]*data-field="([^"]*)" tabindex="(-?\d)"/g)]
  expect(stops.map(([, field, tab]) => `${field} ${tab}`)).toEqual([
    'cell 0',
    'cell.signature -1',
    'cell.name -1',
    'cpus -1',
    'cpus[0] -1',
    ' -1',
  ])
})
