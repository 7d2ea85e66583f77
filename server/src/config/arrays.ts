/**
 * The arrays behind the header of a configuration: their order, their elements and the fields that count them.
 *
 * The hypervisor and the driver never see names: they find each array by adding up the counts, in this order
 * (upstream `include/jailhouse/cell-config.h`, `jailhouse_cell_config_size` and its neighbours; catalogue A.0).
 */

export type ArrayKind =
  | 'cpus'
  | 'memory'
  | 'caches'
  | 'irqchips'
  | 'pio'
  | 'pciDevices'
  | 'pciCaps'
  | 'streamIds'

export interface ArrayFacts {
  /** What a person calls one element, and several. */
  readonly one: string
  readonly many: string
  /** The tag of the element's struct or union; undefined for the CPU bitmap, which is made of integers. */
  readonly tag: string | undefined
  /** The field of upstream's header that holds the count; for the CPU bitmap it holds bytes. */
  readonly countField: string
  /** What the readers make of an element that is all zero (catalogue A.0). */
  readonly zeroElement: string
}

/** The arrays in the order of the image. */
export const arrayOrder: readonly ArrayKind[] = [
  'cpus',
  'memory',
  'caches',
  'irqchips',
  'pio',
  'pciDevices',
  'pciCaps',
  'streamIds',
]

const facts: Readonly<Record<ArrayKind, ArrayFacts>> = {
  cpus: {
    one: 'word of the CPU bitmap',
    many: 'words of the CPU bitmap',
    tag: undefined,
    countField: 'cpu_set_size',
    zeroElement: 'selects no CPU',
  },
  memory: {
    one: 'memory region',
    many: 'memory regions',
    tag: 'jailhouse_memory',
    countField: 'num_memory_regions',
    zeroElement: 'is ignored, since its size is zero',
  },
  caches: {
    one: 'cache region',
    many: 'cache regions',
    tag: 'jailhouse_cache',
    countField: 'num_cache_regions',
    zeroElement: 'is refused with EINVAL where the CPU partitions its cache, since type and size are zero',
  },
  irqchips: {
    one: 'interrupt controller',
    many: 'interrupt controllers',
    tag: 'jailhouse_irqchip',
    countField: 'num_irqchips',
    zeroElement: 'is ignored on Arm; on x86 it is an I/O APIC at physical address 0',
  },
  pio: {
    one: 'port range',
    many: 'port ranges',
    tag: 'jailhouse_pio',
    countField: 'num_pio_regions',
    zeroElement: 'is ignored, since its length is zero',
  },
  pciDevices: {
    one: 'PCI device',
    many: 'PCI devices',
    tag: 'jailhouse_pci_device',
    countField: 'num_pci_devices',
    zeroElement: 'is taken for the physical PCI device 00:00.0',
  },
  pciCaps: {
    one: 'PCI capability',
    many: 'PCI capabilities',
    tag: 'jailhouse_pci_capability',
    countField: 'num_pci_caps',
    zeroElement: 'does nothing until a device refers to it',
  },
  streamIds: {
    one: 'stream id',
    many: 'stream ids',
    tag: 'jailhouse_stream_id',
    countField: 'num_stream_ids',
    zeroElement: 'assigns stream 0 to the cell',
  },
}

/** Revision 15 has a list of CPUs in the place of the bitmap. */
const kindsByTag = new Map<string | undefined, ArrayKind>([
  ...arrayOrder.map((kind) => [facts[kind].tag, kind] as const),
  ['jailhouse_cpu', 'cpus'],
])

export function factsOf(kind: ArrayKind): ArrayFacts {
  return facts[kind]
}

/** What a person calls one element, and several; of the CPUs in a list, as revision 15 has it, too. */
export function nounsOf(kind: ArrayKind, isBitmap: boolean): Pick<ArrayFacts, 'one' | 'many'> {
  return kind === 'cpus' && !isBitmap ? { one: 'CPU', many: 'CPUs' } : facts[kind]
}

/** The array that a struct of this tag is an element of. */
export function arrayOfTag(tag: string): ArrayKind | undefined {
  return kindsByTag.get(tag)
}
