/** A PCI device on a bus that the configuration space does not reach. */
import { machineOf } from '../../board/machine.ts'
import { pciFunctionsOf } from '../../board/pci.ts'
import { functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'

export const pciBusBeyondMmconfig = defineRule({
  id: 'pci-bus-beyond-mmconfig',
  resource: 'pci',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'A PCI device is on a bus behind `pci_mmconfig_end_bus`.',
    why:
      'The configuration space in memory ends with the last bus: 1 MiB for each. On Arm a device on a later bus cannot ' +
      'be reached at all, neither by the hypervisor nor by a cell. On x86 it is a warning: I/O ports lead to the first ' +
      '256 bytes of its registers, and the others are out of reach.',
    legal: 'The number is that of the last bus, not how many there are: with 0 there is bus 0.',
    bad: `
//- root
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 0),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 0x108, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
  },
},`,
    good: `
//- root
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 0),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 0x8, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 0, .shmem_peers = 2,
  },
},`,
    references: [
      'hypervisor/pci.c: pci_init, pci_read_config',
      'hypervisor/arch/arm-common/pci.c: arch_pci_read_config',
      'hypervisor/arch/x86/pci.c: arch_pci_read_config',
    ],
    catalogue: 'C 93; the source is milder than F.8 about x86',
  },
  check(cell, report) {
    const { root, configuration } = cell
    if (!root) return
    const { mmconfigBase: base, mmconfigEndBus: end } = root.configuration.system.platform
    if (!base.known || base.value === 0n || !end.known) return
    const isX86 = machineOf(cell) === 'x86'
    for (const given of pciFunctionsOf(configuration)) {
      const bus = given.bdf >> 8n
      if (bus <= end.value) continue
      report({
        at: given.device.bdf.place,
        severity: isX86 ? 'warning' : 'error',
        message: `the ${functionText(given)} is on bus ${bus}, and the configuration space has ${end.value === 0n ? 'only bus 0' : `the buses 0-${end.value}`}`,
        why: isX86
          ? 'only the first 256 bytes of its registers can be reached, through I/O ports'
          : 'neither the hypervisor nor a cell can reach the device',
        help: 'correct the bus in `bdf`, which is `bus << 8 | device << 3 | function`, or `.pci_mmconfig_end_bus`',
        related: [{ at: end.place, message: 'the last bus', configuration: root.configuration }],
      })
    }
  },
})
