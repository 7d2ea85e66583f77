/** Fixes that change the struct around a config: what becomes of comments, of formatting, and where none is offered. */
import { describe, expect, test } from 'vitest'
import { fixesFor, mended } from './mended.ts'

const includes = `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>
`
const header = `.signature = JAILHOUSE_CELL_DESC_SIGNATURE, .architecture = JAILHOUSE_ARM64,
    .revision = JAILHOUSE_CONFIG_REVISION, .name = "gadget", .flags = JAILHOUSE_CELL_PASSIVE_COMMREG,`

function config(struct: string, fields: string, counts = '', before = ''): string {
  return `${includes}${before}
struct {
${struct}
} __attribute__((packed)) config = {
  .cell = {
    ${header}
    .cpu_set_size = sizeof(config.cpus),${counts}
  },
  .cpus = { 2 },
${fields}
};
`
}

/** What the first fix of a rule makes of the struct, or of another part of the text. */
function part(rule: string, example: string, pattern = /struct \{\n([^]*?)\n\} __attr/): string | undefined {
  const [fix] = fixesFor(rule, example)
  const [text] = fix ? Object.values(mended(example, fix)) : []
  return text === undefined ? undefined : (pattern.exec(text)?.[1] ?? text)
}

function moved(struct: string): string | undefined {
  return part('struct-header-not-first', config(struct, ''))
}

describe('moving the header', () => {
  test('takes its comments along', () => {
    expect(
      moved(`\t__u64 cpus[1]; /* one word */
\t/* What the driver
\t   looks at. */
\tstruct jailhouse_cell_desc cell; // first`),
    ).toBe(`\t/* What the driver
\t   looks at. */
\tstruct jailhouse_cell_desc cell; // first
\t__u64 cpus[1]; /* one word */`)
  })
  test('works on one line', () => {
    expect(moved('  __u64 cpus[1]; struct jailhouse_cell_desc cell;')).toBe(
      '  struct jailhouse_cell_desc cell; __u64 cpus[1];',
    )
  })
  test.each([
    ['past something that no reader knows', '__u32 board;\nstruct jailhouse_cell_desc cell;\n__u64 cpus[1];'],
    ['past a condition', '__u64 cpus[1];\n#if 1\nstruct jailhouse_cell_desc cell;\n#endif'],
    ['out of a declaration of two things', '__u64 cpus[1];\nstruct jailhouse_cell_desc cell, other[0];'],
  ])('is not offered %s', (_, struct) => {
    expect(moved(struct)).toBeUndefined()
  })
  test('is not offered where the fields have no names', () => {
    const example = `${includes}struct { __u64 cpus[1]; struct jailhouse_cell_desc cell; }
__attribute__((packed)) config = { { 2 }, { ${header} .cpu_set_size = 8 } };`
    expect(fixesFor('struct-header-not-first', example)).toEqual([])
  })
  test('is not offered where two objects have the struct', () => {
    const struct = 'struct one { __u64 cpus[1]; struct jailhouse_cell_desc cell; } __attribute__((packed));'
    const objects = ['a', 'b'].map(
      (name) => `struct one __attribute__((section(".cell.${name}"))) ${name} = {
  .cell = { ${header} .cpu_set_size = 8 }, .cpus = { 2 } };`,
    )
    expect(fixesFor('struct-header-not-first', `${includes}${struct}\n${objects[0]}`)).toHaveLength(1)
    expect(fixesFor('struct-header-not-first', `${includes}${struct}\n${objects.join('\n')}`)).toEqual([])
  })
})

