/**
 * A made-up board that is larger than any real one, and how long its analysis takes: from configurations that are
 * read already to the findings of all rules, the partition, and the sets of cells that can run together.
 */
import { boardOf } from '../server/src/board/board.ts'
import { coexistingSets } from '../server/src/board/coexistence-sets.ts'
import { historyOf } from '../server/src/board/partition/history.ts'
import { partitionOf } from '../server/src/board/partition/partition.ts'
import { sharingOf } from '../server/src/board/sharing.ts'
import type { CellConfig, Configuration } from '../server/src/config/model.ts'
import { findingsOfBoard } from '../server/src/rules/engine.ts'
import { sourceFile } from '../server/src/text/source-file.ts'
import { analyse } from '../server/src/workspace/analysis.ts'
import { memoryFiles } from '../server/src/workspace/file-store.ts'
import { defaultSettings } from '../server/src/workspace/settings.ts'

export interface BoardSize {
  readonly cells: number
  readonly regions: number
}

/** Milliseconds for each step. The configurations are read before, and not measured. */
export interface BoardTimes {
  readonly board: number
  readonly rules: number
  readonly partition: number
  readonly coexistence: number
  readonly findings: number
}

/** @returns a function that reads the board and analyses it anew each time; what rules ask is kept with configurations */
export function largeBoard(size: BoardSize): () => BoardTimes {
  const texts = [rootText(size), ...numbers(size.cells).map((index) => cellText(index, size))]
  return () => {
    const [root, ...cells] = texts.map((text, index) =>
      read(`/large/large${index === 0 ? '' : `-${index}`}.c`, text),
    )
    if (root?.kind !== 'system') throw new Error('the large board has no root')
    const configurations = cells.filter((cell): cell is CellConfig => cell.kind === 'cell')
    const began = performance.now()
    const board = boardOf(root, configurations)
    const made = performance.now()
    const { length: findings } = findingsOfBoard(board)
    const judged = performance.now()
    const partition = partitionOf(board)
    partition.rootRemainder(board.cells)
    partition.reachOf({ start: 0n, end: 1n << 48n }, historyOf('running', board.cells))
    const simulated = performance.now()
    coexistingSets(board)
    for (const { first, second, alternative } of board.pairs) if (!alternative) sharingOf(first, second)
    const ended = performance.now()
    return {
      board: made - began,
      rules: judged - made,
      partition: simulated - judged,
      coexistence: ended - simulated,
      findings,
    }
  }
}

function read(path: string, text: string): Configuration {
  const options = { files: memoryFiles({}), settings: defaultSettings, roots: [] }
  const [configuration] = analyse(sourceFile(path, text), options).configurations
  if (!configuration) throw new Error(`${path} is no config`)
  return configuration
}

const readWrite = 'JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE'
const ram = `${readWrite} | JAILHOUSE_MEM_EXECUTE`
const registers = `${readWrite} | JAILHOUSE_MEM_IO | JAILHOUSE_MEM_IO_32`

/** A share of 1 GiB of RAM for each cell, one of 16 MiB of device registers, and a link with the root cell. */
const ramBase = 0x1_0000_0000
const ramShare = 0x4000_0000
const registersBase = 0x80_0000_0000
const registersShare = 0x100_0000
const linksBase = 0xa0_0000_0000

function rootText({ cells, regions }: BoardSize): string {
  const links = numbers(cells).flatMap((cell) => `JAILHOUSE_SHMEM_NET_REGIONS(${hex(linkOf(cell))}, 0),`)
  const rest = numbers(Math.max(0, regions - 4 * cells - 1)).map((index) =>
    region(ramBase + index * ramShare, ramBase + index * ramShare, ramShare, ram),
  )
  const devices = region(
    registersBase,
    registersBase,
    cells * registersShare,
    `${readWrite} | JAILHOUSE_MEM_IO`,
  )
  return configText(
    'struct jailhouse_system header',
    `.header = {
      .signature = JAILHOUSE_SYSTEM_SIGNATURE, .architecture = JAILHOUSE_ARM64, .revision = JAILHOUSE_CONFIG_REVISION,
      .hypervisor_memory = { .phys_start = 0x80000000, .size = 0x400000 },
      .platform_info = {
        .pci_mmconfig_base = 0x90000000, .pci_is_virtual = 1, .pci_domain = 1,
        .arm = { .gic_version = 3, .maintenance_irq = 25, .gicd_base = 0xa0000000, .gicr_base = 0xa0100000 },
      },
      .root_cell = { .name = "large", .vpci_irq_base = 600, ${counts} },
    },
    .cpus = { ${numbers(Math.ceil((cells + 1) / 64))
      .map(() => '~0ULL')
      .join()} },`,
    [...links, ...rest, devices],
    numbers(cells).map((cell) => device(cell, 4 * cell, 0)),
    numbers(8).map((index) => `~0U << ${index}`),
    cells,
  )
}

