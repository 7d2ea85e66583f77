/** A PCI device that is described otherwise than in the root configuration. */
import { unitKindsOf } from '../../board/iommu.ts'
import { areCapabilitiesKnown, capabilitiesOf } from '../../board/pci-capabilities.ts'
import { type Counterpart, counterpartsOf, haveOneDomain } from '../../board/pci.ts'
import type { Configuration } from '../../config/model.ts'
import type { Place, Scalar } from '../../config/view.ts'
import { settingField } from '../fix/fields.ts'
import { type Fix, fix } from '../fix/fix.ts'
import { functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'
import { counted, hex, listText } from '../wording.ts'

export const pciDetailsMismatchRoot = defineRule({
  id: 'pci-details-mismatch-root',
  resource: 'pci',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      'A physical PCI device of a cell has other BAR masks, other MSI or MSI-X vectors, another MSI-X table, or with AMD ' +
      'another IOMMU unit than in the root configuration.',
    why:
      'Hardware is the same in every cell, so one of the two descriptions is wrong; mostly the copy in the cell is out ' +
      'of date. With a wrong table the cell writes to the real one unseen, with wrong masks its driver finds regions of ' +
      'the wrong size, with the wrong unit its transfers are not translated.',
    legal:
      'A cell may get less than there is: no MSI or MSI-X vectors, or fewer capabilities. Of fewer capabilities a word is ' +
      'said as information, since what is not listed cannot be written to. VT-d does not look at the unit of the device.',
    fix: 'The values are copied from the root configuration.',
    bad: `
//- x86 root
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .num_caps = 1,
    .num_msix_vectors = 4, .msix_region_size = 0x1000, .msix_address = 0xa0001000,
  },
},
.pci_caps = { { .id = PCI_CAP_ID_MSIX, .start = 0x50, .len = 12, .flags = JAILHOUSE_PCICAPS_WRITE } },
//- x86 cell
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .num_caps = 1,
    .num_msix_vectors = 4, .msix_region_size = 0x1000, .msix_address = 0xa0000000,
  },
},
.pci_caps = { { .id = PCI_CAP_ID_MSIX, .start = 0x50, .len = 12, .flags = JAILHOUSE_PCICAPS_WRITE } },`,
    good: `
//- x86 root
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .num_caps = 1,
    .num_msix_vectors = 4, .msix_region_size = 0x1000, .msix_address = 0xa0001000,
  },
},
.pci_caps = { { .id = PCI_CAP_ID_MSIX, .start = 0x50, .len = 12, .flags = JAILHOUSE_PCICAPS_WRITE } },
//- x86 cell
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0xd8, .num_caps = 1,
    .num_msix_vectors = 4, .msix_region_size = 0x1000, .msix_address = 0xa0001000,
  },
},
.pci_caps = { { .id = PCI_CAP_ID_MSIX, .start = 0x50, .len = 12, .flags = JAILHOUSE_PCICAPS_WRITE } },`,
    references: [
      'hypervisor/pci.c: pci_add_physical_device, pci_cfg_write_moderate, pci_find_capability',
      'hypervisor/arch/x86/amd_iommu.c: iommu_add_pci_device',
    ],
    catalogue: 'A.8; fewer vectors are taken for intent',
  },
  check(cell, report) {
    const { root, configuration } = cell
    if (!root) return
    for (const pair of counterpartsOf(cell)) {
      // Another type, or another domain, may well be another device.
      if (pair.own.kind !== pair.roots.kind || !haveOneDomain(pair.own, pair.roots)) continue
      const differences = differencesOf(pair, unitKindsOf(root).has('AMD'))
      const [first] = differences
      const related = [
        {
          at: pair.roots.device.place,
          message: 'the device in the root configuration',
          configuration: root.configuration,
        },
      ]
      if (first) {
        report({
          at: first.place,
          message: `the ${functionText(pair.own)} is described otherwise than in the root configuration: ${listText(differences.map(differenceText))}`,
          why: 'the hardware is the same, so that one of the two is wrong',
          help: 'copy the values of the root configuration, if those are right',
          related,
          fixes: copying(pair, differences),
        })
        continue
      }
      const missing = missingCapabilities(pair, configuration, root.configuration)
      if (missing === 0) continue
      report({
        at: pair.own.device.numCaps.place,
        severity: 'information',
        message: `the ${functionText(pair.own)} has ${counted(missing, 'PCI capability', 'PCI capabilities')} less than in the root configuration`,
        why: 'the cell can read the others, but a write to them stops it',
        help: 'copy them from the root configuration, if the driver in the cell writes to them',
        related,
      })
    }
  },
})

