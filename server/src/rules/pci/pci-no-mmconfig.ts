/** Physical PCI devices on Arm, and no way to their registers. */
import { machineOf } from '../../board/machine.ts'
import { physicalFunctionsOf, pciFunctionsOf } from '../../board/pci.ts'
import { functionText } from '../pci-wording.ts'
import { defineRule } from '../rule.ts'

export const pciNoMmconfig = defineRule({
  id: 'pci-no-mmconfig',
  resource: 'pci',
  scope: 'board',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'There are physical PCI devices on an Arm board, but `pci_mmconfig_base` is zero or missing.',
    why:
      'On Arm the configuration space in memory is the only way to the registers of PCI devices. Without its address the ' +
      'hypervisor reads all ones from the devices, cannot reset them when it hands them over, and intercepts no access ' +
      'of a cell: the devices are as good as not listed.',
    legal:
      'On x86 there are I/O ports as well. For virtual hosts and ivshmem devices without an address there is a rule of ' +
      'its own.',
    bad: `
//- root
.header.platform_info.pci_mmconfig_base = 0,
.header.platform_info.pci_is_virtual = 0,
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0x100 },
},`,
    good: `
//- root
.header.platform_info.pci_mmconfig_base = 0xb0000000,
.header.platform_info.pci_mmconfig_end_bus = 1,
.header.platform_info.pci_is_virtual = 0,
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0x100 },
},`,
    references: [
      'hypervisor/pci.c: pci_init, pci_read_config, pci_cell_init',
      'hypervisor/arch/arm-common/pci.c: arch_pci_read_config',
    ],
    catalogue: 'C 94',
  },
  check({ root, rootCell, cells }, report) {
    const base = root.configuration.system.platform.mmconfigBase
    const machine = machineOf(rootCell)
    if ((machine !== 'arm' && machine !== 'arm64') || !base.known || base.value !== 0n) return
    const all = [rootCell, ...cells]
    const isVirtual = all.some(({ configuration }) =>
      pciFunctionsOf(configuration).some(({ kind }) => kind === 'ivshmem'),
    )
    if (root.pciIsVirtual === true || isVirtual) return
    const owner = all.find(({ configuration }) => 0 < physicalFunctionsOf(configuration).length)
    const [first] = owner ? physicalFunctionsOf(owner.configuration) : []
    if (!owner || !first) return
    report({
      at: first.device.place,
      configuration: owner.configuration,
      message: `the ${functionText(first)} cannot be reached: the configuration space has no address`,
      why: 'the hypervisor reads all ones from the device, and intercepts no access of a cell to it',
      help: 'set `.pci_mmconfig_base` and `.pci_mmconfig_end_bus` as the PCI host in the device tree has them, or leave the devices out',
      related: [{ at: base.place, message: 'no address', configuration: root.configuration }],
    })
  },
})
