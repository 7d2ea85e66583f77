/** A region that gives its cell the interrupt controller, or hides it. */
import type { Cell } from '../../board/cell.ts'
import { type Opened, openedGicFrames } from '../../board/reserved.ts'
import type { GicFrame } from '../../board/root.ts'
import { leavingOutReserved } from '../fix/leaving-out.ts'
import { defineRule, type Severity } from '../rule.ts'
import { coveredText, listText, rangeText, regionText } from '../wording.ts'

export const gicMapped = defineRule({
  id: 'gic-mapped',
  resource: 'memory',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A page-mapped memory region covers a frame of the GIC that the hypervisor intercepts or keeps to itself.',
    why:
      'The hypervisor sets up the GIC first and maps the regions afterwards, whatever lies beneath. An access that ' +
      'is mapped does not trap, so the distributor (GICD) and the redistributors (GICR) are no longer moderated: the ' +
      "cell can enable, route and clear the interrupts of all cells and the hypervisor's own. Over the CPU interface " +
      'of a GICv2 (GICC) the mapping of the virtual interface is lost; the cell then acknowledges interrupts at the ' +
      'physical one, and none arrives any more. For the root cell all but this last case is a warning, since such ' +
      'configurations run, without the isolation of interrupts.',
    legal:
      'A large region that ends before the first frame or begins behind the last one covers nothing. The ' +
      'redistributors are one frame of 128 KiB for every CPU up to the highest of the root cell. Where the firmware ' +
      'offers SDEI, cells get the physical GICC in any case; the configuration does not tell.',
    bad: `
.mem_regions = {
  /* devices, with the distributor among them */ {
    .phys_start = 0x9fff0000, .virt_start = 0x9fff0000, .size = 0x20000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},`,
    good: `
.mem_regions = {
  /* devices, up to the distributor */ {
    .phys_start = 0x9fff0000, .virt_start = 0x9fff0000, .size = 0x10000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO,
  },
},`,
    fix:
      'The frames are left out of the region, which is split around them. A region that shows nothing else is taken ' +
      'out.',
    references: [
      'hypervisor/setup.c: init_late',
      'hypervisor/control.c: cell_create',
      'hypervisor/arch/arm-common/irqchip.c: irqchip_cell_init',
      'hypervisor/arch/arm-common/gic-v2.c: gicv2_cell_init',
      'hypervisor/arch/arm-common/gic-v3.c: gicv3_cell_init',
    ],
    catalogue: 'C 24 to C 27, D.2',
  },
  check(cell, report) {
    if (!cell.root) return
    for (const region of cell.regions) {
      const frames = openedGicFrames(region, cell.root)
      if (frames.length === 0) continue
      report({
        at: region.place,
        severity: severityOf(cell, frames),
        message: `${regionText(region)} covers ${listText(frames.map((frame) => coveredText(frame.reserved.name, frame)))}`,
        why: `what is mapped does not trap: ${frames.map(effectOf).join('; ')}`,
        help: helpFor(frames),
        fixes: leavingOutReserved(region, frames, ({ isGuestVisible }) => isGuestVisible),
        related: frames.map(({ reserved: { name, place, range } }) => ({
          at: place,
          message: `${name} is at ${rangeText(range)}`,
        })),
      })
    }
  },
})

/** The virtual interface alone is no way out of the cell: a second address of what it has already. */
function severityOf(cell: Cell, frames: readonly Opened<GicFrame>[]): Severity {
  const names = frames.map(({ reserved }) => reserved.name)
  if (cell.isRoot) return names.includes('GICC') ? 'error' : 'warning'
  return names.every((name) => name === 'GICV') ? 'warning' : 'error'
}

function effectOf({ reserved: { name }, isPhysical }: Opened<GicFrame>): string {
  if (!isPhysical) return `the cell finds other memory where its ${name} should be, and gets no interrupts`
  switch (name) {
    case 'GICD':
      return 'the cell can enable, route and clear the interrupts of all cells'
    case 'GICR':
      return "the cell can reconfigure the private interrupts of all CPUs, the hypervisor's included"
    case 'GICC':
      return "the cell works on the physical CPU interface, which is the hypervisor's: interrupts get lost, and CPUs hang"
    case 'GICH':
      return 'the cell can forge virtual interrupts, and end physical ones that are not its own'
    case 'GICV':
      return 'the cell has its virtual CPU interface at a second address'
  }
}

function helpFor(frames: readonly Opened<GicFrame>[]): string {
  const ranges = listText(frames.map(({ shared }) => rangeText(shared)))
  return frames.some(({ isPhysical }) => isPhysical)
    ? `leave out ${ranges}: split the region there`
    : `move the region to guest addresses outside of ${ranges}`
}
