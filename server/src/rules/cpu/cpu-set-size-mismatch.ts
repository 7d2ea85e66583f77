/** A size of the CPU bitmap that is not that of the array. */
import { declaredCpuSetBytes } from '../../board/cpu-set.ts'
import { arraysBehind, initialisersOf, isRead } from '../../config/reading.ts'
import { fix } from '../fix/fix.ts'
import { replacing } from '../fix/replacing.ts'
import { defineRule } from '../rule.ts'
import { counted, sizeText } from '../wording.ts'

export const cpuSetSizeMismatch = defineRule({
  id: 'cpu-set-size-mismatch',
  resource: 'cpu',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: '`cpu_set_size` is not the size of the CPU bitmap in bytes.',
    why:
      'The compiled file is a run of bytes without names. Its readers take `cpu_set_size` bytes behind the header for ' +
      'the bitmap, and find the memory regions and everything else behind them. With another size than that of the ' +
      'array all of it is read from the wrong place: parts of an address become CPUs, or CPUs become an address. ' +
      'Nothing checks that. The size is in bytes, not in words and not in CPUs.',
    legal:
      'A bitmap that is larger than the CPUs in it need is fine, as long as its whole size is given. A size of 0, and ' +
      'one of more than a page, are refused and reported by rules of their own.',
    fix: 'Writes the size of the array.',
    bad: `
.cell.cpu_set_size = 1,
.cpus = { 0b0010 },
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x3f000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
  /* communication region */ {
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},`,
    good: `
.cell.cpu_set_size = sizeof(config.cpus),
.cpus = { 0b0010 },
.mem_regions = {
  /* RAM */ {
    .phys_start = 0x3f000000, .virt_start = 0, .size = 0x100000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_LOADABLE,
  },
  /* communication region */ {
    .virt_start = 0x80000000, .size = 0x1000,
    .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_COMM_REGION,
  },
},`,
    references: ['include/jailhouse/cell-config.h: jailhouse_cell_cpu_set, jailhouse_cell_mem_regions'],
    catalogue: 'A.0, A.2, F.1',
  },
  check(configuration, report) {
    const { cpus, place } = configuration
    const { count, member } = cpus
    const declared = declaredCpuSetBytes(configuration)
    // An image declares nothing: what it has less than its header counts is cut off.
    if (configuration.image) return
    if (!cpus.isCountedInBytes || !count.known || !member || declared === undefined) return
    if (count.value === 0n || count.value === BigInt(declared)) return
    const behind = arraysBehind(configuration, 'cpus')
    const isMisplaced = behind.some((array) => isRead(array) !== false)
    report({
      at: count.place,
      message: `\`cpu_set_size\` is ${counted(count.value, 'byte', 'bytes')}, but \`${member.name}\` has ${sizeText(BigInt(declared))}`,
      why: isMisplaced
        ? 'the readers find all arrays by adding up sizes: what is behind the bitmap is read from the wrong place'
        : 'the readers take another number of bytes for CPUs than the file has there',
      help: `write \`sizeof(${place.first.text}.${member.name})\`, which follows the declaration`,
      related: [{ at: member.lengthPlace, message: 'declared here' }],
      fixes: fix(
        `write \`sizeof(${place.first.text}.${member.name})\``,
        'safe',
        replacing(count.place, `sizeof(${place.first.text}.${member.name})`),
      ),
      spoils: initialisersOf([cpus, ...behind]),
    })
  },
})
