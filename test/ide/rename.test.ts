/** Renaming: what may be renamed, where it is written differently afterwards, and that the config stays what it is. */
import { describe, expect, test } from 'vitest'
import { renamed, renamingAt } from '../../server/src/ide/rename.ts'
import { withEdits } from '../../server/src/text/edit.ts'
import { spanText } from '../../server/src/text/span.ts'
import { cellConfig, type CellParts } from './hovered.ts'
import { opened } from './opened.ts'

/** The files that a renaming at `$0` changes, by name, or why it is refused. */
function rename(text: string, newName: string): Readonly<Record<string, string>> | string {
  const { analysis, check, offset } = opened(text)
  const renaming = renamingAt(analysis, offset)
  if (!renaming) return 'nothing to rename'
  if (!renaming.isAllowed) return renaming.reason
  const result = renamed(renaming.named, newName, analysis, check.files)
  if ('reason' in result) return result.reason
  const files = new Set(result.edits.map(({ span }) => span.file))
  return Object.fromEntries(
    [...files].map((file) => {
      const own = result.edits.filter(({ span }) => span.file === file)
      expect(new Set(own.map(({ span }) => spanText(span))).size).toBe(1)
      return [file.path.replace(/^.*\//, ''), withEdits(file.text, own)]
    }),
  )
}

/** The same in one config; only the text after the renaming. */
function inCell(parts: CellParts, newName: string): string {
  const changed = rename(cellConfig(parts), newName)
  return typeof changed === 'string' ? changed : (changed['cell.c'] ?? '')
}

const withMacro = (cursor: string, name: string): CellParts => ({
  above: `#include <${name}.h>
#define ${cursor}${name} 0x1000
#define TWICE(x) (2 * x * ${name}) /* ${name} */
#define ITSELF(${name}) ${name}
#if defined(${name}) && ${name} > 1
#endif
#if 0
int x = ${name};
#endif`,
  body: `.mem_regions = { { .phys_start = TWICE(${name}), .size = ${name} + ITSELF(1) } },`,
})

describe('a macro of the config', () => {
  test('is renamed wherever it is meant, and nowhere else', () => {
    expect(inCell(withMacro('$0', 'UART'), 'SERIAL')).toBe(
      cellConfig(withMacro('', 'SERIAL'))
        .replace('<SERIAL.h>', '<UART.h>')
        .replace('/* SERIAL */', '/* UART */')
        .replace('ITSELF(SERIAL) SERIAL', 'ITSELF(UART) UART'),
    )
  })

  test('is renamed from any of its uses', () => {
    const text = cellConfig(withMacro('', 'UART'))
    const fromUse = rename(text.replace('.size = UART', '.size = UA$0RT'), 'SERIAL')
    const fromDirective = rename(text.replace('defined(UART)', 'defined($0UART)'), 'SERIAL')
    expect(fromUse).toEqual(fromDirective)
    expect(typeof fromUse).toBe('object')
  })

  test('is renamed in the file that includes the config, too', () => {
    const base = cellConfig({
      above: '#ifndef UA$0RT\n#define UART 1\n#endif',
      body: '.mem_regions = { { .size = UART } },',
    })
    const changed = rename(
      `//- /board/base.c\n${base}\n//- /board/variant.c\n#define OTHER UART\n#include "base.c"\n`,
      'SERIAL',
    )
    expect(changed).toMatchObject({ 'variant.c': '#define OTHER SERIAL\n#include "base.c"\n' })
  })
})

const withArray = (cursor: string, name: string): CellParts => ({
  above: `#define COUNT ARRAY_SIZE(config.${name})`,
  members: `__u64 cpus[1];\n\tstruct jailhouse_memory ${name}[1];`,
  header: `.num_memory_regions = COUNT,\n.num_irqchips = sizeof(config.${name}) / sizeof(config.${cursor}${name}[0]),`,
  body: `.cpus = { 2 },\n\t.${name} = { { .size = 1 } },`,
})

describe("a member of the config's own struct", () => {
  test('is renamed in its declaration, its initialiser and in expressions, through macros too', () => {
    expect(inCell(withArray('$0', 'mem_regions'), 'memory')).toBe(cellConfig(withArray('', 'memory')))
  })
})

/** A config in which its object, its struct and a member are meant in all ways, among names that are the same. */
const everyName = (object: string, tag: string, cpus: string): string => `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>
#define offsetof(type, member) __builtin_offsetof(type, member)
#define ARGUMENT(config, wrapper) sizeof(config.mine) + wrapper
#define LENGTH sizeof(${object}.${cpus})
#define NEVER_CALLED sizeof(struct ${tag}) + ${object}.${cpus}[0]
struct ${tag} {
	struct jailhouse_cell_desc cell;
	__u64 ${cpus}[1];
} __attribute__((packed)) ${object} = {
	.cell = {
		.cpu_set_size = LENGTH,
		.num_memory_regions = ARRAY_SIZE(${object}.${cpus}),
		.num_irqchips = sizeof(struct ${tag}) + offsetof(struct ${tag}, ${cpus}[0]),
	},
	.${cpus} = { 2 },
};
_Static_assert(sizeof(${object}.${cpus}[0]) + offsetof(struct ${tag}, ${cpus}) < 4096, "config wrapper mine");
struct other { int config, wrapper; union { int a; } mine; };
_Static_assert(sizeof(((struct other *)0)->mine) == 4, "");
#if 0
int x = sizeof(${object}) + a.config + sizeof(struct ${tag});
#endif
`

const ownNames = everyName('config', 'wrapper', 'mine')

/** The whole file after a renaming from the first place behind these characters. */
function renamedBehind(before: string, newName: string): string {
  const at = ownNames.indexOf(before) + before.length
  const changed = rename(`${ownNames.slice(0, at)}$0${ownNames.slice(at)}`, newName)
  return typeof changed === 'string' ? changed : (changed['cell.c'] ?? '')
}

describe('names of its own', () => {
  test.each(['packed)) ', 'ARRAY_SIZE(', 'LENGTH sizeof(', '_Static_assert(sizeof('])(
    'the configuration object, from behind `%s`',
    (before) => {
      expect(renamedBehind(before, 'root')).toBe(everyName('root', 'wrapper', 'mine'))
    },
  )

  test.each(['[0]\nstruct ', '_irqchips = sizeof(struct ', '+ offsetof(struct '])(
    'the tag of its struct, from behind `%s`',
    (before) => {
      expect(renamedBehind(before, 'layout')).toBe(everyName('config', 'layout', 'mine'))
    },
  )
})

/** The same without structs that have a member of the same name. */
function alone(cpus: string): string {
  return everyName('config', 'wrapper', cpus).replace(/^(struct other|_Static_assert\(sizeof\(\().*\n/gm, '')
}

test.each(['__u64 ', 'offsetof(struct wrapper, ', '[0]) + offsetof(struct wrapper, '])(
  'a member, from behind `%s`',
  (before) => {
    const text = alone('cpus')
    const at = text.indexOf(before) + before.length
    const changed = rename(`${text.slice(0, at)}$0${text.slice(at)}`, 'cores')
    expect(changed).toEqual({ 'cell.c': alone('cores') })
  },
)

function withHeader(header: string, below: string): string {
  const above = '#include "count.h"\n#define offsetof(type, member) __builtin_offsetof(type, member)'
  return `//- /board/count.h\n${header}\n//- /board/cell.c\n${cellConfig({ above })}${below}`
}

describe('is refused', () => {
  test('what a header declares', () => {
    expect(inCell({ members: '__u6$04 cpus[1];' }, 'x')).toContain('`__u64` is defined outside of the text')
    expect(inCell({ members: '__u64 cpus[1];\nstruct jailhouse_mem$0ory m[1];' }, 'x')).toContain(
      '`jailhouse_memory` is defined outside of the text',
    )
    const inOffset = '_Static_assert(offsetof(struct jailhouse_memory, $0size) == 16, "");'
    expect(rename(withHeader('', inOffset), 'x')).toContain('`size` is defined outside of the text')
  })

  test('what a macro of a header asks for', () => {
    const object = '_Static_assert(sizeof(con$0fig), "");'
    expect(rename(withHeader('#define COUNT ARRAY_SIZE(config.mem_regions)', object), 'x')).toBe(
      'count.h asks for `config` by this name',
    )
    const harmless = '#define COUNT(config) (config) + sizeof(struct config)\n#define MEMBER a.config'
    expect(typeof rename(withHeader(harmless, object), 'x')).toBe('object')
  })

  test('a word of C', () => {
    expect(inCell({ members: '__u64 cpus[1];\nstr$0uct jailhouse_memory m[1];' }, 'x')).toBe(
      '`struct` is a word of C itself',
    )
  })

  test('the name of a type for an object', () => {
    expect(rename(cellConfig({}).replace(') config', ') con$0fig'), '__u16')).toMatch(
      /^`__u16` is the name of something in /,
    )
  })

  test('what lies in a header', () => {
    const text = `//- /board/uart.h\n#define UART 1\n//- /board/cell.c\n${cellConfig({
      above: '#include "uart.h"',
      body: '.mem_regions = { { .size = UA$0RT } },',
    })}`
    expect(rename(text, 'SERIAL')).toBe('`UART` belongs to uart.h, and others depend on it')
  })

  test('what is built in, and what a header asks for by its name', () => {
    expect(inCell({ body: '.mem_regions = { { .si$0ze = 1 } },' }, 'length')).toBe(
      '`size` is defined outside of the text, by Warden or by the settings',
    )
    expect(inCell({ header: '.flags = JAILHOUSE_CELL_PASSIVE$0_COMMREG,' }, 'X')).toContain(
      'outside of the text',
    )
    const text = `//- /board/uart.h\n#ifndef UART\n#endif\n//- /board/cell.c\n${cellConfig({
      above: '#define UA$0RT 1\n#include "uart.h"',
    })}`
    expect(rename(text, 'SERIAL')).toBe('uart.h asks for `UART` by this name')
  })

  test('a name that is none, that C has taken, or that is in use', () => {
    const parts = { above: '#define UA$0RT 1\n#define OTHER 2' }
    expect(inCell(parts, '1x')).toBe('`1x` is no name in C')
    expect(inCell(parts, 'sizeof')).toBe('`sizeof` is a word of C itself')
    expect(inCell(parts, 'OTHER')).toBe('there is a macro `OTHER` already')
    expect(inCell(parts, 'JAILHOUSE_MEM_READ')).toBe('there is a macro `JAILHOUSE_MEM_READ` already')
    expect(inCell(parts, 'cpus')).toBe('`cpus` is in use in cell.c already')
  })

  test('everything else, without a word', () => {
    expect(inCell({ body: '.cpus = { $02 },' }, 'x')).toBe('nothing to rename')
    expect(inCell({ above: '/* com$0ment */' }, 'x')).toBe('nothing to rename')
  })
})
