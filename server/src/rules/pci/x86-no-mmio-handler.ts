/** A cell on x86 in which nothing is intercepted. */
import type { Cell } from '../../board/cell.ts'
import { unitKindsOf, areUnitsKnown } from '../../board/iommu.ts'
import { countedDevices, kindOf } from '../../board/pci.ts'
import type { Root } from '../../board/root.ts'
import { hasFlag } from '../../config/interface.ts'
import { pageSize } from '../../config/range.ts'
import { refusedCommand } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'

export const x86NoMmioHandler = defineRule({
  id: 'x86-no-mmio-handler',
  resource: 'pci',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'Nothing in the memory of an x86 cell is intercepted: the machine has no PCI configuration space in memory, and ' +
      'the cell has no I/O APIC, no sub-page region, no trapped MSI-X table and no ivshmem device.',
    why:
      'The hypervisor reserves memory for the list of the intercepted ranges of a cell. For an empty list it reserves ' +
      'nothing, takes that for a failure, and `jailhouse enable` or `cell create` fails with ENOMEM.',
    legal:
      'With `pci_mmconfig_base` in the root configuration every cell has an intercepted range, and on Arm the GIC is ' +
      'one. The root cell has the VT-d units, too.',
    bad: `
//- x86 root
.header.platform_info.pci_mmconfig_base = 0,
//- x86 cell
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x3f000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    good: `
//- x86 root
.header.platform_info.pci_mmconfig_base = 0xe0000000,
.header.platform_info.pci_mmconfig_end_bus = 0xff,
//- x86 cell
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x3f000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
},`,
    references: [
      'hypervisor/mmio.c: mmio_cell_init',
      'hypervisor/pci.c: pci_mmio_count_regions',
      'hypervisor/arch/x86/ioapic.c: ioapic_mmio_count_regions',
      'hypervisor/arch/x86/vtd.c: vtd_mmio_count_regions',
    ],
    catalogue: 'B H6 and X8',
  },
  check(cell, report) {
    const { root, configuration } = cell
    if (root?.architecture !== 'x86') return
    const base = root.configuration.system.platform.mmconfigBase
    if (!base.known || base.value !== 0n) return
    if (mayHaveController(cell) || mayHaveSubPage(cell) || mayHaveDevice(cell)) return
    if (mayHaveUnits(cell, root) || isTestCell(cell)) return
    report({
      at: configuration.cell.place,
      message: 'nothing in the memory of this cell is intercepted',
      why: `the hypervisor takes the empty list for a lack of memory, and ${refusedCommand(cell)} fails with ENOMEM`,
      help: 'describe the PCI configuration space of the machine with `.pci_mmconfig_base`, or list the I/O APIC in the cell, if without pins',
      related: [
        { at: base.place, message: 'no configuration space in memory', configuration: root.configuration },
      ],
    })
  },
})

function mayHaveController({ configuration: { irqchips } }: Cell): boolean {
  return !irqchips.count.known || irqchips.count.value !== 0n
}

/** What is counted, not what is declared, and also of size zero (upstream `JAILHOUSE_MEMORY_IS_SUBPAGE`). */
function mayHaveSubPage({ configuration: { memory } }: Cell): boolean {
  const { count, items } = memory
  if (!count.known || BigInt(items.length) < count.value) return true
  return items.some(
    ({ virtStart, size }) =>
      !virtStart.known || !size.known || (virtStart.value | size.value) % pageSize !== 0n,
  )
}

function mayHaveDevice({ configuration }: Cell): boolean {
  if (!configuration.pciDevices.count.known) return true
  return countedDevices(configuration).some((device) => {
    const kind = kindOf(device, configuration)
    const { msixAddress } = device
    return kind === undefined || kind === 'ivshmem' || !msixAddress.known || msixAddress.value !== 0n
  })
}

function mayHaveUnits({ isRoot }: Cell, root: Root): boolean {
  return isRoot && (!areUnitsKnown(root) || unitKindsOf(root).has('Intel'))
}

/** A hypervisor that was built for testing intercepts a page more. */
function isTestCell({ configuration: { cell, interface: known } }: Cell): boolean {
  return !cell.flags.known || hasFlag(cell.flags, 'JAILHOUSE_CELL_TEST_DEVICE', known)
}
