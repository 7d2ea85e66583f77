/** Whole elements: what is in them, and what else of the file they change. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { memoryFiles } from '../../../server/src/workspace/file-store.ts'
import { defaultSettings } from '../../../server/src/workspace/settings.ts'
import { createWorkspace } from '../../../server/src/workspace/workspace.ts'
import { type CellParts, cellConfig, rootConfig } from '../hovered.ts'
import { item, labels, offered, snippet, taken } from './completed.ts'

const members = `__u64 cpus[1];
	struct jailhouse_memory mem_regions[2];
	struct jailhouse_irqchip irqchips[1];
	struct jailhouse_pci_device pci_devices[1];`

function onBoard(parts: CellParts, root = rootConfig): string {
  return `//- /board/board.c\n${root}//- /board/board-cell.c\n${cellConfig({ members, ...parts })}`
}

function regions(text: string): string {
  return onBoard({ body: `.mem_regions = {\n\t\t${text}\n\t},` })
}

describe('memory regions', () => {
  test('are offered as what they are used for', () => {
    expect(labels(regions('$0'))).toMatchInlineSnapshot(`
      "RAM | 0xbfe00000-0xbfefffff (1 MiB)
      MMIO | registers of a device
      communication region | at 0x80000000
      ivshmem sections | link 00:02.0 with the root cell
      JAILHOUSE_SHMEM_NET_REGIONS(start, dev_id)
      MMIO registers | 0x10000000-0x100fffff (1 MiB)
      [0] = | by its position"
    `)
  })

  test('RAM is where nobody else is, and at guest address 0 if nothing is there yet', () => {
    expect(snippet(regions('$0'), 'RAM')).toMatchInlineSnapshot(`
      "«» /* RAM */ {
      	.phys_start = \${1:0xbfe00000},
      	.virt_start = \${2:0},
      	.size = \${3:0x100000},
      	.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
      		 JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
      },"
    `)
    const second = regions('{ .virt_start = 0, .size = 0x1000, .flags = 7 },\n$0')
    expect(snippet(second, 'RAM')).toMatch(/virt_start = \$\{2:0xbfe00000\}/)
  })

  test('a communication region is offered once', () => {
    const flags = '.flags = JAILHOUSE_MEM_COMM_REGION'
    expect(labels(regions(`{ .size = 0x1000, ${flags} },\n$0`))).not.toContain('communication region')
  })

  test('the UART is that of the cell, or that of the hypervisor, which keeps it', () => {
    const console = '.debug_console = { .address = 0x10000000, .size = 0x1000, .type = 3, .flags = 1 },'
    const root = rootConfig.replace('.platform_info =', `${console}\n.platform_info =`)
    const body = '.mem_regions = { $0 },'
    expect(snippet(onBoard({ body }, root), 'UART')).toContain('JAILHOUSE_MEM_ROOTSHARED')
    const own = onBoard({ body, header: '.console = { .address = 0x10001000 },' }, root)
    expect(snippet(own, 'UART')).toMatch(/phys_start = \$\{1:0x10001000\}/)
    expect(snippet(own, 'UART')).not.toContain('ROOTSHARED')
  })

  test('the sections of a link are where the other end has them, writable where this end writes', () => {
    expect(snippet(regions('$0'), 'ivshmem sections', 'root cell')).toBe(
      '«» /* network, link 00:02.0 with the root cell */\nJAILHOUSE_SHMEM_NET_REGIONS(0xbff00000, 1),',
    )
    const sections = ['0x1000', '0', '0x2000', '0x2000']
    const written = sections.map((size, at) => `{ 0xbff${at}0000, 0xbff${at}0000, ${size}, 1 },`).join('\n')
    const root = rootConfig.replace('JAILHOUSE_SHMEM_NET_REGIONS(0xbff00000, 0),', written)
    expect(
      snippet(onBoard({ body: '.mem_regions = { $0 },' }, root), 'ivshmem sections'),
    ).toMatchInlineSnapshot(`
      "«» /* state table */ {
      	.phys_start = 0xbff00000,
      	.virt_start = 0xbff00000,
      	.size = 0x1000,
      	.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
      },
      /* read/write section: none */ { 0 },
      /* output of peer 0 */ {
      	.phys_start = 0xbff20000,
      	.virt_start = 0xbff20000,
      	.size = 0x2000,
      	.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_ROOTSHARED,
      },
      /* output of peer 1 */ {
      	.phys_start = 0xbff30000,
      	.virt_start = 0xbff30000,
      	.size = 0x2000,
      	.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_ROOTSHARED,
      },"
    `)
  })

  test('the array grows with its elements where its length is a number', () => {
    const region = '{ .size = 0x1000, .flags = 7 },'
    expect(taken(regions('$0'), 'RAM')).toContain('mem_regions[2];')
    expect(taken(regions(`${region}\n${region}\n$0`), 'RAM')).toContain('mem_regions[3];')
    expect(taken(regions(`$0\n${region}\n${region}`), 'MMIO')).toContain('mem_regions[3];')
    expect(taken(regions('$0'), 'ivshmem sections')).toContain('mem_regions[4];')
    const macro = 'JAILHOUSE_SHMEM_NET_REGIONS(start, dev_id)'
    expect(taken(regions(`${region} $0`), macro)).toContain('mem_regions[5];')
  })

  test('where positions are written, it has one, too', () => {
    const text = regions('[0] = { .size = 1 },\n\t\t[3] = { .size = 1 },\n\t\t$0')
    expect(snippet(text, 'MMIO')).toMatch(/^«» \[4\] = \/\* \$\{1:registers\} \*\/ \{/)
    expect(taken(text, 'MMIO')).toContain('mem_regions[5];')
    expect(labels(text)).toMatch(/^\[4\] =/m)
  })

  test('macros of the config that make regions are offered, others are not', () => {
    const above = `#define MMIO(start) { .phys_start = start, .size = 0x1000 }
