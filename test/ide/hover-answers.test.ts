/**
 * The questions that people ask about fields and flags, each answered by hovering over it. What an answer has to say is
 * taken from the collection of such answers that Warden was specified with, not from the hovers.
 */
import { describe, expect, test } from 'vitest'
import { cellConfig, hovered, rootConfig } from './hovered.ts'

type Answer = readonly [subject: string, facts: readonly RegExp[]]

function plainHover(text: string): string {
  return hovered(text).replace(/[`*\\]/g, '')
}

/** What a hover should say and does not; with the hover, where there is anything. */
function unanswered(hover: string, facts: readonly RegExp[]): readonly string[] {
  const missing = facts.filter((fact) => !fact.test(hover)).map(String)
  return missing.length === 0 ? [] : [...missing, hover]
}

/** The header and the arrays of a cell, with the cursor on the designator of `path`. */
function onCellField(path: string, { isX86 = false } = {}): string {
  const [array = '', field = ''] = path.split('.')
  const cursorOn = (name: string): string => (name === field ? `$0${name}` : name)
  const value = (name: string): string => `.${cursorOn(name)} = 0,`
  const inArray = arrayTags[array]
  const text = cellConfig({
    members: `__u64 cpus[1]; ${inArray ? `${inArray} items[1];` : ''}`,
    header: inArray ? '' : value(field),
    body: inArray ? `.items = { { ${value(field)} } },` : '.cpus = { 2 },',
  })
  return plainHover(isX86 ? text.replace('JAILHOUSE_ARM64', 'JAILHOUSE_X86') : text)
}

const arrayTags: Readonly<Record<string, string>> = {
  memory: 'struct jailhouse_memory',
  irqchip: 'struct jailhouse_irqchip',
  pci: 'struct jailhouse_pci_device',
  caps: 'struct jailhouse_pci_capability',
  pio: 'struct jailhouse_pio',
  streams: 'union jailhouse_stream_id',
}

describe('a field of a cell', () => {
  test.each<Answer>([
    ['memory.phys_start', [/host-physical address/]],
    [
      'memory.virt_start',
      [/guest-physical address \(IPA\)/, /may differ/, /IOMMU/, /device trees/, /small region at 0/],
    ],
    ['memory.size', [/0x1000/, /trap/, /no code, no DMA/, /Prefer whole pages/]],
    ['irqchip.address', [/equal platform_info\.arm\.gicd_base/, /skipped/]],
    ['irqchip.pin_base', [/32 is SPI 0/, /multiple of 32/]],
    [
      'irqchip.pin_bitmap',
      [/add 32/, /subtract pin_base/, /root cell lists all SPIs/, /cell lists what it takes/],
    ],
    [
      'cell.vpci_irq_base',
      [
        /four consecutive SPIs/,
        /not an interrupt id/,
        /n mod 4/,
        /set in pin_bitmap/,
        /free of real hardware/,
      ],
    ],
    ['pci.num_msix_vectors', [/On Arm .*0/, /INTx/]],
    ['pci.bar_mask', [/64 KiB pages/, /_64K/]],
    ['pci.bdf', [/peers of one link/]],
    [
      'pci.shmem_regions_start',
      [/state table \(read-only\)/, /all peers may write \(may be \{ 0 \}\)/, /output section of each peer/],
    ],
    ['pci.shmem_regions_start', [/ordinary RAM/, /Linux is kept from/]],
    ['pci.shmem_dev_id', [/0 to shmem_peers - 1/, /once on a link/]],
    ['pci.shmem_protocol', [/VIRTIO_FRONT/, /VIRTIO_BACK/, /same VIRTIO_DEV_/, /Both sides say the same/]],
    ['cell.cpu_reset_address', [/begins to execute/, /0 when left out/]],
    ['cell.console', [/told to it in the communication region/, /inmate library follows it/]],
    ['cell.name', [/31 characters/, /unique/i]],
    ['cell.num_stream_ids', [/SMMU/]],
    ['cell.cpu_set_size', [/Bytes/, /sizeof\(config\.cpus\)/]],
  ])('%s', (path, facts) => {
    expect(unanswered(onCellField(path), facts)).toEqual([])
  })
})

describe('a field of a cell on x86', () => {
  test.each<Answer>([
    ['memory.virt_start', [/RAM from 0 to 1 MiB/, /0x100000/, /0x200000/]],
    ['memory.size', [/few forms of MOV/]],
    ['irqchip.id', [/interrupt remapping/]],
    ['irqchip.pin_bitmap', [/pins 3 and 4 are the legacy UARTs/, /only the pins that it needs/]],
    ['pci.iommu', [/index in iommu_units/, /try 1/, /Linux expects for their bdf/]],
    ['pio.base', [/0xcf8/]],
    ['pio.length', [/root cell loses/]],
    ['caps.flags', [/write/i]],
    ['cell.cpu_set_size', [/CPU 0 on x86 is EINVAL/, /Linux does not let it go offline/]],
  ])('%s', (path, facts) => {
    expect(unanswered(onCellField(path, { isX86: true }), facts)).toEqual([])
  })
})

/** The cursor is on the last name of the path. */
function onRootField(path: string): string {
  const names = path.split('.')
  const last = names.at(-1) ?? ''
  const around = names.slice(0, -1).map((name) => `.${name}`)
  const designator = `${around.join('')}.$0${last}`
  return plainHover(`//- /board/board.c
${rootConfig
  .replace('.header = {', '.header = { ')
  .replace('.root_cell = {', `${designator} = { 0 },\n\t\t.root_cell = {`)}`)
}

describe('a field of a root config', () => {
  test.each<Answer>([
    [
      'hypervisor_memory',
      [/Write no element of the memory regions for it/, /reserve it/, /more CPUs/, /4 KiB pages/],
    ],
    [
      'platform_info.pci_mmconfig_base',
      [/free physical range that no device decodes/, /device tree of an inmate/, /base \+ 0x100000/],
    ],
    ['platform_info.pci_mmconfig_end_bus', [/1 MiB for each bus/, /0 for a virtual host/]],
    ['platform_info.pci_is_virtual', [/emulates/]],
    ['platform_info.pci_domain', [/no real host has/, /give the real hosts fixed numbers/]],
    ['platform_info.arm.gicd_base', [/first range in the reg of the GIC node/]],
    ['platform_info.arm.gicc_base', [/second range/]],
    ['platform_info.arm.gich_base', [/third range/]],
    ['platform_info.arm.gicv_base', [/fourth range/]],
    ['platform_info.arm.gicr_base', [/second range in the reg of a GICv3 node/]],
    ['platform_info.arm.gic_version', [/2 or 3/]],
    ['debug_console', [/hypervisor and one cell may use the same UART in parallel/]],
    ['debug_console.divider', [/0 leaves the UART/]],
    ['flags', [/JAILHOUSE_CELL_AARCH32 do not belong here/]],
  ])('%s', (path, facts) => {
    expect(unanswered(onRootField(path), facts)).toEqual([])
  })
})

function onConstant(name: string): string {
  return plainHover(cellConfig({ header: `.id = $0${name},` }))
}

describe('a flag or constant', () => {
  test.each<Answer>([
    ['JAILHOUSE_MEM_IO_8', [/Sub-page/, /without any width flag rejects/, /No effect on whole pages/]],
    ['JAILHOUSE_MEM_IO_64', [/Sub-page/, /No effect on whole pages/]],
    ['JAILHOUSE_MEM_IO_UNALIGNED', [/need not be aligned/, /Rarely needed/]],
    [
      'JAILHOUSE_MEM_ROOTSHARED',
      [/root cell keeps its access/, /without it the cell takes the region away/, /interrupts and ports/],
    ],
    [
      'JAILHOUSE_MEM_LOADABLE',
      [/root cell can write/, /between jailhouse cell load and cell start/, /must have it in regions/],
    ],
    ['JAILHOUSE_MEM_DMA', [/IOMMU/, /recognise RAM/]],
    ['JAILHOUSE_MEM_EXECUTE', [/READ, WRITE, EXECUTE and DMA/, /not ROOTSHARED/]],
    ['JAILHOUSE_MEM_COMM_REGION', [/phys_start is ignored/, /0x80000000 on Arm/, /0x100000 on x86/]],
    ['JAILHOUSE_CELL_AARCH32', [/no flag of the system/]],
    ['JAILHOUSE_CELL_PASSIVE_COMMREG', [/does not answer messages/, /freezes/]],
    ['JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED', [/hypercall/]],
    ['JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE', [/console=jailhouse/, /Tells the inmate/]],
    ['JAILHOUSE_CON_TYPE_8250', [/try the other/]],
    ['JAILHOUSE_CON_FB_1920x1080', [/fit the mode of the screen/]],
    ['JAILHOUSE_PCICAPS_WRITE', [/may write/, /invented capability/]],
    ['JAILHOUSE_PCI_TYPE_IVSHMEM', [/same bdf/]],
    ['JAILHOUSE_CELL_NAME_MAXLEN', [/NUL not counted/, /31/]],
  ])('%s', (name, facts) => {
    expect(unanswered(onConstant(name), facts)).toEqual([])
  })
})

function onMember(member: string): string {
  const text = cellConfig({ members: `__u64 cpus[1]; ${member} items[1];` })
  return plainHover(text.replace('items', '$0items'))
}

describe('an array of the wrapper struct', () => {
  test.each<Answer>([
    ['struct jailhouse_memory', [/the 2nd of 8 behind the header/, /the cell cannot reach/]],
    ['struct jailhouse_pio', [/x86 only/]],
    ['struct jailhouse_pci_capability', [/the 7th of 8/]],
    ['union jailhouse_stream_id', [/IOMMU units of arm64/]],
  ])('%s', (member, facts) => {
    expect(unanswered(onMember(member), facts)).toEqual([])
  })

  test('the CPUs', () => {
    const hover = plainHover(cellConfig({}).replace('__u64 cpus', '__u64 $0cpus'))
    expect(unanswered(hover, [/CPU 0 on x86 is EINVAL/, /Linux does not let it go offline/])).toEqual([])
  })
})

test('the mask of an MMU-500 stream', () => {
  const hover = plainHover(
    cellConfig({
      members: '__u64 cpus[1]; union jailhouse_stream_id items[1];',
      body: '.items = { { .mmu500.$0mask_out = 7 } },',
    }),
  )
  expect(unanswered(hover, [/ignored in the comparison/])).toEqual([])
})
