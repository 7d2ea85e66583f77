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

describe('is refused', () => {
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
