/** An I/O APIC whose id is not the one by which VT-d knows it, or that of something else as well. */
import { areUnitsKnown, unitKindsOf, unitsInUse } from '../../board/iommu.ts'
import { countedIrqchips, ioApicsOf } from '../../board/irqchips.ts'
import { type PciFunction, physicalFunctionsOf } from '../../board/pci.ts'
import type { Root } from '../../board/root.ts'
import type { Configuration, Irqchip } from '../../config/model.ts'
import { settingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { functionText } from '../pci-wording.ts'
import { defineRule, type Report } from '../rule.ts'
import { bdfText, hex } from '../wording.ts'

export const irqchipIdX86 = defineRule({
  id: 'irqchip-id-x86',
  resource: 'interrupts',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'With VT-d, the `id` of an I/O APIC differs from the one in the root configuration, is that of another I/O APIC or of ' +
      'a PCI device too, or names a VT-d unit that is not there.',
    why:
      'The low half of the id is the bdf with which the I/O APIC sends its interrupts. The hypervisor reserves entries ' +
      'for remapping them under that bdf, and the hardware drops interrupts with another one: a cell with another id than ' +
      'the root cell gets no interrupts, which is a warning. Where a PCI device with MSI or MSI-X vectors, or a pin of ' +
      'another I/O APIC, has the same bdf, both use the same entries and overwrite each other: an error. The high half is ' +
      'the index of the VT-d unit, which is looked up for the root cell where Linux remaps interrupts: from 8 on the ' +
      'hypervisor reads behind its list of units, an error; with the index of a missing unit the interrupts are dropped.',
    legal:
      'Without VT-d nobody reads the id, and 0 is usual. The high half means nothing in other cells than root. A device ' +
      'without vectors may be the I/O APIC itself.',
    fix: 'Copies the id from the root configuration.',
    bad: `
//- x86 cell
.irqchips = {
  { .address = 0xfec00000, .id = 0xff01, .pin_bitmap = { 1 << 3 } },
},`,
    good: `
//- x86 cell
.irqchips = {
  { .address = 0xfec00000, .id = 0xf0f8, .pin_bitmap = { 1 << 3 } },
},`,
    references: [
      'hypervisor/arch/x86/vtd.c: vtd_cell_init, vtd_reserve_int_remap_region, iommu_map_interrupt, iommu_get_remapped_root_int',
      'hypervisor/arch/x86/ioapic.c: ioapic_translate_redir_entry, ioapic_virt_redir_write',
    ],
    catalogue: 'C 61; the source is milder than F.6 about missing units',
  },
  check(cell, report) {
    const { root } = cell
    if (!root || !unitKindsOf(root).has('Intel')) return
    const known = {
      chips: firstByAddress(countedIrqchips(root.configuration)),
      configuration: root.configuration,
    }
    const devices = new Map(devicesWithVectors(root.configuration).map((device) => [device.bdf, device]))
    const earlier = new Map<bigint, Irqchip>()
    for (const chip of ioApicsOf(cell)) {
      const requester = requesterOf(chip)
      if (requester === undefined) continue
      const faults = cell.isRoot
        ? [
            sharedWithDevice(chip, devices.get(requester)),
            sharedWithChip(chip, earlier.get(requester)),
            unitOf(chip, root),
          ]
        : [otherThanInRoot(chip, known)]
      if (!earlier.has(requester)) earlier.set(requester, chip)
      for (const fault of faults) if (fault) report(fault)
    }
  },
})

interface KnownChips {
  readonly chips: ReadonlyMap<bigint, Irqchip>
  readonly configuration: Configuration
}

function firstByAddress(chips: readonly Irqchip[]): ReadonlyMap<bigint, Irqchip> {
  const first = new Map<bigint, Irqchip>()
  for (const chip of chips)
    if (chip.address.known && !first.has(chip.address.value)) first.set(chip.address.value, chip)
  return first
}

