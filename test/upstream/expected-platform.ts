/**
 * The part of `expected.ts` that is about consoles, caches and the platform (catalogue F.11 and F.12, as far as it is not
 * in `expected.ts` itself). It was made like the rest of the ledger, from section I of the catalogue and the configs.
 */
import type { Entry } from './entry.ts'

export const expectedOfPlatform: Readonly<Record<string, readonly Entry[]>> = {
  // The clocks of the SoC are mapped in none of these cells. `jailhouse cell linux` does not look at the field.
  'console-clock-reg-not-mapped': [
    'error arm/emtrion-rzg1e-inmate-demo',
    'error arm/emtrion-rzg1h-inmate-demo',
    'error arm/emtrion-rzg1m-inmate-demo',
    'information arm/emtrion-rzg1e-linux-demo',
    'information arm/emtrion-rzg1h-linux-demo',
    'information arm/emtrion-rzg1m-linux-demo',
  ],
  // The gates differ, the register does not. Section I has the six alike; nobody switches the clock for Linux.
  'console-gate-polarity': [
    'warning arm/emtrion-rzg1e-inmate-demo ~ emtrion-rzg1e',
    'warning arm/emtrion-rzg1h-inmate-demo ~ emtrion-rzg1h',
    'warning arm/emtrion-rzg1m-inmate-demo ~ emtrion-rzg1m',
    'information arm/emtrion-rzg1e-linux-demo ~ emtrion-rzg1e',
    'information arm/emtrion-rzg1h-linux-demo ~ emtrion-rzg1h',
    'information arm/emtrion-rzg1m-linux-demo ~ emtrion-rzg1m',
  ],
  'console-mdr-ineffective': ['hint arm64/k3-j7200-evm', 'hint arm64/k3-j721e-evm'],
  'console-not-mapped': ['information arm64/zynqmp-zcu102-linux-demo-2'],
  // Virtual hosts in domain 0, whether a board has a real one or not.
  'pci-domain-value': [
    'hint arm/bananapi',
    'hint arm/orangepi0',
    'hint arm64/hikey',
    'hint arm64/imx8dxl',
    'hint arm64/imx8mn',
    'hint arm64/imx8qm',
    'hint arm64/pine64-plus',
    'hint arm64/ultra96',
  ],
  // Section I names neither of the two. The demo has the flag, and asks for one bit of the cache, from bit 2 on.
  'test-device': ['information x86/tiny-demo'],
  'cache-min-bits': ['hint x86/tiny-demo'],
  // 6 MiB: 2.2 MiB of code and data, and a device table of the AMD IOMMU that may take 2 MiB more (`amd_iommu.c:
  // get_dev_table_entry`). The simulation behind H.2 has no IOMMU.
  'hv-memory-size': ['information x86/f2a88xm-hd3'],
}
