/* SPDX-License-Identifier: MIT */
/*
 * Tern, an invented arm64 board: root cell.
 *
 *   4 CPUs, GICv3, 2 GiB of RAM at 0x80000000, three PL011 UARTs, no IOMMU
 *
 *   0x80000000 - 0xcfffffff  RAM of the root Linux
 *   0xd0000000 - 0xefffffff  RAM of the cell tern-linux
 *   0xf0000000 - 0xfeffffff  boot code of tern-linux, RAM of tern-control
 *   0xff000000 - 0xff5fffff  secure firmware, in no list
 *   0xff600000 - 0xff73ffff  shared memory of the two links
 *   0xff800000 - 0xffafffff  hypervisor
 *
 * Keep Linux out of everything from 0xd0000000 on (reserved-memory, no-map).
 *
 * By the Warden authors.
 */

#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

/* The root cell sees every address where the hardware has it. */
#define AT(address)	.phys_start = (address), .virt_start = (address)

#define RAM		(JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE)
#define DEVICE		(JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_IO)

#define GICD_BASE	0x01800000

struct {
	struct jailhouse_system header;
	__u64 cpus[1];
	struct jailhouse_memory mem_regions[17];
	struct jailhouse_irqchip irqchips[2];
	struct jailhouse_pci_device pci_devices[2];
} __attribute__((packed)) config = {
	.header = {
		.signature = JAILHOUSE_SYSTEM_SIGNATURE,
		.architecture = JAILHOUSE_ARM64,
		.revision = JAILHOUSE_CONFIG_REVISION,
		.flags = JAILHOUSE_SYS_VIRTUAL_DEBUG_CONSOLE,
		.hypervisor_memory = {
			.phys_start = 0xff800000,
			.size = 0x00300000,
		},
		.debug_console = {
			.address = 0x02000000, /* UART 0 */
			.size = 0x1000,
			.type = JAILHOUSE_CON_TYPE_PL011,
			.flags = JAILHOUSE_CON_ACCESS_MMIO,
		},
		.platform_info = {
			/* Nothing decodes 0x0e000000 - 0x0e1fffff on this board. */
			.pci_mmconfig_base = 0x0e000000,
			.pci_mmconfig_end_bus = 0,
			.pci_is_virtual = 1,
			.pci_domain = 1,
			.arm = {
				.gic_version = 3,
				.gicd_base = GICD_BASE,
				.gicr_base = 0x01840000,
				.maintenance_irq = 25,
			},
		},
		.root_cell = {
			.name = "tern",
			.cpu_set_size = sizeof(config.cpus),
			.num_memory_regions = ARRAY_SIZE(config.mem_regions),
			.num_irqchips = ARRAY_SIZE(config.irqchips),
			.num_pci_devices = ARRAY_SIZE(config.pci_devices),
			.vpci_irq_base = 100, /* ids 132 to 135 */
		},
	},

	.cpus = { 0b1111 },

	.mem_regions = {
		/* Link 0, state table */
		[0] = {
			AT(0xff700000),
			.size = 0x1000,
			.flags = JAILHOUSE_MEM_READ,
		},
		/* Link 0, section that all three may write */
		[1] = {
			AT(0xff701000),
			.size = 0xf000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
		},
		/* Link 0, output of root */
		[2] = {
			AT(0xff710000),
			.size = 0x10000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE,
		},
		/* Link 0, output of tern-control */
		[3] = {
			AT(0xff720000),
			.size = 0x10000,
			.flags = JAILHOUSE_MEM_READ,
		},
		/* Link 0, output of tern-linux */
		[4] = {
			AT(0xff730000),
			.size = 0x10000,
			.flags = JAILHOUSE_MEM_READ,
		},
		/* Link 1, network with tern-linux */
		JAILHOUSE_SHMEM_NET_REGIONS(0xff600000, 0),
		/* RAM of the root Linux */ {
			AT(0x80000000),
			.size = 0x50000000,
			.flags = RAM,
		},
		/* RAM for cells: root loads their images here */ {
			AT(0xd0000000),
			.size = 0x2f000000,
			.flags = RAM,
		},
		/* UARTs, PWM, ADC, GPIO, I2C, SPI, timers */ {
			AT(0x02000000),
			.size = 0x00100000,
			.flags = DEVICE,
		},
		/* Clocks and resets */ {
			AT(0x03000000),
			.size = 0x10000,
			.flags = DEVICE,
		},
		/* Ethernet MAC 0 and 1 */ {
			AT(0x04000000),
			.size = 0x20000,
			.flags = DEVICE,
		},
		/* SD host */ {
			AT(0x04100000),
			.size = 0x1000,
			.flags = DEVICE,
		},
		/* USB */ {
			AT(0x05000000),
			.size = 0x00100000,
			.flags = DEVICE,
		},
		/* Boot flash, 64 MiB, not to be written from Linux */ {
			AT(0x08000000),
			.size = 0x04000000,
			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_IO,
		},
	},

	.irqchips = {
		/* SPI 0 to 127 */ {
			.address = GICD_BASE,
			.pin_base = 32,
			.pin_bitmap = { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff },
		},
		/* SPI 128 to 255 */ {
			.address = GICD_BASE,
			.pin_base = 160,
			.pin_bitmap = { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff },
		},
	},

	.pci_devices = {
		/* 0001:00:00.0, link 0: root, tern-control and tern-linux */ {
			.type = JAILHOUSE_PCI_TYPE_IVSHMEM,
			.domain = 1,
			.bdf = 0 << 3,
			.bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
			.shmem_regions_start = 0,
			.shmem_dev_id = 0,
			.shmem_peers = 3,
			.shmem_protocol = JAILHOUSE_SHMEM_PROTO_UNDEFINED,
		},
		/* 0001:00:01.0, link 1: network of root and tern-linux */ {
			.type = JAILHOUSE_PCI_TYPE_IVSHMEM,
			.domain = 1,
			.bdf = 1 << 3,
			.bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
			.shmem_regions_start = 5,
			.shmem_dev_id = 0,
			.shmem_peers = 2,
			.shmem_protocol = JAILHOUSE_SHMEM_PROTO_VETH,
		},
	},
};
