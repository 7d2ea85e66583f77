/** An ivshmem device at a bus or function where Linux does not look for one. */
import type { Cell } from '../../board/cell.ts'
import { endsOf } from '../../board/links.ts'
import { defineRule } from '../rule.ts'
import { bdfText } from '../wording.ts'

export const ivshmemFunction = defineRule({
  id: 'ivshmem-function',
  resource: 'ivshmem',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'The bdf of an ivshmem device has a function or a bus where it is not looked for.',
    why:
      'A virtual PCI host has the bus 0 only, without bridges to others. Linux in a cell on Arm looks at function 0 ' +
      'of every slot, and at the others only if function 0 exists and says that there are more, which a virtual ' +
      'device never does. The device is set up by the hypervisor, and its driver never sees it.',
    legal:
      'In the root cell the driver of Jailhouse tells Linux about each device by its bdf. On x86 Linux looks at all ' +
      'functions when it runs as a cell. Programs that use the library for inmates look everywhere.',
    bad: `
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    good: `
.mem_regions = {
  JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, 1),
},
.pci_devices = {
  {
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 1 << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = 0, .shmem_dev_id = 1, .shmem_peers = 2,
  },
},`,
    references: [
      'hypervisor/ivshmem.c: default_cspace',
      'driver/pci.c: create_vpci_of_overlay, jailhouse_pci_add_device',
      'inmates/lib/pci.c: pci_find_device',
    ],
    catalogue: 'C 93',
  },
  check(cell, report) {
    for (const { device } of endsOf(cell)) {
      const fault = faultOf(device.bdf, cell)
      if (!fault) continue
      report({
        at: device.device.bdf.place,
        message: `${bdfText(device.bdf)} is ${fault.what}`,
        why: fault.why,
        help: 'choose a slot of its own on bus 0, `slot << 3`, the same in all cells of the link',
      })
    }
  },
})

interface Fault {
  readonly what: string
  readonly why: string
}

function faultOf(bdf: bigint, cell: Cell): Fault | undefined {
  const [bus, number] = [bdf >> 8n, bdf & 7n]
  const end = cell.root?.configuration.system.platform.mmconfigEndBus
  // A bus behind the last one is reported for all kinds of devices.
  if (bus !== 0n && cell.root?.pciIsVirtual && end?.known && bus <= end.value)
    return { what: `on bus ${bus}`, why: 'the virtual host has the bus 0 only, and nobody looks at others' }
  const isScanned = cell.isRoot || cell.architecture === 'x86' || cell.architecture === undefined
  if (number === 0n || isScanned || hasPhysicalFunctions(bdf, cell)) return undefined
  return {
    what: `function ${number} of its slot`,
    why: 'Linux looks at function 0 first, and at the others only if that one says so, which virtual devices never do',
  }
}

function hasPhysicalFunctions(bdf: bigint, { configuration }: Cell): boolean {
  const ivshmem = configuration.interface.constant('JAILHOUSE_PCI_TYPE_IVSHMEM')
  return configuration.pciDevices.items.some(
    (device) =>
      device.bdf.known &&
      device.bdf.value === (bdf & ~7n) &&
      device.type.known &&
      device.type.value !== ivshmem,
  )
}
