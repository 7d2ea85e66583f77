/**
 * The face of this layer: the Jailhouse interface of revision 14 as data. `headers.ts` makes C of it,
 * `documentation.ts` finds things in it by name.
 *
 * Names, order, types and values are those of upstream's `include/jailhouse` (commit e57d1eff); the words are ours,
 * after the catalogue of what the hypervisor and its tools do with each of them.
 */
import { cellGroups } from './constants/cell.ts'
import { consoleGroups } from './constants/console.ts'
import { formatGroups } from './constants/format.ts'
import { iommuGroups } from './constants/iommu.ts'
import { memoryGroups } from './constants/memory.ts'
import { pciCapabilityGroups } from './constants/pci-capabilities.ts'
import { pciGroups } from './constants/pci.ts'
import {
  arrayMacros,
  cellFlagMacros,
  consoleMacros,
  memoryMacros,
  pciMacros,
  pioMacros,
  systemFlagMacros,
} from './macros.ts'
import type { ConstantGroup, MacroDoc, Structure } from './model.ts'
import { cacheStructure } from './structures/cache.ts'
import { cellStructure } from './structures/cell.ts'
import { consoleStructure } from './structures/console.ts'
import { iommuStructure, streamIdStructure } from './structures/iommu.ts'
import { irqchipStructure } from './structures/irqchip.ts'
import { memoryStructure } from './structures/memory.ts'
import { pciCapabilityStructure, pciDeviceStructure } from './structures/pci.ts'
import { pioStructure } from './structures/pio.ts'
import { systemStructure } from './structures/system.ts'

/** The `JAILHOUSE_CONFIG_REVISION` that is described here. */
export const interfaceRevision = 14

/** In an order in which each needs only those before it. */
export const structures: readonly Structure[] = [
  consoleStructure,
  cellStructure,
  memoryStructure,
  cacheStructure,
  irqchipStructure,
  pciDeviceStructure,
  pciCapabilityStructure,
  iommuStructure,
  streamIdStructure,
  pioStructure,
  systemStructure,
]

export const constantGroups: readonly ConstantGroup[] = [
  ...formatGroups,
  ...cellGroups,
  ...memoryGroups,
  ...pciGroups,
  ...pciCapabilityGroups,
  ...iommuGroups,
  ...consoleGroups,
]

export const macros: readonly MacroDoc[] = [
  ...arrayMacros,
  ...cellFlagMacros,
  ...memoryMacros,
  ...pciMacros,
  ...pioMacros,
  ...systemFlagMacros,
  ...consoleMacros,
]
