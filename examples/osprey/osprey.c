/* SPDX-License-Identifier: MIT */
/*
 * Osprey, an invented x86 board: root cell. Some mistakes were put in on
 * purpose; a MISTAKE comment stands above each and names its rule.
 *
 *   8 CPUs, VT-d, one I/O APIC, 4 GiB of RAM, half of it above 4 GiB
 *
 *   0x70000000 - 0x707fffff  hypervisor
 *   0x70800000 - 0x77ffffff  RAM for cells
 *   0x78000000 - 0x780fffff  network between root and osprey-vision
 *
 * On the kernel command line: memmap=129M$0x70000000
 *
 * By the Warden authors.
 */

#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

#define AT(address)	.phys_start = address, .virt_start = address

#define RAM_FLAGS	(JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | \
			 JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_DMA)
#define MMIO_FLAGS	(JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE)

#define BDF(bus, device, function)	((bus) << 8 | (device) << 3 | (function))

/* Capabilities that drivers write to, and those they only read. */
#define CAP_RW(cap, offset, length) \
	{ .id = PCI_CAP_ID_##cap, .start = offset, .len = length, \
	  .flags = JAILHOUSE_PCICAPS_WRITE }
#define CAP_RO(cap, offset, length) \
	{ .id = cap, .start = offset, .len = length }

