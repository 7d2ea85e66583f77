/** Boards to try the server on: fragments, completed as those in the rules' documentation are. */
import { exampleBoard } from '../rules/example-board.ts'

/** The files of an example, by path. */
export function filesOf(example: string): Readonly<Record<string, string>> {
  return Object.fromEntries(exampleBoard(example).map(({ path, text }) => [path, text]))
}

export const root = '/example/example.c'
export const left = '/example/example-left.c'
export const right = '/example/example-right.c'

/** Two cells over one MiB of RAM: a finding about a pair, reported in the right one. */
export const sharedRam = filesOf(`
//- cell left.c
.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG | JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED | JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE,
.mem_regions = {
  /* RAM of left */ {
    .phys_start = 0x40000000, .virt_start = 0, .size = 0x200000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
  {
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},
//- cell right.c
.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG | JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED | JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE,
.mem_regions = {
  /* RAM of right */ {
    .phys_start = 0x40100000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
  {
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},`)

/** A cell with a CPU that its root lacks. */
export const wrongCpu = filesOf(`
//- cell left.c
.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG | JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED | JAILHOUSE_CELL_VIRTUAL_CONSOLE_ACTIVE,
.cpus = { 0b100000 },`)