#define PORT(n) { .base = n, .length = 1 }
`
    const text = cellConfig({ above, members, body: '.mem_regions = { $0 },' })
    expect(labels(text)).toContain('MMIO(start)')
    expect(labels(text)).not.toMatch(/PORT|PIO_RANGE/)
    expect(snippet(text, 'MMIO(start)')).toBe('«» MMIO(${1:start}),')
  })

  test('without a board the addresses are holes', () => {
    const text = cellConfig({ members, body: '.mem_regions = { $0 },' })
    expect(snippet(text, 'RAM')).toMatch(/phys_start = \$\{1:0x0\}/)
    expect(labels(text)).not.toContain('ivshmem')
  })
})

describe('interrupt controllers', () => {
  test('have the address of the GIC and the interrupts of the ivshmem devices', () => {
    const device = `{ .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 2 << 3, .shmem_peers = 2, .shmem_dev_id = 1 }`
    const header = '.vpci_irq_base = 44, .num_pci_devices = 1,'
    const text = onBoard({ header, body: `.pci_devices = { ${device} },\n.irqchips = { $0 },` })
    expect(snippet(text, 'irqchip')).toMatchInlineSnapshot(`
      "«» {
      	.address = 0x20000000,
      	.pin_base = 32,
      	.pin_bitmap = { 0, 1 << 14 },
      },"
    `)
  })

  test('of x86 are those of the root cell', () => {
    const root = rootConfig
      .replace('JAILHOUSE_ARM64', 'JAILHOUSE_X86')
      .replace('.address = 0x20000000, .pin_base = 32,', '.address = 0xfec00000, .id = 0x1f0f8,')
    const text = onBoard({ body: '.irqchips = { $0 },' }, root)
    expect(labels(text)).toContain('irqchip | the I/O APIC at 0xfec00000')
  })
})

function ports(header: string, body: string): string {
  return cellConfig({
    header: `}, .cell = { .architecture = JAILHOUSE_X86, ${header}`,
    members: 'struct jailhouse_pio ports[1];',
    body,
  })
}

describe('port ranges', () => {
  test('by the macro of the header, and for the console of the cell', () => {
    const text = ports('.console = { .address = 0x2f8 },', '.ports = { $0 },')
    expect(labels(text)).toMatch(/^UART \| ports from 0x2f8 on\nPIO_RANGE\(first_port, port_count\)/)
    expect(snippet(text, 'UART')).toBe('«» PIO_RANGE(0x2f8, 8),')
    const got = ports(
      '.num_pio_regions = 1, .console = { .address = 0x2f8 },',
      '.ports = { PIO_RANGE(0x2f8, 8), $0 },',
    )
    expect(labels(got)).not.toContain('UART')
  })
})

describe('ivshmem devices', () => {
  test('are the other end of a link, and bring their sections with them', () => {
    const text = onBoard({
      body: '.mem_regions = {\n\t\t{ .size = 0x1000, .flags = 7 },\n\t},\n\t.pci_devices = {\n\t\t$0\n\t},',
    })
    const whole = taken(text, 'ivshmem device')
    expect(whole.slice(whole.indexOf('.mem_regions ='))).toMatchInlineSnapshot(`
      ".mem_regions = {
      		{ .size = 0x1000, .flags = 7 },
      		/* network, link 00:02.0 with the root cell */
      		JAILHOUSE_SHMEM_NET_REGIONS(0xbff00000, 1),
      	},
      	.pci_devices = {
      		/* 00:02.0, link with the root cell */ {
      	.type = JAILHOUSE_PCI_TYPE_IVSHMEM,
      	.domain = 1,
      	.bdf = 2 << 3,
      	.bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
      	.shmem_regions_start = 1,
      	.shmem_dev_id = 1,
      	.shmem_peers = 2,
      	.shmem_protocol = JAILHOUSE_SHMEM_PROTO_VETH,
      },
      	},
      };
      "
    `)
    expect(whole).toContain('mem_regions[5];')
  })

  test('use the sections that are there', () => {
    const body = `.mem_regions = { { .size = 0x1000, .flags = 7 }, JAILHOUSE_SHMEM_NET_REGIONS(0xbff00000, 1) },
	.pci_devices = { $0 },`
    const text = onBoard({ members: members.replace('mem_regions[2]', 'mem_regions[5]'), body })
    expect(snippet(text, 'ivshmem device')).toContain('.shmem_regions_start = 1,')
    expect(item(text, 'ivshmem device').also).toEqual([])
  })

  test('are not offered for a link that the cell has an end of', () => {
    const device = `{ .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 2 << 3, .shmem_peers = 2, .shmem_dev_id = 1 }`
    const body = `.pci_devices = { ${device}, $0 },`
    const text = onBoard({ header: '.num_pci_devices = 1,', body })
    expect(labels(text)).not.toContain('with the root cell')
    // Nothing else can be on a virtual host.
    expect(labels(text).split('\n')).toEqual(['ivshmem device | a new link 00:00.0'])
  })

  test('of virtio are the other side', () => {
    const root = rootConfig.replace(
      'JAILHOUSE_SHMEM_PROTO_VETH',
      'JAILHOUSE_SHMEM_PROTO_VIRTIO_BACK + VIRTIO_DEV_BLOCK',
    )
    expect(snippet(onBoard({ body: '.pci_devices = { $0 },' }, root), 'ivshmem device')).toContain(
      'JAILHOUSE_SHMEM_PROTO_VIRTIO_FRONT + VIRTIO_DEV_BLOCK',
    )
  })

  test('of which all positions are taken, say which cell this one can never run with', () => {
    const other = cellConfig({
      members,
      header: '.name = "other", .num_pci_devices = 1,',
      body: `.mem_regions = { { .size = 0x1000 } },
	.pci_devices = { { .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 2 << 3, .shmem_peers = 2, .shmem_dev_id = 1 } },`,
    })
    const text = `//- /board/board-other.c\n${other}${onBoard({ body: '.pci_devices = { $0 },' })}`
    expect(item(text, 'ivshmem device').documentation).toMatch(/number 1, which cell "other" has/)
  })
})