function cellText(index: number, { cells, regions }: BoardSize): string {
  const share = ramBase + index * ramShare
  const step = Math.floor(ramShare / regions / 0x1000) * 0x1000
  const memory = numbers(regions - 12).map((number) =>
    region(share + number * step, number * step, 0x10000, `${ram} | JAILHOUSE_MEM_LOADABLE`),
  )
  const uarts = numbers(8).map((number) => {
    const at = registersBase + index * registersShare + number * 0x1100
    return region(at, at, 0x100, registers)
  })
  return configText(
    'struct jailhouse_cell_desc cell',
    `.cell = {
      .signature = JAILHOUSE_CELL_DESC_SIGNATURE, .architecture = JAILHOUSE_ARM64,
      .revision = JAILHOUSE_CONFIG_REVISION, .name = "cell ${index}", .flags = JAILHOUSE_CELL_PASSIVE_COMMREG,
      .vpci_irq_base = ${64 + (index % 64)}, ${counts}
    },
    .cpus = { [${Math.floor((index + 1) / 64)}] = 1ULL << ${(index + 1) % 64} },`,
    [`JAILHOUSE_SHMEM_NET_REGIONS(${hex(linkOf(index))}, 1),`, ...uarts, ...memory],
    [device(index, 0, 1)],
    numbers(4).map((word) => (word === index >> 5 ? `1U << ${index & 31}` : '0')),
    cells,
  )
}

const counts = `.cpu_set_size = sizeof(config.cpus), .num_memory_regions = ARRAY_SIZE(config.regions),
      .num_irqchips = ARRAY_SIZE(config.chips), .num_pci_devices = ARRAY_SIZE(config.devices),`

function configText(
  header: string,
  head: string,
  regions: readonly string[],
  devices: readonly string[],
  pins: readonly string[],
  cells: number,
): string {
  // The macro of a link stands for four regions.
  const length = regions.reduce((sum, one) => sum + (one.startsWith('J') ? 4 : 1), 0)
  const chips = pins.length / 4
  return `#include <jailhouse/types.h>
  #include <jailhouse/cell-config.h>
  struct {
    ${header};
    __u64 cpus[${Math.ceil((cells + 1) / 64)}];
    struct jailhouse_memory regions[${length}];
    struct jailhouse_irqchip chips[${chips}];
    struct jailhouse_pci_device devices[${devices.length}];
  } __attribute__((packed)) config = {
    ${head}
    .regions = { ${regions.join('\n')} },
    .chips = { ${numbers(chips)
      .map(
        (chip) =>
          `{ .address = 0xa0000000, .pin_base = ${32 + 128 * chip}, .pin_bitmap = { ${pins.slice(4 * chip, 4 * chip + 4).join()} } },`,
      )
      .join('\n')} },
    .devices = { ${devices.join('\n')} },
  };`
}

function device(link: number, start: number, id: number): string {
  return `{
    .type = JAILHOUSE_PCI_TYPE_IVSHMEM, .domain = 1, .bdf = ${link} << 3, .bar_mask = JAILHOUSE_IVSHMEM_BAR_MASK_INTX,
    .shmem_regions_start = ${start}, .shmem_dev_id = ${id}, .shmem_peers = 2,
    .shmem_protocol = JAILHOUSE_SHMEM_PROTO_VETH,
  },`
}

function region(physical: number, guest: number, size: number, flags: string): string {
  return `{ .phys_start = ${hex(physical)}, .virt_start = ${hex(guest)}, .size = ${hex(size)}, .flags = ${flags} },`
}

function linkOf(cell: number): number {
  return linksBase + cell * 0x10_0000
}

function hex(value: number): string {
  return `0x${value.toString(16)}`
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}
