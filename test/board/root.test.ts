/**
 * What a root configuration reserves, read from C: the frames of the GIC, the configuration space, the windows of the
 * IOMMUs and the hypervisor's memory. The sizes are upstream's (`gic-v2.c`, `gic-v3.c`, `pci.c`, `iommu.c`), and
 * what is not certain must not be there.
 */
import { describe, expect, test } from 'vitest'
import { type Root, rootOf } from '../../server/src/board/root.ts'
import { writtenAt } from '../../server/src/c/origin.ts'
import type { Range } from '../../server/src/config/range.ts'
import type { Place } from '../../server/src/config/view.ts'
import { sourceFile } from '../../server/src/text/source-file.ts'
import { analyse } from '../../server/src/workspace/analysis.ts'
import { memoryFiles } from '../../server/src/workspace/file-store.ts'
import { defaultSettings } from '../../server/src/workspace/settings.ts'
import { exampleBoard } from '../rules/example-board.ts'

/** The root of a fragment, completed to a board as the examples of the rules are. */
function rootWith(fragment: string, kind = 'root'): Root {
  const [example] = exampleBoard(`//- ${kind}\n${fragment}`)
  const file = sourceFile(example?.path ?? '', example?.text ?? '')
  const options = { files: memoryFiles({ [file.path]: file.text }), settings: defaultSettings, roots: [] }
  for (const configuration of analyse(file, options).configurations)
    if (configuration.kind === 'system') return rootOf(configuration)
  throw new Error('the fragment makes no root configuration')
}

function text({ start, end }: Range): string {
  return `${start.toString(16)}-${end.toString(16)}`
}

function written(place: Place): string {
  const { file, start, end } = writtenAt(place)
  return file.text.slice(start, end)
}

function frames({ gicFrames }: Root): readonly string[] {
  return gicFrames.map(
    ({ name, range, isGuestVisible }) => `${name} ${text(range)}${isGuestVisible ? '' : ' physical'}`,
  )
}

function windows({ iommuWindows }: Root): readonly string[] {
  return iommuWindows.map(({ unit, what, range }) => `${unit} ${what} ${text(range)}`)
}

function units(...list: readonly string[]): string {
  return `.header.platform_info.iommu_units = { ${list.join(', ')} },`
}

describe('the frames of the GIC', () => {
  test('of a GICv3 are the distributor and a redistributor for each CPU', () => {
    expect(frames(rootWith(''))).toEqual(['GICD a0000000-a0010000', 'GICR a0100000-a0180000'])
  })

  test('reach to the redistributor of the highest CPU, whichever there are below', () => {
    expect(frames(rootWith('.cpus = { 0b111001 },'))).toContain('GICR a0100000-a01c0000')
    expect(frames(rootWith('.cpus = { 0, 1 },'))).toContain('GICR a0100000-a0920000')
  })

  test('of a GICv2 are of one and of two pages, and two of them only physical', () => {
    const gicv2 = `.header.platform_info.arm = {
      .gic_version = 2, .gicd_base = 0x1000, .gicc_base = 0x2f000, .gich_base = 0x40000, .gicv_base = 0x6f000,
      .gicr_base = 0x100000,
    },`
    expect(frames(rootWith(gicv2))).toEqual([
      'GICD 1000-2000',
      'GICC 2f000-31000',
      'GICH 40000-42000 physical',
      'GICV 6f000-71000 physical',
    ])
  })

  test.each([
    ['a version that no GIC has', '.header.platform_info.arm = { .gic_version = 5, .gicd_base = 0x1000 },'],
    ['an unknown version', '.header.platform_info.arm = { .gic_version = NO_SUCH, .gicd_base = 0x1000 },'],
    ['no base', '.header.platform_info.arm = { .gic_version = 3 },'],
    [
      'unknown bases',
      '.header.platform_info.arm = { .gic_version = 3, .gicd_base = NO_SUCH, .gicr_base = NO_SUCH },',
    ],
    ['an unknown architecture', '.header.architecture = 77,'],
  ])('are none with %s', (_, fragment) => {
    expect(frames(rootWith(fragment))).toEqual([])
  })

  test('lack the redistributors where the CPUs are unknown or none', () => {
    expect(frames(rootWith('.cpus = { NO_SUCH },'))).toEqual(['GICD a0000000-a0010000'])
    expect(frames(rootWith('.cpus = { 0 },'))).toEqual(['GICD a0000000-a0010000'])
  })

  test('are none on x86, whatever is in the place of their fields', () => {
    const platform = '.header.platform_info.arm = { .gic_version = 3, .gicd_base = 0x1000 },'
    expect(frames(rootWith(platform, 'x86 root'))).toEqual([])
  })

  test('are placed at the fields that hold their bases', () => {
    expect(rootWith('').gicFrames.map(({ place }) => written(place))).toEqual(['0xa0000000', '0xa0100000'])
  })
})

