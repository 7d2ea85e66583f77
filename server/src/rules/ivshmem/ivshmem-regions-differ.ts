/** Two ends of an ivshmem link whose sections are not the same memory. */
import {
  haveEqualOutputs,
  type LinkEnd,
  linkedPairs,
  type Section,
  soundSections,
} from '../../board/links.ts'
import { netMacro, netMacroCallOf } from '../../board/net-macro.ts'
import type { Place } from '../../config/view.ts'
import { settingField } from '../fix/fields.ts'
import { type Change, type Fix, fix } from '../fix/fix.ts'
import { settingArgument } from '../fix/net-macro.ts'
import { defineRule } from '../rule.ts'
import { cellText, deviceText, sectionPlaceText, sectionsText, sectionText } from '../section-wording.ts'
import { hex } from '../wording.ts'

export const ivshmemRegionsDiffer = defineRule({
  id: 'ivshmem-regions-differ',
  resource: 'ivshmem',
  scope: 'board',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A section of an ivshmem device is not the same physical memory as that of its peer.',
    why:
      'The hypervisor links two devices by their bdf and never compares their sections. If they lie elsewhere, or ' +
      'have another size, the peers talk past each other: each finds its own memory, or looks for a section at the ' +
      'wrong offset. What the cell takes for a section can as well be memory that somebody else uses.',
    legal:
      'Guest addresses and flags of the sections may differ, and the flags have to. A section that is left out on ' +
      'both sides is the same. Output sections that have different sizes in one cell are reported there.',
    fix: 'Copies addresses and sizes from the other cell, where the guest addresses can follow.',
    bad: `
//- root
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 0),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
  },
},
//- cell cell.c
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70100000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    good: `
//- root
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 0),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
  },
},
//- cell cell.c
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    references: ['hypervisor/ivshmem.c: ivshmem_init, ivshmem_reset'],
    catalogue: 'C 83, D 8',
  },
  check(board, report) {
    for (const { first, second } of linkedPairs(board)) {
      const differences = differencesOf(first, second)
      const [difference] = differences
      if (!difference) continue
      const { theirs, ours } = difference
      report({
        at: ours.region.place,
        configuration: second.cell.configuration,
        message: `the ${sectionsText(differences.map((each) => each.ours))} of ${deviceText(second)} ${differences.length === 1 ? 'is' : 'are'} not the same memory as in ${cellText(first)}`,
        why: `the hypervisor compares nothing: the ${sectionText(ours)} is ${sectionPlaceText(ours)} here and ${sectionPlaceText(theirs)} there, so that the peers do not find each other's data`,
        help: 'give the section the same physical address and the same size in all cells of the link',
        related: differences.map((each) => ({
          at: each.theirs.region.place,
          message: `${sectionText(each.theirs)} of ${cellText(first)}: ${sectionPlaceText(each.theirs)}`,
          configuration: first.cell.configuration,
        })),
        fixes: fixesFor(differences, first, second),
        spoils: [...addressesBehind(difference, first), ...addressesBehind(difference, second)],
      })
    }
  },
})

interface Difference {
  readonly theirs: Section
  readonly ours: Section
}

function differencesOf(first: LinkEnd, second: LinkEnd): readonly Difference[] {
  const [theirs, ours] = [soundSections(first), soundSections(second)]
  const isOwnFault = !haveEqualOutputs(theirs) || !haveEqualOutputs(ours)
  return ours.flatMap((section, number) => {
    const other = theirs[number]
    if (!other || (isOwnFault && section.role.kind === 'output')) return []
    return areSame(other, section) ? [] : [{ theirs: other, ours: section }]
  })
}

/** Sections of which something is not known are taken to be the same. */
function areSame(a: Section, b: Section): boolean {
  if (a.isEmpty && b.isEmpty) return true
  const isKnown = (a.isEmpty || a.live) && (b.isEmpty || b.live)
  if (!isKnown) return true
  const [left, right] = [a.live?.physical, b.live?.physical]
  return left !== undefined && left.start === right?.start && left.end === right.end
}

/** Where a section has another size, those behind it cannot be where the guest looks for them. */
function addressesBehind({ theirs, ours }: Difference, end: LinkEnd): readonly Place[] {
  const [left, right] = [theirs.region.size, ours.region.size]
  if (left.known && right.known && left.value === right.value) return []
  const behind = end.sections.slice(ours.number + 1).map(({ region }) => region.virtStart)
  return behind.filter(({ written }) => written).map(({ place }) => place)
}

function fixesFor(differences: readonly Difference[], first: LinkEnd, second: LinkEnd): readonly Fix[] {
  const title = `copy the addresses from ${cellText(first)}`
  const [theirs, ours] = [netMacroCallOf(first), netMacroCallOf(second)]
  const start = first.sections[0]?.region.physStart
  if (theirs && ours && start?.known)
    return fix(title, 'suggested', settingArgument(ours.place, netMacro, 0, hex(start.value)))
  return fix(title, 'suggested', ...differences.map(copied))
}

/** Guest addresses are those of the memory, or have to stay as they are. */
function copied({ theirs, ours }: Difference): Change {
  const { physStart, virtStart, size, view } = ours.region
  const place = theirs.live?.physical
  if (!place || !physStart.known || !virtStart.known || !size.known) return undefined
  const isIdentity = physStart.value === virtStart.value
  const length = place.end - place.start
  if (!isIdentity && size.value !== length) return undefined
  const changes = [
    settingField(view, 'phys_start', hex(place.start)),
    isIdentity ? settingField(view, 'virt_start', hex(place.start), 'phys_start') : [],
    size.value === length ? [] : settingField(view, 'size', hex(length), 'virt_start'),
  ]
  return changes.some((change) => change === undefined)
    ? undefined
    : changes.flatMap((change) => change ?? [])
}
