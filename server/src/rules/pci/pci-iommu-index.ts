/** A PCI device behind an IOMMU unit that does not exist. */
import type { Cell } from '../../board/cell.ts'
import { areUnitsKnown, unitKindsOf, unitsInUse } from '../../board/iommu.ts'
import { type PciFunction, pciFunctionsOf } from '../../board/pci.ts'
import type { Root } from '../../board/root.ts'
import { functionText, refusedCommand } from '../pci-wording.ts'
import { defineRule, type Severity } from '../rule.ts'
import { counted } from '../wording.ts'

export const pciIommuIndex = defineRule({
  id: 'pci-iommu-index',
  resource: 'pci',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The field `iommu` of a PCI device on x86 is not the index of an IOMMU unit of the root configuration.',
    why:
      'With an IOMMU of AMD the device is entered in the table of that unit: for an index from 8 on `jailhouse enable` ' +
      'or `cell create` fails with ERANGE, and with the index of a unit that is not there the hypervisor faults. VT-d ' +
      'looks the index up for devices of the root cell when Linux remaps interrupts: from 8 on it reads behind its ' +
      'list of units, which is an error; the index of a missing unit is a warning, since the interrupts of the ' +
      'device are dropped.',
    legal:
      'On Arm and on boards without units the field is not used. With VT-d that goes for the devices of other cells ' +
      'than root as well, and with AMD for ivshmem devices.',
    bad: `
//- x86 root
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .iommu = 8 },
},`,
    good: `
//- x86 root
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .iommu = 0 },
},`,
    references: [
      'hypervisor/arch/x86/amd_iommu.c: iommu_add_pci_device',
      'hypervisor/arch/x86/vtd.c: iommu_get_remapped_root_int',
      'hypervisor/arch/x86/pci.c: x86_pci_translate_msi',
    ],
    catalogue: 'B H38, C 80; the source is milder than F.8 about VT-d',
  },
  check(cell, report) {
    const { root } = cell
    if (root?.architecture !== 'x86' || !areUnitsKnown(root)) return
    const units = unitsInUse(root)
    const [unit] = units
    if (!unit) return
    for (const given of pciFunctionsOf(cell.configuration)) {
      const { iommu } = given.device
      if (!iommu.known || iommu.value < BigInt(units.length)) continue
      const effect = effectOf(iommu.value, given, cell, root)
      if (!effect) continue
      report({
        at: iommu.place,
        severity: effect.severity,
        message: `the ${functionText(given)} is behind IOMMU unit ${iommu.value}, and there ${units.length === 1 ? 'is only unit 0' : `are only the units 0-${units.length - 1}`}`,
        why: effect.why,
        help: 'write the index of the unit in `iommu_units` that the device is behind',
        related: [
          {
            at: unit.place,
            message: `${counted(units.length, 'unit', 'units')}, from 0 on`,
            configuration: root.configuration,
          },
        ],
      })
    }
  },
})

function effectOf(
  index: bigint,
  { kind }: PciFunction,
  cell: Cell,
  root: Root,
): { readonly severity: Severity; readonly why: string } | undefined {
  const kinds = unitKindsOf(root)
  if (kinds.has('AMD')) {
    if (kind === 'ivshmem') return undefined
    return mostUnits <= index
      ? { severity: 'error', why: `${refusedCommand(cell)} fails with ERANGE` }
      : {
          severity: 'error',
          why: 'the hypervisor writes to a unit that it has not mapped, faults, and the machine stands',
        }
  }
  if (!kinds.has('Intel') || !cell.isRoot) return undefined
  return mostUnits <= index
    ? {
        severity: 'error',
        why: 'where Linux remaps interrupts, the hypervisor reads behind the end of its list of units',
      }
    : { severity: 'warning', why: 'where Linux remaps interrupts, those of the device are dropped' }
}

/** Upstream `JAILHOUSE_MAX_IOMMU_UNITS`. */
const mostUnits = 8n