interface Difference {
  readonly field: string
  readonly place: Place
  readonly ours: string
  readonly theirs: string
}

function differenceText({ field, ours, theirs }: Difference): string {
  return `\`${field}\` is ${ours}, there ${theirs}`
}

function differencesOf({ own, roots }: Counterpart, isUnitUsed: boolean): readonly Difference[] {
  const [a, b] = [own.device, roots.device]
  const hasMsi = !isZero(a.numMsiVectors)
  const hasMsix = !isZero(a.numMsixVectors)
  const hasTable = hasMsix || !isZero(a.msixAddress)
  return [
    ...(isUnitUsed ? differs('iommu', a.iommu, b.iommu, decimal) : []),
    ...(own.kind === 'device' ? masksDiffer(a.barMask, b.barMask) : []),
    ...(hasMsi ? differs('num_msi_vectors', a.numMsiVectors, b.numMsiVectors, decimal) : []),
    ...(hasMsi && !isZero(b.numMsiVectors)
      ? [
          ...differs('msi_64bits', a.msi64bits, b.msi64bits, decimal),
          ...differs('msi_maskable', a.msiMaskable, b.msiMaskable, decimal),
        ]
      : []),
    ...(hasMsix ? differs('num_msix_vectors', a.numMsixVectors, b.numMsixVectors, decimal) : []),
    ...(hasTable
      ? [
          ...differs('msix_region_size', a.msixRegionSize, b.msixRegionSize, hex),
          ...differs('msix_address', a.msixAddress, b.msixAddress, hex),
        ]
      : []),
  ]
}

function differs(
  field: string,
  ours: Scalar,
  theirs: Scalar,
  text: (value: bigint) => string,
): readonly Difference[] {
  if (!ours.known || !theirs.known || ours.value === theirs.value) return []
  return [{ field, place: ours.place, ours: text(ours.value), theirs: text(theirs.value) }]
}

function masksDiffer(ours: readonly Scalar[], theirs: readonly Scalar[]): readonly Difference[] {
  const [one, other] = [masksText(ours), masksText(theirs)]
  const place = ours.find((mask, number) => mask.known && !isSame(mask, theirs[number]))?.place
  if (one === undefined || other === undefined || !place) return []
  return [{ field: 'bar_mask', place, ours: one, theirs: other }]
}

function isSame(a: Scalar, b: Scalar | undefined): boolean {
  return a.known && b?.known === true && a.value === b.value
}

function masksText(masks: readonly Scalar[]): string | undefined {
  const values = masks.flatMap((mask) => (mask.known ? [hex(mask.value)] : []))
  return values.length === masks.length ? `{ ${values.join(', ')} }` : undefined
}

function isZero(value: Scalar): boolean {
  return value.known && value.value === 0n
}

function decimal(value: bigint): string {
  return value.toString()
}

function copying({ own }: Counterpart, differences: readonly Difference[]): readonly Fix[] {
  return fix(
    'copy the values from the root configuration',
    'suggested',
    ...differences.map(({ field, theirs }) => settingField(own.device.view, field, theirs)),
  )
}

/** How many capabilities the device has in the root configuration and not in the cell, by kind and place. */
function missingCapabilities({ own, roots }: Counterpart, cell: Configuration, root: Configuration): number {
  if (!areCapabilitiesKnown(own, cell) || !areCapabilitiesKnown(roots, root)) return 0
  const here = capabilitiesOf(own, cell)
  return capabilitiesOf(roots, root).filter(
    (theirs) =>
      !here.some(
        (ours) =>
          ours.id === theirs.id &&
          ours.isExtended === theirs.isExtended &&
          ours.registers?.start === theirs.registers?.start,
      ),
  ).length
}
