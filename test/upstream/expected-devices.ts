/**
 * The part of `expected.ts` that is about physical PCI devices, IOMMUs and stream ids (catalogue F.8 and F.10). It was
 * made like the rest of the ledger: from section I of the catalogue, and where that is silent from the configs
 * themselves.
 */
import type { Entry } from './entry.ts'

export const expectedOfDevices: Readonly<Record<string, readonly Entry[]>> = {
  'pci-device-not-in-root': ['information x86/e1000-demo ~ qemu-x86'],
  // The demo has MSI alone, and not the registers of the vendor that root has as well.
  'pci-details-mismatch-root': ['information x86/pci-demo ~ qemu-x86'],
  // Old output of the generator: MSI and MSI-X capabilities, and no vectors. There is no IOMMU.
  'pci-caps-msi-consistency': ['information x86/imb-a180 ×17'],
  // Those of a device that is there with a macro only.
  'pci-unused-caps': ['hint x86/linux-x86-demo ×6'],
  // A board of AMD without an IOMMU.
  'iommu-intel-missing': ['information x86/imb-a180'],
  'stream-id-mmu500-not-in-root': ['information arm64/imx8qm-linux-demo ~ imx8qm'],
  // The only board with an SMMUv3, beside three PVUs; its demo lists 0xf003, which is none of their ids. Section I does not
  // name the rule, which is about all such cells.
  'smmuv3-nonroot-limit': ['information arm64/k3-j721e-evm-linux-demo ~ k3-j721e-evm'],
}
