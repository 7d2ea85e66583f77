/**
 * A wrong count or order makes nonsense of the arrays behind it, and findings about nonsense help nobody: one fault,
 * one finding (catalogue F.15). What the fault does not touch is still reported.
 */
import { expect, test } from 'vitest'
import { checkExample } from '../checked-example.ts'

/** The other rules find much in so small a cell. */
const concerned = /^(count-|struct-|partial-|overlap-virt-in-cell$|pio-wrap$)/

const beyondLastPort = '.pio_regions = { PIO_RANGE(0xfff0, 0x20) },'
const twoRegions = `
  .mem_regions = {
    {
      .phys_start = 0x3f000000, .size = 0x100000,
      .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_DMA,
    },
    {
      .phys_start = 0x3f200000, .size = 0x100000,
      .flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE | JAILHOUSE_MEM_DMA,
    },
  },`

test('a fault in an array is found where all counts are right', () => {
  expect(rulesOf(`//- x86 cell\n${twoRegions} ${beyondLastPort}`)).toEqual([
    'overlap-virt-in-cell',
    'pio-wrap',
  ])
})

test('a count that is too large silences the arrays behind, but not its own', () => {
  const fragment = `//- x86 cell\n.cell.num_memory_regions = 3, ${twoRegions} ${beyondLastPort}`
  expect(rulesOf(fragment)).toEqual(['count-too-large', 'overlap-virt-in-cell'])
})

test('a count that is too small silences the arrays behind, but not its own', () => {
  const fragment = `//- x86 cell\n.cell.num_memory_regions = 1, ${twoRegions} ${beyondLastPort}`
  expect(rulesOf(fragment)).toEqual(['count-too-small', 'overlap-virt-in-cell'])
})

test('the wrong count of the last array silences nothing', () => {
  const fragment = `//- x86 cell\n.cell.num_pio_regions = 2, ${twoRegions} ${beyondLastPort}`
  expect(rulesOf(fragment)).toEqual(['count-too-large', 'overlap-virt-in-cell', 'pio-wrap'])
})

test('a count in front of an array without an initialiser silences nothing else', () => {
  const text = wrapped(['struct jailhouse_memory mem_regions[2]', 'struct jailhouse_pio pio_regions[1]'], {
    memory: '3',
    rest: twoRegions,
  })
  expect(rulesOf(text)).toEqual(['count-too-large', 'overlap-virt-in-cell', 'partial-initializer'])
})

test('arrays that change places silence each other', () => {
  const text = wrapped(['struct jailhouse_pio pio_regions[1]', 'struct jailhouse_memory mem_regions[2]'], {
    memory: '2',
    rest: `${twoRegions} ${beyondLastPort}`,
  })
  expect(rulesOf(text)).toEqual(['struct-member-order'])
})

test('an array behind all that change places is judged', () => {
  const members = [
    'struct jailhouse_irqchip irqchips[1]',
    'struct jailhouse_memory mem_regions[2]',
    'struct jailhouse_pio pio_regions[1]',
  ]
  const text = wrapped(members, {
    memory: '2',
    rest: `${twoRegions} ${beyondLastPort}\n.irqchips = { { .address = 0xfec00000, .pin_bitmap = { 1 << 4 } } },`,
    counts: '.num_irqchips = 1,',
  })
  expect(rulesOf(text)).toEqual(['pio-wrap', 'struct-member-order'])
})

function rulesOf(example: string): readonly string[] {
  return checkExample(example)
    .findings.map(({ finding }) => finding.rule)
    .filter((rule) => concerned.test(rule))
    .toSorted()
}

/** A complete x86 cell with these members behind the CPU bitmap. */
function wrapped(
  members: readonly string[],
  { memory, counts = '', rest }: { readonly memory: string; readonly counts?: string; readonly rest: string },
): string {
  return `//- x86 root
//- x86 cell
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
  ${members.join(';\n  ')};
} __attribute__((packed)) config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .architecture = JAILHOUSE_X86,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "gadget",
    .flags = JAILHOUSE_CELL_PASSIVE_COMMREG,
    .cpu_set_size = sizeof(config.cpus),
    .num_memory_regions = ${memory},
    .num_pio_regions = 1,
    ${counts}
  },
  .cpus = { 0b10 },
  ${rest}
};
`
}
