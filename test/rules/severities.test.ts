/** What presets, entries and selections make of the rules' severities. */
import { expect, test } from 'vitest'
import { rules } from '../../server/src/rules/registry.ts'
import { type SeverityChoice, severitiesFor } from '../../server/src/rules/severities.ts'

const usual = rules.find(({ preset }) => preset === undefined)?.id ?? ''
const other = rules.findLast(({ preset }) => preset === undefined)?.id ?? ''
const code = 'c-syntax'

test.each<[what: string, choice: Partial<SeverityChoice>, id: string, expected: string | undefined]>([
  ['a usual rule is as it is', {}, usual, undefined],
  ['an entry gives it another severity', { rules: { [usual]: 'hint' } }, usual, 'hint'],
  ['an entry switches it off', { rules: { [usual]: 'off' } }, usual, 'off'],
  ['a selected one is as it is', { select: [usual] }, usual, undefined],
  ['a selected one keeps its severity', { select: [usual], rules: { [usual]: 'hint' } }, usual, 'hint'],
  ['selecting it beats switching it off', { select: [usual], rules: { [usual]: 'off' } }, usual, undefined],
  ['others are not shown then', { select: [other], rules: { [usual]: 'error' } }, usual, 'off'],
  ['but codes are', { select: [usual] }, code, undefined],
  ['unless one of them is selected', { select: ['c-type'] }, code, 'off'],
  ['an ignored one is not shown', { ignore: [usual], rules: { [usual]: 'error' } }, usual, 'off'],
  ['ignoring beats selecting', { ignore: [usual], select: [usual] }, usual, 'off'],
])('%s', (_, choice, id, expected) => {
  expect(severitiesFor({ preset: 'recommended', rules: {}, ...choice })(id)).toBe(expected)
})

test.each([
  ['recommended', undefined],
  ['strict', undefined, 'strict'],
  ['all', undefined, 'strict', 'preview'],
] as const)('the preset %s', (preset, ...shown) => {
  const severityOf = severitiesFor({ preset, rules: {} })
  const on = rules.filter(({ id }) => severityOf(id) === undefined)
  expect(on).toEqual(rules.filter((rule) => shown.some((one) => one === rule.preset)))
  expect(severityOf(code)).toBeUndefined()
})

test.each(rules.filter(({ preset }) => preset !== undefined).map(({ id }) => id))(
  '%s is on when named',
  (id) => {
    expect(severitiesFor({ preset: 'recommended', rules: { [id]: 'warning' } })(id)).toBe('warning')
    expect(severitiesFor({ preset: 'recommended', rules: {}, select: [id] })(id)).toBeUndefined()
  },
)
