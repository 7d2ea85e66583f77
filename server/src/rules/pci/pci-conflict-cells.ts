/** A physical PCI device that two cells which can run together both have. */
import { physicalFunctionsOf } from '../../board/pci.ts'
import { severityOfPair } from '../pair-severity.ts'
import { functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'
import { configurationText } from '../wording.ts'

export const pciConflictCells = defineRule({
  id: 'pci-conflict-cells',
  resource: 'pci',
  scope: 'board',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'Two cells that can exist at the same time have the same physical PCI device.',
    why:
      'A device is taken away from the root cell; whether another cell has it is not looked at. The cell that is created ' +
      'second takes it over in the middle of the work: it is reset, and the IOMMU leads its transfers to the memory of ' +
      'that cell. The first one goes on writing to its registers. Nothing is refused. It is information as long as ' +
      'nothing says that both cells are meant to run together, and an error when `warden.json` declares them concurrent.',
    legal:
      'Cells that share a CPU, a name or an ivshmem id are alternatives: they may have the same devices. The same bdf is ' +
      'what links ivshmem devices. A device that the root cell lists too is handed over.',
    bad: `
//- x86 cell motion.c
.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8 } },
//- x86 cell vision.c
.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8 } },`,
    good: `
//- x86 cell motion.c
.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8 } },
//- x86 cell vision.c
.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0x100 } },`,
    references: [
      'hypervisor/pci.c: pci_cell_init, pci_add_physical_device',
      'hypervisor/arch/x86/vtd.c: iommu_add_pci_device',
    ],
    catalogue: 'C 75, D.7',
  },
  check(board, report) {
    for (const pair of board.pairs) {
      if (pair.alternative) continue
      const { configuration } = pair.first
      const other = configurationText(configuration)
      const there = new Map(physicalFunctionsOf(configuration).map((theirs) => [theirs.bdf, theirs]))
      for (const ours of physicalFunctionsOf(pair.second.configuration)) {
        const theirs = there.get(ours.bdf)
        if (!theirs) continue
        report({
          at: ours.device.place,
          severity: severityOfPair(pair),
          configuration: pair.second.configuration,
          message: `also given to ${other}: the ${functionText(ours)}`,
          why: 'the cell that is created second takes the device over, and the first one goes on writing to its registers',
          help: 'give the device to one of the two cells; if the cells never run together, this is no fault',
          related: [{ at: theirs.device.place, message: `${other} has it, too`, configuration }],
        })
      }
    }
  },
})
