/**
 * The built-in headers: what `#include <jailhouse/cell-config.h>` and its companions mean for a config that lies in
 * no Jailhouse tree. They are made from the data of this layer, so that text and documentation cannot disagree.
 */
import { sourceFile, type SourceFile } from '../text/source-file.ts'
import { cellGroups } from './constants/cell.ts'
import { consoleGroups } from './constants/console.ts'
import { formatGroups } from './constants/format.ts'
import { iommuGroups } from './constants/iommu.ts'
import { memoryGroups } from './constants/memory.ts'
import { pciCapabilityGroups } from './constants/pci-capabilities.ts'
import { pciGroups } from './constants/pci.ts'
import { interfaceRevision } from './interface.ts'
import * as macros from './macros.ts'
import { comment, renderGroup, renderMacro, renderStructure } from './rendering.ts'
import { cacheStructure } from './structures/cache.ts'
import { cellStructure } from './structures/cell.ts'
import { consoleStructure } from './structures/console.ts'
import { iommuStructure, streamIdStructure } from './structures/iommu.ts'
import { irqchipStructure } from './structures/irqchip.ts'
import { memoryStructure } from './structures/memory.ts'
import { pciCapabilityStructure, pciDeviceStructure } from './structures/pci.ts'
import { pioStructure } from './structures/pio.ts'
import { systemStructure } from './structures/system.ts'
import { asmTypes, jailhouseTypes, linuxTypes } from './types-headers.ts'

/**
 * The built-in header that an `#include` of `name` gives, `jailhouse/cell-config.h` for one; undefined when there is
 * none. The same name always gives the same object.
 */
export function builtInHeader(name: string): SourceFile | undefined {
  const known = made.get(name)
  if (known) return known
  const header = headers.get(name)
  if (!header) return undefined
  const file = sourceFile(`<warden>/${name}`, guarded(name, header))
  made.set(name, file)
  return file
}

/** The names for which there is a built-in header. */
export function builtInHeaderNames(): readonly string[] {
  return [...headers.keys()]
}

const made = new Map<string, SourceFile>()

/** What a header is for, and its parts, one after the other. */
interface Header {
  readonly purpose: string
  readonly parts: () => readonly string[]
}

const headers: ReadonlyMap<string, Header> = new Map([
  ['jailhouse/cell-config.h', { purpose: 'The structs that a config is made of.', parts: cellConfig }],
  ['jailhouse/console.h', { purpose: 'Consoles of the hypervisor and of cells.', parts: consoles }],
  ['jailhouse/pci_defs.h', { purpose: 'Ids of PCI capabilities.', parts: pciDefinitions }],
  ['jailhouse/types.h', { purpose: 'The integer types of the hypervisor.', parts: () => [jailhouseTypes] }],
  ['linux/types.h', { purpose: 'A stand-in: the integer types of Linux.', parts: () => [linuxTypes] }],
  ['asm/types.h', { purpose: 'A stand-in: what differs between 32 and 64 bits.', parts: () => [asmTypes] }],
])

function cellConfig(): readonly string[] {
  return [
    '#include <jailhouse/console.h>\n#include <jailhouse/pci_defs.h>\n',
    ...macros.arrayMacros.map(renderMacro),
    ...[...formatGroups, ...cellGroups].map(renderGroup),
    ...[...macros.cellFlagMacros, ...macros.systemFlagMacros].map(renderMacro),
    renderStructure(cellStructure),
    ...memoryGroups.map(renderGroup),
    ...[memoryStructure, cacheStructure, irqchipStructure].map(renderStructure),
    ...macros.memoryMacros.map(renderMacro),
    ...pciGroups.map(renderGroup),
    ...[pciDeviceStructure, pciCapabilityStructure].map(renderStructure),
    ...macros.pciMacros.map(renderMacro),
    ...iommuGroups.map(renderGroup),
    ...[iommuStructure, streamIdStructure, pioStructure].map(renderStructure),
    ...macros.pioMacros.map(renderMacro),
    renderStructure(systemStructure),
    configSize,
  ]
}

function consoles(): readonly string[] {
  return [
    ...consoleGroups.map(renderGroup),
    ...macros.consoleMacros.map(renderMacro),
    renderStructure(consoleStructure),
  ]
}

function pciDefinitions(): readonly string[] {
  return pciCapabilityGroups.map(renderGroup)
}

/** The front end reads the returned sum: it is how a header says which array comes when, and of what it is made. */
const configSize = `${comment(
  'The bytes of a cell with all its arrays, and at the same time the order in which these follow the struct: CPU bitmap, memory regions, cache regions, interrupt controllers, port ranges, PCI devices, PCI capabilities, stream ids.',
  '',
)}static inline __u32 jailhouse_cell_config_size(struct jailhouse_cell_desc *cell)
{
	return sizeof(struct jailhouse_cell_desc)
		+ cell->cpu_set_size
		+ cell->num_memory_regions * sizeof(struct jailhouse_memory)
		+ cell->num_cache_regions * sizeof(struct jailhouse_cache)
		+ cell->num_irqchips * sizeof(struct jailhouse_irqchip)
		+ cell->num_pio_regions * sizeof(struct jailhouse_pio)
		+ cell->num_pci_devices * sizeof(struct jailhouse_pci_device)
		+ cell->num_pci_caps * sizeof(struct jailhouse_pci_capability)
		+ cell->num_stream_ids * sizeof(union jailhouse_stream_id);
}
`

function guarded(name: string, { purpose, parts }: Header): string {
  const guard = `WARDEN_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`
  const why = `Built into Warden, for configs outside of any Jailhouse tree: interface revision ${interfaceRevision}.`
  return [
    comment(`${purpose} ${why}`, ''),
    `#ifndef ${guard}\n#define ${guard}\n`,
    ...parts(),
    '#endif\n',
  ].join('\n')
}