function errors(texts: Record<string, string>): readonly string[] {
  const workspace = createWorkspace({ files: memoryFiles(texts), settings: defaultSettings, roots: ['/'] })
  return workspace
    .check(Object.keys(texts))
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ rule, file }) => `${file.path} ${rule}`)
    .toSorted()
}

describe('on the boards of the examples', () => {
  const examples = join(import.meta.dirname, '..', '..', '..', 'examples')
  const files = (board: string): Record<string, string> =>
    Object.fromEntries(
      readdirSync(join(examples, board))
        .filter((name) => name.endsWith('.c'))
        // A fixture takes it for the cursor.
        .map((name) => [
          `/b/${name}`,
          readFileSync(join(examples, board, name), 'utf8').replaceAll('$0', '0'),
        ]),
    )

  test.each([
    ['tern', 'tern-control.c', 'mem_regions', 'RAM'],
    ['tern', 'tern-linux.c', 'mem_regions', 'RAM'],
    ['tern', 'tern.c', 'pci_devices', 'ivshmem device'],
    ['plover', 'plover-sketch.c', 'mem_regions', 'RAM'],
    ['osprey', 'osprey-motion.c', 'mem_regions', 'RAM'],
  ])('%s: %s gets no error by what is put into its %s: %s', (board, name, array, label) => {
    const before = files(board)
    const path = `/b/${name}`
    const text = before[path] ?? ''
    const open = text.indexOf('{', text.indexOf(`.${array} = {`)) + 1
    // At the end of the array, since other elements are counted from the start.
    const end = text.indexOf('\n\t},\n', open) + 1
    const asked = { ...before, [path]: `${text.slice(0, end)}\t\t$0\n${text.slice(end)}` }
    const fixture = Object.entries(asked)
      .map(([file, one]) => `//- ${file}\n${one}`)
      .join('')
    expect(offered(fixture).map((one) => one.label)).toContain(label)
    expect(errors({ ...before, [path]: taken(fixture, label) })).toEqual(errors(before))
  })

  test('a device whose interrupt the cell does not own says so, and one whose place is that of a cell beside it is not offered', () => {
    const text = files('tern')
    const control = text['/b/tern-control.c'] ?? ''
    const asked = {
      ...text,
      '/b/tern-control.c': control.replace('.pci_devices = {', '.pci_devices = {\n\t\t$0'),
    }
    const fixture = Object.entries(asked)
      .map(([file, one]) => `//- ${file}\n${one}`)
      .join('')
    expect(item(fixture, 'ivshmem device').documentation).toMatch(
      /interrupt, SPI 109 \(id 141\), has to be set/,
    )
    // Its place on the link is that of tern-linux, which this project declares to run beside it.
    const project = readFileSync(join(examples, 'tern', 'warden.json'), 'utf8')
    expect(labels(`${fixture}//- /b/warden.json\n${project}`)).not.toContain('with the root cell')
  })
})

function deviceAt(start: string): string {
  return `{ .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = 3 << 3, .shmem_regions_start = ${start}, .shmem_peers = 2 },`
}

describe('an element between others', () => {
  const region = '{ .size = 0x1000, .flags = 7 },'
  const config = (start: string): string =>
    onBoard({
      header: '.num_pci_devices = 1,',
      body: `.mem_regions = { ${region} $0 ${region} },\n\t.pci_devices = { ${deviceAt(start)} },`,
    })

  test('moves those behind it, and what refers to them', () => {
    expect(taken(config('1'), 'RAM')).toContain('.shmem_regions_start = 2,')
    expect(taken(config('1'), 'ivshmem sections')).toContain('.shmem_regions_start = 5,')
  })

  test('but not what refers to those before it, and what is no plain number', () => {
    expect(taken(config('0'), 'RAM')).toContain('.shmem_regions_start = 0,')
    expect(taken(config('0 + 1'), 'RAM')).toContain('.shmem_regions_start = 0 + 1,')
    expect(taken(config('1').replace(/\$0 (\{.*?\},)/, '$1 $0'), 'RAM')).toContain(
      '.shmem_regions_start = 1,',
    )
  })
})
