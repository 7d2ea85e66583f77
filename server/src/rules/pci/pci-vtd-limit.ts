/** Fewer entries for interrupt remapping than the root cell needs. */
import { unitKindsOf } from '../../board/iommu.ts'
import { mostPins, type RemappingNeed, remappingNeedOf } from '../../board/remapping-entries.ts'
import { fieldOf } from '../../config/view.ts'
import { settingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'
import { counted, listText } from '../wording.ts'

export const pciVtdLimit = defineRule({
  id: 'pci-vtd-limit',
  resource: 'pci',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      '`vtd_interrupt_limit` is smaller than the number of interrupts that the I/O APICs and the physical PCI devices ' +
      'of the root cell have.',
    why:
      'With VT-d every interrupt of an I/O APIC and of a device needs an entry in a table of the hypervisor, which has ' +
      'as many as `vtd_interrupt_limit` says. They are reserved in a row: for all pins that an I/O APIC has, and ' +
      'for the larger one of the numbers of MSI and MSI-X vectors of a device. When they run out, `jailhouse enable` ' +
      'fails with E2BIG. How many pins an I/O APIC has is known on the machine only; it has at least those that are ' +
      'listed. Where the entries suffice for these, but not for 120, the largest number that the hypervisor accepts, it ' +
      'is information.',
    legal:
      'On machines of AMD the limit is not used. ivshmem devices need no entries. The table is rounded up to a power ' +
      'of two, but what is above the limit stays unused.',
    fix: 'The limit becomes the next power of two that suffices for I/O APICs of 120 pins, as `jailhouse config create` has it.',
    bad: `
//- x86 root
.header.platform_info.x86.vtd_interrupt_limit = 16,`,
    good: `
//- x86 root
.header.platform_info.x86.vtd_interrupt_limit = 256,`,
    references: [
      'hypervisor/arch/x86/vtd.c: vtd_reserve_int_remap_region, vtd_cell_init, iommu_add_pci_device, VTD_INTERRUPT_LIMIT',
      'tools/jailhouse-config-create',
    ],
    catalogue: 'B H25, A.1; the limit itself counts, not the power of two above it',
  },
  check({ configuration, isRoot, root }, report) {
    if (!isRoot || !root || !unitKindsOf(root).has('Intel')) return
    const { vtdInterruptLimit: limit } = root.configuration.system.platform.x86
    if (!limit.known) return
    const need = remappingNeedOf(configuration)
    const { least, most } = need
    if (BigInt(most) <= limit.value) return
    const isCertain = limit.value < BigInt(least)
    const enough = 2 ** Math.ceil(Math.log2(most))
    const view = fieldOf(root.configuration.system.view, 'platform_info')
    const x86 = view && fieldOf(view, 'x86')
    report({
      at: limit.place,
      severity: isCertain ? 'error' : 'information',
      message: isCertain
        ? `${counted(least, 'remapping entry is', 'remapping entries are')} needed, and there ${limit.value === 1n ? 'is' : 'are'} ${limit.value}`
        : `up to ${most} remapping entries are needed, and there are ${limit.value}`,
      why: `${needText(need, isCertain)}; when entries run out, \`jailhouse enable\` fails with E2BIG`,
      help: `write ${enough}, or another power of two that suffices`,
      fixes: x86
        ? fix(
            `set the limit to ${enough}`,
            'suggested',
            settingField(x86, 'vtd_interrupt_limit', `${enough}`),
          )
        : [],
    })
  },
})

function needText({ vectors, controllers, pins }: RemappingNeed, isCertain: boolean): string {
  const ofPins = isCertain ? `${pins} for` : `up to ${mostPins} for each of ${controllers}`
  return listText([
    ...(0 < controllers ? [`${ofPins} ${controllers === 1 ? 'the I/O APIC' : 'I/O APICs'}`] : []),
    ...(0 < vectors ? [`${vectors} for PCI devices`] : []),
  ])
}