function otherThanInRoot(chip: Irqchip, { chips, configuration }: KnownChips): Report | undefined {
  const known = chip.address.known ? chips.get(chip.address.value) : undefined
  if (!known?.id.known || requesterOf(known) === requesterOf(chip)) return undefined
  return {
    at: chip.id.place,
    message: `the I/O APIC sends its interrupts as ${bdfOf(known)} in the root configuration, and as ${bdfOf(chip)} here`,
    why: 'the entries for its interrupts are reserved for this bdf, and the hardware drops interrupts with another one',
    help: 'write the same id as in the root configuration',
    related: [{ at: known.id.place, message: 'the id in the root configuration', configuration }],
    fixes: fix(
      'copy the id from the root configuration',
      'suggested',
      settingField(chip.view, 'id', hex(known.id.value), 'address'),
    ),
  }
}

function devicesWithVectors(configuration: Configuration): readonly PciFunction[] {
  return physicalFunctionsOf(configuration).filter(({ device: { numMsiVectors, numMsixVectors } }) =>
    [numMsiVectors, numMsixVectors].some((vectors) => vectors.known && vectors.value !== 0n),
  )
}

function sharedWithDevice(chip: Irqchip, device: PciFunction | undefined): Report | undefined {
  return (
    device && {
      at: chip.id.place,
      severity: 'error',
      message: `the I/O APIC has the bdf of the ${functionText(device)}`,
      why: 'entries for remapping interrupts are reserved by bdf: the pins and the vectors of the device use the same ones',
      help: 'write the bdf with which the I/O APIC sends its interrupts; `jailhouse config create` finds it in ACPI',
      related: [{ at: device.device.bdf.place, message: 'the device' }],
    }
  )
}

/** The same I/O APIC twice is another matter. */
function sharedWithChip(chip: Irqchip, other: Irqchip | undefined): Report | undefined {
  if (!other || haveOneAddress(other, chip)) return undefined
  const isCertain = haveCommonPin(other, chip)
  return {
    at: chip.id.place,
    severity: isCertain ? 'error' : 'warning',
    message: `another I/O APIC has the bdf ${bdfOf(chip)}, too`,
    why: isCertain
      ? 'entries for remapping interrupts are reserved by bdf: pins with the same number use the same one'
      : 'entries for remapping interrupts are reserved by bdf, and as many as the first of the two has pins',
    help: 'write the bdf with which each I/O APIC sends its interrupts; `jailhouse config create` finds it in ACPI',
    related: [{ at: other.id.place, message: 'the other one' }],
  }
}

function unitOf(chip: Irqchip, root: Root): Report | undefined {
  if (!chip.id.known || !areUnitsKnown(root)) return undefined
  const [index, units] = [chip.id.value >> 16n, unitsInUse(root).length]
  if (index < BigInt(units)) return undefined
  return {
    at: chip.id.place,
    severity: index < mostUnits ? 'warning' : 'error',
    message: `the I/O APIC is behind VT-d unit ${index}, and there ${units === 1 ? 'is only unit 0' : `are only the units 0-${units - 1}`}`,
    why:
      index < mostUnits
        ? 'where Linux remaps interrupts, those of this I/O APIC are dropped'
        : 'where Linux remaps interrupts, the hypervisor reads behind the end of its list of units',
    help: 'write the index of the unit in the high half of the id',
  }
}

function requesterOf({ id }: Irqchip): bigint | undefined {
  return id.known ? id.value & 0xffffn : undefined
}

function bdfOf(chip: Irqchip): string {
  return bdfText(requesterOf(chip) ?? 0n)
}

function haveOneAddress({ address: one }: Irqchip, { address: other }: Irqchip): boolean {
  return one.known && other.known && one.value === other.value
}

function haveCommonPin(a: Irqchip, b: Irqchip): boolean {
  return a.pinBitmap.some((word, index) => {
    const other = b.pinBitmap[index]
    return word.known && other?.known && (word.value & other.value) !== 0n
  })
}

/** Upstream `JAILHOUSE_MAX_IOMMU_UNITS`. */
const mostUnits = 8n
