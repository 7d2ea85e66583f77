/**
 * Random machines for the naive simulation: regions of root and two cells over twelve pages, as a machine to be
 * simulated and as the text of a board, and what a byte is reached by.
 */
import fc from 'fast-check'
import { find, type NaiveCell, type NaiveMachine, type NaiveRegion } from './naive-machine.ts'

/** The machine is looked at in steps of a quarter page. */
export const step = 0x400
const end = 0xe000

const flagNames = ['READ', 'WRITE', 'EXECUTE', 'DMA', 'LOADABLE', 'ROOTSHARED', 'IO_8', 'IO_16']

const flags = fc
  .tuple(
    fc.subarray(flagNames),
    fc.constantFrom<readonly string[]>(['READ', 'WRITE'], ['READ', 'WRITE'], ['COMM_REGION'], []),
  )
  .map(([some, more]) => new Set([...some, ...more]))

/** Whole pages for the most part; else quarters, in any relation to pages. */
const region = (isRoot: boolean): fc.Arbitrary<NaiveRegion> =>
  fc
    .tuple(fc.boolean(), fc.boolean(), fc.nat(8), fc.nat(32), fc.nat(8), fc.nat(32), fc.nat(5), flags)
    .map(([isSmall, isMoved, physPage, physQuarter, virtPage, virtQuarter, length, set]) => {
      const phys = isSmall ? physQuarter * step : physPage * 0x1000
      const moved = isSmall ? virtQuarter * step : virtPage * 0x1000
      const size = length * (isSmall ? step : 0x1000)
      const all = new Set(set)
      if (isRoot) all.delete('COMM_REGION')
      return { phys, virt: isRoot && !isMoved ? phys : moved, size, flags: all }
    })

const arm: Omit<NaiveMachine, 'cells'> = {
  kind: 'arm',
  hypervisor: { start: 0x7000, size: 0x2000 },
  units: [{ name: 'GICD', start: 0x3000, size: 0x1000 }],
  gicc: { at: 0x6000, to: 0x1000, size: 0x2000 },
}
const armRoot = `.header.hypervisor_memory = { .phys_start = 0x7000, .size = 0x2000 },
  .header.platform_info = { .arm = {
    .gic_version = 2, .gicd_base = 0x3000, .gicc_base = 0x6000, .gich_base = 0x80000, .gicv_base = 0x1000,
  } },`

const intel: Omit<NaiveMachine, 'cells'> = {
  kind: 'intel',
  hypervisor: { start: 0x7000, size: 0x2000 },
  units: [
    { name: 'VT-d unit', start: 0x2000, size: 0x1000, onlyRoot: true },
    { name: 'I/O APIC', start: 0x5000, size: 0x1000 },
  ],
}
const intelRoot = `.header.hypervisor_memory = { .phys_start = 0x7000, .size = 0x2000 },
  .header.platform_info = {
    .iommu_units = { { .type = JAILHOUSE_IOMMU_INTEL, .base = 0x2000, .size = 0x1000 } },
  },`
const intelCell = `.irqchips = { { .address = 0x5000 } },
  .pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 8 } },`

export const machines = [
  { name: 'an Arm machine with a GICv2 and no IOMMU', machine: arm, root: armRoot, every: '', prefix: '' },
  { name: 'an Intel machine', machine: intel, root: intelRoot, every: intelCell, prefix: 'x86 ' },
]

/** Regions of root, then of each cell. */
export const boards = fc.tuple(
  fc.array(region(true), { minLength: 2, maxLength: 7 }),
  fc.array(region(false), { minLength: 1, maxLength: 4 }),
  fc.array(region(false), { minLength: 1, maxLength: 4 }),
)

interface Setup {
  readonly root: string
  readonly every: string
  readonly prefix: string
}

export function exampleOf(
  { root, every, prefix }: Setup,
  cells: readonly (readonly NaiveRegion[])[],
): string {
  const parts = cells.map((regions, index) => {
    const elements = regions.map(({ phys, virt, size, flags: set }) => {
      const names = ['0', ...[...set].map((name) => `JAILHOUSE_MEM_${name}`)].join(' | ')
      return `{ .phys_start = ${phys}, .virt_start = ${virt}, .size = ${size}, .flags = ${names} },`
    })
    const memory = `.mem_regions = { ${elements.join('\n') || '{ 0 }'} },`
    const line = index === 0 ? `//- ${prefix}root` : `//- ${prefix}cell cell${index}.c`
    return `${line}\n${index === 0 ? root : ''}${every}\n${memory}\n`
  })
  return parts.join('')
}

export function addresses(): readonly number[] {
  return Array.from({ length: end / step }, (_, index) => index * step)
}

export function rightsOf({
  read,
  write,
  execute,
}: {
  read: boolean
  write: boolean
  execute: boolean
}): string {
  return `${read ? 'r' : '-'}${write ? 'w' : '-'}${execute ? 'x' : '-'}`
}

/** The ways of a cell from a guest address to a physical one, as `rights dma trapped region`. */
export function naiveWays(
  cell: NaiveCell,
  guest: number,
  physical: number,
  kind: 'arm' | 'intel',
): readonly string[] {
  const [base, offset] = [guest - (guest % 0x1000), guest % 0x1000]
  const page = cell.pages.get(base)
  const entry = cell.devices.get(base)
  const leads = (to: number | undefined): boolean => to !== undefined && to + offset === physical
  const ways: string[] = []
  const isEntryOpen = entry !== undefined && /[rw]/.test(entry.rights)
  if (page && leads(page.phys)) {
    const dma = kind === 'arm' ? /[rw]/.test(page.rights) : isEntryOpen && leads(entry.phys)
    if (page.rights !== '---' || dma)
      ways.push(`${page.rights}${dma ? ' dma' : ''} ${page.by === 'GICV' ? 'undefined' : page.by}`)
  }
  if (isEntryOpen && leads(entry.phys) && !(page && leads(page.phys))) ways.push(`--- dma ${entry.by}`)
  const handler = cell.handlers[find(cell.handlers, guest)]
  if (handler?.region && handler.phys !== undefined && handler.phys + guest - handler.start === physical) {
    const { flags: set } = handler.region
    // Steps are of whole words, so that any permitted width reaches all of them.
    const hasWidth = set.has('IO_8') || set.has('IO_16')
    const read = hasWidth && set.has('READ') && !page?.rights.includes('r')
    const write = hasWidth && set.has('WRITE') && !page?.rights.includes('w')
    if (read || write) ways.push(`${rightsOf({ read, write, execute: false })} trapped ${handler.by}`)
  }
  return ways
}
