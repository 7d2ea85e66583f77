/** A virtual PCI host where something else is. */
import { certainGicFrames } from '../../board/gic.ts'
import { barWindowOf } from '../../board/opened-devices.ts'
import type { ReservedRange, Root } from '../../board/root.ts'
import { intersection, overlaps, type Range } from '../../config/range.ts'
import { defineRule } from '../rule.ts'
import { listText, rangeText } from '../wording.ts'

export const mmconfigInRam = defineRule({
  id: 'mmconfig-in-ram',
  resource: 'system',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'On Arm the configuration space of the virtual PCI host, or the window behind it for the registers of ivshmem ' +
      'devices, is where the GIC, an IOMMU, the debug console or the hypervisor memory is.',
    why:
      'A virtual host exists in the hypervisor only, and needs addresses at which there is nothing. What is there cannot ' +
      'be reached any more, since its accesses are taken for such to virtual devices; or it is found first, and the ' +
      'virtual devices cannot be reached. For the GIC that means that interrupts stop.',
    legal:
      'Memory regions of the root cell that cover the space are reported by `mmconfig-mapped` and `vpci-window-mapped`, ' +
      'and hypervisor memory that does by `hv-memory-intercept`. A physical configuration space is where the board has it.',
    bad: `
//- root
.header.platform_info.pci_mmconfig_base = 0xa0100000,`,
    good: `
//- root
.header.platform_info.pci_mmconfig_base = 0xb0000000,`,
    references: [
      'hypervisor/pci.c: pci_init, pci_cell_init',
      'hypervisor/mmio.c: mmio_region_register, mmio_handle_access',
      'driver/pci.c: create_vpci_of_overlay',
    ],
    catalogue: 'A.1, C 31; regions of the root cell are the business of rules of their own',
  },
  check({ isRoot, root }, report) {
    if (!isRoot || !root?.ecam || root.pciIsVirtual !== true || root.architecture === 'x86') return
    const collisions = collisionsWith(root, root.ecam.range)
    const [first] = collisions
    if (!first) return
    const spaces = [...new Set(collisions.map(({ space }) => space))]
    const names = collisions.map(({ name, range }) => `${name} at ${rangeText(range)}`)
    report({
      at: root.ecam.place,
      message: `${listText(spaces)} overlap${spaces.length === 1 ? 's' : ''} ${listText(names)}`,
      why: 'accesses to one of the two are taken for accesses to the other: a device, or the virtual PCI host, cannot be reached',
      help: 'choose addresses at which the board has nothing: 1 MiB for the configuration space, and the next one for the devices',
      related: collisions.map(({ name, place }) => ({ at: place, message: `${name} is here` })),
    })
  },
})

interface Thing extends ReservedRange {
  readonly name: string
}

interface Collision extends Thing {
  /** Which part of the virtual host it is under. */
  readonly space: string
}

function collisionsWith(root: Root, ecam: Range): readonly Collision[] {
  const window = barWindowOf(root)?.range
  const { debugConsole, iommuWindows, hypervisorMemory } = root
  const devices: readonly Thing[] = [
    ...certainGicFrames(root),
    ...(debugConsole ? [{ ...debugConsole, name: 'the debug console' }] : []),
    ...iommuWindows.map((unit) => ({ ...unit, name: `IOMMU ${unit.unit} (${unit.what})` })),
  ]
  const memory = hypervisorMemory ? [{ ...hypervisorMemory, name: 'the hypervisor memory' }] : []
  return [
    ...under(root, devices, ecam).map((thing) => ({
      ...thing,
      space: 'the virtual PCI configuration space',
    })),
    ...(window && !overlaps(window, ecam) ? under(root, [...devices, ...memory], window) : []).map(
      (thing) => ({
        ...thing,
        space: 'the window for the registers of ivshmem devices',
      }),
    ),
  ]
}

/** What is in a range. Where a region of the root cell covers both, that is the fault. */
function under({ regions }: Root, things: readonly Thing[], range: Range): readonly Thing[] {
  return things.filter((thing) => {
    const shared = intersection(thing.range, range)
    return shared && !regions.some(({ isPageMapped, guest }) => isPageMapped && overlaps(guest, shared))
  })
}
