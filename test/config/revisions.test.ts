/**
 * Configs of other revisions and of vendors: what a revision lacks is unknown, and what nobody knows is carried along.
 */
import { describe, expect, test } from 'vitest'
import { imageOf } from '../../server/src/c/image.ts'
import { typeName } from '../../server/src/c/types.ts'
import { countedArrays } from '../../server/src/config/array-order.ts'
import { cpusOf } from '../../server/src/config/cpus.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { workspaceWith } from './images.ts'
import { newCell, newHeader, oldCell, oldHeader, types } from './other-interfaces.ts'

function read(header: string, config: string, folder = '/tree/configs/x86') {
  const path = `${folder}/board-cell.c`
  const files = {
    '/tree/include/jailhouse/types.h': types,
    '/tree/include/jailhouse/cell-config.h': header,
    [path]: config,
  }
  const { findings, files: analyses } = workspaceWith(memoryFiles(files)).check([path])
  const [analysis] = analyses
  const [configuration] = analysis?.configurations ?? []
  if (!analysis || !configuration) throw new Error('this is no configuration')
  expect(analysis.translation.complaints).toEqual([])
  return { analysis, configuration, findings }
}

describe('a revision before 11', () => {
  test('has its CPUs in a bitmap and its ports in another', () => {
    const { configuration } = read(oldHeader, oldCell)
    expect(cpusOf(configuration)).toEqual([2])
    expect(configuration.members.map(({ name, kind }) => [name, kind])).toEqual([
      ['cell', 'header'],
      ['cpus', 'cpus'],
      ['mem_regions', 'memory'],
      ['pio_bitmap', undefined],
    ])
    expect(configuration.pio).toMatchObject({ declaredLength: 0, items: [] })
  })

  test('has neither console nor architecture: that is unknown, or what the folder says', () => {
    const { configuration } = read(oldHeader, oldCell)
    expect(configuration.identity.architecture.known).toBe(false)
    expect(configuration.cell.console.address.known).toBe(false)
    expect(configuration.architecture).toBe('x86')
    expect(read(oldHeader, oldCell, '/tree/configs').configuration.architecture).toBeUndefined()
  })

  test('is whole in the image', () => {
    const [object] = read(oldHeader, oldCell).analysis.translation.objects
    const image = object && imageOf(object.type, object.value)
    expect(image).toHaveLength(60 + 8 + 32 + 0x2000)
  })

  test('has its IOMMUs in the part of x86', () => {
    const root = oldCell
      .replace('struct jailhouse_cell_desc cell;', 'struct jailhouse_system header;')
      .replace('.cell = {', '.header.root_cell = {')
      .replace('.signature = JAILHOUSE_CELL_DESC_SIGNATURE,', '')
      .replace('.revision = JAILHOUSE_CONFIG_REVISION,', '')
      .replace('.cpus = {', '.header.platform_info.x86.iommu_units = { { 0xfed90000, 0x1000 } }, .cpus = {')
    const { configuration } = read(oldHeader, root)
    if (configuration.kind !== 'system') throw new Error('this is no root')
    const [first, second] = configuration.system.platform.iommuUnits
    expect(first?.base).toMatchObject({ value: 0xfed90000n })
    expect(first?.type.known).toBe(false)
    expect(second?.base).toMatchObject({ value: 0n })
  })

  test('has no faults that later revisions would have', () => {
    const { findings } = read(oldHeader, oldCell)
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

describe('revision 15 with an array of a vendor', () => {
  test('lists its CPUs', () => {
    const { configuration } = read(newHeader, newCell)
    expect(cpusOf(configuration)).toEqual([1, 3])
    expect(configuration.cpus).toMatchObject({
      declaredLength: 2,
      countField: 'num_cpus',
      isCountedInBytes: false,
      count: { value: 2n },
    })
  })

  test('has its arrays in the order of its own header', () => {
    const { analysis, configuration } = read(newHeader, newCell)
    const counted = countedArrays(analysis.translation)
    expect(
      counted.map(({ countField, kind, unit }) => [
        countField,
        kind,
        typeof unit === 'object' ? typeName(unit) : unit,
      ]),
    ).toEqual([
      ['num_cpus', 'cpus', 'struct jailhouse_cpu'],
      ['num_irqchips', 'irqchips', 'struct jailhouse_irqchip'],
      ['num_clocks', undefined, 'struct vendor_clock'],
      ['num_memory_regions', 'memory', 'struct jailhouse_memory'],
    ])
    expect(configuration.interface.arrayOrder.slice(0, 3)).toEqual(['cpus', 'irqchips', 'memory'])
  })

  test('carries what nobody knows', () => {
    const { analysis, configuration, findings } = read(newHeader, newCell)
    expect(configuration.members.find(({ name }) => name === 'clocks')?.kind).toBeUndefined()
    const [object] = analysis.translation.objects
    expect(object && imageOf(object.type, object.value)).toHaveLength(64 + 32 + 32 + 16 + 32)
    expect(findings.map(({ rule }) => rule)).not.toContain('struct-member-order')
  })

  test('has arrays in the wrong order where its own header says so', () => {
    const swapped = newCell
      .replace('  struct jailhouse_irqchip irqchips[1];\n', '')
      .replace('mem_regions[1];\n', 'mem_regions[1];\n  struct jailhouse_irqchip irqchips[1];\n')
    const { findings } = read(newHeader, swapped)
    expect(findings.map(({ rule }) => rule)).toContain('struct-member-order')
  })
})

test('headers that do not say the order have that of upstream', () => {
  const header = newHeader.replace(/static inline[^]*/, '')
  const { analysis, configuration } = read(header, newCell)
  expect(countedArrays(analysis.translation)).toEqual([])
  expect(configuration.interface.arrayOrder.slice(0, 2)).toEqual(['cpus', 'memory'])
})
