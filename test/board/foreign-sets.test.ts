/**
 * Sets that a vendor's headers have beside that of the CPUs: cells with a bit of one in common may exclude each other,
 * so nothing is said about what else they share.
 */
import { expect, test } from 'vitest'
import { boardOf } from '../../server/src/board/board.ts'
import { alternativesBetween } from '../../server/src/board/coexistence.ts'
import { analyse } from '../../server/src/workspace/analysis.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { newCell, newHeader, types } from '../config/other-interfaces.ts'
import { sourceFile } from '../../server/src/text/source-file.ts'

const vendorsHeader = newHeader
  .replace('num_clocks,', 'num_clocks, engine_set_size,')
  .replace('desc->num_irqchips *', 'desc->engine_set_size + $&')

/** A cell with a CPU and some engines; it counts them unless `counts` is false. */
function engineCell(name: string, cpu: number, engines: string): string {
  return newCell
    .replace('struct jailhouse_irqchip irqchips[1];', '__u64 engines[2]; $&')
    .replace('"new"', `"${name}"`)
    .replace('.num_cpus =', '.engine_set_size = sizeof(config.engines), $&')
    .replace(
      '.cpus = { { .phys_id = 3 }, { .phys_id = 1 } }',
      `.cpus = { { .phys_id = ${cpu} } }, .engines = { ${engines} }`,
    )
    .replace('jailhouse_cpu cpus[2]', 'jailhouse_cpu cpus[1]')
}

function reasons(header: string, left: string, right: string): readonly string[] {
  const files = memoryFiles({
    '/tree/include/jailhouse/types.h': types,
    '/tree/include/jailhouse/cell-config.h': header,
  })
  const read = (path: string, text: string) =>
    analyse(sourceFile(path, text), { files, settings: defaultSettings, roots: [] }).configurations
  const root = newCell
    .replace('jailhouse_cell_desc cell', 'jailhouse_system header')
    .replace(/\.cell = \{[^}]*\},/, '')
  const [system] = read('/tree/configs/x86/board.c', root)
  const cells = [...read('/tree/configs/x86/a.c', left), ...read('/tree/configs/x86/b.c', right)]
  if (system?.kind !== 'system') throw new Error('there is no root')
  const [a, b] = boardOf(
    system,
    cells.filter((cell) => cell.kind === 'cell'),
  ).cells
  if (!a || !b) throw new Error('there are no two cells')
  return alternativesBetween(a, b).map(({ by }) => by)
}

test.each([
  ['a bit in common', '0x6', '0x4', ['doubt']],
  ['a bit in common in the second word', '0x1, 0x2', '0x2, 0x3', ['doubt']],
  ['no bit in common', '0x6', '0x9', []],
  ['the same bit of different words', '0x2, 0', '0, 0x2', []],
])('two sets with %s', (_, left, right, expected) => {
  const found = reasons(vendorsHeader, engineCell('left', 1, left), engineCell('right', 2, right))
  expect(found).toEqual(expected)
})

test('what is certain is enough', () => {
  expect(reasons(vendorsHeader, engineCell('left', 1, '0x6'), engineCell('right', 1, '0x4'))).toEqual(['cpu'])
})

function uncounted(text: string): string {
  return text.replace(/\.engine_set_size = [^,]*,/, '')
}

test('a member that the headers count nowhere is no set', () => {
  const [left, right] = [engineCell('left', 1, '0x6'), engineCell('right', 2, '0x4')].map(uncounted)
  expect(reasons(newHeader, left ?? '', right ?? '')).toEqual([])
})
