/** Completion in the struct of a configuration: what is missing, where it belongs, and how long it is. */
import { describe, expect, test } from 'vitest'
import { labels, snippet, taken } from './completed.ts'

/** A config with these members, and with an initialiser of two regions. */
function members(text: string, architecture = 'JAILHOUSE_ARM64'): string {
  return `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>
#define TWO(x) { .phys_start = x }, { .phys_start = x }

struct {
	${text}
} __attribute__((packed)) config = {
	.cell = { .architecture = ${architecture} },
	.mem_regions = { TWO(0x1000), { .phys_start = 0x2000, .size = ARRAY_SIZE(config.irqchips) }, },
	.irqchips = { [3] = { .address = 0x1000 } },
};
`
}

const cell = 'struct jailhouse_cell_desc cell;'

describe('members of the struct', () => {
  test('are the header first, and then the arrays in their order', () => {
    expect(labels(members(`${cell}\n\t$0`))).toMatchInlineSnapshot(`
      "__u64 cpus[] | words of the CPU bitmap
      struct jailhouse_memory mem_regions[] | memory regions
      struct jailhouse_irqchip irqchips[] | interrupt controllers
      struct jailhouse_pci_device pci_devices[] | PCI devices
      struct jailhouse_pci_capability pci_caps[] | PCI capabilities
      union jailhouse_stream_id stream_ids[] | stream ids"
    `)
    expect(labels(members('$0'))).toMatch(
      /^struct jailhouse_cell_desc cell \| .*\nstruct jailhouse_system header \|/,
    )
  })

  test('are those that belong between their neighbours', () => {
    const text = members(`${cell}\n\t__u64 set[1];\n\t$0\n\tstruct jailhouse_pci_device devices[1];`)
    expect(labels(text)).toBe(
      'struct jailhouse_memory mem_regions[] | memory regions\nstruct jailhouse_irqchip irqchips[] | interrupt controllers',
    )
    expect(labels(members(`$0 ${cell}`))).toBe('')
  })

  test('are those of the architecture', () => {
    const [onArm = '', onX86 = ''] = ['JAILHOUSE_ARM64', 'JAILHOUSE_X86'].map((architecture) =>
      labels(members(`${cell}\n\t$0`, architecture)),
    )
    expect(onArm).toContain('stream_id')
    expect(onArm).not.toMatch(/jailhouse_(pio|cache)\b/)
    expect(onX86).toMatch(/jailhouse_cache\b.*\n.*\n.*jailhouse_pio\b/)
    expect(onX86).not.toContain('stream_id')
  })

  test('have the length of their initialiser', () => {
    const text = members(`${cell}\n\t__u64 cpus[1];\n\tstr$0`)
    expect(snippet(text, 'struct jailhouse_memory mem_regions[]')).toBe(
      '«str» struct jailhouse_memory mem_regions[${1:3}];',
    )
    expect(snippet(text, 'struct jailhouse_irqchip irqchips[]')).toBe(
      '«str» struct jailhouse_irqchip irqchips[${1:4}];',
    )
    expect(snippet(text, 'struct jailhouse_pci_device pci_devices[]')).toContain('pci_devices[${1:1}];')
  })

  test('go on behind the keyword', () => {
    const text = members(`${cell}\n\tstruct $0;`)
    expect(labels(text)).not.toContain('__u64')
    expect(taken(text, 'struct jailhouse_memory mem_regions[]')).toContain(
      '\n\tstruct jailhouse_memory mem_regions[3];\n}',
    )
  })

  test('are offered in no other struct, and nowhere else in it', () => {
    expect(labels(members(`${cell}\n\tint other;\n\t$0`))).toBe('')
    expect(labels(members(`${cell}\n\tstruct jailhouse_memory $0`))).toBe('')
    expect(labels(members(`${cell}\n\tstruct { $0 } inner;`))).toBe('')
    expect(labels(`struct { $0 } config;`)).toBe('')
  })
})

test('the length of an array is that of its initialiser', () => {
  expect(labels(members(`${cell}\n\tstruct jailhouse_memory mem_regions[$0];`))).toBe(
    '3 | as many as are initialised',
  )
  expect(labels(members(`${cell}\n\tstruct jailhouse_memory mem_regions[$0`))).toBe(
    '3 | as many as are initialised',
  )
  expect(labels(members(`${cell}\n\tstruct jailhouse_pio pio_regions[$0];`))).toBe('')
})

test('arrays that only the headers in use know are offered where these have them', () => {
  const text = `//- /tree/include/jailhouse/cell-config.h
typedef unsigned long long __u64;
typedef unsigned int __u32;
struct jailhouse_memory { __u64 size; } __attribute__((packed));
struct vendor_core { __u32 a; } __attribute__((packed));
struct jailhouse_cell_desc { __u32 cpu_set_size, core_set_size, num_memory_regions, num_cores, num_words; } __attribute__((packed));
static inline __u32 jailhouse_cell_config_size(struct jailhouse_cell_desc *cell)
{
	return sizeof(struct jailhouse_cell_desc)
		+ cell->cpu_set_size + cell->core_set_size
		+ cell->num_memory_regions * sizeof(struct jailhouse_memory)
		+ cell->num_cores * sizeof(struct vendor_core) + cell->num_words * sizeof(__u32);
}
//- /tree/configs/arm64/a.c
#include <jailhouse/cell-config.h>
struct {
	struct jailhouse_cell_desc cell;
	__u64 cpus[1];
	$0
} __attribute__((packed)) config = { .cell = { 0 } };
`
  expect(labels(text)).toBe(
    `__u64 core_set[]
struct jailhouse_memory mem_regions[] | memory regions
struct vendor_core cores[]
__u32 words[]`,
  )
  expect(labels(text.replace('$0', '__u64 core_set[1];\n$0'))).toMatch(/^struct jailhouse_memory/)
})