describe('bringing arrays into order', () => {
  const counts = '\n.num_memory_regions = 1, .num_irqchips = 1,'
  const fields = '.mem_regions = { { 0x1000, 0x1000, 0x1000, 1 } },\n.irqchips = { { .address = 1 } },'
  const sorted = (struct: string): string | undefined =>
    part('struct-member-order', config(struct, fields, counts))
  test('takes comments along and leaves the others where they are', () => {
    expect(
      sorted(`  struct jailhouse_cell_desc cell;
  // the GIC
  struct jailhouse_irqchip irqchips[1]; // SPIs
  __u64 cpus[1];
  __u32 nothing[0];
  /* RAM */
  struct jailhouse_memory mem_regions[1];`),
    ).toBe(`  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
  /* RAM */
  struct jailhouse_memory mem_regions[1];
  __u32 nothing[0];
  // the GIC
  struct jailhouse_irqchip irqchips[1]; // SPIs`)
  })
  test('works on one line', () => {
    expect(
      sorted(
        ' struct jailhouse_cell_desc cell; __u64 cpus[1]; struct jailhouse_irqchip irqchips[1]; struct jailhouse_memory mem_regions[1];',
      ),
    ).toBe(
      ' struct jailhouse_cell_desc cell; __u64 cpus[1]; struct jailhouse_memory mem_regions[1]; struct jailhouse_irqchip irqchips[1];',
    )
  })
})

function structWith(member: string): string {
  return `  struct jailhouse_cell_desc cell;
${member}
  __u64 cpus[1];`
}

describe('taking things out', () => {
  test('a member goes with its comments and its value', () => {
    const example = config(structWith('  /* ours */\n  __u32 board; /* a number */'), '  .board = 3, // ours')
    const [fix] = fixesFor('struct-unknown-member', example)
    const text = fix ? Object.values(mended(example, fix)).join('') : ''
    expect(text).toContain('struct jailhouse_cell_desc cell;\n  __u64 cpus[1];')
    expect(text).toContain('.cpus = { 2 },\n};')
  })
  test('a member that is mentioned stays', () => {
    const example = config(structWith('  __u32 board;'), '', '\n.id = sizeof(config.board),')
    expect(fixesFor('struct-unknown-member', example)).toEqual([])
  })
  test('an object goes with its comment and one of the empty lines around it', () => {
    const example = config(
      structWith(''),
      '',
      '',
      `\n#define ONE 1\n\n/* How many. */\nunsigned int many[] = { 1, ONE };\n`,
    )
    expect(part('extra-global-object', example, /ONE 1\n([^]*?)struct \{/)).toBe('\n')
  })
  test.each([
    ['one that is mentioned', 'int many = 1;\nint others = sizeof(many);', 1],
    ['one of two in a declaration', 'int no, many = 1;', 0],
    ['one with a struct of its own', 'struct { int x; } many = { 1 };', 0],
    ['one that a macro defines', '#define OBJECT int many = 1;\nOBJECT', 0],
  ])('%s stays', (_, before, others) => {
    expect(fixesFor('extra-global-object', config(structWith(''), '', '', before))).toHaveLength(others)
  })
})

describe('merging arrays', () => {
  const struct = `  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
  struct jailhouse_memory ram[2];
  /* The devices. */
  struct jailhouse_memory devices[1];
  struct jailhouse_irqchip irqchips[0];`
  const merged = (fields: string, counts: string): string | undefined =>
    part('struct-duplicate-kind', config(struct, fields, counts), /(\.num[^]*)\n\};\n/)
  test('keeps the lines and the comments of the elements', () => {
    expect(
      merged(
        `  .ram = {
    { 0x1000, 0, 0x1000, 1 },
    { 0x2000, 0x1000, 0x1000, 1 } // the last one
  },
  .devices = {
    /* UART */
    { 0x90000000, 0x90000000, 0x1000, 3 },
  },`,
        '\n    .num_memory_regions = ARRAY_SIZE(config.ram) + ARRAY_SIZE(config.devices),',
      ),
    ).toBe(`.num_memory_regions = ARRAY_SIZE(config.ram),
  },
  .cpus = { 2 },
  .ram = {
    { 0x1000, 0, 0x1000, 1 },
    { 0x2000, 0x1000, 0x1000, 1 }, // the last one
    /* UART */
    { 0x90000000, 0x90000000, 0x1000, 3 },
  },`)
  })
  test('goes on one line, too', () => {
    expect(
      merged(
        '.ram = { { 0x1000, 0, 0x1000, 1 }, { 1 }, }, .devices = { { 2 } },',
        '\n    .num_memory_regions = 2,',
      ),
    ).toContain('.ram = { { 0x1000, 0, 0x1000, 1 }, { 1 }, { 2 } },')
  })
  test.each([
    ['written in part', '.ram = { { 1 } }, .devices = { { 2 } },', ''],
    ['not written', '.ram = { { 1 }, { 1 } },', ''],
    ['written by index', '.ram = { { 1 }, { 1 } }, .devices = { [0] = { 2 } },', ''],
    ['measured elsewhere', '.ram = { { 1 }, { 1 } }, .devices = { { 2 } },', '.id = sizeof(config.devices),'],
  ])('is not offered for what is %s', (_, fields, other) => {
    expect(merged(fields, `\n.num_memory_regions = 3, ${other}`)).toBeUndefined()
  })
})

