/**
 * The header of a root configuration: hypervisor memory, debug console and the platform block
 * (upstream `struct jailhouse_system`; catalogue A.1).
 */
import { consoleOf, iommuUnit, memoryRegion } from './elements.ts'
import { scalarField } from './fields.ts'
import type { IommuUnit, Platform, SystemDescription } from './model.ts'
import { elementOf, fieldOf, lengthOf, type View } from './view.ts'

export function systemDescription(view: View): SystemDescription {
  return {
    view,
    flags: scalarField(view, 'flags'),
    hypervisorMemory: memoryRegion(fieldOf(view, 'hypervisor_memory') ?? view, 0),
    debugConsole: consoleOf(fieldOf(view, 'debug_console') ?? view),
    platform: platformOf(fieldOf(view, 'platform_info') ?? view),
  }
}

function platformOf(view: View): Platform {
  const arm = fieldOf(view, 'arm') ?? view
  const x86 = fieldOf(view, 'x86') ?? view
  return {
    place: view.place,
    mmconfigBase: scalarField(view, 'pci_mmconfig_base'),
    mmconfigEndBus: scalarField(view, 'pci_mmconfig_end_bus'),
    pciIsVirtual: scalarField(view, 'pci_is_virtual'),
    pciDomain: scalarField(view, 'pci_domain'),
    // Before revision 13 they belong to the part of x86.
    iommuUnits: iommuUnitsOf(fieldOf(view, 'iommu_units') ? view : x86),
    arm: {
      maintenanceIrq: scalarField(arm, 'maintenance_irq'),
      gicVersion: scalarField(arm, 'gic_version'),
      gicdBase: scalarField(arm, 'gicd_base'),
      giccBase: scalarField(arm, 'gicc_base'),
      gichBase: scalarField(arm, 'gich_base'),
      gicvBase: scalarField(arm, 'gicv_base'),
      gicrBase: scalarField(arm, 'gicr_base'),
    },
    x86: {
      pmTimerAddress: scalarField(x86, 'pm_timer_address'),
      apicMode: scalarField(x86, 'apic_mode'),
      vtdInterruptLimit: scalarField(x86, 'vtd_interrupt_limit'),
    },
  }
}

function iommuUnitsOf(platform: View): readonly IommuUnit[] {
  const units = fieldOf(platform, 'iommu_units')
  if (!units) return []
  return Array.from({ length: Math.min(lengthOf(units), 64) }, (_, index) =>
    iommuUnit(elementOf(units, index) ?? units, index),
  )
}
