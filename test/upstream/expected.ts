/**
 * What Warden's rules find on the unmodified upstream tree (commit e57d1eff, the last one of revision 14).
 *
 * The list was made from section I of the catalogue and, for what two cells share, by a separate program from the
 * images that gcc makes; not from Warden's own output. An entry is the severity, the config that the finding belongs
 * to as `<architecture>/<name>`, for two cells the other one behind `~`, for regions their indices, and how often it
 * occurs. A new line needs a reason from the source.
 */
import type { Entry } from './entry.ts'
import { expectedOfDevices } from './expected-devices.ts'
import { expectedOfPlatform } from './expected-platform.ts'
import { expectedOfRegions } from './expected-regions.ts'
import { expectedOfStructure } from './expected-structure.ts'

export const expected: Readonly<Record<string, readonly Entry[]>> = {
  ...expectedOfDevices,
  ...expectedOfPlatform,
  ...expectedOfRegions,
  ...expectedOfStructure,
  // The variant builds a 32-bit cell out of the 64-bit one, by setting the architecture that the driver refuses.
  'architecture-mismatch': ['error arm64/imx8dxl-inmate-demo-aarch32 ~ imx8dxl'],
  'partial-initializer': [
    // Memory regions: placeholders without effect.
    'hint arm64/imx8dxl',
    'hint arm64/k3-am625-sk-linux-demo',
    'hint arm64/k3-am654-idk-linux-demo',
    'hint arm64/k3-j721e-evm',
    'hint arm64/ls1043a-rdb',
    'hint arm64/ls1043a-rdb-dpaa-linux-demo',
    'hint arm64/ls1043a-rdb-linux-demo',
    'hint arm64/ls1046a-rdb',
    'hint arm64/ls1046a-rdb-linux-demo',
    'hint arm64/ls1088a-rdb',
    'hint arm64/ls2088a-rdb',
    // Interrupt controllers, without effect on Arm.
    'hint arm64/ls1028a-rdb-inmate-demo',
    'hint arm64/ls1028a-rdb-linux-demo',
    'hint arm64/ls2088a-rdb-inmate-demo',
    'hint arm64/ls2088a-rdb-linux-demo',
  ],
  'overlap-virt-in-cell': [
    'warning arm/emtrion-rzg1h: 11, 12',
    'warning arm/emtrion-rzg1h: 11, 13',
    'warning arm/emtrion-rzg1h: 12, 13',
    'warning arm/emtrion-rzg1h: 12, 14',
    'warning arm/emtrion-rzg1h: 13, 14',
    'warning arm/emtrion-rzg1m: 15, 24',
    // A large region hides the read-only sections of an ivshmem device that come before it.
    'error arm/jetson-tk1: 0, 24',
    // Root's own output section, writable either way and at the same address: nothing is given away, unlike F.4.
    'warning arm/jetson-tk1: 2, 24',
    'error arm/jetson-tk1: 3, 24',
    'error arm64/jetson-tx1: 0, 45',
    'warning arm64/jetson-tx1: 2, 45',
    'error arm64/jetson-tx1: 3, 45',
    'warning arm64/jetson-tx2: 12, 13',
    'warning arm64/ls1046a-rdb: 9, 12',
    'warning arm64/imx8dxl: 10, 11',
  ],
  'overlap-hypervisor': ['error x86/f2a88xm-hd3: 6', 'error x86/imb-a180: 4'],
  'root-loadable-flag': [
    'hint arm64/k3-j7200-evm: 28',
    'hint arm64/k3-j7200-evm: 29',
    'hint arm64/k3-j7200-evm: 30',
    'hint arm64/k3-j7200-evm: 31',
    'hint arm64/k3-j721e-evm: 33',
    'hint arm64/k3-j721e-evm: 34',
    'hint arm64/k3-j721e-evm: 35',
    'hint arm64/k3-j721e-evm: 36',
  ],
  // Section I has nine regions of the emtrion boards. They are the sections of an ivshmem device whose count is
  // commented out: the flags come with the macro for the sections, and that the device is not counted is found.
  'root-rootshared-flag': [],
  'loadable-not-in-root': [
    'error arm/bananapi-inmate-demo ~ bananapi',
    'error arm/emtrion-rzg1e-inmate-demo ~ emtrion-rzg1e',
    'error arm/emtrion-rzg1h-inmate-demo ~ emtrion-rzg1h',
    'error arm/emtrion-rzg1m-inmate-demo ~ emtrion-rzg1m',
    'error arm64/hikey-inmate-demo ~ hikey',
    'error arm64/miriac-sbc-ls1046a-inmate-demo ~ miriac-sbc-ls1046a',
  ],
  'rootshared-not-in-root': [
    'hint arm64/amd-seattle-inmate-demo: 0',
    'hint arm64/amd-seattle-linux-demo: 4',
    'hint arm64/amd-seattle-linux-demo: 10',
    'hint arm64/pine64-plus-inmate-demo: 5',
    'hint arm64/pine64-plus-linux-demo: 9',
  ],
  'debug-console-not-shared': [
    'warning arm/jetson-tk1-inmate-demo ~ jetson-tk1',
    'warning arm64/jetson-tx1-inmate-demo ~ jetson-tx1',
    'warning arm64/jetson-tx2-inmate-demo ~ jetson-tx2',
  ],
  'subpage-root-page-mapped': ['warning arm/emtrion-rzg1h-linux-demo ~ emtrion-rzg1h ×2'],
  'subpage-strips-root': ['error arm/bananapi-linux-demo ~ bananapi'],
  'subpage-return-dangling': [
    'warning arm/bananapi-inmate-demo ~ bananapi ×2',
    'warning arm/orangepi0-inmate-demo ~ orangepi0',
  ],
  'dma-stays-in-root': [
    'warning x86/apic-demo ~ qemu-x86',
    'warning x86/ioapic-demo ~ qemu-x86',
    'warning x86/ivshmem-demo ~ qemu-x86',
    'warning x86/pci-demo ~ qemu-x86',
    'warning x86/smp-demo ~ qemu-x86',
    'warning x86/tiny-demo ~ qemu-x86',
  ],
  'dma-missing-for-device': ['warning x86/pci-demo'],
  'dma-no-iommu': ['hint arm64/qemu-arm64-zephyr-demo: 11'],
  'linux-ram-missing': ['warning arm64/foundation-v8-linux-demo: 1'],
  // Two regions of imx8mp, over one section of root's second device.
  'overlap-ivshmem-foreign': [
    'error arm/bananapi-inmate-demo ~ bananapi',
    'error arm64/hikey-inmate-demo ~ hikey',
    'error arm64/imx8mp-inmate-demo ~ imx8mp ×2',
    'error arm64/miriac-sbc-ls1046a-inmate-demo ~ miriac-sbc-ls1046a',
  ],
  'gic-mapped': [
    'warning arm64/imx8dxl: 9',
    'warning arm64/imx8qm: 9',
    'warning arm64/k3-am625-sk: 10',
    'warning arm64/k3-am654-idk: 17',
    'warning arm64/k3-j7200-evm: 12',
    'warning arm64/k3-j721e-evm: 12',
  ],
  'iommu-mapped': [
    'warning x86/f2a88xm-hd3: 31',
    'warning arm64/imx8qm: 9',
    'warning arm64/k3-j7200-evm: 13',
    'warning arm64/k3-j721e-evm: 13',
    'warning arm64/ultra96: 9',
    'warning arm64/zynqmp-zcu102: 8',
  ],
  // Both take the first CPU, which is legal where Linux can do without it.
  'cpu-arm-cpu0': ['information arm64/jetson-tx2-inmate-demo', 'information arm64/qemu-arm64-zephyr-demo'],
  // Two of its six CPUs are of another kind, and Linux runs without them.
  'cpu-root-contiguity': ['information arm64/jetson-tx2'],
  // Both pairs share CPUs as well. Of imx8dxl the second is the 32-bit variant of the first, and includes it.
  'name-duplicate': [
    'information arm64/imx8dxl-inmate-demo',
    'information arm64/ls1043a-rdb-linux-demo ~ ls1043a-rdb-dpaa-linux-demo',
  ],
  'cpu-shared-alternatives': [
    'hint arm/bananapi-linux-demo ~ bananapi-inmate-demo',
    'hint arm/emtrion-rzg1e-linux-demo ~ emtrion-rzg1e-inmate-demo',
    'hint arm/emtrion-rzg1m-linux-demo ~ emtrion-rzg1m-inmate-demo',
    'hint arm/jetson-tk1-linux-demo ~ jetson-tk1-inmate-demo',
    'hint arm64/espressobin-linux-demo ~ espressobin-inmate-demo',
    // With its 32-bit variant, which includes the same file: both places are in it.
    'hint arm64/imx8dxl-inmate-demo',
    'hint arm64/imx8mm-linux-demo ~ imx8mm-inmate-demo',
    'hint arm64/imx8mn-linux-demo ~ imx8mn-inmate-demo',
    'hint arm64/imx8mp-linux-demo ~ imx8mp-inmate-demo',
    'hint arm64/imx8mq-linux-demo ~ imx8mq-inmate-demo',
    'hint arm64/imx8qm-linux-demo ~ imx8qm-inmate-demo',
    'hint arm64/jetson-tx1-linux-demo ~ jetson-tx1-inmate-demo',
    'hint arm64/k3-am625-sk-linux-demo ~ k3-am625-sk-inmate-demo',
    'hint arm64/k3-am654-inmate-demo ~ k3-am654-idk-linux-demo',
    'hint arm64/k3-j7200-evm-linux-demo ~ k3-j7200-evm-inmate-demo',
    'hint arm64/k3-j721e-evm-linux-demo ~ k3-j721e-evm-inmate-demo',
    'hint arm64/ls1028a-rdb-linux-demo ~ ls1028a-rdb-inmate-demo',
    'hint arm64/ls1043a-rdb-linux-demo ~ ls1043a-rdb-dpaa-linux-demo',
    'hint arm64/miriac-sbc-ls1046a-linux-demo ~ miriac-sbc-ls1046a-inmate-demo',
    'hint arm64/qemu-arm64-zephyr-demo ~ qemu-arm64-inmate-demo',
    'hint arm64/zynqmp-zcu102-linux-demo ~ zynqmp-zcu102-inmate-demo',
    'hint x86/linux-x86-demo ~ apic-demo',
    'hint x86/smp-demo ~ apic-demo',
    'hint x86/ioapic-demo ~ e1000-demo',
    'hint x86/linux-x86-demo ~ e1000-demo',
    'hint x86/pci-demo ~ e1000-demo',
    'hint x86/smp-demo ~ e1000-demo',
    'hint x86/tiny-demo ~ e1000-demo',
    'hint x86/linux-x86-demo ~ ioapic-demo',
    'hint x86/pci-demo ~ ioapic-demo',
    'hint x86/smp-demo ~ ioapic-demo',
    'hint x86/tiny-demo ~ ioapic-demo',
    'hint x86/smp-demo ~ ivshmem-demo',
    'hint x86/pci-demo ~ linux-x86-demo',
    'hint x86/smp-demo ~ linux-x86-demo',
    'hint x86/tiny-demo ~ linux-x86-demo',
    'hint x86/smp-demo ~ pci-demo',
    'hint x86/tiny-demo ~ pci-demo',
    'hint x86/tiny-demo ~ smp-demo',
  ],
  'overlap-other-cell': [
    'information arm/emtrion-rzg1h-linux-demo ~ emtrion-rzg1h-inmate-demo ×2',
    'information arm64/hikey-linux-demo ~ hikey-inmate-demo',
    'information arm64/ls1043a-rdb-inmate-demo ~ ls1043a-rdb-dpaa-linux-demo',
    'information arm64/ls1043a-rdb-linux-demo ~ ls1043a-rdb-inmate-demo',
    'information arm64/ls1046a-rdb-linux-demo ~ ls1046a-rdb-inmate-demo',
    'information arm64/ls1088a-rdb-linux-demo ~ ls1088a-rdb-inmate-demo',
    'information x86/ivshmem-demo ~ e1000-demo',
    'information x86/ivshmem-demo ~ ioapic-demo',
    'information x86/pci-demo ~ ivshmem-demo',
    'information x86/tiny-demo ~ ivshmem-demo',
  ],
  'irqchip-pin-conflict-cells': [
    'information arm64/ls1043a-rdb-inmate-demo ~ ls1043a-rdb-dpaa-linux-demo',
    'information arm64/ls1043a-rdb-linux-demo ~ ls1043a-rdb-inmate-demo',
    'information arm64/ls1046a-rdb-linux-demo ~ ls1046a-rdb-inmate-demo',
    'information arm64/ls1088a-rdb-linux-demo ~ ls1088a-rdb-inmate-demo',
  ],
  // Section I counts eleven files with the four whose second element is not written; `partial-initializer` has these.
  'irqchip-address-mismatch': [],
  'irqchip-empty': [
    'hint arm64/k3-am625-sk-linux-demo',
    'hint arm64/k3-j721e-evm-linux-demo',
    'hint arm64/ls1043a-rdb-inmate-demo',
    'hint arm64/ls1043a-rdb-linux-demo',
    'hint arm64/ls1046a-rdb-inmate-demo',
    'hint arm64/ls1046a-rdb-linux-demo',
    'hint arm64/miriac-sbc-ls1046a-linux-demo',
  ],
  // Not in section I. The I/O APIC of qemu-x86 is 0xff00, and the demo has 0xff01: VT-d drops its interrupts, since the
  // entries that are reserved for the demo are checked against that bdf (vtd.c: iommu_map_interrupt).
  'irqchip-id-x86': ['warning x86/ioapic-demo ~ qemu-x86'],
  // Ten pairs of demos; most share both serial ports, some a third card.
  'pio-conflict-cells': [
    'information x86/e1000-demo ~ apic-demo ×2',
    'information x86/ioapic-demo ~ apic-demo ×3',
    'information x86/ivshmem-demo ~ apic-demo ×2',
    'information x86/pci-demo ~ apic-demo ×3',
    'information x86/tiny-demo ~ apic-demo ×3',
    'information x86/ivshmem-demo ~ e1000-demo ×2',
    'information x86/ivshmem-demo ~ ioapic-demo ×2',
    'information x86/linux-x86-demo ~ ivshmem-demo ×2',
    'information x86/pci-demo ~ ivshmem-demo ×2',
    'information x86/tiny-demo ~ ivshmem-demo ×2',
  ],
  // All demos print to the port of the hypervisor, which the root cell does not list.
  'pio-console-taken': [
    'hint x86/apic-demo ~ qemu-x86',
    'hint x86/e1000-demo ~ qemu-x86',
    'hint x86/ioapic-demo ~ qemu-x86',
    'hint x86/ivshmem-demo ~ qemu-x86',
    'hint x86/linux-x86-demo ~ qemu-x86',
    'hint x86/pci-demo ~ qemu-x86',
    'hint x86/smp-demo ~ qemu-x86',
    'hint x86/tiny-demo ~ qemu-x86',
  ],
  'pio-misaligned-length': ['hint x86/e1000-demo'],
  // The demo answers messages, and has other flags: it is not taken for one that forgot to be passive.
  'active-no-timeout': ['information x86/apic-demo'],
  // Both give the interfaces of a GICv2 as well, which the GICv3 driver does not use.
  'gic-unused-base': ['hint arm64/ls1088a-rdb', 'hint arm64/ls2088a-rdb'],
  // One fault one finding: ten NXP demos announce a single peer and have the id 1. Section I lists two more findings for
  // each, ivshmem-dev-id-peers (left out by F.15) and ivshmem-peers-differ, at the same field and with the same remedy.
  'ivshmem-peers-range': [
    'warning arm64/imx8mm-inmate-demo ~ imx8mm',
    'warning arm64/imx8mn-inmate-demo ~ imx8mn',
    'warning arm64/imx8mp-inmate-demo ~ imx8mp',
    'warning arm64/imx8mq-inmate-demo ~ imx8mq',
    'warning arm64/imx8qm-inmate-demo ~ imx8qm',
    'warning arm64/ls1028a-rdb-inmate-demo ~ ls1028a-rdb',
    'warning arm64/ls1043a-rdb-inmate-demo ~ ls1043a-rdb',
    'warning arm64/ls1046a-rdb-inmate-demo ~ ls1046a-rdb',
    'warning arm64/ls1088a-rdb-inmate-demo ~ ls1088a-rdb',
    'warning arm64/ls2088a-rdb-inmate-demo ~ ls2088a-rdb',
  ],
  'ivshmem-dev-id-peers': [],
  'ivshmem-peers-differ': [],
  'ivshmem-regions-differ': ['error arm64/imx8mp-inmate-demo ~ imx8mp'],
  'ivshmem-output-own': ['error arm64/ls2088a-rdb-linux-demo'],
  'ivshmem-id-duplicate': [
    'information arm64/ls2088a-rdb-linux-demo ~ ls2088a-rdb-inmate-demo',
    'information arm64/qemu-arm64-zephyr-demo ~ qemu-arm64-linux-demo ×2',
  ],
  'ivshmem-lonely': ['information arm64/imx8dxl ×2'],
  'ivshmem-bar-64k-window': [
    'information arm64/k3-am625-sk',
    'information arm64/k3-am654-idk',
    'information arm64/k3-j7200-evm',
    'information arm64/k3-j721e-evm',
  ],
  // One for each root, however many devices it has.
  'ivshmem-domain-root': [
    'warning arm64/ls1028a-rdb',
    'warning arm64/ls1043a-rdb',
    'warning arm64/ls1046a-rdb',
    'warning arm64/ls1088a-rdb',
    'warning arm64/ls2088a-rdb',
    'information arm64/hikey',
    'information arm64/ultra96',
    'hint arm/jetson-tk1',
    'hint arm64/jetson-tx1',
    'hint arm64/miriac-sbc-ls1046a',
    'hint arm64/zynqmp-zcu102',
  ],
  'vpci-irq-not-granted': ['error arm64/imx8mq-linux-demo', 'error arm64/k3-j7200-evm-linux-demo'],
  'vpci-irq-conflict-root': ['error arm64/imx8mn-inmate-demo ~ imx8mn'],
}
