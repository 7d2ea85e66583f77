/** A physical PCI host whose last bus nobody has named. */
import { pciFunctionsOf } from '../../board/pci.ts'
import { defineRule } from '../rule.ts'
import { bdfText, counted } from '../wording.ts'

export const mmconfigEndBusMissing = defineRule({
  id: 'mmconfig-end-bus-missing',
  resource: 'system',
  scope: 'board',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what:
      '`pci_mmconfig_end_bus` is zero or missing although the PCI host is a physical one, and there are devices on ' +
      'further buses.',
    why:
      'The configuration space in memory has 1 MiB for each bus, and ends with this one: with 0 there is bus 0 alone. On ' +
      'Arm devices on other buses cannot be reached, and the root cell is not kept from configuring them behind the ' +
      'hypervisor where it maps the rest of the space. On x86 I/O ports lead to the first 256 bytes of their registers.',
    legal:
      'A virtual host has bus 0 only. Where the field is set and a device is beyond it, `pci-bus-beyond-mmconfig` ' +
      'reports the device.',
    bad: `
//- x86 root
.header.platform_info.pci_mmconfig_end_bus = 0,
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0x100 },
},`,
    good: `
//- x86 root
.header.platform_info.pci_mmconfig_end_bus = 0xff,
.pci_devices = {
  { .type = JAILHOUSE_PCI_TYPE_DEVICE, .bdf = 0x100 },
},`,
    references: [
      'hypervisor/pci.c: pci_init, pci_cell_init',
      'hypervisor/arch/x86/pci.c: arch_pci_read_config',
    ],
    catalogue: 'A.1, C 93',
  },
  check({ root, rootCell, cells }, report) {
    const { mmconfigBase: base, mmconfigEndBus: end } = root.configuration.system.platform
    if (root.pciIsVirtual !== false || !base.known || base.value === 0n) return
    if (!end.known || end.value !== 0n) return
    const beyond = [rootCell, ...cells].flatMap(({ configuration }) =>
      pciFunctionsOf(configuration)
        .filter(({ bdf }) => 0x100n <= bdf)
        .map((own) => ({ ...own, configuration })),
    )
    const [first] = beyond
    if (!first) return
    const highest = beyond.reduce((most, { bdf }) => (most < bdf >> 8n ? bdf >> 8n : most), 0n)
    report({
      at: end.written ? end.place : base.place,
      message: `the configuration space has bus 0 only, and ${counted(beyond.length, 'device is', 'devices are')} on other buses, up to ${highest}`,
      why:
        root.architecture === 'x86'
          ? 'of these devices only the first 256 bytes of the registers can be reached, through I/O ports'
          : 'neither the hypervisor nor a cell can reach these devices',
      help: `set \`.pci_mmconfig_end_bus\` to the last bus of the host, usually 255${root.architecture === 'x86' ? ' (ACPI table MCFG)' : ''}`,
      related: [
        {
          at: first.device.place,
          message: `${bdfText(first.bdf)} is on bus ${first.bdf >> 8n}`,
          configuration: first.configuration,
        },
      ],
      spoils: beyond.map(({ device }) => device.bdf.place),
    })
  },
})
