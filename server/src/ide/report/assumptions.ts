/**
 * What the report rests on without having looked: premises that others have to see to, behaviour that was read in the
 * source of the hypervisor and not tried on a machine (catalogue K), and what no configuration says. Only what matters
 * on the board at hand is told.
 */
import type { Cell } from '../../board/cell.ts'
import { cachePartitionOf } from '../../board/cache-partitions.ts'
import { linksOf } from '../../board/links.ts'
import type { Assumption } from './report.ts'
import { hasLentWays } from './device-access.ts'
import type { ReportContext } from './report-context.ts'

export function assumptionsOf(context: ReportContext): readonly Assumption[] {
  const facts = factsOf(context)
  return [
    ...texts('premise', premises, facts),
    ...texts('unconfirmed', unconfirmed, facts),
    ...texts('outside', outside, facts),
  ]
}

interface Facts {
  readonly isX86: boolean
  readonly isArm: boolean
  readonly hasCells: boolean
  readonly hasIommu: boolean
  readonly hasSmmuV3: boolean
  readonly lendsWays: boolean
  readonly hasPvu: boolean
  readonly hasVtd: boolean
  readonly hasLinks: boolean
  readonly hasVirtualHost: boolean
  readonly hasPhysicalDevices: boolean
  readonly hasGicV3: boolean
  readonly sharesMemory: boolean
  readonly takesFirstCpu: boolean
  readonly partitionsCache: boolean
  readonly rootAsksForCache: boolean
}

/** A sentence, and when it matters. */
type Entry = readonly [text: string, matters: (facts: Facts) => boolean]

const always = (): boolean => true

const premises: readonly Entry[] = [
  [
    'The hypervisor that runs is built from Jailhouse as upstream has it, with the headers that are listed here. What a ' +
      'vendor or a later revision has changed in its code is not taken into account.',
    always,
  ],
  ['The images that are loaded are compiled from these files, with these macros and headers.', always],
  [
    'Nothing but this hypervisor and the firmware stands between cells and machine, and both work as they are meant to. ' +
      'Firmware that runs at a higher level reaches everything.',
    always,
  ],
  [
    'The root cell is trusted to manage: it creates, loads, starts and destroys cells, and reads and writes their ' +
      'loadable memory while it loads them. A passive cell is not asked before it is shut down.',
    ({ hasCells }) => hasCells,
  ],
  [
    'Each cell of a set is created, loaded and started before the next one, in the order that is given here, and every ' +
      'command succeeds. What would be refused is among the findings.',
    ({ hasCells }) => hasCells,
  ],
  [
    'Linux in the root cell leaves the memory alone that is to be reserved. Otherwise it is stopped by its next access, ' +
      'and what it had there is lost.',
    always,
  ],
  [
    'There is no IOMMU in the configuration. Software in every cell that has devices which access memory by themselves ' +
      'programs them with addresses of its own only.',
    ({ hasIommu }) => !hasIommu,
  ],
  [
    'Every device that accesses memory by itself stands behind one of the IOMMUs, with the number that is listed for it.',
    ({ hasIommu }) => hasIommu,
  ],
  ['A stream that no configuration lists passes an SMMUv3 without any check.', ({ hasSmmuV3 }) => hasSmmuV3],
  [
    'PCI devices of different cells cannot reach each other on the bus: what bridges and switches pass on among devices is ' +
      'in no configuration.',
    ({ hasPhysicalDevices }) => hasPhysicalDevices,
  ],
]

