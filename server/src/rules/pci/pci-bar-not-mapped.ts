/** A PCI device whose registers or memory the cell does not have. */
import { describedBars } from '../../board/pci-bars.ts'
import { counterpartsOf } from '../../board/pci.ts'
import { uncovered } from '../../board/uncovered.ts'
import { rangeOf, type Range } from '../../config/range.ts'
import { functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'
import { rangesText } from '../wording.ts'

export const pciBarNotMapped = defineRule({
  id: 'pci-bar-not-mapped',
  resource: 'pci',
  scope: 'cell',
  severity: 'information',
  preset: 'strict',
  since: '0.1.0',
  docs: {
    what:
      'A region of a PCI device of a cell, known from the comments that `jailhouse config create` has written into the ' +
      'root configuration, is not completely among the memory regions of the cell.',
    why:
      'A PCI device in the list gives a cell the configuration space of the device only. Its registers are in memory, and ' +
      'the cell needs a region for them; without one the first access of the driver stops the cell.',
    legal:
      'Comments may be out of date, and a driver need not use all regions of a device. A trapped MSI-X table must not be ' +
      'mapped, and is left out.',
    bad: `
//- x86 root
.mem_regions = {
  /* MemRegion: 90000000-9000ffff : 0000:00:1b.0 */
  {
    .phys_start = 0x90000000, .virt_start = 0x90000000, .size = 0x10000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},
.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8 } },
//- x86 cell
.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8 } },`,
    good: `
//- x86 root
.mem_regions = {
  /* MemRegion: 90000000-9000ffff : 0000:00:1b.0 */
  {
    .phys_start = 0x90000000, .virt_start = 0x90000000, .size = 0x10000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},
.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8 } },
//- x86 cell
.mem_regions = {
  {
    .phys_start = 0x90000000, .virt_start = 0x90000000, .size = 0x10000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
  },
},
.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8 } },`,
    references: [
      'hypervisor/pci.c: pci_add_physical_device',
      'tools/root-cell-config.c.tmpl',
      'pyjailhouse/sysfs_parser.py: parse_iomem',
    ],
    catalogue: 'A.8',
  },
  check(cell, report) {
    const { configuration, regions, root } = cell
    if (!root || !configuration.memory.items.every(({ physStart, size }) => physStart.known && size.known))
      return
    const bars = describedBars(root.configuration)
    for (const { own } of counterpartsOf(cell)) {
      const { domain, msixAddress, msixRegionSize, place } = own.device
      if (own.kind !== 'device' || !domain.known || !msixAddress.known || !msixRegionSize.known) continue
      const table = msixAddress.value === 0n ? undefined : rangeOf(msixAddress.value, msixRegionSize.value)
      const granted: readonly Range[] = [
        ...regions.flatMap(({ physical }) => physical ?? []),
        ...(table ? [table] : []),
      ]
      const missing = bars
        .filter((bar) => bar.bdf === own.bdf && bar.domain === domain.value)
        .flatMap(({ range }) => uncovered(range, granted))
      if (missing.length === 0) continue
      report({
        at: place,
        message: `memory of the ${functionText(own)} is not given to the cell: ${rangesText(missing)}`,
        why: 'an access of the driver there stops the cell',
        help: 'add memory regions for what the driver uses, with JAILHOUSE_MEM_READ and JAILHOUSE_MEM_WRITE',
      })
    }
  },
})
