/** Constants that only the headers in use define: what is said about them, where they are offered, and what is no such constant. */
import { describe, expect, test } from 'vitest'
import { inlayHintsIn } from '../../server/src/ide/inlay-hints.ts'
import { item, labels } from './completion/completed.ts'
import { hovered } from './hovered.ts'
import { linesWith, opened } from './opened.ts'

/** A tree of a vendor, who has added flags, a type of console and a field. */
function inTree(region: string, header = ''): string {
  return `//- /tree/include/jailhouse/console.h
#define JAILHOUSE_CON_TYPE_PL011 2
#define JAILHOUSE_CON_TYPE_STRIPED 64
#define JAILHOUSE_CON_ACCESS_MMIO 1
struct jailhouse_console { unsigned long address; unsigned int type; unsigned int flags; } __attribute__((packed));
//- /tree/include/jailhouse/cell-config.h
#include <jailhouse/console.h>
#define JAILHOUSE_MEM_READ 0x0001
#define JAILHOUSE_MEM_WRITE 0x0002
#define JAILHOUSE_MEM_PINK 0x0200 /* pages of one hue */

/*
 * Takes the pages
 * out of the *root* cell.
 */
#define JAILHOUSE_MEM_STOLEN 0x0400
#define JAILHOUSE_MEM_PLAIN 0x0800
#define JAILHOUSE_MEM_HUES 48
#define JAILHOUSE_MEM_TWO (JAILHOUSE_MEM_PINK | JAILHOUSE_MEM_STOLEN)
#define JAILHOUSE_CACHE_ROOTSHARED 1
#define JAILHOUSE_CACHE_L3_DATA 2
#define JAILHOUSE_CACHE_MINE 4
struct jailhouse_memory {
	unsigned long phys_start;
	unsigned int flags;
	/* one bit for each hue */
	unsigned long hues;
} __attribute__((packed));
struct jailhouse_cache { unsigned int flags; } __attribute__((packed));
struct jailhouse_cell_desc {
	char signature[5];
	unsigned int num_memory_regions;
	struct jailhouse_console console;
} __attribute__((packed));
//- /tree/configs/arm64/a.c
#include <jailhouse/cell-config.h>
struct {
	struct jailhouse_cell_desc cell;
	struct jailhouse_memory mem_regions[1];
	struct jailhouse_cache cache_regions[1];
} __attribute__((packed)) config = {
	.cell = { ${header} },
	.mem_regions = { { ${region} } },
	.cache_regions = { { .flags = ${region.includes('$0') || header.includes('$0') ? '1' : '$0'} } },
};
`
}

describe('a flag of a vendor', () => {
  test('is offered behind the documented ones, with what the header says about it', () => {
    const text = inTree('.flags = JAILHOUSE_MEM_READ | $0')
    expect(labels(text)).toBe(
      `JAILHOUSE_MEM_WRITE | 0x2
JAILHOUSE_MEM_PINK | 0x200
JAILHOUSE_MEM_STOLEN | 0x400
JAILHOUSE_MEM_PLAIN | 0x800`,
    )
    expect(item(text, 'JAILHOUSE_MEM_PINK').documentation).toBe('pages of one hue')
    expect(item(text, 'JAILHOUSE_MEM_STOLEN').documentation).toBe(
      'Takes the pages out of the \\*root\\* cell.',
    )
    expect(item(text, 'JAILHOUSE_MEM_PLAIN').documentation).toBeUndefined()
  })

  test('is no other constant that begins alike', () => {
    expect(labels(inTree(''))).toBe('JAILHOUSE_CACHE_ROOTSHARED | 0x1\nJAILHOUSE_CACHE_MINE | 0x4')
    expect(labels(inTree('', '.console.flags = $0'))).toBe('JAILHOUSE_CON_ACCESS_MMIO | 0x1')
  })

  test('names the bits of a number', () => {
    expect(hovered(inTree('.flags = 0x601$0'))).toContain(
      '`0x601`: `JAILHOUSE_MEM_READ` + `JAILHOUSE_MEM_PINK` + `JAILHOUSE_MEM_STOLEN`',
    )
    const { analysis } = opened(inTree('.phys_start = $00, .flags = 0xa01'))
    const hints = inlayHintsIn(
      analysis,
      { start: 0, end: analysis.file.text.length },
      (kind) => kind === 'flagNumber',
    )
    expect(
      linesWith(
        analysis.file,
        hints.map(({ offset, text }) => ({ offset, text: `«${text}»` })),
      ),
    ).toContain('.flags = 0xa01«= READ | PINK | PLAIN»')
  })

  test('says on its name what the header says, and which others there are', () => {
    const hover = hovered(inTree('.flags = JAILHOUSE_MEM_STO$0LEN'))
    expect(hover).toContain('Takes the pages out of the \\*root\\* cell.')
    expect(hover).toContain('`WRITE` 0x2 · `PINK` 0x200 · **`STOLEN` 0x400**')
    expect(hover).not.toContain('HUES')
  })
})

test('a type of console of a vendor is offered and named', () => {
  expect(labels(inTree('', '.console.type = $0'))).toBe(
    'JAILHOUSE_CON_TYPE_PL011 | 0x2\nJAILHOUSE_CON_TYPE_STRIPED | 0x40',
  )
  expect(hovered(inTree('', '.console.type = 64$0'))).toContain('`0x40`: `JAILHOUSE_CON_TYPE_STRIPED`')
})

test('a field that nobody has documented says what its header says', () => {
  expect(hovered(inTree('.hu$0es = 3'))).toContain('one bit for each hue')
})

test('an array that only the headers know has its place among the others', () => {
  const text = `//- /tree/include/jailhouse/cell-config.h
struct jailhouse_memory { unsigned int size; } __attribute__((packed));
struct vendor_core { unsigned int a; } __attribute__((packed));
struct jailhouse_cell_desc { char signature[5]; unsigned int cpu_set_size, num_cores, num_memory_regions; } __attribute__((packed));
static inline unsigned int jailhouse_cell_config_size(struct jailhouse_cell_desc *cell)
{
	return sizeof(struct jailhouse_cell_desc) + cell->cpu_set_size + cell->num_cores * sizeof(struct vendor_core) +
		cell->num_memory_regions * sizeof(struct jailhouse_memory);
}
//- /tree/configs/arm64/a.c
#include <jailhouse/cell-config.h>
struct {
	struct jailhouse_cell_desc cell;
	unsigned long cpus[1];
	struct vendor_core co$0res[1];
	struct jailhouse_memory mem_regions[1];
} __attribute__((packed)) config = { .cell = { .num_cores = 1 } };
`
  const hover = hovered(text)
  expect(hover).toMatch(/\| array \| one that only your headers know, the 2nd of \d+ behind the header \|/)
  expect(hover).toContain('| counted | by `num_cores` |')
  const memory = hovered(text.replace('co$0res', 'cores').replace('mem_re', 'mem_$0re'))
  expect(memory).toMatch(/\| array \| memory regions, the 3rd of \d+ behind the header \|/)
})
