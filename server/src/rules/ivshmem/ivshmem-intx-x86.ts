/** An ivshmem device on x86 without the only kind of interrupt that there is. */
import { endsOf, type LinkEnd } from '../../board/links.ts'
import { ivshmemDevicesOf } from '../../config/ivshmem.ts'
import { settingBarMask } from '../fix/bar-mask.ts'
import { settingField } from '../fix/fields.ts'
import { type Fix, fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const ivshmemIntxX86 = defineRule({
  id: 'ivshmem-intx-x86',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'An ivshmem device on x86 has no MSI-X vectors.',
    why:
      'Without vectors a device interrupts through its INTx pin. On x86 the hypervisor does not deliver that: the ' +
      'function that would is empty. The device is there, and its guest never hears of its peers.',
    legal:
      'On Arm devices interrupt through the pin. On x86 MSI-X needs no interrupt controller in the cell.',
    fix: 'Gives the device a BAR for the table, and as many vectors as the root cell has on this link, or else 2.',
    bad: `
//- x86 cell
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    good: `
//- x86 cell
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_MSIX,
    .num_msix_vectors = 2,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    references: [
      'hypervisor/arch/x86/ivshmem.c: arch_ivshmem_update_intx',
      'hypervisor/ivshmem.c: ivshmem_reset',
    ],
    catalogue: 'C 63, D 33',
  },
  check(cell, report) {
    if (cell.architecture !== 'x86') return
    for (const end of endsOf(cell)) {
      const { numMsixVectors } = end.device.device
      if (!numMsixVectors.known || numMsixVectors.value !== 0n) continue
      report({
        at: numMsixVectors.place,
        message: 'the device has no MSI-X vectors, and so no interrupts on x86',
        why: 'the hypervisor does not deliver INTx of virtual devices there: the guest never hears of its peers',
        help: 'write `JAILHOUSE_IVSHMEM_BAR_MASK_MSIX`, and as many vectors as the protocol needs: 2 for a network',
        fixes: fixesFor(end),
      })
    }
  },
})

function fixesFor({ cell, device: { device, bdf } }: LinkEnd): readonly Fix[] {
  const others = cell.isRoot || !cell.root ? [] : ivshmemDevicesOf(cell.root.configuration)
  const theirs = others.find((other) => other.bdf === bdf)?.device.numMsixVectors
  const vectors = theirs?.known && theirs.value !== 0n ? theirs.value : 2n
  return fix(
    `give the device ${vectors} MSI-X vectors`,
    'suggested',
    settingBarMask(device, 'JAILHOUSE_IVSHMEM_BAR_MASK_MSIX'),
    settingField(device.view, 'num_msix_vectors', `${vectors}`, 'bar_mask'),
  )
}