const unconfirmed: readonly Entry[] = [
  [
    'What happens when the memory or the registers of the hypervisor are overwritten was derived from its source, and not ' +
      'provoked on a machine.',
    always,
  ],
  [
    "That the streams of cells are led by the root cell's table behind an SMMUv3 was read in the source only.",
    ({ lendsWays }) => lendsWays,
  ],
  [
    'What VT-d keeps of memory that is taken by a region without the DMA flag was read in the source only.',
    ({ hasVtd }) => hasVtd,
  ],
  ['That a PVU does not take back what it has mapped was read in the source only.', ({ hasPvu }) => hasPvu],
  [
    'Starting a cell cleans and invalidates the data caches over memory that is shared with the root cell, too; whether ' +
      'lines of the root cell are lost by that depends on the moment.',
    ({ isArm, sharesMemory }) => isArm && sharesMemory,
  ],
  [
    'Whether Linux can give away CPU 0 depends on its kernel and on the firmware.',
    ({ isArm, takesFirstCpu }) => isArm && takesFirstCpu,
  ],
  [
    'Redistributors are taken to follow one another, 128 KiB each. Clusters with gaps between them, and the larger frames of ' +
      'a GICv4, show at run time only.',
    ({ hasGicV3 }) => hasGicV3,
  ],
  [
    'Whether the window for the registers of virtual PCI devices suits a kernel with 64 KiB pages was not tried.',
    ({ isArm, hasLinks }) => isArm && hasLinks,
  ],
  [
    'Which number Linux gives to the virtual PCI host depends on the other hosts of the machine and on its kernel.',
    ({ hasVirtualHost, hasLinks }) => hasVirtualHost && hasLinks,
  ],
]

const outside: readonly Entry[] = [
  [
    'Side channels and interference in time: CPUs that share caches, memory controllers and buses slow each other down, and ' +
      'can learn from that.',
    always,
  ],
  [
    'The capacity masks of the cache say who may fill which part. How many parts the processor has is not in the ' +
      'configuration.',
    ({ partitionsCache }) => partitionsCache,
  ],
  [
    'The root cell asks for no part of the cache: it fills all that no cell takes from it, and so does every cell that ' +
      'asks for none.',
    ({ partitionsCache, rootAsksForCache }) => partitionsCache && !rootAsksForCache,
  ],
  [
    'The cache is not partitioned: all CPUs that share it fill all of it.',
    ({ isX86, partitionsCache }) => isX86 && !partitionsCache,
  ],
  [
    'What registers do. A device that a cell has may by its nature reach others: clocks, resets, power domains, pin ' +
      'multiplexers, DMA controllers, mailboxes to firmware.',
    always,
  ],
  [
    'Which addresses are memory, which are devices, and what else decodes them: the report takes addresses for what the ' +
      'configurations call them.',
    always,
  ],
  [
    'Message-signalled interrupts of physical devices go to the GIC unfiltered: a device can raise any that is open to it.',
    ({ isArm }) => isArm,
  ],
  [
    'Which interrupts of the machine are free for virtual PCI devices is in its manual.',
    ({ isArm, hasLinks }) => isArm && hasLinks,
  ],
  ['How many interrupt lines, stream ids and address bits the machine has.', always],
  [
    'Whether the processor is from Intel or AMD, since no IOMMU is listed. Rights are told as both have them at least.',
    ({ isX86, hasIommu }) => isX86 && !hasIommu,
  ],
  ['What the software in the cells does with what it has.', always],
]

function texts(kind: Assumption['kind'], entries: readonly Entry[], facts: Facts): readonly Assumption[] {
  return entries.flatMap(([text, matters]) => (matters(facts) ? [{ kind, text }] : []))
}

function factsOf(context: ReportContext): Facts {
  const { board, partition } = context
  const { root, rootCell, cells } = board
  const { arm } = root.configuration.system.platform
  return {
    isX86: root.architecture === 'x86',
    isArm: root.architecture === 'arm' || root.architecture === 'arm64',
    hasCells: 0 < cells.length,
    hasIommu: 0 < partition.iommus.size,
    hasSmmuV3: partition.iommus.has('SMMUv3'),
    lendsWays: hasLentWays(context),
    hasPvu: partition.iommus.has('PVU'),
    hasVtd: partition.iommus.has('VT-d'),
    hasLinks: 0 < linksOf(board).length,
    hasVirtualHost: root.ecam !== undefined && root.pciIsVirtual === true,
    hasPhysicalDevices: 0 < partition.resourcesAfter([]).pciDevices.length,
    hasGicV3: arm.gicVersion.known && arm.gicVersion.value === 3n && root.architecture !== 'x86',
    sharesMemory: cells.some((cell) => cell.regions.some((region) => region.has('JAILHOUSE_MEM_ROOTSHARED'))),
    takesFirstCpu: cells.some((cell: Cell) => cell.cpus?.includes(0)),
    partitionsCache: [rootCell, ...cells].some((cell) => cachePartitionOf(cell) !== undefined),
    rootAsksForCache: 0 < rootCell.configuration.caches.items.length,
  }
}