describe('the configuration space', () => {
  test('has a MiB for every bus, the last one included', () => {
    const [one, all] = [rootWith(''), rootWith('', 'x86 root')]
    expect([one, all].map(({ ecam }) => ecam && text(ecam.range))).toEqual([
      'b0000000-b0100000',
      'e0000000-f0000000',
    ])
    expect([one, all].map(({ pciIsVirtual }) => pciIsVirtual)).toEqual([true, false])
  })

  test.each([
    ['without a base', '.header.platform_info.pci_mmconfig_base = 0,'],
    ['with an unknown base', '.header.platform_info.pci_mmconfig_base = NO_SUCH,'],
    ['with an unknown last bus', '.header.platform_info.pci_mmconfig_end_bus = NO_SUCH,'],
  ])('is none %s', (_, fragment) => {
    expect(rootWith(fragment).ecam).toBeUndefined()
  })

  test('is neither virtual nor physical as long as that is unknown', () => {
    expect(rootWith('.header.platform_info.pci_is_virtual = NO_SUCH,').pciIsVirtual).toBeUndefined()
  })
})

describe('the windows of the IOMMUs', () => {
  const smmu = '{ .type = JAILHOUSE_IOMMU_SMMUV3, .base = 0x100000, .size = 0x20000 }'
  const pvu =
    '{ .type = JAILHOUSE_IOMMU_PVU, .base = 0x200000, .size = 0x1000, .tipvu = { .tlb_base = 0x300000, .tlb_size = 0x40000 } }'

  test('are the registers of each unit, and the TLB window of a PVU', () => {
    expect(windows(rootWith(units(smmu, pvu)))).toEqual([
      '0 registers 100000-120000',
      '1 registers 200000-201000',
      '1 TLB window 300000-340000',
    ])
  })

  test('end with the first unit that has no base, or none that is known', () => {
    expect(windows(rootWith(units(smmu, '{ 0 }', pvu)))).toEqual(['0 registers 100000-120000'])
    expect(windows(rootWith(units(smmu, '{ .base = NO_SUCH, .size = 0x1000 }', pvu)))).toHaveLength(1)
  })

  test('do not contain a unit of no or unknown size, which ends nothing', () => {
    expect(
      windows(rootWith(units('{ .base = 0x1000 }', '{ .base = 0x2000, .size = NO_SUCH }', smmu))),
    ).toEqual(['2 registers 100000-120000'])
  })

  test('have no TLBs where the unit is no PVU', () => {
    expect(windows(rootWith(units(pvu.replace('PVU', 'SMMUV3'))))).toEqual(['0 registers 200000-201000'])
  })

  test('are none on 32-bit Arm, whose hypervisor knows no units, and none on an unknown architecture', () => {
    expect(windows(rootWith(`.header.architecture = JAILHOUSE_ARM, ${units(smmu)}`))).toEqual([])
    expect(windows(rootWith(`.header.architecture = 77, ${units(smmu)}`))).toEqual([])
  })
})

describe("the hypervisor's memory", () => {
  test('is what the header says', () => {
    const { hypervisorMemory } = rootWith('')
    expect(hypervisorMemory && text(hypervisorMemory.range)).toBe('7c000000-7c400000')
    expect(hypervisorMemory && written(hypervisorMemory.place)).toContain('0x7c000000')
  })

  test.each([
    ['without a size', '{ .phys_start = 0x7c000000 }'],
    ['without a start', '{ .size = 0x400000 }'],
    ['with an unknown start', '{ .phys_start = NO_SUCH, .size = 0x400000 }'],
  ])('is unknown %s', (_, memory) => {
    expect(rootWith(`.header.hypervisor_memory = ${memory},`).hypervisorMemory).toBeUndefined()
  })
})
