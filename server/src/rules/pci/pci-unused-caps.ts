/** PCI capabilities that no device refers to. */
import { countedDevices } from '../../board/pci.ts'
import type { Configuration } from '../../config/model.ts'
import { removingItem } from '../fix/elements.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const pciUnusedCaps = defineRule({
  id: 'pci-unused-caps',
  resource: 'pci',
  scope: 'file',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'A PCI capability is not among those of any device, from `caps_start` on as many as `num_caps` says.',
    why: 'It has no effect. Where it was meant for a device, the cell may not write to it, or gets no interrupts.',
    legal: 'Several devices may refer to the same capabilities.',
    fix: 'The capability is removed. That is offered at the end of the array only, since those behind would get other numbers.',
    bad: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .caps_start = 0, .num_caps = 1 },
},
.pci_caps = {
  { .id = PCI_CAP_ID_PM, .start = 0x40, .len = 8, .flags = JAILHOUSE_PCICAPS_WRITE },
  { .id = PCI_CAP_ID_EXP, .start = 0x60, .len = 20 },
},`,
    good: `
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .caps_start = 0, .num_caps = 2 },
},
.pci_caps = {
  { .id = PCI_CAP_ID_PM, .start = 0x40, .len = 8, .flags = JAILHOUSE_PCICAPS_WRITE },
  { .id = PCI_CAP_ID_EXP, .start = 0x60, .len = 20 },
},`,
    references: ['hypervisor/pci.c: for_each_pci_cap, pci_find_capability'],
    catalogue: 'A.8',
  },
  check(configuration, report) {
    const { pciCaps } = configuration
    const used = referredIndices(configuration)
    if (!used || !pciCaps.count.known) return
    const last = Math.max(-1, ...used)
    for (const capability of pciCaps.items) {
      const { index, written, place } = capability
      if (!written || used.has(index) || pciCaps.count.value <= BigInt(index)) continue
      report({
        at: place,
        message: `PCI capability ${index} is not among those of any device`,
        why: 'it has no effect',
        help: 'let `caps_start` and `num_caps` of the device include it, or remove it',
        fixes:
          last < index ? fix('remove the capability', 'suggested', removingItem(pciCaps, capability)) : [],
      })
    }
  },
})

/** The positions that devices of any type refer to, as far as the array goes; undefined while that is not known. */
function referredIndices(configuration: Configuration): ReadonlySet<number> | undefined {
  const { pciDevices, pciCaps } = configuration
  const used = new Set<number>()
  if (!pciDevices.count.known) return undefined
  for (const { capsStart, numCaps } of countedDevices(configuration)) {
    if (!capsStart.known || !numCaps.known) return undefined
    const start = Number(capsStart.value)
    const end = Math.min(start + Number(numCaps.value), pciCaps.items.length)
    for (let index = start; index < end; index++) used.add(index)
  }
  return used
}