struct {
	struct jailhouse_system header;
	__u64 cpus[1];
	struct jailhouse_memory mem_regions[28];
	struct jailhouse_cache cache_regions[1];
	struct jailhouse_irqchip irqchips[1];
	struct jailhouse_pio pio_regions[13];
	/* MISTAKE [partial-initializer]: one element more than is written below; the last becomes device 00:00.0. */
	struct jailhouse_pci_device pci_devices[11];
	struct jailhouse_pci_capability pci_caps[22];
} __attribute__((packed)) config = {
	.header = {
		.signature = JAILHOUSE_SYSTEM_SIGNATURE,
		.architecture = JAILHOUSE_X86,
		.revision = JAILHOUSE_CONFIG_REVISION,
		.flags = JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE,
		.hypervisor_memory = {
			.phys_start = 0x70000000,
			.size = 0x00800000,
		},
		.debug_console = {
			.address = 0x3f8, /* COM 1 */
			.type = JAILHOUSE_CON_TYPE_8250,
			.flags = JAILHOUSE_CON_ACCESS_PIO | JAILHOUSE_CON_REGDIST_1,
		},
		.platform_info = {
			.pci_mmconfig_base = 0xe0000000,
			.pci_mmconfig_end_bus = 0xff,
			.iommu_units = {
				/* graphics only */
				[0] = {
					.type = JAILHOUSE_IOMMU_INTEL,
					.base = 0xfed90000,
					.size = 0x1000,
				},
				/* everything else */
				[1] = {
					.type = JAILHOUSE_IOMMU_INTEL,
					.base = 0xfed91000,
					.size = 0x1000,
				},
			},
			.x86.pm_timer_address = 0x1808,
			.x86.vtd_interrupt_limit = 256,
		},
		.root_cell = {
			.name = "osprey",
			.cpu_set_size = sizeof(config.cpus),
			.num_memory_regions = ARRAY_SIZE(config.mem_regions),
			.num_cache_regions = ARRAY_SIZE(config.cache_regions),
			.num_irqchips = ARRAY_SIZE(config.irqchips),
			.num_pio_regions = ARRAY_SIZE(config.pio_regions),
			.num_pci_devices = ARRAY_SIZE(config.pci_devices),
			.num_pci_caps = ARRAY_SIZE(config.pci_caps),
		},
	},

	.cpus = { 0xff },

	.mem_regions = {
		/* Network with osprey-vision */
		JAILHOUSE_SHMEM_NET_REGIONS(0x78000000, 0),
		/* RAM, first 640 KiB */ {
			AT(0x00000000),
			.size = 0x000a0000,
			.flags = RAM_FLAGS,
		},
		/* VGA window and option ROMs */ {
			AT(0x000a0000),
			.size = 0x00060000,
			.flags = MMIO_FLAGS,
		},
		/* RAM, up to the hypervisor */
		/* MISTAKE [overlap-hypervisor]: the end was written as size, so the last MiB is the hypervisor's. */
		{
			AT(0x00100000),
			.size = 0x70000000,
			.flags = RAM_FLAGS,
		},
		/* RAM for cells */ {
			AT(0x70800000),
			.size = 0x07800000,
			.flags = RAM_FLAGS,
		},
		/* RAM behind the shared memory */ {
			AT(0x78100000),
			.size = 0x03f00000,
			.flags = RAM_FLAGS,
		},
		/* ACPI tables */ {
			AT(0x7c000000),
			.size = 0x00100000,
			.flags = JAILHOUSE_MEM_READ,
		},
		/* 00:02.0 graphics, registers */ {
			AT(0x90000000),
			.size = 0x01000000,
			.flags = MMIO_FLAGS,
		},
		/* 00:14.0 USB */ {
			AT(0x91000000),
			.size = 0x10000,
			.flags = MMIO_FLAGS,
		},
		/* 00:17.0 SATA */ {
			AT(0x91010000),
			.size = 0x2000,
			.flags = MMIO_FLAGS,
		},
		/* 00:17.0 SATA, two small BARs with a page each */ {
			AT(0x91012000),
			.size = 0x2000,
			.flags = MMIO_FLAGS,
		},
		/* 01:00.0 network */ {
			AT(0x91100000),
			.size = 0x20000,
			.flags = MMIO_FLAGS,
		},
		/* 01:00.0 network, BAR 3 behind the MSI-X table */ {
			AT(0x91121000),
			.size = 0x3000,
			.flags = MMIO_FLAGS,
		},
		/* 02:00.0 fieldbus */ {
			AT(0x91200000),
			.size = 0x20000,
			.flags = MMIO_FLAGS,
		},
		/* 02:00.0 fieldbus, BAR 3 behind the MSI-X table */ {
			AT(0x91221000),
			.size = 0x3000,
			.flags = MMIO_FLAGS,
		},
		/* 03:00.0 frame grabber */ {
			AT(0x92000000),
			.size = 0x00400000,
			.flags = MMIO_FLAGS,
		},
		/* 03:00.0 frame grabber, BAR 2 behind the MSI-X table */ {
			AT(0x92401000),
			.size = 0xf000,
			.flags = MMIO_FLAGS,
		},
		/* 00:02.0 graphics, aperture */
		/* MISTAKE [mmconfig-mapped]: 1 MiB longer than BAR 2, into the configuration space of bus 0. */
		{
			AT(0xd0000000),
			.size = 0x10100000,
			.flags = MMIO_FLAGS,
		},
		/* HPET */ {
			AT(0xfed00000),
			.size = 0x1000,
			.flags = MMIO_FLAGS,
		},
		/* TPM */ {
			AT(0xfed40000),
			.size = 0x5000,
			.flags = MMIO_FLAGS,
		},
		/* Chipset registers */
		/* MISTAKE [iommu-mapped]: the last page is the first VT-d unit; root could switch it off. */
		{
			AT(0xfed80000),
			.size = 0x11000,
			.flags = MMIO_FLAGS,
		},
		/* Thermal sensor */ {
			AT(0xfeda0000),
			.size = 0x1000,
			.flags = MMIO_FLAGS,
		},
		/* Firmware flash */ {
			AT(0xff000000),
			.size = 0x01000000,
			.flags = JAILHOUSE_MEM_READ,
		},
		/* RAM above 4 GiB */ {
			AT(0x100000000),
			.size = 0x40000000,
			.flags = RAM_FLAGS,
		},
		/* RAM above 4 GiB, second bank */ {
			AT(0x140000000),
			.size = 0x40000000,
			.flags = RAM_FLAGS,
		},
	},

	.cache_regions = {
		{
			.start = 0,
			.size = 12,
			.type = JAILHOUSE_CACHE_L3,
		},
	},

	.irqchips = {
		/* I/O APIC, 24 pins, behind the second VT-d unit as f0:1f.0 */ {
			.address = 0xfec00000,
			.id = 0x1f0f8,
			.pin_bitmap = { 0xffffff },
		},
	},

	.pio_regions = {
		PIO_RANGE(0x20, 2),		/* PIC 1 */
		PIO_RANGE(0x40, 4),		/* PIT */
		PIO_RANGE(0x60, 2),		/* keyboard, NMI status */
		PIO_RANGE(0x64, 1),		/* keyboard */
		PIO_RANGE(0x70, 2),		/* clock */
		PIO_RANGE(0xa0, 2),		/* PIC 2 */
		PIO_RANGE(0x2f8, 8),		/* COM 2 */
		PIO_RANGE(0x3c0, 0x20),		/* VGA */
		PIO_RANGE(0x3e8, 8),		/* COM 3 */
		PIO_RANGE(0x3f8, 8),		/* COM 1 */
		PIO_RANGE(0x1800, 0x80),	/* ACPI, with the PM timer */
		PIO_RANGE(0x3000, 0x1000),	/* PCI devices */
		PIO_RANGE(0xff80, 0x40),	/* board controller */
	},

	.pci_devices = {
		{ /* 00:02.0 graphics */
			.type = JAILHOUSE_PCI_TYPE_DEVICE,
			.iommu = 0,
			.domain = 0x0000,
			.bdf = BDF(0x00, 0x02, 0),
			.bar_mask = {
				0xff000000, 0xffffffff, 0xf0000000,
				0xffffffff, 0xffffffc0, 0x00000000,
			},
			.caps_start = 0,
			.num_caps = 3,
			.num_msi_vectors = 1,
		},
		{ /* 00:14.0 USB */
			.type = JAILHOUSE_PCI_TYPE_DEVICE,
			.iommu = 1,
			.domain = 0x0000,
			.bdf = BDF(0x00, 0x14, 0),
			.bar_mask = {
				0xffff0000, 0xffffffff, 0x00000000,
				0x00000000, 0x00000000, 0x00000000,
			},
			.caps_start = 3,
			.num_caps = 2,
			.num_msi_vectors = 8,
			.msi_64bits = 1,
		},
		{ /* 00:17.0 SATA */
			.type = JAILHOUSE_PCI_TYPE_DEVICE,
			.iommu = 1,
			.domain = 0x0000,
			.bdf = BDF(0x00, 0x17, 0),
			.bar_mask = {
				0xffffe000, 0xffffff00, 0xfffffff8,
				0xfffffffc, 0xffffffe0, 0xfffff800,
			},
			.caps_start = 5,
			.num_caps = 3,
			.num_msi_vectors = 1,
		},
		{ /* 00:1c.0 bridge to bus 1 */
			.type = JAILHOUSE_PCI_TYPE_BRIDGE,
			.iommu = 1,
			.domain = 0x0000,
			.bdf = BDF(0x00, 0x1c, 0),
			.caps_start = 8,
			.num_caps = 4,
			.num_msi_vectors = 1,
		},
		{ /* 00:1c.4 bridge to bus 2 */
			.type = JAILHOUSE_PCI_TYPE_BRIDGE,
			.iommu = 1,
			.domain = 0x0000,
			.bdf = BDF(0x00, 0x1c, 4),
			.caps_start = 8,
			.num_caps = 4,
			.num_msi_vectors = 1,
		},
		{ /* 00:1c.5 bridge to bus 3 */
			.type = JAILHOUSE_PCI_TYPE_BRIDGE,
			.iommu = 1,
			.domain = 0x0000,
			.bdf = BDF(0x00, 0x1c, 5),
			.caps_start = 8,
			.num_caps = 4,
			.num_msi_vectors = 1,
		},
		{ /* 01:00.0 network */
			.type = JAILHOUSE_PCI_TYPE_DEVICE,
			.iommu = 1,
			.domain = 0x0000,
			.bdf = BDF(0x01, 0x00, 0),
			.bar_mask = {
				0xfffe0000, 0x00000000, 0xffffffe0,
				0xffffc000, 0x00000000, 0x00000000,
			},
			.caps_start = 12,
			.num_caps = 6,
			.num_msi_vectors = 1,
			.msi_64bits = 1,
			.num_msix_vectors = 5,
			.msix_region_size = 0x1000,
			.msix_address = 0x91120000,
		},
		{ /* 02:00.0 fieldbus, the same chip */
			.type = JAILHOUSE_PCI_TYPE_DEVICE,
			.iommu = 1,
			.domain = 0x0000,
			.bdf = BDF(0x02, 0x00, 0),
			.bar_mask = {
				0xfffe0000, 0x00000000, 0xffffffe0,
				0xffffc000, 0x00000000, 0x00000000,
			},
			.caps_start = 12,
			.num_caps = 6,
			.num_msi_vectors = 1,
			.msi_64bits = 1,
			.num_msix_vectors = 5,
			.msix_region_size = 0x1000,
			.msix_address = 0x91220000,
		},
		{ /* 03:00.0 frame grabber */
			.type = JAILHOUSE_PCI_TYPE_DEVICE,
			.iommu = 1,
			.domain = 0x0000,
			.bdf = BDF(0x03, 0x00, 0),
			.bar_mask = {
				0xffc00000, 0xffffffff, 0xffff0000,
				0xffffffff, 0x00000000, 0x00000000,
			},
			.caps_start = 18,
			.num_caps = 4,
			.num_msix_vectors = 4,
			.msix_region_size = 0x1000,
			.msix_address = 0x92400000,
		},
		{ /* 00:0e.0 network with osprey-vision */
			.type = JAILHOUSE_PCI_TYPE_IVSHMEM,
			.iommu = 1,
			.domain = 0x0000,
			.bdf = BDF(0x00, 0x0e, 0),
			.bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_MSIX,
			.num_msix_vectors = 2,
			.shmem_regions_start = 0,
			.shmem_dev_id = 0,
			.shmem_peers = 2,
			.shmem_protocol = JAILHOUSE_SHMEM_PROTO_VETH,
		},
	},

	.pci_caps = {
		/* 0 to 2: graphics */
		CAP_RO(PCI_CAP_ID_EXP, 0x70, 20),
		CAP_RW(MSI, 0xac, 10),
		CAP_RW(PM, 0xd0, 8),
		/* 3 and 4: USB */
		CAP_RW(PM, 0x70, 8),
		CAP_RW(MSI, 0x80, 14),
		/* 5 to 7: SATA */
		CAP_RW(PM, 0x70, 8),
		CAP_RW(MSI, 0x80, 10),
		CAP_RO(PCI_CAP_ID_SATA, 0xa8, 2),
		/* 8 to 11: all three bridges */
		CAP_RO(PCI_CAP_ID_EXP, 0x40, 60),
		CAP_RW(MSI, 0x80, 10),
		CAP_RO(PCI_CAP_ID_SSVID, 0x90, 2),
		CAP_RW(PM, 0xa0, 8),
		/* 12 to 17: network and fieldbus */
		CAP_RW(PM, 0x40, 8),
		CAP_RW(MSI, 0x50, 14),
		CAP_RW(MSIX, 0x70, 12),
		CAP_RW(EXP, 0xa0, 60),
		CAP_RO(PCI_EXT_CAP_ID_ERR | JAILHOUSE_PCI_EXT_CAP, 0x100, 64),
		CAP_RO(PCI_EXT_CAP_ID_DSN | JAILHOUSE_PCI_EXT_CAP, 0x140, 4),
		/* 18 to 21: frame grabber */
		CAP_RW(PM, 0x40, 8),
		CAP_RW(MSIX, 0x48, 12),
		CAP_RW(EXP, 0x60, 60),
		CAP_RO(PCI_EXT_CAP_ID_ERR | JAILHOUSE_PCI_EXT_CAP, 0x100, 64),
	},
};
