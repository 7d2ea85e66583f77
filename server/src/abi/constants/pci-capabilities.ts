/**
 * The ids of PCI capabilities, as the PCI specifications assign them, under the names of `jailhouse/pci_defs.h`.
 */
import type { Constant, ConstantGroup } from '../model.ts'

const standard: readonly (readonly [name: string, id: string, what: string])[] = [
  ['PM', '0x01', 'Power management'],
  ['VPD', '0x03', 'Vital product data'],
  ['MSI', '0x05', 'Message signalled interrupts; writes are checked by the hypervisor'],
  ['HT', '0x08', 'HyperTransport'],
  ['VNDR', '0x09', 'Specific to the vendor of the device'],
  ['DBG', '0x0a', 'Debug port of an EHCI controller'],
  ['SSVID', '0x0d', 'Subsystem vendor and device id of a bridge'],
  ['SECDEV', '0x0f', 'Secure device, as the IOMMU of AMD'],
  ['EXP', '0x10', 'PCI Express'],
  ['MSIX', '0x11', 'MSI-X; writes are checked by the hypervisor, and the table itself is trapped'],
  ['SATA', '0x12', 'Index and data registers of a SATA controller'],
  ['AF', '0x13', 'Advanced features of a conventional device, as function level reset'],
]

const extended: readonly (readonly [name: string, id: string, what: string])[] = [
  ['ERR', '0x01', 'Advanced error reporting'],
  ['VC', '0x02', 'Virtual channels'],
  ['DSN', '0x03', 'Serial number of the device'],
  ['PWR', '0x04', 'Power budgeting'],
  ['RCLD', '0x05', 'Declaration of the links of a root complex'],
  ['RCILC', '0x06', 'Control of the internal links of a root complex'],
  ['RCEC', '0x07', 'Association of endpoints with the event collector of a root complex'],
  ['MFVC', '0x08', 'Virtual channels of a multi-function device'],
  ['VC9', '0x09', 'Virtual channels, for devices that also have the multi-function capability'],
  ['RCRB', '0x0a', 'Header of the register block of a root complex'],
  ['VNDR', '0x0b', 'Specific to the vendor of the device'],
  ['CAC', '0x0c', 'Correlation of configuration accesses; obsolete'],
  ['ACS', '0x0d', 'Access control services, which keep peers from reaching each other directly'],
  ['ARI', '0x0e', 'Alternative routing ids, for more than eight functions'],
  ['ATS', '0x0f', 'Address translation services, by which a device caches translations of the IOMMU'],
  ['SRIOV', '0x10', 'Single root I/O virtualization: virtual functions of one device'],
  ['MRIOV', '0x11', 'Multi root I/O virtualization'],
  ['MCAST', '0x12', 'Multicast'],
  ['PRI', '0x13', 'Page request interface, by which a device asks for pages to be made present'],
  ['AMD_XXX', '0x14', 'Reserved for AMD'],
  ['REBAR', '0x15', 'Base address registers whose size can be changed'],
  ['DPA', '0x16', 'Dynamic power allocation'],
  ['TPH', '0x17', 'Hints about where the data of a transaction will be used'],
  ['LTR', '0x18', 'Latency tolerance reporting'],
  ['SECPCI', '0x19', 'Secondary PCI Express capability, for links of 8 GT/s and more'],
  ['PMUX', '0x1a', 'Protocol multiplexing on one link'],
  ['PASID', '0x1b', 'Process address space ids'],
  ['DPC', '0x1d', 'Downstream port containment: cutting off a port after an error'],
  ['L1SS', '0x1e', 'L1 power management substates of the link'],
  ['PTM', '0x1f', 'Precision time measurement'],
]

export const pciCapabilityGroups: readonly ConstantGroup[] = [
  {
    id: 'pci-capability-id',
    title: 'PCI capabilities',
    kind: 'enumeration',
    constants: standard.map(([name, value, what]): Constant => {
      return { name: `PCI_CAP_ID_${name}`, value, meaning: `${what}.` }
    }),
  },
  {
    id: 'pci-extended-capability-id',
    title: 'Extended PCI capabilities',
    kind: 'enumeration',
    constants: extended.map(([name, value, what]): Constant => {
      return {
        name: `PCI_EXT_CAP_ID_${name}`,
        value,
        meaning: `${what}.`,
        details: ['An extended capability: combine it with `JAILHOUSE_PCI_EXT_CAP`.'],
      }
    }),
  },
]
