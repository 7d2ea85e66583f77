/** Functions of one PCI device in different cells. */
import type { Board } from '../../board/board.ts'
import type { Cell } from '../../board/cell.ts'
import { listsBdf, type PciFunction, physicalFunctionsOf } from '../../board/pci.ts'
import { functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'
import { bdfText, configurationText, listText } from '../wording.ts'

export const pciFunctionSplit = defineRule({
  id: 'pci-function-split',
  resource: 'pci',
  scope: 'board',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'Functions of one physical PCI device belong to different cells that exist at the same time.',
    why:
      'Functions share a piece of hardware: often its reset, its power state, its link and its interrupt line, and with ' +
      'the wrong chip they pass data to each other without the IOMMU. Jailhouse treats them as independent devices. A ' +
      'cell that resets its function may stop those of another cell.',
    legal:
      'Network cards with several ports and virtual functions are made to be shared: there it is intended. Bridges do not ' +
      'count, nor do alternatives.',
    bad: `
//- x86 root
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0x100 },
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0x101 },
},
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0x101 },
},`,
    good: `
//- x86 root
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0x100 },
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0x101 },
},
//- x86 cell
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0x100 },
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0x101 },
},`,
    references: ['hypervisor/pci.c: pci_cell_init, pci_reset_device'],
    catalogue: 'F.8',
  },
  check(board, report) {
    for (const cell of board.cells) {
      const own = endpointsOf(cell)
      for (const [index, given] of own.entries()) {
        // One finding for each device, at the first function that the cell has of it.
        if (own.slice(0, index).some((before) => slotOf(before) === slotOf(given))) continue
        const elsewhere = functionsElsewhere(given, cell, board)
        const [first] = elsewhere
        if (!first) continue
        report({
          at: given.device.place,
          configuration: cell.configuration,
          message: `the ${functionText(given)} is a function of the same device as ${listText(elsewhere.map(({ other, owner }) => `${bdfText(other.bdf)} in ${configurationText(owner.configuration)}`))}`,
          why: 'functions of one device often share reset, power and interrupts, so that one cell can stop the function of another one',
          help: 'give all functions of the device to one cell, unless it is made to be shared',
          related: elsewhere.map(({ other, owner }) => ({
            at: other.device.place,
            message: 'another function of the device',
            configuration: owner.configuration,
          })),
        })
      }
    }
  },
})

interface Elsewhere {
  readonly other: PciFunction
  readonly owner: Cell
}

/** In the root cell what the cell does not take from there; in other cells what comes before it on the board. */
function functionsElsewhere(given: PciFunction, cell: Cell, board: Board): readonly Elsewhere[] {
  const before = board.pairs.flatMap(({ first, second, alternative }) =>
    second === cell && !alternative ? [first] : [],
  )
  const remaining = endpointsOf(board.rootCell).filter(({ bdf }) =>
    [cell, ...before].every(({ configuration }) => listsBdf(configuration, bdf) === false),
  )
  return [
    ...remaining.map((other) => ({ other, owner: board.rootCell })),
    ...before.flatMap((owner) => endpointsOf(owner).map((other) => ({ other, owner }))),
  ].filter(({ other }) => slotOf(other) === slotOf(given) && other.bdf !== given.bdf)
}

function endpointsOf({ configuration }: Cell): readonly PciFunction[] {
  return physicalFunctionsOf(configuration).filter(({ kind }) => kind === 'device')
}

function slotOf({ bdf, device: { domain } }: PciFunction): string {
  return `${domain.known ? domain.value : '?'}:${bdf >> 3n}`
}
