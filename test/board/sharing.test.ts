/** What two cells share, on purpose or not, drawn together. */
import { expect, test } from 'vitest'
import { type Sharing, sharingOf } from '../../server/src/board/sharing.ts'
import { boardFrom, cellAt, hex } from './partition/boards.ts'
import { memory, region, rw, same } from './partition/questions.ts'

function sharingIn(example: string): Sharing {
  const board = boardFrom(example)
  return sharingOf(cellAt(board, 0), cellAt(board, 1))
}

function device(id: number, bdf = 8): string {
  return `{ .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .bdf = ${bdf}, .shmem_dev_id = ${id}, .shmem_peers = 2 },`
}

function linked(id: number): string {
  return `//- cell\n.mem_regions = { JAILHOUSE_SHMEM_NET_REGIONS(0x70000000, ${id}) },\n.pci_devices = { ${device(id)} },\n`
}

function chips(bits: string): string {
  return `.irqchips = { { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { ${bits} } } },\n`
}

const nothing: Sharing = {
  conflicts: { memory: [], interrupts: [], ports: [], devices: [] },
  onPurpose: { memory: [], links: [] },
}

test('cells with nothing in common share nothing', () => {
  const left = `//- cell\n${memory(same(0x1000, 0x1000))}`
  expect(sharingIn(`${left}//- cell\n${memory(same(0x2000, 0x1000))}`)).toEqual(nothing)
})

test('memory is drawn together, whatever the regions are', () => {
  const left = `//- cell\n${memory(region(0x1000, 0, 0x3000), region(0x8000, 0x8000, 0x1000))}`
  const right = `//- cell\n${memory(region(0x2000, 0, 0x1000), region(0x3000, 0x5000, 0x6000), region(0x3000, 0xf000, 0x1000))}`
  expect(sharingIn(left + right).conflicts.memory.map(hex)).toEqual(['2000-4000', '8000-9000'])
})

test('memory that both flag as shared is shared on purpose; what one of them flags is not', () => {
  const shared = `${rw} | JAILHOUSE_MEM_ROOTSHARED`
  const left = `//- cell\n${memory(same(0x1000, 0x1000, shared), same(0x3000, 0x1000, shared))}`
  const { conflicts, onPurpose } = sharingIn(
    `${left}//- cell\n${memory(same(0x1000, 0x1000, shared), same(0x3000, 0x1000))}`,
  )
  expect([onPurpose.memory.map(hex), conflicts.memory.map(hex)]).toEqual([['1000-2000'], ['3000-4000']])
})

test('a link is shared on purpose, with its sections, by cells with places of their own', () => {
  expect(sharingIn(linked(0) + linked(1))).toEqual({ ...nothing, onPurpose: { memory: [], links: [8n] } })
  expect(sharingIn(linked(1) + linked(1)).onPurpose.links).toEqual([])
})

test('interrupts, each once', () => {
  const twice = chips('0x6').replace(
    '} } },',
    '} }, { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 2 } } },',
  )
  expect(sharingIn(`//- cell\n${twice}//- cell\n${chips('0xa')}`).conflicts.interrupts).toEqual([
    { controller: 0xa0000000n, number: 33 },
  ])
})

test('ports, and physical devices but not ivshmem ones', () => {
  const physical = '{ .type = JAILHOUSE_PCI_TYPE_DEVICE, .domain = 0, .bdf = 0x18 },'
  const elsewhere = physical.replace('.domain = 0', '.domain = 1')
  const left = `//- x86 cell\n.pio_regions = { PIO_RANGE(0x2f8, 8) },\n.pci_devices = { ${device(0)} ${physical} },\n`
  const right = `//- x86 cell\n.pio_regions = { PIO_RANGE(0x2fa, 8) },\n.pci_devices = { ${device(0)} ${elsewhere} },\n`
  const { conflicts } = sharingIn(left + right)
  expect([conflicts.ports.map(hex), conflicts.devices]).toEqual([['2fa-300'], [0x18n]])
})