describe('the bitmap of CPUs', () => {
  test('is declared in the manner of the header', () => {
    const example = `${includes}struct {
\tstruct jailhouse_cell_desc cell; /* ours */
} __attribute__((packed)) gadget = {
\t.cell = {
\t\t${header}
\t\t.cpu_set_size = 8,
\t},
};`
    expect(part('struct-cpu-set-missing', example)).toBe(
      '\tstruct jailhouse_cell_desc cell; /* ours */\n\t__u64 cpus[1];',
    )
    expect(part('struct-cpu-set-missing', example, /(\.cpu_set[^]*)$/)).toBe(
      '.cpu_set_size = sizeof(gadget.cpus),\n\t},\n\t.cpus = { 0x8 },\n};',
    )
  })
  test.each([
    ['__u32 cpus[1]', '{ 2 }', '  __u64 cpus[1];'],
    ['__u8 cpus[9]', '{ 0x81 }', '  __u64 cpus[2];'],
    ['unsigned int cpus[1]', '{ 2 }', '  __u64 cpus[1];'],
    ['const unsigned int cpus[1]', '{ 2 }', undefined],
    ['__u32 cpus[3]', '{ 2, 0, 1 }', undefined],
    ['__u32 cpus[1]', '{ ~0 }', undefined],
  ])('becomes one of whole words: `%s` with %s', (declared, value, expected) => {
    const example = config(`  struct jailhouse_cell_desc cell;\n  ${declared};`, '').replace('{ 2 }', value)
    expect(part('cpu-set-granularity', example, /(  __u64[^]*?)\n/)).toBe(expected)
  })
})

function shrunk(count: string, more = ''): string | undefined {
  return part(
    'partial-initializer',
    config(
      '  struct jailhouse_cell_desc cell;\n  __u64 cpus[1];\n  struct jailhouse_memory mem_regions[3];',
      `.mem_regions = { { 0x1000, 0, 0x1000, 1 },${more} },`,
      `\n.num_memory_regions = ${count},`,
      '\n#define COUNT 3\n',
    ),
    /mem_regions\[(\d)\][^]*num_memory_regions = ([^,]*)/,
  )
}

describe('declaring what is written', () => {
  test('changes the length, and a count that is a number', () => {
    expect(shrunk('ARRAY_SIZE(config.mem_regions)')).toBe('1')
    expect(shrunk('3')).toBe('1')
  })
  test('is not offered where the count would not follow', () => {
    expect(shrunk('COUNT')).toBeUndefined()
  })
  test('is not offered where elements depend on a condition', () => {
    expect(shrunk('3', '\n#ifdef MORE\n{ 0x2000, 0x2000, 0x1000, 1 },\n#endif\n')).toBeUndefined()
  })
})
