/**
 * The ids of all rules of the catalogue, section F, so that it can be counted what is implemented. What each rule
 * says is not repeated here.
 */

export interface CatalogueSection {
  readonly number: string
  readonly title: string
  readonly ids: readonly string[]
}

export const catalogueSections: readonly CatalogueSection[] = [
  section(
    'F.1',
    'Structure',
    `
    struct-not-packed struct-header-not-first struct-cpu-set-missing struct-member-order struct-duplicate-kind
    struct-unknown-member extra-global-object no-config-object count-without-array count-too-large
    count-too-small array-without-count count-of-other-array cpu-set-size-mismatch partial-initializer
    initializer-overridden value-truncated shift-out-of-range irqchip-bit-expression signature-mismatch
    revision-mismatch architecture-mismatch architecture-missing name-too-long name-empty name-numeric
    name-duplicate cell-id-set config-too-large reserved-nonzero unknown-flag-bits raw-flag-number
    field-without-effect union-wrong-arch`,
  ),
  section(
    'F.2',
    'CPUs',
    `
    cpu-set-empty cpu-set-size-zero cpu-set-too-big cpu-set-granularity cpu-not-in-root cpu-root-exhausted
    cpu-deployment-exhausted cpu-shared-alternatives cpu-x86-boot cpu-arm-cpu0 cpu-root-contiguity
    cpu-gicv2-limit cpu-apic-limit cpu-arm64-bootstrap-window cpu-gicr-span`,
  ),
  section(
    'F.3',
    'Memory: one region',
    `
    region-phys-unaligned region-size-unaligned region-wrap address-range zero-size-with-fields zero-element
    no-permission no-read-permission reset-no-execute io-flag-on-ram io-flag-missing
    io-attribute-mismatch-root unaligned-flag-ineffective width-flags-ineffective subpage-no-width
    subpage-page-flags subpage-crosses-page subpage-offset-differs subpage-could-be-page no-hugepages-cost
    no-hugepages-missing non-io-huge-cell`,
  ),
  section(
    'F.4',
    'Memory: regions of one cell',
    `
    overlap-virt-in-cell overlap-phys-alias alias-attribute-differs subpage-shadowed subpage-overlap
    comm-region-missing comm-region-multiple comm-region-size comm-region-phys-set comm-region-flags
    comm-region-read-only comm-region-address comm-region-shadowed comm-region-in-root gic-mapped
    x86-apic-mapped x86-ioapic-mapped mmconfig-mapped vpci-window-mapped iommu-mapped msix-table-mapped
    overlap-hypervisor test-device-page reset-address-unmapped reset-address-not-loadable`,
  ),
  section(
    'F.5',
    'Memory: against root and other cells',
    `
    root-not-identity root-loadable-flag root-rootshared-flag loadable-not-writable loadable-rootshared
    loadable-io loadable-not-in-root ram-not-in-root io-not-in-root rootshared-not-in-root rootshared-on-ram
    debug-console-not-shared root-console-taken subpage-root-page-mapped subpage-strips-root
    subpage-return-dangling page-over-root-subpage dma-stays-in-root dma-missing-for-device dma-no-iommu
    dma-on-device-memory pvu-alignment pvu-entry-budget overlap-other-cell shared-write-between-cells
    overlap-ivshmem-foreign linux-ram-missing linux-ram-not-loadable linux-ram-too-small
    reset-address-x86-linux reset-address-range mem-reservation`,
  ),
  section(
    'F.6',
    'Interrupts',
    `
    irqchip-address-mismatch irqchip-pin-base irqchip-pin-base-low irqchip-pin-base-zero-style
    irqchip-duplicate-pin irqchip-pin-beyond irqchip-empty irqchip-pin-not-in-root irqchip-pin-conflict-cells
    irqchip-id-vs-spi irqchip-duplicate-chip-x86 irqchip-not-in-root-x86 irqchip-id-x86 irqchip-count-x86
    vpci-irq-base-missing vpci-irq-not-granted vpci-irq-not-granted-root vpci-irq-conflict-root
    vpci-irq-conflict-cells vpci-irq-conflict-device vpci-irq-out-of-range vpci-irq-looks-like-id
    vpci-irq-unused ioapic-level-nonroot`,
  ),
  section(
    'F.7',
    'I/O ports',
    `
    pio-on-arm pio-zero-length pio-wrap pio-pci-config pio-overlap-in-cell pio-pm-timer pio-i8042 pio-legacy
    pio-console-taken pio-conflict-cells pio-not-in-root pio-misaligned-length pio-no-whitelist-root`,
  ),
  section(
    'F.8',
    'PCI devices',
    `
    pci-bdf-duplicate pci-type-invalid pci-device-not-in-root pci-domain-mismatch-root pci-type-mismatch-root
    pci-details-mismatch-root pci-bridge-in-cell pci-function-split pci-conflict-cells pci-bus-beyond-mmconfig
    pci-physical-on-virtual-host pci-no-mmconfig x86-no-mmio-handler pci-caps-out-of-range
    pci-caps-outside-config pci-caps-overlap pci-caps-msi-consistency pci-cap-msi-length pci-cap-msi-readonly
    pci-cap-write-sensitive pci-unused-caps pci-msix-no-address pci-msix-region-size pci-msix-unaligned
    pci-msi-vector-count pci-bar-mask-shape pci-bar-not-mapped pci-iommu-index pci-vtd-limit`,
  ),
  section(
    'F.9',
    'Shared memory links',
    `
    ivshmem-region-index ivshmem-dev-id-range ivshmem-dev-id-peers ivshmem-peers-range ivshmem-peers-differ
    ivshmem-id-duplicate ivshmem-lonely ivshmem-bdf-near-miss ivshmem-bdf-clash-physical
    ivshmem-regions-differ ivshmem-state-table ivshmem-state-writable ivshmem-rw-permissions
    ivshmem-output-own ivshmem-output-foreign ivshmem-output-size-differ ivshmem-not-contiguous
    ivshmem-section-subpage ivshmem-section-attributes ivshmem-missing-rootshared
    ivshmem-section-not-in-peer-root ivshmem-region-reused ivshmem-macro-id-mismatch ivshmem-macro-count
    ivshmem-msix-vectors ivshmem-msi-vectors ivshmem-bar-mask ivshmem-bar-mask-odd ivshmem-bar-64k-window
    ivshmem-msix-differ ivshmem-intx-x86 ivshmem-shared-intx-pin ivshmem-veth-shape ivshmem-protocol-mismatch
    ivshmem-protocol-reserved ivshmem-function ivshmem-domain-root`,
  ),
  section(
    'F.10',
    'IOMMU and stream ids',
    `
    iommu-gap iommu-type-arch iommu-on-arm32 iommu-mixed-x86 iommu-intel-missing iommu-size iommu-amd-fields
    iommu-device-listed iommu-pvu-tlb iommu-overlap vtd-limit-range vtd-limit-amd stream-id-arch
    stream-id-zero stream-id-conflict stream-id-15bit stream-id-partial-overlap stream-id-subset
    stream-id-mmu500-not-in-root stream-id-pvu-in-root stream-id-pvu-range stream-id-smmuv3-range
    stream-id-format stream-ids-missing-root smmuv3-nonroot-limit smmuv3-unlisted-bypass`,
  ),
  section(
    'F.11',
    'Consoles',
    `
    console-type-arch console-pio-on-arm debug-console-size debug-console-2m console-not-mapped
    console-pio-not-granted console-clock-reg-not-mapped console-clock-gate console-gate-polarity
    console-shared-divider console-divider-range console-divider-ineffective console-mdr-ineffective
    console-regdist console-efifb-size console-none console-virtual-unseen virtual-console-active-only
    console-differs-from-debug`,
  ),
  section(
    'F.12',
    'Platform and system',
    `
    gic-version gic-bases gic-bases-unaligned gic-overlap gic-unused-base maintenance-irq
    maintenance-irq-as-ppi mmconfig-align mmconfig-virtual-no-base mmconfig-virtual-end-bus mmconfig-in-ram
    mmconfig-end-bus-missing pci-domain-value apic-mode apic-mode-forced pm-timer-missing hv-memory-align
    hv-memory-size hv-memory-too-big hv-memory-waste hv-memory-virt-set hv-memory-32bit hv-memory-intercept
    passive-commreg-missing active-without-comm active-no-timeout msg-timeout-ineffective aarch32-arch
    aarch32-root aarch32-multi-cpu aarch32-virtual-console aarch32-high-addresses test-device
    cell-without-root cache-region-count cache-region-type cache-region-mask cache-region-arch cache-overlap
    cache-root-exhausted cache-min-bits`,
  ),
  section(
    'F.13',
    'Device trees',
    `
    dt-pci-reg dt-pci-missing dt-pci-unexpected dt-bus-range dt-interrupt-map dt-interrupt-map-trigger
    dt-interrupt-map-mask dt-ranges-overlap dt-ranges-small dt-pci-domain dt-cpu-count dt-cpu-enable-method
    dt-psci-method dt-psci-missing dt-hypervisor-node dt-memory dt-gic-reg dt-gic-compatible dt-gicr-size
    dt-timer-missing dt-device-not-mapped dt-irq-not-granted dt-irq-trigger dt-stdout-uart dt-address-cells
    dt-iommus dt-arch`,
  ),
]

function section(number: string, title: string, ids: string): CatalogueSection {
  return { number, title, ids: ids.trim().split(/\s+/) }
}
